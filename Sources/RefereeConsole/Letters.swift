/// Makes letters of bytes, UTF-8 as far as it goes. A letter may come in pieces, with any pause between them: a piece
/// that goes on can be nothing else.
struct Letters: Sendable {
  private var begun: [UInt8] = []
  private var missing = 0

  /// What a byte completes.
  enum Piece: Equatable, Sendable {
    case letter(Unicode.Scalar)
    /// A byte that begins no letter.
    case stray(UInt8)
    /// A byte of a letter that did not go on.
    case half
  }

  mutating func take(_ byte: UInt8) -> [Piece] {
    if missing > 0, byte & 0xC0 == 0x80 {
      begun.append(byte)
      missing -= 1
      return missing == 0 ? end() : []
    }
    let broken = begun.map { _ in Piece.half }
    begun = []
    missing = 0
    switch byte {
    case ..<0x80: return broken + [.letter(Unicode.Scalar(byte))]
    case 0xC2..<0xE0: missing = 1
    case 0xE0..<0xF0: missing = 2
    case 0xF0..<0xF5: missing = 3
    default: return broken + [.stray(byte)]
    }
    begun = [byte]
    return broken
  }

  private mutating func end() -> [Piece] {
    let bytes = begun
    begun = []
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
    // What is too long, half of a pair or beyond the last letter is decoded as something else.
    guard text.count == 1, let scalar = text.first, scalar != "\u{FFFD}" || bytes == [0xEF, 0xBF, 0xBD] else {
      return bytes.map { _ in .half }
    }
    return [.letter(scalar)]
  }
}
