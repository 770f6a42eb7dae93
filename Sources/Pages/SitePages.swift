import Operations
import Reports
import Scoring
import Text

/// The pages of the public board: one markup for phones, for walls and for paper.
struct SitePages {
  private let board: PublicBoard
  private let surroundings: PublicSite.Surroundings
  private let competition: Competition
  private let time: LocalTime
  /// Who is up where, as far as the public may know.
  let next: Table
  /// What is running now; `nil` while the board is held.
  let running: Table?

  init(_ board: PublicBoard, _ surroundings: PublicSite.Surroundings) {
    self.board = board
    self.surroundings = surroundings
    competition = board.shown.competition
    time = LocalTime(competition)
    let arenas = PublicArenas(board)
    next = arenas.next
    running = arenas.running
  }

  /// A part of a page that is replaced as a whole.
  struct Section {
    var key: String
    var title: String
    /// Where the title leads.
    var link: String?
    var body: String
    var classes = ""
  }

  var all: [PublicSite.File] {
    var files = [start, hall(at: nil)] + hallPages.indices.map { hall(at: $0) }
    files += board.parts.map(page) + competition.teams.map(page)
    files += [nextPage, runsPage, codePage]
    if let address = surroundings.address, let code = QRCode(address) {
      files.append(.init("qr.svg", "image/svg+xml", code.svg))
    }
    return files
  }

  // MARK: The frame

  /// A page. `root` leads from it to the first page.
  private func file(
    _ path: String, title: String, kind: String = "sheet", refresh: String = "20", lead: String, sections: [Section]
  ) -> PublicSite.File {
    let root = path == "404" ? "/" : String(repeating: "../", count: path.split(separator: "/").count)
    let whole = "\(title) · \(board.title)"
    let main = sections.map { section in
      let id = pathName(section.key)
      let title = escapedForHTML(section.title)
      let words = section.link.map { "<a href=\"\(root)\($0)\">\(title)</a>" } ?? title
      return """
        <section id="\(id)" data-key="\(id)" class="\(section.classes)" aria-labelledby="h-\(id)">
        <h2 id="h-\(id)">\(words)</h2>
        \(section.body)</section>

        """
    }.joined()
    let links = [("", "Results"), ("next/", "Who is next"), ("runs/", "Running now"), ("hall/", "For the hall")]
    let navigation = links.map { link in
      let current = link.0 == path ? " aria-current=\"page\"" : ""
      return "<a href=\"\(root.isEmpty && link.0.isEmpty ? "./" : root + link.0)\"\(current)>\(link.1)</a>"
    }
    let mark = surroundings.address == nil ? "" : "<img class=\"code\" src=\"\(root)qr.svg\" alt=\"\">"
    let waiting = "This page asks again by itself every \(kind == "hall" ? "12" : "20") seconds."
    let html = """
      <!DOCTYPE html>
      <html lang="\(escapedForHTML(surroundings.language))">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(escapedForHTML(whole))</title>
      <link rel="icon" href="\(root)icon.svg" type="image/svg+xml">
      <link rel="stylesheet" href="\(root)board.css">
      <noscript><meta http-equiv="refresh" content="\(refresh)"></noscript>
      <script src="\(root)board.js" defer data-root="\(root)" data-page="\(path)"></script>
      </head>
      <body class="\(kind)">
      <a class="skip" href="#main">To the results</a>
      <header>
      <p class="event">\(escapedForHTML(board.title))</p>
      <p id="clock" aria-hidden="true"></p>
      <nav aria-label="Pages">\(navigation.joined(separator: "\n"))</nav>
      </header>
      <main id="main">
      <div data-key="head">
      <h1>\(escapedForHTML(title))</h1>
      \(lead)</div>
      \(main)</main>
      <footer>
      <p id="status" role="status"><noscript>\(waiting)</noscript></p>
      <p id="age" aria-hidden="true"></p>
      <p id="news" role="status" class="unseen"></p>
      \(mark)</footer>
      </body>
      </html>

      """
    return .init(path, "text/html; charset=utf-8", html)
  }

  private func paragraphs(_ sentences: [String]) -> String {
    sentences.map { "<p>\(escapedForHTML($0))</p>\n" }.joined()
  }

  // MARK: Tables

  private func markup(from path: String, _ table: Table) -> Markup {
    let root = String(repeating: "../", count: path.split(separator: "/").count)
    let known = Set(competition.teams.map(\.id.text))
    let numbers = table.columns.filter(\.isExact).map(\.id)
    let main = table.columns.contains { $0.id == "total" } ? "total" : numbers.first ?? "result"
    // A wall has room for three numbers beside the team.
    let shown = Set([main] + numbers.filter { $0 != main }.prefix(main == "total" ? 3 : 2))
    let spare = Set(table.columns.filter { $0.alignment == .trailing && $0.id != "place" }.map(\.id)).subtracting(shown)
    return Markup(
      board: .init(mainColumn: main, spareColumns: spare.subtracting(["clock", "starts_at"]), valueColumns: ["clock"]) {
        column, cell in
        guard column.isRowHeader, case .text(let team) = cell.value, known.contains(team) else { return nil }
        return "\(root)t/\(pathName(team))/"
      })
  }

  /// A table as it is on the board, below a heading of its own.
  private func html(_ table: Table, on path: String, labelled key: String, withNotes: Bool) -> String {
    var table = forBoard(table)
    table.title = ""
    let markup = markup(from: path, table)
    // The heading of its section names it.
    let body = markup.table(table).replacingFirst(
      "<table role=\"table\">", by: "<table role=\"table\" aria-labelledby=\"h-\(pathName(key))\">")
    return body + (withNotes ? markup.notes(table) : "")
  }

  /// Teams by their names alone, where a name says who it is: nobody in the hall knows the short ones.
  private func forBoard(_ table: Table) -> Table {
    let names = Dictionary(grouping: competition.teams, by: \.name)
    var result = Table(title: table.title, columns: table.columns, notes: table.notes)
    for row in table.rows {
      result.append(
        zip(table.columns, row).map { column, cell in
          guard column.isRowHeader, case .shown(let words, of: .text(let id)) = cell, words.hasSuffix(" (\(id))") else {
            return cell
          }
          let name = String(words.dropLast(id.count + 3))
          return names[name]?.count == 1 ? .shown(as: name, of: .text(id)) : cell
        })
    }
    return result
  }

  /// What the board shows first of a part: its own table. Places that are still to come have their lines already.
  private func own(_ part: PublicBoard.Part) -> Table? {
    guard let table = board.ownTable(of: part) else { return nil }
    guard case .from(let first) = part.visibility, first > 1 else { return table }
    var result = Table(title: table.title, columns: table.columns, notes: table.notes)
    for place in 1..<min(first, 100) {
      result.append(
        table.columns.map { column in
          switch column.id {
          case "place": .integer(place)
          case "team": .shown(as: "still to come", of: .text("place \(place)"))
          default: .text("")
          }
        })
    }
    for row in table.rows { result.append(row) }
    return result
  }

  private func name(_ part: PublicBoard.Part) -> String {
    switch part.place {
    case .challenge(let id), .phase(let id, _): id.text
    case .overall(let id): id.text
    }
  }

  private func path(_ part: PublicBoard.Part) -> String {
    switch part.place {
    case .challenge(let id), .phase(let id, _): "c/\(pathName(id.text))/"
    case .overall(let id): "o/\(pathName(id.text))/"
    }
  }

  /// What is being opened comes first, as on the printed board.
  private var inOrder: [PublicBoard.Part] {
    board.parts.filter(\.isOpened) + board.parts.filter { !$0.isOpened && $0.visibility != .off }
  }

  // MARK: Pages for people

  private var start: PublicSite.File {
    var sections: [Section] = []
    for part in inOrder {
      guard let table = own(part) else { continue }
      let key = path(part)
      sections.append(
        Section(
          key: key, title: table.title, link: path(part),
          body: html(table, on: "", labelled: key, withNotes: part.isBeingOpened),
          classes: part.isBeingOpened ? "opening" : ""))
    }
    var lead = paragraphs(board.sentences)
    if sections.isEmpty { lead += paragraphs(["There are no results yet."]) }
    let strays = board.strays.map { Markup().html($0) }.joined()
    if !strays.isEmpty { sections.append(Section(key: "strays", title: "Counts in no table", body: strays)) }
    return file("", title: "Results", lead: lead, sections: sections)
  }

  private func page(_ part: PublicBoard.Part) -> PublicSite.File {
    let path = path(part)
    var sections: [Section] = []
    var tables = board.tables(of: part)
    if part.isBeingOpened, let own = own(part) { tables = [own] }
    for (index, table) in tables.enumerated() {
      let key = "table-\(index + 1)"
      sections.append(
        Section(
          key: key, title: table.title, body: html(table, on: path, labelled: key, withNotes: true),
          classes: part.isBeingOpened ? "opening" : ""))
    }
    if case .overall(let id) = part.place, let source = board.explaining(part), let table = source.board().overall(id) {
      let working = OverallView(table: table, competition: source.competition).working
      sections.append(
        Section(
          key: "working", title: working.title, body: html(working, on: path, labelled: "working", withNotes: true)))
    }
    if case .challenge(let id) = part.place {
      let rows = next.rows.filter { $0[next.columns.firstIndex { $0.id == "challenge" }!].value == .text(id.text) }
      if !rows.isEmpty {
        let table = Table(title: next.title, columns: next.columns, rows: rows, notes: next.notes)
        sections.append(
          Section(
            key: "next", title: "Who is next", link: "next/",
            body: html(table, on: path, labelled: "next", withNotes: true)))
      }
    }
    var sentences = board.sentences
    if part.visibility == .off { sentences.append("This table is shown when it is revealed.") }
    return file(path, title: part.title, lead: paragraphs(sentences), sections: sections)
  }

  private func page(_ team: Team) -> PublicSite.File {
    let path = "t/\(pathName(team.id.text))/"
    var sections: [Section] = []
    func add(_ key: String, _ blocks: [Block]) {
      guard case .heading(let title)? = blocks.first else { return }
      sections.append(
        Section(key: key, title: title, body: blocks.dropFirst().map(folded).joined()))
    }
    let rows = next.rows.filter { $0[next.columns.firstIndex { $0.isRowHeader }!].value == .text(team.id.text) }
    if !rows.isEmpty {
      let table = Table(title: next.title, columns: next.columns, rows: rows, notes: next.notes)
      sections.append(
        Section(
          key: "next", title: "Next runs", link: "next/", body: html(table, on: path, labelled: "next", withNotes: true)
        ))
    }
    // From the table over several down to the run, as the explanation goes.
    for part in board.parts where part.place.isOverall {
      guard case .overall(let id) = part.place, let source = board.explaining(part),
        let table = source.board().overall(id), let standing = table.standing(of: team.id)
      else { continue }
      add(
        "o-\(id.text)",
        OverallExplanation(table: table, standing: standing, competition: source.competition).blocks)
    }
    for part in board.parts {
      guard case .challenge(let id) = part.place, let source = board.explaining(part) else { continue }
      let all = source.board()
      if let result = all.result(of: id) {
        add(
          "c-\(id.text)",
          ResultExplanation(result: result, team: team.id, competition: source.competition).blocks)
      }
      for table in all.tables where table.challenge.id == id {
        guard let standing = table.standing(of: team.id) else { continue }
        let view = ExplanationView(
          table: table, standing: standing, competition: source.competition, logs: source.logsByRun, isPublic: true)
        add("c-\(id.text)-\(table.phase.rawValue)", view.blocks)
      }
    }
    var sentences = board.sentences
    if !team.affiliation.isEmpty { sentences.insert(team.affiliation, at: 0) }
    if sections.isEmpty { sentences.append("There is nothing to explain yet.") }
    return file(path, title: team.name, lead: paragraphs(sentences), sections: sections)
  }

  /// A list of which one line is above all others, as a line that opens: a page of a team has hundreds of entries.
  private func folded(_ block: Block) -> String {
    guard case .lines(let lines) = block, let first = lines.first, lines.count > 3,
      lines.dropFirst().allSatisfy({ $0.indent > first.indent })
    else { return Markup().html(block) }
    let rest = Markup().html(
      .lines(lines.dropFirst().map { Line($0.text, indent: $0.indent - 1, struck: $0.isStruck) }))
    return "<details>\n<summary>\(escapedForHTML(first.text))</summary>\n\(rest)</details>\n"
  }

  private var nextPage: PublicSite.File {
    let arenas = next.columns.firstIndex { $0.id == "arena" }!
    var sections: [Section] = []
    for arena in next.rows.map({ $0[arenas] }).unique {
      let key = "arena-\(arena.value.forPeople)"
      let table = Table(columns: next.columns, rows: next.rows.filter { $0[arenas] == arena })
      sections.append(
        Section(
          key: key, title: arena.forPeople,
          body: html(table.without("arena"), on: "next/", labelled: key, withNotes: true)))
    }
    let lead = paragraphs(next.rows.isEmpty ? ["Nothing more is planned."] : next.notes)
    return file("next/", title: "Who is next", lead: lead, sections: sections)
  }

  private var runsPage: PublicSite.File {
    guard let running else {
      return file(
        "runs/", title: "Running now",
        lead: paragraphs([board.sentences[0], "What is running is not shown until then."]),
        sections: [])
    }
    if running.rows.isEmpty {
      return file("runs/", title: "Running now", lead: paragraphs(["No run is under way."]), sections: [])
    }
    let body = html(running, on: "runs/", labelled: "running", withNotes: true)
    return file(
      "runs/", title: "Running now", lead: "", sections: [Section(key: "running", title: "On the clock", body: body)])
  }

  private var codePage: PublicSite.File {
    guard let address = surroundings.address, QRCode(address) != nil else {
      return file(
        "qr/", title: "On your phone",
        lead: paragraphs(["This board is shown on this machine only: there is no address for phones."]), sections: [])
    }
    let words = escapedForHTML(address)
    let body = """
      <img class="great" src="../qr.svg" alt="The address as a code to scan">
      <p class="address">\(words)</p>

      """
    return file(
      "qr/", title: "On your phone", kind: "qr", refresh: "60", lead: "",
      sections: [Section(key: "code", title: "All results on your phone", body: body)])
  }

  var missing: PublicSite.File {
    file(
      "404", title: "There is no such page", lead: paragraphs(["The results are on the first page."]), sections: [])
  }

  // MARK: The hall

  private struct HallPage {
    var name: String
    var title: String
    var table: Table
    var isOpening = false
  }

  /// No page has more rows than are read from the last row of seats, and the last is never nearly empty.
  private static let mostRows = 10

  private var hallPages: [HallPage] {
    var pages: [HallPage] = []
    func add(_ name: String, _ table: Table, isOpening: Bool = false) {
      let table = forBoard(table)
      let count = (table.rows.count + SitePages.mostRows - 1) / SitePages.mostRows
      guard count > 0 else { return }
      let share = (table.rows.count + count - 1) / count
      for index in 0..<count {
        let rows = Array(table.rows[(index * share)..<min(table.rows.count, (index + 1) * share)])
        let number = count > 1 ? " (\(index + 1) of \(count))" : ""
        pages.append(
          HallPage(
            name: name, title: table.title + number, table: Table(columns: table.columns, rows: rows),
            isOpening: isOpening))
      }
    }
    for part in inOrder {
      // A table in which nobody has a place yet says nothing from afar.
      guard let table = own(part), let place = table.columns.firstIndex(where: { $0.id == "place" }),
        table.rows.contains(where: { $0[place] != .missing })
      else { continue }
      add(name(part), table, isOpening: part.isBeingOpened)
    }
    if let running, !running.rows.isEmpty {
      add("runs", Table(title: "Running now", columns: running.columns, rows: running.rows))
    }
    if !next.rows.isEmpty, !board.isHeld {
      add("next", Table(title: "Who is next", columns: next.columns, rows: next.rows))
    }
    return pages
  }

  /// All pages of the hall, of which a script shows one after the other; or one of them, for a screen without scripts,
  /// which leads to the next by itself.
  private func hall(at index: Int?) -> PublicSite.File {
    let pages = hallPages
    let sections = pages.enumerated().compactMap { position, page -> Section? in
      if let index, index != position { return nil }
      let key = "\(page.name)-\(position + 1)"
      return Section(
        key: key, title: page.title,
        body: html(page.table, on: index == nil ? "hall/" : "hall/1/", labelled: key, withNotes: false)
          .replacingFirst("<table ", by: "<table data-name=\"\(escapedForHTML(pathName(page.name)))\" "),
        classes: "n\(min(max(page.table.rows.count, 1), SitePages.mostRows))" + (page.isOpening ? " opening" : ""))
    }
    let following = pages.isEmpty ? "" : "\(((index ?? -1) + 1) % pages.count + 1)/"
    var lead = paragraphs([board.isHeld ? board.sentences[0] : board.state])
    if pages.isEmpty { lead += paragraphs(["There are no results yet."]) }
    return file(
      index.map { "hall/\($0 + 1)/" } ?? "hall/", title: "Results for the hall", kind: "hall",
      refresh: pages.isEmpty ? "12" : "12; url=\(index == nil ? "" : "../")\(following)", lead: lead, sections: sections
    )
  }
}

/// A name as a part of a path: letters, digits, `-` and `_`, everything else as `~` and its bytes. Neither a browser nor a
/// web server makes anything else of it, so a page is a file of the same name in a folder.
package func pathName(_ text: String) -> String { String(escapedName(text).map { $0 == "%" ? "~" : $0 }) }

extension Tie.Place {
  fileprivate var isOverall: Bool { if case .overall = self { true } else { false } }
}

extension Array where Element: Equatable {
  /// Each element once, where it is first.
  fileprivate var unique: [Element] {
    reduce(into: []) { known, element in if !known.contains(element) { known.append(element) } }
  }
}

extension String {
  fileprivate func replacingFirst(_ text: String, by other: String) -> String {
    guard let range = firstRange(of: text) else { return self }
    return replacingCharacters(from: range, other)
  }

  private func replacingCharacters(from range: Range<Index>, _ other: String) -> String {
    String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}

extension Table {
  /// The table without one of its columns.
  fileprivate func without(_ id: String) -> Table {
    guard let index = columns.firstIndex(where: { $0.id == id }) else { return self }
    func rest<Element>(_ all: [Element]) -> [Element] { Array(all[..<index] + all[(index + 1)...]) }
    return Table(title: title, columns: rest(columns), rows: rows.map(rest), notes: notes)
  }
}
