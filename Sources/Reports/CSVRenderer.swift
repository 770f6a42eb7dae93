import Scoring
import Text

/// Writes CSV as RFC 4180 has it: CR LF line ends, UTF-8, a header of column ids.
struct CSVRenderer {
  let form: RenderOptions.CSVForm

  /// The report's tables, a blank line between them; where it has none, its lines. CSV has no place for the rest.
  func render(_ report: Report) -> String {
    if !report.tables.isEmpty { return report.tables.map(render).joined(separator: "\r\n") }
    let lines = report.blocks.flatMap { block -> [Line] in
      if case .lines(let lines) = block { lines } else { [] }
    }
    return lines.isEmpty ? "" : render(lines.table)
  }

  func render(_ table: Table) -> String {
    var csv = ""
    let exact = table.columns.indices.filter { table.columns[$0].isExact }
    appendLine(table.columns.map { quoted($0.id) } + exact.map { quoted(table.columns[$0].id + "_exact") }, to: &csv)
    for row in table.rows { appendLine(row.map(field) + exact.map { exactField(row[$0]) }, to: &csv) }
    return csv
  }

  private func appendLine(_ fields: [String], to csv: inout String) {
    // A line in which nothing stands is no row to anyone: a field in quotes says that it is there.
    var fields = fields
    if fields.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { fields[0] = "\"\(fields[0])\"" }
    csv += fields.joined(separator: ",")
    csv += "\r\n"
  }

  private func field(_ cell: Cell) -> String {
    switch cell.value {
    case .text(let text): return words(text)
    case .number(let number): return decimal(number, shown: cell)
    case .integer(let integer): return String(integer)
    case .duration(let milliseconds): return secondsText(milliseconds: milliseconds)
    case .flag(let flag): return flag ? "true" : "false"
    case .missing: return ""
    case .shown: preconditionFailure("the value of a cell is never one that is shown as another")
    }
  }

  /// The number as a decimal: of a fraction what people are shown, or three decimals. A spreadsheet makes a date of
  /// `20/3`.
  private func decimal(_ number: String, shown cell: Cell) -> String {
    switch Numeral(number) {
    case .decimal: return number
    case .words: return words(number)
    case .fraction:
      if case .shown(as: let shown, of: _) = cell, case .decimal = Numeral(shown) { return shown }
      return Points(number)?.fixed(places: 3) ?? words(number)
    }
  }

  /// The number as it is, with nothing rounded.
  private func exactField(_ cell: Cell) -> String {
    if case .number(let number) = cell.value, case .fraction = Numeral(number) { return number }
    return field(cell)
  }

  private func words(_ text: String) -> String {
    switch form {
    case .raw: quoted(text)
    case .spreadsheet: quoted(safeForPeople(withoutFormula(text)))
    }
  }

  /// The text with an apostrophe wherever a spreadsheet would begin to calculate: at its start, and after each `;`,
  /// which half of Europe's spreadsheets take for the end of a cell.
  private func withoutFormula(_ text: String) -> String {
    if !text.utf8.contains(0x3B), !beginsFormula(text.unicodeScalars[...]) { return text }  // Nearly always.
    var guarded = String.UnicodeScalarView()
    for (index, part) in text.unicodeScalars.split(separator: ";", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { guarded.append(";") }
      if beginsFormula(part) { guarded.append("'") }
      guarded.append(contentsOf: part)
    }
    return String(guarded)
  }

  private func beginsFormula(_ part: String.UnicodeScalarView.SubSequence) -> Bool {
    if let first = part.first, ["\t", "\r", "\n"].contains(first) { return true }
    return part.first { !$0.isUnseen && !$0.properties.isWhitespace }.map { Self.formulaSigns.contains($0) } ?? false
  }

  /// `=`, `+`, `-` and `@`, with their full-width and small forms.
  private static let formulaSigns: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫",
  ]

  private func quoted(_ text: String) -> String {
    let bytes = text.utf8
    let hasSpaceAtEnd = bytes.first == 0x20 || bytes.last == 0x20
    guard hasSpaceAtEnd || bytes.contains(where: Self.needsQuotes) else { return text }
    var field = [Self.quote]
    for byte in bytes {
      if byte == Self.quote { field.append(Self.quote) }
      field.append(byte)
    }
    field.append(Self.quote)
    return String(decoding: field, as: UTF8.self)
  }

  private static let quote = UInt8(ascii: "\"")

  /// Comma, quote, CR and LF by the standard; `;` and tab for spreadsheets that part fields by them.
  private static func needsQuotes(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2C, quote, 0x0D, 0x0A, 0x3B, 0x09: true
    default: false
    }
  }
}
