import Text

/// Writes JSON that loses nothing: two spaces, keys in column order, the same bytes each time.
struct JSONRenderer {
  func render(_ table: Table) -> String { text(rows(of: table)) + "\n" }

  func render(_ report: Report) -> String {
    text(.object([("title", .string(report.title)), ("blocks", .array(report.blocks.map(value)))])) + "\n"
  }

  private indirect enum Value {
    case string(String)
    /// A number, `true`, `false` or `null`, as written.
    case literal(String)
    case array([Value])
    case object([(key: String, value: Value)])
  }

  private func value(_ block: Block) -> Value {
    switch block {
    case .heading(let text): return .object([("kind", .string("heading")), ("text", .string(text))])
    case .paragraph(let text): return .object([("kind", .string("paragraph")), ("text", .string(text))])
    case .table(let table):
      return .object([
        ("kind", .string("table")), ("title", .string(table.title)), ("rows", rows(of: table)),
        ("notes", .array(table.notes.map { .string($0) })),
      ])
    case .lines(let lines):
      return .object([("kind", .string("lines")), ("lines", rows(of: lines.table))])
    }
  }

  private func rows(of table: Table) -> Value {
    .array(table.rows.map { row in .object(zip(table.columns, row).map { ($0.id, value($1)) }) })
  }

  private func value(_ cell: Cell) -> Value {
    switch cell.value {
    case .text(let text): return .string(text)
    case .number(let number):
      if case .decimal = Numeral(number) { return .literal(number) }
      return .string(number)
    case .integer(let integer): return .literal(String(integer))
    case .duration(let milliseconds): return .literal(secondsText(milliseconds: milliseconds))
    case .flag(let flag): return .literal(flag ? "true" : "false")
    case .missing: return .literal("null")
    case .shown: preconditionFailure("the value of a cell is never one that is shown as another")
    }
  }

  private func text(_ value: Value) -> String {
    var json = ""
    append(value, indent: "\n", to: &json)
    return json
  }

  private func append(_ value: Value, indent: String, to json: inout String) {
    switch value {
    case .string(let string): JSONQuotes.page.append(string, to: &json)
    case .literal(let literal): json += literal
    case .array(let values):
      append(values, "[", "]", indent: indent, to: &json) { append($0, indent: $1, to: &$2) }
    case .object(let members):
      append(members, "{", "}", indent: indent, to: &json) { member, deeper, json in
        JSONQuotes.page.append(member.key, to: &json)
        json += ": "
        append(member.value, indent: deeper, to: &json)
      }
    }
  }

  private func append<Element>(
    _ elements: [Element], _ open: String, _ close: String, indent: String, to json: inout String,
    each: (Element, String, inout String) -> Void
  ) {
    json += open
    for (index, element) in elements.enumerated() {
      if index > 0 { json += "," }
      json += indent + "  "
      each(element, indent + "  ", &json)
    }
    if !elements.isEmpty { json += indent }
    json += close
  }
}
