import Crypto
import Text

/// SHA-256, for the pure parts that know no library.
package enum Digest {
  /// The digest of these bytes.
  package static func bytes(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

  /// The digest of a text's UTF-8 bytes in lower-case hexadecimal, as `sha256sum` prints it.
  package static func hex(of text: String) -> String { hex(of: Array(text.utf8)) }

  /// The digest of these bytes in lower-case hexadecimal.
  package static func hex(of content: [UInt8]) -> String {
    hexadecimal(bytes(content))
  }
}

/// A digest that grows with what is written.
package struct RunningDigest {
  private var hash = SHA256()

  package init() {}

  /// Takes more bytes in.
  package mutating func add(_ bytes: [UInt8]) { hash.update(data: bytes) }

  /// The digest of all of them in lower-case hexadecimal.
  package var hex: String { hexadecimal(hash.finalize()) }
}
