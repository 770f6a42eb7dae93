import Crypto

/// SHA-256, for the pure parts that know no library.
enum Digest {
  /// The digest of these bytes.
  static func bytes(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}
