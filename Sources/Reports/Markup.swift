import Text

/// Writes blocks as HTML that a page is made of: the one place where a table becomes markup, for paper and for the board.
package struct Markup: Sendable {
  /// What a board's table has beside the words: names of rows and columns for style sheets and for scripts that replace
  /// only what changed, and links. A table keeps its roles there, because a style sheet may lay it out as something else.
  package struct Board: Sendable {
    /// The column that people look at first: it stands beside the team on a small screen.
    package var mainColumn: String?
    /// Columns that a screen in the hall can do without.
    package var spareColumns: Set<String>
    /// Columns whose value for machines goes along: a clock that goes on needs to know since when.
    package var valueColumns: Set<String>
    /// Where a cell leads, as a relative address.
    package var link: @Sendable (Table.Column, Cell) -> String?

    package init(
      mainColumn: String? = nil, spareColumns: Set<String> = [], valueColumns: Set<String> = [],
      link: @escaping @Sendable (Table.Column, Cell) -> String? = { _, _ in nil }
    ) {
      self.mainColumn = mainColumn
      self.spareColumns = spareColumns
      self.valueColumns = valueColumns
      self.link = link
    }
  }

  private let board: Board?

  /// Markup for paper, or for a board.
  package init(board: Board? = nil) { self.board = board }

  /// A block, with what was typed made harmless.
  package func html(_ block: Block) -> String {
    switch block {
    case .heading(let text): "<h2>\(escapedForHTML(text))</h2>\n"
    case .paragraph(let text): "<p>\(escapedForHTML(text))</p>\n"
    case .table(let table): html(table)
    case .lines(let lines): html(lines.nested)
    }
  }

  /// A table with its notes.
  package func html(_ table: Table) -> String { self.table(table) + notes(table) }

  /// The table alone.
  package func table(_ table: Table) -> String {
    var html = board == nil ? "<table>\n" : "<table role=\"table\">\n"
    if !table.title.isEmpty { html += "<caption>\(escapedForHTML(table.title))</caption>\n" }
    html += "<thead\(role("rowgroup"))>\n<tr\(role("row"))>"
    for column in table.columns {
      html += "<th scope=\"col\"\(role("columnheader"))\(marks(column))>\(escapedForHTML(column.title))</th>"
    }
    html += "</tr>\n</thead>\n<tbody\(role("rowgroup"))>\n"
    for row in table.rows {
      html += "<tr\(role("row"))\(key(row, table))>"
      for (column, cell) in zip(table.columns, row) { html += self.cell(column, cell) }
      html += "</tr>\n"
    }
    html += "</tbody>\n</table>\n"
    return html
  }

  /// The sentences beneath a table.
  package func notes(_ table: Table) -> String {
    table.notes.map { "<p class=\"note\">\(escapedForHTML($0))</p>\n" }.joined()
  }

  private func cell(_ column: Table.Column, _ cell: Cell) -> String {
    let name = column.isRowHeader ? "th" : "td"
    let scope = column.isRowHeader ? " scope=\"row\"" : ""
    var words = escapedForHTML(cell.forPeople)
    if let address = board?.link(column, cell) { words = "<a href=\"\(escapedForHTML(address))\">\(words)</a>" }
    let role = role(column.isRowHeader ? "rowheader" : "cell")
    let title = board == nil || column.isRowHeader ? "" : " data-t=\"\(escapedForHTML(column.title))\""
    var value = ""
    if board?.valueColumns.contains(column.id) == true, case .shown = cell {
      value = " data-v=\"\(escapedForHTML(cell.value.forPeople))\""
    }
    return
      "<\(name)\(scope)\(role)\(marks(column, of: cell))\(title)\(value)\(direction(cell))>\(words)</\(name)>"
  }

  /// How the column is set.
  private func marks(_ column: Table.Column, of cell: Cell? = nil) -> String {
    var classes = column.alignment == .trailing ? ["end"] : []
    if let board {
      if ["place", "result"].contains(column.id) { classes.append(column.id) }
      if column.isRowHeader {
        classes.append("team")
        // A long name is set smaller on a wall, rather than cut.
        let length = cell?.forPeople.count ?? 0
        if length > 18 { classes.append(length > 28 ? "longer" : "long") }
      }
      if column.id == board.mainColumn { classes.append("main") }
      if board.spareColumns.contains(column.id) { classes.append("spare") }
      if column.style == .dim { classes.append("why") }
    }
    return classes.isEmpty ? "" : " class=\"\(escapedForHTML(classes.joined(separator: " ")))\""
  }

  private func role(_ name: String) -> String { board == nil ? "" : " role=\"\(name)\"" }

  /// Whose row it is, so that it can be found again.
  private func key(_ row: [Cell], _ table: Table) -> String {
    guard board != nil, let index = table.columns.firstIndex(where: \.isRowHeader) else { return "" }
    return " data-key=\"\(escapedForHTML(row[index].value.forPeople))\""
  }

  /// Lets a name written from right to left be so, and keeps that to its own cell.
  private func direction(_ cell: Cell) -> String {
    if case .text = cell.value { " dir=\"auto\"" } else { "" }
  }

  /// A list in a list for each step of indent.
  private func html(_ lines: [Line]) -> String {
    var html = ""
    var depth = -1
    for line in lines {
      if line.indent > depth {
        html += "<ul>\n"
      } else {
        html += "</li>\n" + String(repeating: "</ul>\n</li>\n", count: depth - line.indent)
      }
      depth = line.indent
      let text = escapedForHTML(line.text)
      html += "<li>" + (line.isStruck ? "<s>\(text)</s> (struck out)" : text)
    }
    if depth >= 0 { html += "</li>\n</ul>\n" + String(repeating: "</li>\n</ul>\n", count: depth) }
    return html
  }
}

/// A text that is a text on a page, in an attribute too, whatever was typed.
package func escapedForHTML(_ text: String) -> String {
  var html = String.UnicodeScalarView()
  for scalar in safeForPeople(text).unicodeScalars {
    switch scalar {
    case "&": html.append(contentsOf: "&amp;".unicodeScalars)
    case "<": html.append(contentsOf: "&lt;".unicodeScalars)
    case ">": html.append(contentsOf: "&gt;".unicodeScalars)
    case "\"": html.append(contentsOf: "&quot;".unicodeScalars)
    case "'": html.append(contentsOf: "&#39;".unicodeScalars)
    default: html.append(scalar)
    }
  }
  return String(html)
}
