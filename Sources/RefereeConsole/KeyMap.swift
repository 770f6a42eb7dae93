public import Scoring

/// Which key logs which item: as the rule set asks, else dealt out in the order of the sheet. Letters for what is
/// wanted, digits for what is penalised, capitals for what is grave; where those run out, the same again after `;`.
///
/// Answers to questions have the letters that are left, so that a key means one thing: an item's key never answers.
public struct KeyMap: Sendable {
  private let strokes: [String]
  private let positions: [String: Int]

  /// The keys that always mean the same, whatever the sheet.
  static let functions: Set<Character> = [
    " ", "u", "q", "i", "n", "?", "-", "#", "!", "=", "@", "+", ";", "F", "R", "V",
  ]

  /// Keys that are never dealt: after an escape that came by itself, the beginning of what terminals send.
  private static let beginnings: Set<Character> = ["O", "P", "[", "\\", "]", "^", "_"]

  /// The keys of answers, in order: letters that no item has.
  let answers: [Character]

  /// Deals the keys of a rule set.
  public init(_ rules: RuleSet) {
    var strokes = Array(repeating: "", count: rules.items.count)
    var positions: [String: Int] = [:]
    for (position, item) in rules.items.enumerated() where item.isEntered {
      guard let key = item.key, KeyMap.canBeDealt(key), positions[String(key)] == nil else { continue }
      strokes[position] = String(key)
      positions[String(key)] = position
    }
    let order: [Item.Kind] = [
      .achievement, .penalised, .disqualifying, .measurement, .judgement, .record, .declaration,
    ]
    let positionsToDeal = order.flatMap { kind in rules.items.indices.filter { rules.items[$0].kind == kind } }
    for position in positionsToDeal where rules.items[position].isEntered && strokes[position].isEmpty {
      let item = rules.items[position]
      var bank = ""
      while strokes[position].isEmpty {
        if let free = KeyMap.hand(for: item.kind).first(where: { positions[bank + String($0)] == nil }) {
          strokes[position] = bank + String(free)
          positions[strokes[position]] = position
        }
        bank += ";"
      }
    }
    self.strokes = strokes
    self.positions = positions
    // Not `y`, which says yes; capitals only where a sheet has taken the small letters.
    answers = "abcdefghjklmoprstvwxzABCDEGHIJKLMNQSTUWZ".filter { positions[String($0)] == nil }
  }

  /// What to press for the item at this position of the rule set; nothing for an item that follows from the others.
  public func strokes(forItemAt position: Int) -> String { strokes[position] }

  /// The item that these strokes log.
  public func position(of strokes: String) -> Int? { positions[strokes] }

  /// Whether more strokes may follow these.
  func isBeginning(_ strokes: String) -> Bool {
    positions.keys.contains { $0.count > strokes.count && $0.hasPrefix(strokes) }
  }

  /// Whether a rule set may ask for this key: a visible ASCII sign with no other meaning.
  public static func canBeDealt(_ key: Character) -> Bool {
    guard let code = key.asciiValue, (0x21...0x7E).contains(code) else { return false }
    return !functions.contains(key) && !beginnings.contains(key)
  }

  private static func hand(for kind: Item.Kind) -> [Character] {
    switch kind {
    case .achievement, .record, .measurement, .judgement, .declaration: Array("abcdefghjklmoprstvwxyz")
    case .penalised: Array("1234567890")
    case .disqualifying: Array("XYZABCDEGHIJKLMNQSTUW")
    }
  }
}
