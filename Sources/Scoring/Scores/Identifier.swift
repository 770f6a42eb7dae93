/// A name that people type and files carry: a type for each kind, so that a team is never taken for a challenge.
///
/// Which texts are allowed is decided where they enter (rule-set files, plans, the command); here they are compared
/// and ordered by their bytes, the same in every locale.
public struct Identifier<Kind>: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
  /// The text as it was entered.
  public let text: String

  /// The identifier with this text.
  public init(_ text: String) { self.text = text }
  /// The identifier that a literal spells.
  public init(stringLiteral value: String) { text = value }
  /// The text.
  public var description: String { text }

  /// Equal bytes: two spellings of one accented letter are two names.
  public static func == (a: Identifier, b: Identifier) -> Bool { haveSameBytes(a.text, b.text) }
  /// In the order of their bytes.
  public static func < (a: Identifier, b: Identifier) -> Bool {
    a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
  }
}

extension Identifier {
  /// Whether this is a short name as Tally deals them out: 1 to 60 of `a–z`, `0–9` and inner hyphens.
  public var isShortName: Bool { isShortNameText(text) }
}

/// A text as one word of letters, digits, `-` and `_`, everything else as `%` and two hexadecimal digits a byte: where a
/// name that came from elsewhere becomes part of a line or a file's name.
public func escapedName(_ text: String) -> String {
  text.utf8.reduce(into: "") { name, byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      name.unicodeScalars.append(Unicode.Scalar(byte))
    default: name += (byte < 16 ? "%0" : "%") + String(byte, radix: 16)
    }
  }
}

/// Whether a text is 1 to 60 of `a–z`, `0–9` and single inner hyphens, beginning with a letter or digit.
public func isShortNameText(_ text: String) -> Bool {
  guard (1...60).contains(text.utf8.count), !text.hasPrefix("-"), !text.hasSuffix("-") else { return false }
  return text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
}
