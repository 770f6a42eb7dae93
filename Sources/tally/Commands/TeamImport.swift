import ArgumentParser
import EventStore
import Operations
import Reports
import Scoring
import Text

/// `tally team import`.
struct TeamImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Enter teams from a CSV file with the columns id and name, as 'tally export' writes them.",
    discussion: """
      Commas, semicolons or tabs part the columns, as spreadsheets save them; empty rows are left out. Further columns
      are affiliation, divisions and challenges (short names, separated by spaces). Without the column challenges a new
      team enters every challenge. What a column does not say stays as it is; nobody is withdrawn. A line for each team:
      + new, ~ different, = as before. Nothing is recorded if any line is wrong.

      EXAMPLE:
        tally team import teams.csv --preview
      """)

  @Argument(help: "The CSV file, or - for standard input.", completion: .file(extensions: ["csv"])) var file: String
  @Flag(
    name: [.customLong("preview"), .customLong("dry-run")], help: "Say what would be recorded, and record nothing.")
  var preview = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let list = try TeamList(file)
    let news =
      try preview
      ? database.openForReading().read { try list.news(for: $0.competition()) }
      : official.open(database).write { writer in
        let news = try list.news(for: writer.reader.competition())
        if !news.rulings.isEmpty {
          try writer.decide(news.rulings, by: official.name(), recordedAt: Process.now())
        }
        return news
      }
    Process.tell(safeForPeople(list.taken))
    for note in news.notes { Process.tell("note: \(safeForPeople(note))") }
    Process.answer(news.lines.map { safeForPeople($0) + "\n" }.joined())
  }
}

extension TeamImport {
  /// A CSV file of teams.
  struct TeamList {
    let path: String
    private let document: CSVDocument
    private let id: Int
    private let name: Int

    /// What a file of teams brings to a competition.
    struct News {
      var lines: [String] = []
      var notes: [String] = []
      var rulings: [Decision.Ruling] = []
    }

    init(_ path: String) throws {
      let bytes = try WholeFile.read(path, maximumBytes: 1_000_000)
      do throws(CSVError) {
        document = try CSVDocument.parse(bytes)
      } catch {
        throw CommandError("\(path):\(error)")
      }
      guard let id = document.column("id"), let name = document.column("name") else {
        throw CommandError(
          "\(path):1:1: error: the columns 'id' and 'name' are needed; the first line names the columns, and has "
            + document.header.map { "'\(safeForPeople($0.text))'" }.joined(separator: ", "))
      }
      (self.path, self.id, self.name) = (path, id, name)
    }

    /// What was taken of the file: "teams.csv: 12 lines, parted by semicolons; 3 empty lines left out".
    var taken: String {
      var words = "\(path): \(Words.count(Points(document.rows.count), "line")), parted by \(document.separator.word)s"
      if document.emptyLines > 0 {
        words += "; \(Words.count(Points(document.emptyLines), "empty line")) left out"
      }
      let known = Set(TeamList.columns.compactMap { document.column($0) })
      let others = document.header.indices.filter { !known.contains($0) }.map { document.header[$0].text }
      if !others.isEmpty {
        let names = others.map { $0.isEmpty ? "one without a name" : "'\($0)'" }.joined(separator: ", ")
        words += "; left out, because nothing is known of it: the column \(names)"
      }
      return words
    }

    /// The columns that are read; ``ExportTables/teams(_:)`` writes them, and why a team is out.
    private static let columns = [
      "id", "name", "affiliation", "divisions", "division", "challenges", "status", "reason",
    ]

    /// What it brings; all that is wrong with it at once.
    func news(for competition: Competition) throws -> News {
      var news = News()
      var errors: [String] = []
      var seen: Set<Team.ID> = []
      var entered: [Team] = []
      for row in document.rows {
        let team = Team.ID(row[id].text)
        if !seen.insert(team).inserted {
          errors.append(told(row[id], "the team '\(team)' is there twice; keep one of the lines"))
          continue
        }
        if let status = field(row, "status")?.text, ["withdrawn", "disqualified"].contains(status),
          competition.team(team) == nil
        {
          news.notes.append("\(team) is \(status) in the file and left out")
          continue
        }
        var found: [String] = []
        let wanted = Team(
          id: team, name: meant(row[name].text, known: competition.team(team)?.name).asName,
          affiliation: field(row, "affiliation").map {
            meant($0.text, known: competition.team(team)?.affiliation).asName
          }
            ?? competition.team(team)?.affiliation ?? "")
        do {
          try TeamNames.check(wanted.id, wanted.name, wanted.affiliation)
        } catch let error as CommandError {
          found.append(told(row[id], error.message))
        }
        let divisions = names(
          row, ["divisions", "division"], "division", competition.divisions.map(\.id.text), "tally plan show", &found)
        let challenges = names(
          row, ["challenges"], "challenge", competition.challenges.map(\.id.text), "tally challenge list", &found)
        errors += found
        guard found.isEmpty else { continue }
        if competition.team(team)?.name != wanted.name {
          // Who is known under the same short name is replaced, and cannot be the double.
          let others = competition.teams.filter { other in !entered.contains { $0.id == other.id } } + entered
          news.notes += wanted.nearNamesakes(among: others).map { "\($0); is it one team twice?" }
        }
        entered.append(wanted)
        compare(
          wanted, divisions.map { $0.map { Division.ID($0) } }, challenges.map { $0.map { Challenge.ID($0) } },
          with: competition, &news)
      }
      if !errors.isEmpty { throw CommandError("no team was entered:\n" + errors.joined(separator: "\n")) }
      return news
    }

    private func compare(
      _ team: Team, _ divisions: [Division.ID]?, _ challenges: [Challenge.ID]?, with competition: Competition,
      _ news: inout News
    ) {
      let known = competition.team(team.id)
      var words: [String] = []
      if let known {
        if known.name != team.name { words.append("name '\(known.name)' becomes '\(team.name)'") }
        if known.affiliation != team.affiliation {
          words.append("affiliation '\(known.affiliation)' becomes '\(team.affiliation)'")
        }
      } else {
        words.append("'\(team.name)'" + (team.affiliation.isEmpty ? "" : ", \(team.affiliation)"))
      }
      if known != team {
        news.rulings.append(.enteredTeam(team.id, name: team.name, affiliation: team.affiliation))
      }
      if let divisions, Set(divisions) != Set(competition.divisionsOfTeam[team.id] ?? []) {
        words.append("divisions " + (divisions.isEmpty ? "none" : divisions.map(\.text).joined(separator: ", ")))
        news.rulings.append(.grouped(team.id, in: divisions))
      }
      let wished = challenges ?? (known == nil ? competition.challenges.map(\.id) : [])
      let entering = wished.filter { !competition.isEntered(team.id, in: $0) }
      if !entering.isEmpty {
        words.append("enters " + entering.map(\.text).joined(separator: ", "))
        news.rulings += entering.map { .enteredChallenge(team.id, $0) }
      }
      let sign = known == nil ? "+" : words.isEmpty ? "=" : "~"
      news.lines.append(
        "\(sign) \(team.id): \(words.isEmpty ? "'\(team.name)' as before" : words.joined(separator: "; "))")
      if let challenges {
        let unlisted = competition.challenges.map(\.id).filter {
          competition.isEntered(team.id, in: $0) && !challenges.contains($0)
            && competition.withdrawal(of: team.id, from: $0) == nil
        }
        if !unlisted.isEmpty {
          news.notes.append(
            "\(team.id) stays in \(unlisted.map(\.text).joined(separator: ", ")), which the file does not list; "
              + "'tally team withdraw' takes it out, with a reason")
        }
      }
    }

    private func field(_ row: [CSVDocument.Field], _ column: String) -> CSVDocument.Field? {
      document.column(column).map { row[$0] }
    }

    /// The short names in a column, each of which must exist; `nil` without the column.
    private func names(
      _ row: [CSVDocument.Field], _ columns: [String], _ what: String, _ known: [String], _ command: String,
      _ errors: inout [String]
    ) -> [String]? {
      guard let field = columns.lazy.compactMap({ self.field(row, $0) }).first else { return nil }
      let names = field.text.split(separator: " ").map(String.init)
      for name in names where !known.contains(name) {
        errors.append(told(field, unknown(what, safeForPeople(name), known, command).message))
      }
      return names
    }

    private func told(_ field: CSVDocument.Field, _ message: String) -> String {
      "\(path):\(field.line):\(field.column): error: \(message)"
    }

    /// The text that a cell stands for. A file for spreadsheets has apostrophes before formulas and shows what is
    /// hidden; where it shows what is known already, nothing is new.
    private func meant(_ text: String, known: String?) -> String {
      if let known, text == known || text == forSpreadsheets(known) { return known }
      let bare = text.split(separator: ";", omittingEmptySubsequences: false)
        .map { $0.hasPrefix("'") ? $0.dropFirst() : $0 }.joined(separator: ";")
      return bare != text && forSpreadsheets(bare) == text ? bare : text
    }

    private func forSpreadsheets(_ text: String) -> String? {
      let table = Table(columns: [Table.Column("text", "Text")], rows: [[.text(text)]])
      return try? CSVDocument.parse(render(table, as: .csv, options: RenderOptions(csv: .spreadsheet))).rows.first?[0]
        .text
    }
  }
}
