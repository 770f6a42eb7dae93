/// The same words, made harmless to a terminal, a page or a pipe that people read: whatever would act unseen (control
/// characters, escape sequences, changes of writing direction, invisible characters) is shown instead, and a pile of
/// accents is cut.
///
/// `"\u{1B}[31mIron"` becomes `␛[31mIron`, and a right-to-left override becomes the eight characters `\u{202E}`.
package func safeForPeople(_ text: String) -> String {
  if text.utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F }) { return text }
  var safe = SafeText()
  var scalars = text.unicodeScalars.makeIterator()
  var next = scalars.next()
  while let scalar = next {
    next = scalars.next()
    safe.append(scalar, before: next)
  }
  return String(safe.scalars)
}

/// Safe text as it grows, with what must be remembered of the scalars before.
private struct SafeText {
  var scalars = String.UnicodeScalarView()
  /// The last scalar that takes a place of its own.
  private var base: Unicode.Scalar?
  private var marks = 0
  private var joiners = 0

  /// Four marks on one letter write every language there is; after that it is a pile that reaches into other lines.
  private static let mostMarks = 4
  /// The longest emoji anyone has agreed on, a family of four or a kiss, has three joiners.
  private static let mostJoiners = 3

  mutating func append(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) {
    if scalar.isJoiner, joiners < Self.mostJoiners, let base, base.isPictograph, let next, next.isPictograph {
      scalars.append(scalar)
      joiners += 1
    } else if scalar.isUnseen {
      scalars.append(contentsOf: scalar.shown)
      (base, marks, joiners) = ("?", 0, 0)
    } else if scalar.isMark {
      if base == nil {
        base = "◌"
        scalars.append("◌")
      }
      marks += 1
      if marks <= Self.mostMarks { scalars.append(scalar) }
      if marks == Self.mostMarks + 1 { scalars.append("…") }
    } else {
      if scalars.last?.isJoiner != true && !scalar.properties.isEmojiModifier { joiners = 0 }
      scalars.append(scalar)
      (base, marks) = (scalar, 0)
    }
  }
}

extension Unicode.Scalar {
  /// Whether it would act, or be there, without being seen: controls, format characters (the bidirectional ones among
  /// them), line and paragraph separators, what Unicode says to ignore by default, and what is no character at all.
  package var isUnseen: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
    default: properties.isDefaultIgnorableCodePoint && !properties.isVariationSelector
    }
  }

  /// A picture of it that can be seen: `␛` for escape, `\u{202E}` for what has no picture.
  package var shown: String.UnicodeScalarView {
    if value < 0x20, let picture = Unicode.Scalar(0x2400 + value) { return String(picture).unicodeScalars }
    if value == 0x7F { return "␡".unicodeScalars }
    return "\\u{\(String(value, radix: 16, uppercase: true))}".unicodeScalars
  }

  /// Whether it is written over, under or after another and begins nothing of its own.
  package var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: true
    default: false
    }
  }

  /// The joiner that makes one family out of four people.
  package var isJoiner: Bool { value == 0x200D }

  /// Whether it is an emoji that others can be joined to; digits and `#` are emoji to Unicode, but not here.
  package var isPictograph: Bool { value > 0xFF && properties.isEmoji && !isRegionalIndicator }

  /// Half a flag.
  package var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }
}
