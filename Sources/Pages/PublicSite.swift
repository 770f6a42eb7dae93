import Operations
import Reports
import Scoring
import Text

/// The public board as files: pages, tables and data, all of one rendering of one ``PublicBoard``. Whatever gives them
/// out, a server or a folder, can tell nothing else.
///
/// Nothing in it depends on when it was made: equal facts, equal bytes, equal names.
package struct PublicSite: Sendable {
  /// One file of it.
  package struct File: Sendable, Equatable {
    /// Where it is: `""`, `c/coffee/`, `board.json`.
    package var path: String
    /// What it is: `text/html; charset=utf-8`.
    package var type: String
    /// What is in it.
    package var text: String
    /// A name for just these bytes.
    package var digest: String

    init(_ path: String, _ type: String, _ text: String) {
      self.path = path
      self.type = type
      self.text = text
      digest = String(Digest.hex(of: text).prefix(32))
    }

    /// Whether it is a page, which people look at.
    package var isPage: Bool { type.hasPrefix("text/html") }
  }

  /// What is known beside the log: where the board is to be found, and which screens show what.
  package struct Surroundings: Sendable, Equatable {
    /// The address that people type; `nil` where only this machine can look.
    package var address: String?
    /// The screens that were given something to show.
    package var screens: [Screen] = []
    /// The language of the pages.
    package var language = "en"

    package init(address: String? = nil, screens: [Screen] = []) {
      self.address = address
      self.screens = screens
    }
  }

  /// A name for all of it: equal bytes have it, and no others.
  package let id: String
  /// Its files, by their paths.
  package let files: [File]
  /// The page for whoever asks for what is not there.
  package let missing: File

  /// The site of a board.
  package init(_ board: PublicBoard, _ surroundings: Surroundings = Surroundings()) {
    let pages = SitePages(board, surroundings)
    var files = pages.all + SiteData(board, pages.next, pages.running, surroundings).all
    files += shippedFiles.map { File($0.path, PublicSite.type(of: $0.path), $0.text) }
    files.sort { $0.path < $1.path }
    self.files = files
    id = String(Digest.hex(of: files.map { "\($0.path) \($0.digest)\n" }.joined()).prefix(16))
    missing = pages.missing
  }

  /// What a page asks for to know whether it is new: the name of the whole, and of each page. `events`: whether there is
  /// somebody to tell it by himself.
  package func live(events: Bool) -> File {
    let pages = files.filter(\.isPage).map { "\(JSONQuotes.page($0.path)):\"\($0.digest)\"" }.joined(separator: ",")
    return File(
      "live.json", "application/json", "{\"id\":\"\(id)\",\"events\":\(events),\"files\":{\(pages)}}\n")
  }

  private static func type(of path: String) -> String {
    if path.hasSuffix(".css") { return "text/css; charset=utf-8" }
    return path.hasSuffix(".js") ? "text/javascript; charset=utf-8" : "image/svg+xml"
  }
}

/// A screen in the hall that has a name, and what it shows.
package struct Screen: Sendable, Equatable {
  /// Its name: `left`.
  package var name: String
  /// The pages that it shows, by their names: `coffee`, `best`, `next`; none for all.
  package var pages: [String]
  /// For how many seconds it shows each.
  package var seconds: Int

  package init(name: String, pages: [String], seconds: Int) {
    self.name = name
    self.pages = pages
    self.seconds = seconds
  }

  /// A line of the file that keeps them: `left 12 coffee best`.
  package init?(line: Substring) {
    let words = line.split(separator: " ").map(String.init)
    guard words.count >= 2, let seconds = Int(words[1]), (2...3600).contains(seconds),
      words.allSatisfy({ pathName($0) == $0 || $0.hasPrefix("~") })
    else { return nil }
    self.init(name: words[0], pages: Array(words.dropFirst(2)), seconds: seconds)
  }

  /// The screen as a line.
  package var line: String { ([name, String(seconds)] + pages).joined(separator: " ") }
}

/// The files for programs.
struct SiteData {
  let all: [PublicSite.File]

  init(_ board: PublicBoard, _ next: Table, _ running: Table?, _ surroundings: PublicSite.Surroundings) {
    let quoted = JSONQuotes.page
    func rows(_ table: Table) -> String { String(render(table, as: .json).dropLast()) }
    let members = [
      ("competition", quoted(board.title)), ("state", quoted(board.state)), ("held", board.isHeld ? "true" : "false"),
      ("standings", rows(board.standings)), ("overall", rows(board.overall)), ("next", rows(next)),
      ("running", running.map(rows) ?? "null"),
    ]
    let json = "{\n" + members.map { "\(quoted($0.0)): \($0.1)" }.joined(separator: ",\n") + "\n}\n"
    let screens = surroundings.screens.map { screen in
      "\(quoted(screen.name)): {\"pages\": [\(screen.pages.map { quoted($0) }.joined(separator: ", "))], "
        + "\"every\": \(screen.seconds)}"
    }
    all = [
      .init("board.json", "application/json", json),
      .init("board.csv", "text/csv; charset=utf-8; header=present", render(board.standings, as: .csv)),
      .init("overall.csv", "text/csv; charset=utf-8; header=present", render(board.overall, as: .csv)),
      .init("screens.json", "application/json", "{\(screens.joined(separator: ", "))}\n"),
    ]
  }
}
