import Reports
package import Scoring

/// A CSV file of teams, with the columns `id` and `name` and perhaps more.
package struct TeamFile {
  /// The file's name, as people know it.
  package let path: String
  private let document: CSVDocument
  private let id: Int
  private let name: Int

  /// What a file of teams brings to a competition.
  package struct News {
    /// A line for each team: + new, ~ different, = as before.
    package var lines: [String] = []
    package var notes: [Note] = []
    package var rulings: [Decision.Ruling] = []
  }

  /// What people should know of a file.
  package enum Note: Equatable {
    /// The file says that the team is out, and nobody knows it here.
    case leftOut(Team.ID, status: String)
    /// It may be there already, under another short name.
    case namesake(String)
    /// It stays in these, which the file does not list.
    case staysIn(Team.ID, [Challenge.ID])
  }

  /// Reads a file; `path` names it.
  package init(_ bytes: [UInt8], from path: String) throws(ImportTeams.Refusal) {
    self.path = path
    do throws(CSVError) {
      document = try CSVDocument.parse(bytes)
    } catch {
      throw .unreadable(error, file: path)
    }
    guard let id = document.column("id"), let name = document.column("name") else {
      throw .noColumns(document.header.map(\.text), file: path)
    }
    (self.id, self.name) = (id, name)
  }

  /// What was taken of the file: "12 lines, parted by semicolons; 3 empty lines left out".
  package var taken: String {
    var words = "\(Words.count(Points(document.rows.count), "line")), parted by \(document.separator.word)s"
    if document.emptyLines > 0 {
      words += "; \(Words.count(Points(document.emptyLines), "empty line")) left out"
    }
    let known = Set(TeamFile.columns.compactMap { document.column($0) })
    let others = document.header.indices.filter { !known.contains($0) }.map { document.header[$0].text }
    if !others.isEmpty {
      let names = others.map { $0.isEmpty ? "one without a name" : "'\($0)'" }.joined(separator: ", ")
      words += "; left out, because nothing is known of it: the column \(names)"
    }
    return words
  }

  /// The columns that are read; the exported table of teams has them too, and why a team is out.
  private static let columns = [
    "id", "name", "affiliation", "divisions", "division", "challenges", "status", "reason",
  ]

  /// What it brings; all that is wrong with it at once.
  package func news(for competition: Competition) throws(ImportTeams.Refusal) -> News {
    var news = News()
    var errors: [ImportTeams.Fault] = []
    var seen: Set<Team.ID> = []
    var entered: [Team] = []
    for row in document.rows {
      let team = Team.ID(row[id].text)
      if !seen.insert(team).inserted {
        errors.append(fault(row[id], ImportTeams.Twice(team: team)))
        continue
      }
      if let status = field(row, "status")?.text, ["withdrawn", "disqualified"].contains(status),
        competition.team(team) == nil
      {
        news.notes.append(.leftOut(team, status: status))
        continue
      }
      var found: [ImportTeams.Fault] = []
      let wanted = Team(
        id: team, name: meant(row[name].text, known: competition.team(team)?.name).asName,
        affiliation: field(row, "affiliation").map {
          meant($0.text, known: competition.team(team)?.affiliation).asName
        }
          ?? competition.team(team)?.affiliation ?? "")
      do throws(TeamNameRefusal) {
        try wanted.checkNames()
      } catch {
        found.append(fault(row[id], error))
      }
      let divisions = names(
        row, ["divisions", "division"], .division, competition.divisions.map(\.id.text), &found)
      let challenges = names(
        row, ["challenges"], .challenge, competition.challenges.map(\.id.text), &found)
      errors += found
      guard found.isEmpty else { continue }
      if competition.team(team)?.name != wanted.name {
        // Who is known under the same short name is replaced, and cannot be the double.
        let others = competition.teams.filter { other in !entered.contains { $0.id == other.id } } + entered
        news.notes += wanted.nearNamesakes(among: others).map { .namesake($0) }
      }
      entered.append(wanted)
      compare(
        wanted, divisions.map { $0.map { Division.ID($0) } }, challenges.map { $0.map { Challenge.ID($0) } },
        with: competition, &news)
    }
    if !errors.isEmpty { throw .faulty(errors) }
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
        news.notes.append(.staysIn(team.id, unlisted))
      }
    }
  }

  private func field(_ row: [CSVDocument.Field], _ column: String) -> CSVDocument.Field? {
    document.column(column).map { row[$0] }
  }

  /// The short names in a column, each of which must exist; `nil` without the column.
  private func names(
    _ row: [CSVDocument.Field], _ columns: [String], _ kind: Unknown.Kind, _ known: [String],
    _ errors: inout [ImportTeams.Fault]
  ) -> [String]? {
    guard let field = columns.lazy.compactMap({ self.field(row, $0) }).first else { return nil }
    let names = field.text.split(separator: " ").map(String.init)
    for name in names where !known.contains(name) {
      errors.append(fault(field, Unknown(kind, name, among: known)))
    }
    return names
  }

  private func fault(_ field: CSVDocument.Field, _ what: any OperationRefusal) -> ImportTeams.Fault {
    ImportTeams.Fault(file: path, line: field.line, column: field.column, what: what)
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
