/// Whether two names are so near that a person takes one for the other: the same but for capitals, spaces and signs,
/// zeros in front of a number, a nought for an O, a one for an l, or letters that look alike (`Café` and `CAFE`, `007` and `7`, `LASR` with a Cyrillic А).
/// Equal names are near, too.
public func isNearly(_ a: String, _ b: String) -> Bool { skeleton(of: a) == skeleton(of: b) }

/// What is left of a name if everything is taken away that people do not see.
func skeleton(of name: String) -> String {
  var kept = ""
  for character in name.lowercased() {
    // Marks above and below a letter come behind it, or are part of it.
    for scalar in character.unicodeScalars.prefix(1) {
      if let plain = lookAlikes[scalar] {
        kept += plain
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        kept.unicodeScalars.append(scalar)
      }
    }
  }
  // Zeros in front of a number say nothing; one alone does.
  var (text, isInNumber) = ("", false)
  let letters = Array(kept)
  for (index, letter) in letters.enumerated() {
    let isDigit = letter.isASCII && letter.isNumber
    let isFollowed = index + 1 < letters.count && letters[index + 1].isASCII && letters[index + 1].isNumber
    if letter == "0", !isInNumber, isFollowed { continue }
    isInNumber = isDigit
    // A nought is taken for an O, a one for an l.
    text.append(letter == "0" ? "o" : letter == "1" ? "l" : letter)
  }
  // A name of signs alone is only like itself.
  return text.isEmpty ? name : text
}

/// Letters, in small, that look like Latin ones: with marks, Greek, Cyrillic, ligatures, letters of double width.
private let lookAlikes: [Unicode.Scalar: String] = {
  var table: [Unicode.Scalar: String] = ["ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"]
  let rows: [(String, String)] = [
    ("a", "àáâãäåāăąаα"), ("b", "в"), ("c", "çćĉċčсϲ"), ("d", "ďԁ"), ("e", "èéêëēĕėęěеёє"), ("g", "ĝğġģ"), ("h", "ĥћһ"),
    ("i", "ìíîïĩīĭįіїι"), ("j", "ĵј"), ("k", "ķкκ"), ("l", "ĺļľӏ"), ("m", "м"), ("n", "ñńņňη"), ("o", "òóôõöōŏőоοσ"),
    ("p", "рρ"),
    ("r", "ŕŗř"), ("s", "śŝşšѕ"), ("t", "ţťтτ"), ("u", "ùúûüũūŭůűųυ"), ("v", "ѵν"), ("w", "ŵԝω"), ("x", "хχ"),
    ("y", "ýÿŷуγ"),
    ("z", "źżž"), ("h", "н"),
  ]
  for (plain, letters) in rows { for letter in letters.unicodeScalars { table[letter] = plain } }
  for offset in 0..<26 as Range<UInt32> {
    table[Unicode.Scalar(0xFF41 + offset)!] = String(Character(Unicode.Scalar(97 + offset)!))
  }
  for offset in 0..<10 as Range<UInt32> {
    table[Unicode.Scalar(0xFF10 + offset)!] = String(Character(Unicode.Scalar(48 + offset)!))
  }
  return table
}()
