/// A moment of the log, the same on every machine: how far each terminal had counted. What was recorded up to it is a
/// prefix of each terminal's own log, whatever arrived where and when.
public struct Heads: Hashable, Sendable {
  /// How far a terminal had counted.
  public struct Head: Hashable, Sendable {
    /// The number of its last entry; 0: none.
    public var entries: Int
    /// The number of its last decision; 0: none.
    public var decisions: Int
    /// A head.
    public init(entries: Int = 0, decisions: Int = 0) {
      self.entries = entries
      self.decisions = decisions
    }
  }

  /// The head of each terminal that had said anything.
  public private(set) var terminals: [String: Head] = [:]

  /// The moment before anything was said.
  public init() {}

  /// The moment at which each terminal had counted so far.
  public init(_ terminals: [String: Head]) { self.terminals = terminals }

  /// The moment at which exactly this had been recorded.
  public init(entries: some Sequence<Entry>, decisions: some Sequence<Decision>) {
    for entry in entries { terminals[entry.terminal, default: Head()].entries.raise(to: entry.number) }
    for decision in decisions { terminals[decision.terminal, default: Head()].decisions.raise(to: decision.number) }
  }

  /// Whether an entry had been recorded by then.
  public func covers(_ entry: Entry) -> Bool { entry.number <= terminals[entry.terminal]?.entries ?? 0 }
  /// Whether a decision had been recorded by then.
  public func covers(_ decision: Decision) -> Bool { decision.number <= terminals[decision.terminal]?.decisions ?? 0 }
}

extension Int {
  fileprivate mutating func raise(to other: Int) { self = Swift.max(self, other) }
}

extension Heads: CustomStringConvertible, LosslessStringConvertible {
  /// As a line: `desk-1:46:0 office:0:12`, the terminals in the order of their bytes.
  public var description: String {
    terminals.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { "\(escapedName($0.key)):\($0.value.entries):\($0.value.decisions)" }.joined(separator: " ")
  }

  /// Reads the line.
  public init?(_ text: String) {
    for part in text.split(separator: " ") {
      let fields = part.split(separator: ":", omittingEmptySubsequences: false)
      guard fields.count == 3, let name = Heads.unescaped(fields[0]), let entries = Int(fields[1]),
        let decisions = Int(fields[2]), entries >= 0, decisions >= 0, terminals[name] == nil
      else { return nil }
      terminals[name] = Head(entries: entries, decisions: decisions)
    }
    guard description == text else { return nil }
  }

  /// A terminal's name may hold anything where a log came from elsewhere: see `escapedName`.
  private static func unescaped(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
      bytes.append(code)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
