package import EventStore
package import Operations
package import Reports
package import Scoring

/// What the public may see: everything as it stands, or while the board is frozen for a ceremony what stood when it was
/// frozen, and of the tables that are being opened the places that have been.
///
/// Every form of it, for people and for machines, is made of its ``parts``: what one does not tell, none does.
package struct PublicBoard {
  private let now: Situation
  /// What stood when the board was held, or stands.
  package let shown: Situation
  private let challenge: Challenge.ID?
  /// The newest results given out that this board speaks of, and whether something has changed since.
  private let newest: Publication?
  private let hasChanged: Bool
  /// The tables of the challenges in the order of the plan, then those over several.
  package let parts: [Part]

  /// A challenge, or a table over several, as the public sees it.
  package struct Part {
    /// Which it is.
    package let place: Tie.Place
    /// What people call it.
    package let title: String
    /// How much of it is to be seen.
    package let visibility: Visibility
    /// What is to be seen follows from this; `nil` where nothing is. Of a table that is being opened it knows more than
    /// may be said.
    fileprivate let source: Situation?
  }

  /// How much of a part is to be seen.
  package enum Visibility: Equatable {
    /// All of it, as it stands.
    case live
    /// All of it, as it stood when the board was held.
    case held
    /// Nothing, until it is revealed.
    case off
    /// The places from this one on.
    case from(Int)
    /// All of it: it was revealed.
    case revealed
  }

  /// The public board of a competition, or of one challenge.
  package init(_ store: EventStore, only challenge: Challenge.ID?, compiling ruleSets: RuleSets = RuleSets()) throws {
    // One look for all moments, so that they fit together; and short, because nobody can commit meanwhile.
    let (now, documents) = try store.read { reader in
      (try Situation(reader, compiling: ruleSets), try reader.ruleSets())
    }
    let texts = Dictionary(documents.map { ($0.reference.digest, $0) }, uniquingKeysWith: { first, _ in first })
    try self.init(now, only: challenge) { try texts[$0.digest].map(ruleSets.compile) }
  }

  /// The public board of what is known now. `compiled` gives rules that were in force before.
  package init(
    _ now: Situation, only challenge: Challenge.ID?, rules compiled: (RuleSetReference) throws -> CompiledRules?
  ) throws {
    if let challenge { _ = try now.competition.require(challenge) }
    let shown = try now.competition.frozenAt.map { try now.asOf(.heads($0), rules: compiled) } ?? now
    // While the board is held, what was published since is not on it.
    newest =
      shown.competition.publications.last {
        challenge == nil || $0.publication.challenge == nil || $0.publication.challenge == challenge
      }?.publication
    let published = try newest.map { try now.asOf(.heads($0.heads), rules: compiled) } ?? shown
    let changes = BoardChanges(from: (published.board(), published.logs), to: (shown.board(), shown.logs))
    hasChanged = changes.concerns(newest?.challenge ?? challenge)
    (self.now, self.shown, self.challenge) = (now, shown, challenge)
    parts = PublicBoard.parts(now, shown, only: challenge)
  }

  /// Whether the board is held for a ceremony.
  package var isHeld: Bool { now.competition.frozenAt != nil }

  private static func parts(_ now: Situation, _ shown: Situation, only challenge: Challenge.ID?) -> [Part] {
    guard now.competition.frozenAt != nil else {
      let board = shown.board()
      return board.results.map(\.challenge).filter { challenge == nil || $0.id == challenge }.map {
        Part(place: .challenge($0.id), title: $0.title, visibility: .live, source: shown)
      }
        + (challenge == nil ? board.overalls.map(\.overall) : []).map {
          Part(place: .overall($0.id), title: $0.title, visibility: .live, source: shown)
        }
    }
    let (before, after) = (shown.board(), now.board())
    let ceremony = Ceremony(now: now, held: shown)
    func part(_ place: Tie.Place, _ title: String) -> Part {
      switch ceremony.visibility(of: place) {
      case .asHeld: Part(place: place, title: title, visibility: .held, source: shown)
      case .off: Part(place: place, title: title, visibility: .off, source: nil)
      case .from(let first): Part(place: place, title: title, visibility: .from(first), source: now)
      case .whole: Part(place: place, title: title, visibility: .revealed, source: now)
      }
    }
    // A table that came about later is there once it has been opened.
    let challenges = before.results.map(\.challenge)
    let later = after.results.map(\.challenge).filter { new in !challenges.contains { $0.id == new.id } }
    var parts = (challenges + later.filter { now.competition.revealed[.challenge($0.id)] != nil }).filter {
      challenge == nil || $0.id == challenge
    }.map { part(.challenge($0.id), $0.title) }
    guard challenge == nil else { return parts }
    let overalls = before.overalls.map(\.overall)
    let laterOveralls = after.overalls.map(\.overall).filter { new in !overalls.contains { $0.id == new.id } }
    parts += (overalls + laterOveralls.filter { now.competition.revealed[.overall($0.id)] != nil }).map {
      part(.overall($0.id), $0.title)
    }
    return parts
  }

  /// The tables of a part for people.
  package func tables(of part: Part) -> [Table] {
    guard let board = part.source?.board() else { return [] }
    if case .from(let first) = part.visibility { return [RevealedView(part.place, in: board).table(from: first)] }
    switch part.place {
    case .challenge(let id), .phase(let id, _): return StandingsView.views(of: board, only: id).map(\.forPeople)
    case .overall(let id):
      return board.overall(id).map { [OverallView(table: $0, competition: board.competition).forPeople] } ?? []
    }
  }

  /// The table that a part is known by: of a challenge of trials and final the one of both together.
  package func ownTable(of part: Part) -> Table? {
    guard let board = part.source?.board() else { return nil }
    let tables = tables(of: part)
    guard let challenge = part.place.challenge, part.visibility != .off, !part.isBeingOpened else {
      return tables.first
    }
    return board.result(of: challenge)?.isCombined == true ? tables.last : tables.first
  }

  /// The situation that a part may be explained by; `nil` where an explanation would tell what is not open yet.
  package func explaining(_ part: Part) -> Situation? {
    switch part.visibility {
    case .off, .from: nil
    case .live, .held: part.source
    // A table over several names the places in each of its challenges.
    case .revealed: parts.contains { $0.visibility == .off || $0.isBeingOpened } ? nil : part.source
    }
  }

  /// The board with what must be known about it.
  package var report: Report {
    guard now.competition.frozenAt != nil else {
      return Report(
        title: now.competition.name,
        blocks: [.paragraph(state)] + StandingsView.blocks(of: shown.board(), only: challenge))
    }
    var blocks: [Block] = [.paragraph(PublicBoard.heldSentence), .paragraph(state)]
    for part in parts where part.isOpened { blocks += tables(of: part).map { .table($0) } }
    if let off { blocks.append(.paragraph(off)) }
    for part in parts where part.visibility == .held { blocks += tables(of: part).map { .table($0) } }
    return Report(title: shown.competition.name, blocks: blocks)
  }

  private static let heldSentence = "Held until the ceremony: the log goes on, this board does not."

  /// "Not shown until it is revealed: Best team."
  private var off: String? {
    let titles = parts.filter { $0.visibility == .off }.map(\.title)
    return titles.isEmpty ? nil : "Not shown until it is revealed: \(titles.joined(separator: ", "))."
  }

  /// What must be known about the board, in sentences.
  package var sentences: [String] {
    isHeld ? [PublicBoard.heldSentence, state] + (off.map { [$0] } ?? []) : [state]
  }

  /// The name of the competition.
  package var title: String { shown.competition.name }

  /// Runs that have no table to stand under.
  package var strays: [Block] { isHeld || challenge != nil ? [] : StandingsView.strays(of: shown.board()) }

  /// The standings of the challenges as one table for machines: the columns of the standings, and what the public may
  /// make of them.
  package var standings: Table {
    var tables: [(Table, Part)] = []
    for part in parts {
      guard case .challenge(let id) = part.place, let board = part.source?.board() else { continue }
      tables.append((StandingsView.table(of: StandingsView.views(of: board, only: id)), part))
    }
    return withState(opened(tables, "phase") ?? StandingsView.table(of: []))
  }

  /// The tables over several challenges in the same way.
  package var overall: Table {
    var tables: [(Table, Part)] = []
    for part in parts {
      guard case .overall(let id) = part.place, let source = part.source, let table = source.board().overall(id) else {
        continue
      }
      tables.append((OverallView.table(of: [OverallView(table: table, competition: source.competition)]), part))
    }
    return withState(opened(tables, nil) ?? OverallView.table(of: []))
  }

  /// One table of several, with what may be seen of each. Of a table that is being opened only the open places are
  /// there, each with the reason that names nobody above.
  private func opened(_ tables: [(Table, Part)], _ phase: String?) -> Table? {
    guard let widest = tables.map(\.0).max(by: { $0.columns.count < $1.columns.count }) else { return nil }
    var result = Table(title: widest.title, columns: widest.columns)
    for (table, part) in tables {
      func cell(_ row: [Cell], _ id: String) -> String {
        table.columns.firstIndex { $0.id == id }.map { row[$0].value.forPeople } ?? ""
      }
      var rows = table.rows
      if case .from(let first) = part.visibility, let board = part.source?.board() {
        let view = RevealedView(part.place, in: board)
        let own = phase.flatMap { phase in
          part.place.challenge.flatMap { board.result(of: $0) }.map { result in
            result.isCombined ? "result" : (result.trials ?? result.final)?.phase.rawValue ?? ""
          }
        }
        rows = rows.compactMap { row in
          guard own == nil || cell(row, "phase") == own,
            let open = view.rows.first(where: { $0.team.text == cell(row, "team") }), open.rank >= first
          else { return nil }
          return zip(table.columns, row).map { $0.id == "decided_by" ? .text(open.reason) : $1 }
        }
      }
      for row in rows {
        result.append(row + Array(repeating: .missing, count: widest.columns.count - table.columns.count))
      }
    }
    return result
  }

  private func withState(_ table: Table) -> Table {
    let word =
      switch newest {
      case nil: "live"
      case let newest? where !newest.isOfficial: "provisional"
      case _?: hasChanged ? "official, changed since" : "official"
      }
    var result = Table(
      columns: table.columns + [
        Table.Column("published", "Published"), Table.Column("revision", "Revision", alignment: .trailing),
        Table.Column("held", "Held"),
      ])
    for row in table.rows {
      result.append(
        row + [
          .text(word), newest.map { .integer($0.revision) } ?? .missing, .flag(now.competition.frozenAt != nil),
        ])
    }
    return result
  }

  /// What the results are, in a sentence.
  package var state: String {
    guard let newest else {
      return now.competition.frozenAt == nil
        ? "Nothing is published yet: these are live results." : "Nothing was published before it was held."
    }
    // Results of one challenge say nothing of the others.
    let only = challenge == nil ? newest.challenge.map { " (only \($0))" } ?? "" : ""
    guard newest.isOfficial else { return "Provisional\(only): protests are still possible." }
    let official = "Official\(only): revision \(newest.revision), code \(newest.code)."
    return hasChanged ? official + " What has changed since is not official yet." : official
  }
}

extension PublicBoard.Part {
  /// Whether it is on the board because somebody opens it, or has.
  package var isOpened: Bool { visibility == .revealed || isBeingOpened }
  /// Whether some of its places are still to come.
  package var isBeingOpened: Bool { if case .from = visibility { true } else { false } }
}

extension Tie.Place {
  /// The challenge that it is of; `nil` for a table over several.
  fileprivate var challenge: Challenge.ID? {
    switch self {
    case .challenge(let id), .phase(let id, _): id
    case .overall: nil
    }
  }
}
