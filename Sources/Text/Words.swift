/// `1 time`, `2 times`; `many` where the plural is not made by an s.
package func counted(_ number: Int, _ one: String, _ many: String? = nil) -> String {
  "\(number) \(number == 1 ? one : many ?? one + "s")"
}

/// `1st`, `2nd`, `3rd`, `4th`, `11th`, `21st`.
package func ordinal(_ number: Int) -> String {
  let ending =
    switch (number % 100, number % 10) {
    case (11...13, _): "th"
    case (_, 1): "st"
    case (_, 2): "nd"
    case (_, 3): "rd"
    default: "th"
    }
  return "\(number)\(ending)"
}

/// `a, b or c`; long lists end in an ellipsis.
package func oneOf(_ words: [String], _ last: String = "or") -> String {
  let most = 12
  if words.count > most { return words.prefix(most).joined(separator: ", ") + " …" }
  guard words.count > 1 else { return words.first ?? "nothing" }
  return words.dropLast().joined(separator: ", ") + " \(last) " + words[words.count - 1]
}

extension String {
  /// With the first letter in upper case.
  package var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
