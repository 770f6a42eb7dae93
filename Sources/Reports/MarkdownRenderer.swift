import Text

/// Writes GitHub's Markdown, in which nothing that was typed means anything.
struct MarkdownRenderer {
  func render(_ report: Report) -> String {
    let title = report.title.isEmpty ? [] : ["# \(escaped(report.title))\n"]
    return (title + report.blocks.map(render)).joined(separator: "\n")
  }

  func render(_ table: Table) -> String {
    var parts = table.title.isEmpty ? [] : ["**\(escaped(table.title))**\n"]
    let header = row(table.columns.map { escaped($0.title) })
    let rule = row(table.columns.map { $0.alignment == .leading ? ":---" : "---:" })
    parts.append(header + rule + table.rows.map { row($0.map { escaped($0.forPeople) }) }.joined())
    parts += table.notes.map(paragraph)
    return parts.joined(separator: "\n")
  }

  private func render(_ block: Block) -> String {
    switch block {
    case .heading(let text): return "## \(escaped(text))\n"
    case .paragraph(let text): return paragraph(text)
    case .table(let table): return render(table)
    case .lines(let lines):
      return lines.nested.map { line in
        let text = escapedStart(line.text)
        // Four tildes with nothing between them would begin a block of code.
        let words = line.isStruck && !text.isEmpty ? "~~\(text)~~" : text
        return String(repeating: "  ", count: line.indent) + "- \(words)\n"
      }.joined()
    }
  }

  private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

  private func paragraph(_ text: String) -> String { escapedStart(text) + "\n" }

  /// Escaped, and its beginning too: what would make a list, a heading or code of a paragraph.
  private func escapedStart(_ text: String) -> String {
    let escaped = escaped(text.split(separator: " ").joined(separator: " "))
    if let first = escaped.first, ["-", "+", "=", ":"].contains(first) { return "\\" + escaped }
    let number = escaped.prefix { $0.isASCII && $0.isNumber }
    let rest = escaped.dropFirst(number.count)
    let isListMark = [".", ")"].contains(rest.first) && [nil, " "].contains(rest.dropFirst().first)
    return !number.isEmpty && isListMark ? "\(number)\\\(rest)" : escaped
  }

  private func escaped(_ text: String) -> String {
    var markdown = String.UnicodeScalarView()
    for scalar in safeForPeople(text).unicodeScalars {
      switch scalar {
      case "&": markdown.append(contentsOf: "&amp;".unicodeScalars)
      case "<": markdown.append(contentsOf: "&lt;".unicodeScalars)
      case ">": markdown.append(contentsOf: "&gt;".unicodeScalars)
      case "\\", "`", "*", "_", "[", "]", "|", "~", "$", "!", "#":
        markdown.append("\\")
        markdown.append(scalar)
      default: markdown.append(scalar)
      }
    }
    return String(markdown)
  }
}
