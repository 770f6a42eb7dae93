extension Points {
  /// A number as people type it, perhaps with a unit behind it, with a point where they write a comma: `12,5 cm` is
  /// `12.5 cm`. `nil` where a comma may as well part thousands (`1,000`) or where there are several.
  public static func withPoint(_ typed: String) -> String? {
    guard let comma = typed.firstIndex(of: ",") else { return typed }
    let whole = typed[..<comma].drop { $0 == " " || $0 == "-" }
    let rest = typed[typed.index(after: comma)...]
    let decimals = rest.prefix { $0.isASCII && $0.isNumber }
    let isNumber = !whole.isEmpty && whole.allSatisfy { $0.isASCII && $0.isNumber } && !decimals.isEmpty
    let isClear = decimals.count != 3 || whole == "0"
    guard isNumber, isClear, !rest.dropFirst(decimals.count).contains(where: { ",.".contains($0) }) else { return nil }
    return typed[..<comma] + "." + rest
  }
}

// What was typed is read alike at every door, and refused in the same words.
extension Quantity {
  /// A value as it was typed for an item: a bare number is in the item's own unit, and a comma is a point where it can be
  /// nothing else.
  public static func typed(_ text: String, in unit: Unit) throws(Rejection) -> Quantity {
    let number = try Points.unambiguous(text)
    if let bare = Points(number) { return Quantity(bare, unit) }
    guard let quantity = Quantity(number) else {
      throw Rejection(.wrongFact, "'\(text)' is no value; 12.5, 35cm, 40% and 1:30 are")
    }
    return quantity
  }
}

extension Points {
  /// A total as it was typed.
  public static func typed(_ text: String) throws(Rejection) -> Points {
    guard let points = Points(try unambiguous(text)) else {
      throw Rejection(.wrongFact, "'\(text)' is no number of points; 12 or 12.5 is")
    }
    return points
  }

  fileprivate static func unambiguous(_ text: String) throws(Rejection) -> String {
    guard let number = withPoint(text) else {
      throw Rejection(
        .wrongFact,
        "'\(text)': does the comma part thousands, or is it a decimal one? Type the number without it, or with a point")
    }
    return number
  }
}
