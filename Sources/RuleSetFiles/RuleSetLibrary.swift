import Crypto
import Foundation
public import Scoring
import Text

/// The rule sets that travel inside the program, and those in files.
public enum RuleSetLibrary {
  /// A rule set's text with what identifies it; the text is read and checked when it is asked for.
  public struct Sheet: Equatable, Sendable {
    /// The file's path: below `rulesets/` for a shipped one, as it was named for another.
    public var path: String
    /// The file's text.
    public var text: String

    /// A sheet with its text.
    public init(path: String, text: String) {
      self.path = path
      self.text = text
    }

    /// The id that a shipped file has by its place: `scrc-2025/coffee-shop-orders`.
    public var id: RuleSet.ID { RuleSet.ID(path.hasSuffix(".yaml") ? String(path.dropLast(5)) : path) }
    /// The SHA-256 of the text.
    public var digest: String { RuleSetLibrary.digest(of: text) }
    /// The rule set, if nothing is wrong with the text, and all that is odd.
    public func read() -> (RuleSet?, [Diagnostic]) { RuleSetFile.read(text: text, path: path) }
  }

  /// All shipped rule sets, by path.
  public static var shipped: [Sheet] {
    shippedFiles.map { Sheet(path: $0.path, text: $0.text) }.sorted { $0.path < $1.path }
  }

  /// The shipped rule set with this id.
  public static func find(_ id: RuleSet.ID) -> Sheet? { shipped.first { $0.id == id } }

  /// The shipped id that was most likely meant.
  public static func nearestID(to id: String) -> RuleSet.ID? {
    nearest(to: id, among: shipped.map(\.id.text)).map { RuleSet.ID($0) }
  }

  /// The rule set in a file. A file that is no text is a finding, not an error thrown; one that cannot be opened throws.
  public static func file(at path: String) throws -> (sheet: Sheet?, ruleSet: RuleSet?, diagnostics: [Diagnostic]) {
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
    let (ruleSet, diagnostics) = RuleSetFile.read(bytes: bytes, path: path)
    return (String(validating: bytes, as: UTF8.self).map { Sheet(path: path, text: $0) }, ruleSet, diagnostics)
  }

  /// The SHA-256 of a text's UTF-8 bytes in lower-case hexadecimal: what pins a run to its rules.
  public static func digest(of text: String) -> String {
    hexadecimal(SHA256.hash(data: Array(text.utf8)))
  }
}
