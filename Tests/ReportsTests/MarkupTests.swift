import Foundation
import Reports
import Testing

@Suite("JSON")
struct JSONTests {
  @Test("every string is exactly what was entered")
  func exact() throws {
    var generator = SplitMix64(state: 11)
    let all = (UInt32(0)...0x2FFFF).compactMap(Unicode.Scalar.init)
    let chunks = stride(from: 0, to: all.count, by: 1000).map { start -> String in
      var text = String.UnicodeScalarView()
      text.append(contentsOf: all[start..<min(start + 1000, all.count)])
      return String(text)
    }
    let entered = hostileNames + chunks + (0..<3000).map { _ in generator.hostileString() }
    let table = Table(columns: [.init("a\"\n", "A")], rows: entered.map { [.text($0)] })
    let read = try JSONSerialization.jsonObject(with: Data(render(table, as: .json).utf8)) as? [[String: String]]
    #expect(read?.map { scalars($0["a\"\n"] ?? "missing") } == entered.map(scalars))
  }

  @Test("a report of anything is valid, and an empty table an empty array")
  func valid() throws {
    let object = try JSONSerialization.jsonObject(with: Data(render(hostileReport, as: .json).utf8)) as? [String: Any]
    #expect(object?["title"] as? String == "\u{1B}c")
    #expect((object?["blocks"] as? [Any])?.count == hostileReport.blocks.count)
    #expect(render(Table(columns: [.init("a", "A")]), as: .json) == "[]\n")
  }

  @Test("what is unseen is escaped, so that neither a terminal nor a page is harmed")
  func escapes() {
    let table = Table(columns: [.init("a", "A")], rows: [[.text("\u{1B}\u{7F}\u{202E}\u{E0041}</script>\n\"\\/")]])
    #expect(render(table, as: .json).contains("\"\\u001B\\u007F\\u202E\\uDB40\\uDC41\\u003C/script>\\n\\\"\\\\/\""))
  }
}

@Suite("Markdown")
struct MarkdownTests {
  @Test(
    "nothing that was typed means anything",
    arguments: [
      ("a|b", "a\\|b"), ("`x`", "\\`x\\`"), ("<b>&amp;", "&lt;b&gt;&amp;amp;"), ("*_~", "\\*\\_\\~"),
      ("[a](b)", "\\[a\\](b)"), ("a\nb", "a␊b"),
      ("\\|", "\\\\\\|"), ("$x$", "\\$x\\$"),
    ])
  func escaping(text: String, markdown: String) {
    let table = Table(columns: [.init("a", "A")], rows: [[.text(text)]])
    #expect(render(table, as: .markdown) == "| A |\n| :--- |\n| \(markdown) |\n")
  }

  @Test(
    "a paragraph stays a paragraph",
    arguments: [
      ("# x", "\\# x"), ("- x", "\\- x"), ("+ x", "\\+ x"), ("1. x", "1\\. x"), ("2) x", "2\\) x"),
      ("    code", "code"), ("===", "\\==="),
      ("102.5 points", "102.5 points"), ("7.", "7\\."),
    ])
  func paragraphs(text: String, markdown: String) {
    #expect(render(Report(title: "", blocks: [.paragraph(text)]), as: .markdown) == markdown + "\n")
  }

  @Test("a row is one line with its pipes, whatever the name")
  func rows() {
    let lines = render(hostileTable, as: .markdown).split(separator: "\n")
    for line in lines where line.hasPrefix("|") {
      var pipes = 0
      var isEscaped = false
      for scalar in line.unicodeScalars {
        if scalar == "|" && !isEscaped { pipes += 1 }
        isEscaped = scalar == "\\" && !isEscaped
      }
      #expect(pipes == 3, "\(line)")
    }
    #expect(lines.count == hostileNames.count + 4)
  }

  @Test("an empty struck line begins no block of code")
  func emptyStruck() {
    #expect(render(Report(title: "", blocks: [.lines([Line("", struck: true)])]), as: .markdown) == "- \n")
  }
}

@Suite("HTML")
struct HTMLTests {
  @Test("nothing that was typed is a tag, an attribute or a script")
  func escaping() {
    for page in [render(hostileTable, as: .html), render(hostileReport, as: .html)] {
      #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("<b>") && !page.contains("<i>"))
      #expect(page.contains("&lt;script&gt;") && page.contains("&quot;&gt;&lt;img onerror=x&gt;"))
      #expect(page.split(separator: "</title>", omittingEmptySubsequences: false).count == 2)
    }
  }

  @Test("no tag is there but ours")
  func tags() {
    let known: Set<Substring> = [
      "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "table", "caption",
      "thead", "tbody", "tr", "th", "td", "ul", "li", "s",
    ]
    for part in render(hostileReport, as: .html).split(separator: "<") {
      let name = part.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber || $0 == "!" }
      #expect(known.contains(name), "\(part)")
    }
  }

  @Test("the language cannot leave its attribute")
  func language() {
    let page = render(standings, as: .html, options: .init(language: "de\"><script>"))
    #expect(page.contains("<html lang=\"de&quot;&gt;&lt;script&gt;\">"))
  }
}
