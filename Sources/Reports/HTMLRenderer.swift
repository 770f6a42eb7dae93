import Text

/// Writes one page that needs nothing else, reads well on paper and runs nothing.
struct HTMLRenderer {
  let language: String
  private let markup = Markup()

  init(language: String) { self.language = language }

  func render(_ report: Report) -> String {
    let title = report.title.isEmpty ? "" : "<h1>\(escapedForHTML(report.title))</h1>\n"
    return page(title: report.title, body: title + report.blocks.map { markup.html($0) }.joined())
  }

  func render(_ table: Table) -> String { page(title: table.title, body: markup.html(table)) }

  private func page(title: String, body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(escapedForHTML(language))">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(escapedForHTML(title.isEmpty ? "Report" : title))</title>
    <style>
    \(Self.css)
    </style>
    </head>
    <body>
    <main>
    \(body)</main>
    </body>
    </html>

    """
  }

  private static let css = """
    body { font: 11pt/1.4 system-ui, sans-serif; color: #000; background: #fff; margin: 2em auto; max-width: 60em; }
    table { border-collapse: collapse; margin: 1em 0; }
    caption { font-weight: bold; text-align: start; padding-bottom: .4em; }
    th, td { border-bottom: 1px solid #999; padding: .2em .7em; text-align: start; vertical-align: top; }
    tbody th { font-weight: normal; }
    td, tbody th { overflow-wrap: anywhere; }
    .end { text-align: end; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
    .note { font-size: 90%; }
    @media print { body { margin: 0; max-width: none; } thead { display: table-header-group; } tr, li { break-inside: avoid; } h2, caption { break-after: avoid; } }
    """
}
