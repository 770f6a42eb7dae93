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
