import Text

/// Writes one page that needs nothing else, reads well on paper and runs nothing.
struct HTMLRenderer {
  let language: String

  func render(_ report: Report) -> String {
    let title = report.title.isEmpty ? "" : "<h1>\(escaped(report.title))</h1>\n"
    return page(title: report.title, body: title + report.blocks.map(render).joined())
  }

  func render(_ table: Table) -> String { page(title: table.title, body: html(table)) }

  private func page(title: String, body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(escaped(language))">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(escaped(title.isEmpty ? "Report" : title))</title>
    <style>
    \(Self.css)
    </style>
    </head>
    <body>
    \(body)</body>
    </html>

    """
  }

  private static let css = """
    body { font: 11pt/1.4 system-ui, sans-serif; color: #000; background: #fff; margin: 2em auto; max-width: 60em; }
    table { border-collapse: collapse; margin: 1em 0; }
    caption { font-weight: bold; text-align: start; padding-bottom: .4em; }
    th, td { border-bottom: 1px solid #999; padding: .2em .7em; text-align: start; vertical-align: top; }
    td { overflow-wrap: anywhere; }
    .end { text-align: end; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
    .note { font-size: 90%; }
    @media print { body { margin: 0; max-width: none; } thead { display: table-header-group; } tr, li { break-inside: avoid; } h2, caption { break-after: avoid; } }
    """

  private func render(_ block: Block) -> String {
    switch block {
    case .heading(let text): "<h2>\(escaped(text))</h2>\n"
    case .paragraph(let text): "<p>\(escaped(text))</p>\n"
    case .table(let table): html(table)
    case .lines(let lines): html(lines.nested)
    }
  }

  private func html(_ table: Table) -> String {
    var html = "<table>\n"
    if !table.title.isEmpty { html += "<caption>\(escaped(table.title))</caption>\n" }
    html += "<thead>\n<tr>"
    for column in table.columns { html += "<th scope=\"col\"\(end(column))>\(escaped(column.title))</th>" }
    html += "</tr>\n</thead>\n<tbody>\n"
    for row in table.rows {
      html += "<tr>"
      for (column, cell) in zip(table.columns, row) {
        html += "<td\(end(column))\(direction(cell))>\(escaped(cell.forPeople))</td>"
      }
      html += "</tr>\n"
    }
    html += "</tbody>\n</table>\n"
    for note in table.notes { html += "<p class=\"note\">\(escaped(note))</p>\n" }
    return html
  }

  private func end(_ column: Table.Column) -> String { column.alignment == .trailing ? " class=\"end\"" : "" }

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
      let text = escaped(line.text)
      html += "<li>" + (line.isStruck ? "<s>\(text)</s> (struck out)" : text)
    }
    if depth >= 0 { html += "</li>\n</ul>\n" + String(repeating: "</li>\n</ul>\n", count: depth) }
    return html
  }

  private func escaped(_ text: String) -> String {
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
}
