import RuleSetFiles

extension RuleSetLibrary {
  /// The SHA-256 of the bytes of a text, as bytes: what a signed sheet's code is made of.
  static func digestBytes(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array(digest(of: String(decoding: bytes, as: UTF8.self)).utf8)
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
    }
  }
}
