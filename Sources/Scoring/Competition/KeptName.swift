extension String {
  /// The name as it is kept: nothing around it that nobody sees, and one space where there were several.
  public var asName: String {
    func isBlank(_ character: Character) -> Bool {
      character.isWhitespace || character == "\u{200B}" || character == "\u{FEFF}" || character == "\u{2060}"
    }
    var text = self[...]
    while text.first.map(isBlank) == true { text.removeFirst() }
    while text.last.map(isBlank) == true { text.removeLast() }
    guard text.contains(where: { $0.isWhitespace }) else { return String(text) }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
