/// How many columns of a terminal the text takes: 1 for most letters, 2 for East Asian ones and emoji (a family or a flag
/// is one emoji), 0 for accents.
package func displayWidth(of text: String) -> Int {
  if text.utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F }) { return text.utf8.count }
  return text.reduce(0) { $0 + displayWidth(of: $1) }
}

/// How many columns one character, as people count them, takes.
package func displayWidth(of character: Character) -> Int {
  var width = 0
  /// The columns of the sign that the next scalar may change, and whether it is or can become a picture.
  var (signWidth, isPicture) = (0, false)
  var isJoined = false
  for scalar in character.unicodeScalars {
    switch scalar.value {
    case 0x200D, 0xFE0F:  // The joiner, and "show this as a picture": two columns, if there is a picture to show.
      if isPicture { widen() }
      isJoined = scalar.isJoiner
    case 0x20E3:  // The key around a digit.
      widen()
    case 0x1F3FB...0x1F3FF where isPicture:  // The colour of a skin.
      widen()
    case _ where isJoined && scalar.isPictograph:
      isJoined = false
    default:
      signWidth = scalar.widthAlone
      isPicture = scalar.isPictograph
      isJoined = false
      width += signWidth
    }
  }
  return width

  func widen() {
    if signWidth == 1 { width += 1 }
    signWidth = 2
  }
}

extension Unicode.Scalar {
  /// The columns it takes where nothing before it matters. Spacing marks take one, as in most terminals.
  fileprivate var widthAlone: Int {
    if value < 0x300 { return isUnseen ? 0 : 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator: return 0
    default: break
    }
    if Self.trailingJamo.contains(where: { $0.contains(value) }) { return 0 }
    if properties.isEmojiPresentation && !isRegionalIndicator { return 2 }
    return Self.wide.contains { $0.contains(value) } ? 2 : 1
  }

  /// Vowels and final consonants of Hangul, which stand within the syllable begun before them.
  private static let trailingJamo: [ClosedRange<UInt32>] = [0x1160...0x11FF, 0xD7B0...0xD7FF]

  /// East Asian Width W and F (Unicode, UAX #11), emoji apart: those the standard library knows.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3040...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0xFE10...0xFE1F, 0xFE30...0xFE6F, 0xFF00...0xFF60,
    0xFFE0...0xFFE7, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
  ]
}

/// The beginning of the text that fits into so many columns, with `…` where it was cut.
package func truncated(_ text: String, to width: Int) -> String {
  guard displayWidth(of: text) > width else { return text }
  var (kept, used) = ("", 0)
  for character in text {
    used += displayWidth(of: character)
    if used > width - 1 { break }
    kept.append(character)
  }
  return kept + "…"
}

/// The text in lines of so many columns, broken between words, and within a word only when it is longer than a line.
package func wrapped(_ text: String, to width: Int?) -> [String] {
  guard let width, displayWidth(of: text) > width else { return [text] }
  var lines: [String] = []
  var (line, used) = ("", 0)
  for word in text.split(separator: " ") {
    let wordWidth = displayWidth(of: String(word))
    if used > 0 && used + 1 + wordWidth <= width {
      line += " \(word)"
      used += 1 + wordWidth
      continue
    }
    if used > 0 { lines.append(line) }
    (line, used) = ("", 0)
    for character in word {
      let own = displayWidth(of: character)
      if used > 0 && used + own > width {
        lines.append(line)
        (line, used) = ("", 0)
      }
      line.append(character)
      used += own
    }
  }
  if used > 0 || lines.isEmpty { lines.append(line) }
  return lines
}
