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
