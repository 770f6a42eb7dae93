import Text

/// Writes for a terminal: columns stand under one another, whatever is in them, and no line is wider than allowed.
struct TextRenderer {
  let options: RenderOptions

  func render(_ report: Report) -> String {
    let title = report.title.isEmpty ? [] : [underlined(report.title, with: "=")]
    return (title + report.blocks.map(render)).joined(separator: "\n")
  }

  func render(_ table: Table) -> String {
    var parts = table.title.isEmpty ? [] : [lines(safeForPeople(table.title), style: .bold)]
    parts.append(body(of: table))
    if !table.notes.isEmpty { parts.append(table.notes.map { lines(safeForPeople($0), style: .dim) }.joined()) }
    return parts.joined(separator: "\n")
  }

  private func render(_ block: Block) -> String {
    switch block {
    case .heading(let text): underlined(text, with: "-")
    case .paragraph(let text): lines(safeForPeople(text))
    case .table(let table): render(table)
    case .lines(let tree): tree.map(render).joined()
    }
  }

  private func render(_ line: Line) -> String {
    let text = safeForPeople(line.text)
    // However deep a line stands, half of the width is left to its words.
    let indent = min(2 * line.indent, (width ?? .max) / 2)
    let words = line.isStruck ? "✗ \(text) (struck out)" : text
    return lines(words, indent: indent, hanging: 2, style: line.isStruck ? .dim : .plain)
  }

  // MARK: Words

  /// The width to keep to: nothing legible is narrower than eight columns.
  private var width: Int? { options.width.map { max($0, 8) } }

  private func lines(_ text: String, indent: Int = 0, hanging: Int = 0, style: Style = .plain) -> String {
    let first = String(repeating: " ", count: indent)
    let rest = first + String(repeating: " ", count: hanging)
    return wrapped(text, to: width.map { $0 - indent - hanging }).enumerated().map { index, line in
      (index == 0 ? first : rest) + style.applied(to: line, colour: options.colour) + "\n"
    }.joined()
  }

  private func underlined(_ text: String, with sign: String) -> String {
    let text = safeForPeople(text)
    let ruleWidth = min(displayWidth(of: text), width ?? .max)
    return lines(text, style: .bold) + lines(String(repeating: sign, count: ruleWidth), style: .dim)
  }

  // MARK: Tables

  private static let gap = 2

  private func body(of table: Table) -> String {
    let titles = table.columns.map { safeForPeople($0.title) }
    let cells = table.rows.map { $0.map(\.forPeople) }
    guard let widths = columnWidths(of: table, titles: titles, cells: cells) else {
      return records(of: table, titles: titles, cells: cells)
    }
    var text = row(titles, table.columns, widths) { _ in .bold }
    text += row(widths.map { String(repeating: "-", count: $0) }, table.columns, widths) { _ in .dim }
    for cells in cells { text += row(cells, table.columns, widths, style: \.style) }
    return text
  }

  private func row(
    _ cells: [String], _ columns: [Table.Column], _ widths: [Int], style: (Table.Column) -> Style
  ) -> String {
    var (line, owed) = ("", 0)
    for (index, column) in columns.enumerated() {
      let cell = truncated(cells[index], to: widths[index])
      let space = max(0, widths[index] - displayWidth(of: cell))
      if column.alignment == .trailing { owed += space }
      if !cell.isEmpty {
        line += String(repeating: " ", count: owed) + style(column).applied(to: cell, colour: options.colour)
        owed = 0
      }
      if column.alignment == .leading { owed += space }
      owed += Self.gap
    }
    return line + "\n"
  }

  /// How wide each column is, so that the whole keeps to the width: the widest words give way first, then the titles of
  /// numbers; numbers never do. Nil when even that is too wide.
  private func columnWidths(of table: Table, titles: [String], cells: [[String]]) -> [Int]? {
    var contents = [Int](repeating: 0, count: titles.count)
    var isWords = [Bool](repeating: false, count: titles.count)
    for (row, texts) in zip(table.rows, cells) {
      for (index, text) in texts.enumerated() {
        contents[index] = max(contents[index], displayWidth(of: text))
        if case .text = row[index].value { isWords[index] = true }
      }
    }
    var widths = zip(contents, titles).map { max($0, displayWidth(of: $1), 1) }
    guard let width else { return widths }

    let room = width - Self.gap * (widths.count - 1)
    let least = widths.indices.map { index in
      isWords[index] ? min(widths[index], 8) : max(contents[index], min(widths[index], 4))
    }
    for givingWay in [isWords, isWords.map { !$0 }] {
      while widths.reduce(0, +) > room {
        let candidates = widths.indices.filter { givingWay[$0] && widths[$0] > least[$0] }
        guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
        // Down to the next widest at a time, so that one endless name costs no more than a short one.
        let excess = widths.reduce(0, +) - room
        let next = candidates.filter { widths[$0] < widths[widest] }.map { widths[$0] }.max() ?? least[widest]
        let peers = candidates.filter { widths[$0] == widths[widest] }.count
        let step = min(widths[widest] - max(next, least[widest]), max(1, excess / peers))
        widths[widest] -= max(1, step)
      }
    }
    return widths.reduce(0, +) <= room ? widths : nil
  }

  /// A table too wide for columns: each row becomes a small list of its own.
  private func records(of table: Table, titles: [String], cells: [[String]]) -> String {
    let titleWidth = min(titles.map(displayWidth).max() ?? 0, (width ?? .max) / 3)
    let rows = cells.map { row in
      zip(titles, row).map { title, cell in
        let title = truncated(title, to: titleWidth)
        let indent = titleWidth + Self.gap
        let words = wrapped(cell, to: width.map { $0 - indent })
        let rest = words.dropFirst().map { String(repeating: " ", count: indent) + $0 + "\n" }.joined()
        let space = String(repeating: " ", count: indent - displayWidth(of: title))
        return Style.bold.applied(to: title, colour: options.colour) + space + (words.first ?? "") + "\n" + rest
      }.joined()
    }
    return rows.isEmpty ? lines(titles.joined(separator: ", "), style: .bold) : rows.joined(separator: "\n")
  }
}
