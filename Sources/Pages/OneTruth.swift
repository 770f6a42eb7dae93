package import Operations
import Reports
import Scoring

/// Whether every page and file names one place and one reason for a team in a table.
///
/// The pages are made and read again, as people read them: so it does not matter by which way a page comes to its words.
package struct OneTruth {
  /// What a page says of a team in a table.
  package struct Statement: Hashable, Sendable {
    /// The table: "coffee trials", "best-team".
    package var table: String
    package var team: String
    package var place: String
    package var reason: String
    /// Which page says so.
    package var page: String
  }

  /// Everything that the pages say, of ranked teams.
  package let statements: [Statement]

  package init(_ situation: Situation) throws {
    let board = situation.board()
    var statements: [Statement] = []
    for result in board.results {
      let tables = [result.trials, result.final].compactMap { $0 }
      for view in tables.map({ StandingsView(table: $0, competition: board.competition) })
        + [StandingsView(result: result, competition: board.competition)].compactMap({ $0 })
      {
        let file = try OneTruth.read(StandingsView.table(of: [view]))
        let shown = try OneTruth.read(view.forPeople)
        for (row, words) in zip(file, shown) where row["rank"] != "" {
          let table = "\(row["challenge"]!) \(row["phase"]!)"
          statements.append(Statement(table, row["team"]!, row["rank"]!, row["decided_by"]!, "standings as CSV"))
          let team = OneTruth.shortName(words["team"]!)
          statements.append(Statement(table, team, words["place"]!, words["decided_by"]!, "standings"))
        }
      }
      for team in board.competition.teams {
        for table in tables {
          guard let standing = table.standing(of: team.id) else { continue }
          let page = ExplanationView(table: table, standing: standing, competition: board.competition, logs: [:])
          statements += OneTruth.explained(page.blocks, "\(result.challenge.id) \(table.phase.rawValue)", team.id)
        }
        let page = ResultExplanation(result: result, team: team.id, competition: board.competition)
        statements += OneTruth.explained(page.blocks, "\(result.challenge.id) result", team.id)
      }
    }
    for table in board.overalls {
      let view = OverallView(table: table, competition: board.competition)
      for row in try OneTruth.read(OverallView.table(of: [view])) where row["rank"] != "" {
        let table = row["overall"]!
        statements.append(Statement(table, row["team"]!, row["rank"]!, row["decided_by"]!, "overall tables as CSV"))
      }
      for row in try OneTruth.read(view.forPeople) where row["place"] != "" {
        let team = OneTruth.shortName(row["team"]!)
        statements.append(Statement(table.overall.id.text, team, row["place"]!, row["decided_by"]!, "overall tables"))
      }
      for standing in table.standings {
        let page = OverallExplanation(table: table, standing: standing, competition: board.competition)
        statements += OneTruth.explained(page.blocks, table.overall.id.text, standing.team)
      }
    }
    statements += try OneTruth.awarded(situation, board)
    for list in board.positions {
      for (team, position) in list.teams {
        // Changes, revisions and the ceremony name places alone.
        guard let rank = position.rank else { continue }
        let table = OneTruth.name(list.table)
        let reason = statements.first { $0.table == table && $0.team == team.text }?.reason ?? ""
        statements.append(Statement(table, team.text, "\(rank)", reason, "changes"))
      }
    }
    self.statements = statements
  }

  /// Each team of which two pages say different things, with the first two.
  package var contradictions: [(first: Statement, second: Statement)] {
    var first: [String: Statement] = [:]
    var found: [(Statement, Statement)] = []
    for statement in statements {
      let name = statement.table + "/" + statement.team
      guard let known = first[name] else {
        first[name] = statement
        continue
      }
      if known.place != statement.place || known.reason != statement.reason { found.append((known, statement)) }
    }
    return found
  }

  /// The awards are the places of the tables: of a challenge its own, which is a phase's while there is one.
  private static func awarded(_ situation: Situation, _ board: Board) throws -> [Statement] {
    var tables: [String: [String]] = [:]
    for result in board.results {
      let phase = result.isCombined ? "result" : (result.trials ?? result.final)?.phase.rawValue ?? ""
      tables[result.challenge.title, default: []].append("\(result.challenge.id) \(phase)")
    }
    for table in board.overalls { tables[table.overall.title, default: []].append(table.overall.id.text) }
    return try read(ExportTables.awards(situation)).compactMap { row in
      // Two tables of one title cannot be told apart here.
      guard row["place"] != "", let names = tables[row["award"]!], names.count == 1 else { return nil }
      return Statement(names[0], row["team"]!, row["place"]!, row["reason"]!, "awards")
    }
  }

  private static func explained(_ blocks: [Block], _ table: String, _ team: Team.ID) -> [Statement] {
    guard case .heading(let heading)? = blocks.first, case .lines(let lines)? = blocks.dropFirst().first,
      let place = heading.firstMatch(of: /: place ([0-9]+) of [0-9]+/)?.output.1
    else { return [] }
    let prefix = "Decided by: "
    let decided = lines.map(\.text).first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count).dropLast()) }
    return [Statement(table, team.text, String(place), decided ?? "", "explain")]
  }

  private static func name(_ table: Tie.Place) -> String {
    switch table {
    case .phase(let challenge, let phase): "\(challenge) \(phase.rawValue)"
    case .challenge(let challenge): "\(challenge) result"
    case .overall(let overall): overall.text
    }
  }

  /// The short name in "LASR (lasr)".
  private static func shortName(_ words: String) -> String {
    words.hasSuffix(")") ? String(words.dropLast().reversed().prefix { $0 != "(" }.reversed()) : words
  }

  /// A table as somebody reads it.
  private static func read(_ table: Table) throws -> [[String: String]] {
    let document = try CSVDocument.parse(
      render(table, as: .csv, options: RenderOptions(csv: .raw)), maximumBytes: 1 << 26)
    return document.rows.map { row in
      Dictionary(zip(document.header.map(\.text), row.map(\.text)), uniquingKeysWith: { first, _ in first })
    }
  }
}

extension OneTruth.Statement {
  fileprivate init(_ table: String, _ team: String, _ place: String, _ reason: String, _ page: String) {
    self.init(table: table, team: team, place: place, reason: reason, page: page)
  }
}

extension AuditCheck {
  /// Whether every page names one place and one reason, as of now and of each published moment.
  package static let oneTruth = AuditCheck(id: "one truth") { subject in
    var moments: [(name: String, moment: Situation.AsOf)] = []
    var seen: Set<Heads> = []
    for (publication, _) in try subject.competition().publications where seen.insert(publication.heads).inserted {
      moments.append(("as of revision \(publication.revision)", .heads(publication.heads)))
    }
    moments.append(("now", .now))
    var outcome = AuditOutcome(checked: "")
    var count = 0
    for (name, moment) in moments {
      let truth = try OneTruth(Situation(subject.reader, at: moment))
      count += truth.statements.count
      for (first, second) in truth.contradictions {
        outcome.findings.append(
          AuditFinding(
            name: .contradiction, subject: "\(first.table) \(first.team)",
            message:
              "of \(first.team) in \(first.table) \(first.page) says place \(first.place) (\(first.reason)), and "
              + "\(second.page) place \(second.place) (\(second.reason)) (\(name)); one of the two is wrong: tell Tally's makers"
          ))
      }
    }
    outcome.checked =
      "\(count) places as \(moments.count == 1 ? "now" : "published and now") on every page, with one reason each"
    return outcome
  }
}
