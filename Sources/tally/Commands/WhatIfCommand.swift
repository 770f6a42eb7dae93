import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scoring

/// `tally what-if …`: questions that touch nothing.
struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-if",
    abstract: "Ask what would be: a place within reach, a protest granted, other rules, a team that goes.",
    discussion: """
      Nothing is recorded. The answers list every score and every place that would change.

      EXAMPLE:
        tally what-if place coffee lasr 2
        tally what-if protest desk-1-46 --retract desk-1-40
        tally what-if rules coffee coffee-2.yaml
        tally what-if retract coffee-3 desk-1-40
        tally what-if withdraw lasr
      """,
    subcommands: [
      WhatIfPlace.self, WhatIfProtest.self, WhatIfRules.self, WhatIfRetract.self, WhatIfWithdraw.self,
      WhatIfDisqualify.self,
    ])
}

/// `tally what-if place`.
struct WhatIfPlace: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "place", abstract: "What a team must score in one run more to reach a place.",
    discussion: """
      What the run must be worth if nobody else's result changes, and it is no disqualification. Less is not enough: the
      first key must be reached, and where it is reached just so, the next one.

      EXAMPLE:
        tally what-if place coffee lasr 2
      """)

  @Argument(help: "The challenge.") var challenge: Challenge.ID
  @Argument(help: "The team.") var team: Team.ID
  @Argument(help: "The place: 1, 2, 3 …") var place: Int
  @Option(help: "trials or final.") var phase: Phase = .trials
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if place < 1 { throw ValidationError("places begin at 1") }
  }

  func run() throws {
    let situation = try Situation(database.openForReading(), of: challenge)
    let challenge = try situation.competition.require(challenge)
    let team = try situation.team(team)
    guard let table = situation.board().tables.first(where: { $0.challenge.id == challenge.id && $0.phase == phase })
    else { throw CommandError("'\(challenge.id)' has no \(phase.rawValue)") }
    var lines: [Line] = []
    if let rank = table.standing(of: team.id)?.rank { lines.append(Line("Now: place \(rank).")) }
    if let reason = situation.noTurn(of: team.id, at: challenge, in: phase, situation.board()) {
      lines.append(Line("No run of \(team.name) is to come here: \(reason.words)."))
    } else {
      let keys = table.rule.keys.map(\.description).joined(separator: ", then ")
      lines.append(Line("Result: \(table.rule.aggregation). Ranked by: \(keys)."))
      lines += NeededWords(NeededResult(for: team.id, place: place, in: table)).sentences.map { Line($0) }
      lines.append(Line(assumption(situation, team.id, table)))
    }
    try output.show(
      Report(
        title: "What \(team.name) needs in one run more for place \(place) of \(challenge.title), \(phase.rawValue)",
        blocks: [.lines(lines)]))
  }

  /// What the answer takes for granted, and who can still make it untrue.
  private func assumption(_ situation: Situation, _ team: Team.ID, _ table: Board.Table) -> String {
    let board = situation.board()
    let others = table.standings.map(\.team).filter { other in
      other != team && situation.noTurn(of: other, at: table.challenge, in: phase, board) == nil
    }.sorted()
    let still =
      others.isEmpty
      ? "nobody else has a run to come"
      : "\(others.map(\.text).joined(separator: ", ")) can still change that"
    return "Assumed: nobody else's result changes (\(still)), and the run is no disqualification."
  }
}

/// `tally what-if protest`.
struct WhatIfProtest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "protest", abstract: "What would change if a protest were granted with these corrections.",
    discussion: "EXAMPLE:\n  tally what-if protest desk-1-46 --retract desk-1-40")

  @Argument(help: "The protest.") var protest: Protest.ID
  @Option(help: "An entry of the run that would be taken back.") var retract: [Entry.ID] = []
  @Option(help: "An item that would count as seen: ITEM or ITEM@INSTANCE.") var saw: [ItemArgument] = []
  @Flag(name: .customLong("void"), help: "The run would not count.") var isVoided = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let situation = try Situation(database.openForReading())
    let protest = try situation.requireProtest(protest)
    guard case .run(let run) = protest.subject else {
      throw CommandError("protest \(protest.id) is against a decision; only corrections of a run can be tried out")
    }
    var facts: [Fact] = retract.map { .retracted($0, reason: "what if") }
    facts += saw.map { .observed($0.item, at: $0.instance, count: 1) }
    if isVoided { facts.append(.voided(reason: "what if")) }
    guard !facts.isEmpty else {
      throw CommandError("say what would be corrected: --retract ENTRY, --saw ITEM or --void")
    }
    try output.show(situation.report(imagining: facts, of: run, "If protest \(protest.id) were granted"))
  }
}

/// `tally what-if retract`.
struct WhatIfRetract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retract", abstract: "What would change if entries of a run were taken back.",
    discussion: "EXAMPLE:\n  tally what-if retract coffee-3 desk-1-40")

  @Argument(help: .run) var id: Run.ID
  @Argument(help: "The entries.") var entries: [Entry.ID]
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let situation = try Situation(database.openForReading())
    try output.show(
      situation.report(
        imagining: entries.map { .retracted($0, reason: "what if") }, of: id,
        "If \(entries.map(\.text).joined(separator: ", ")) were taken back"))
  }
}

/// `tally what-if withdraw`.
struct WhatIfWithdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "What would follow if a team withdrew: places, and who is in the finals.",
    discussion: """
      Who is in a final is settled when its first run is opened; before that, another team moves up.

      EXAMPLE:
        tally what-if withdraw lasr coffee
      """)

  @Argument(help: "The team.") var team: Team.ID
  @Argument(help: "Only from this challenge.") var challenge: Challenge.ID?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let situation = try Situation(database.openForReading())
    try output.show(
      situation.report(
        deciding: .withdrew(team, from: challenge, reason: "what if"), about: team, challenge,
        "If \(team) withdrew from \(challenge?.text ?? "the competition")"))
  }
}

/// `tally what-if disqualify`.
struct WhatIfDisqualify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disqualify",
    abstract: "What would follow if the organisers disqualified a team: places, and who is in the finals.",
    discussion: "EXAMPLE:\n  tally what-if disqualify lasr coffee")

  @Argument(help: "The team.") var team: Team.ID
  @Argument(help: "Only from this challenge.") var challenge: Challenge.ID?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let situation = try Situation(database.openForReading())
    try output.show(
      situation.report(
        deciding: .disqualified(team, from: challenge, reason: "what if"), about: team, challenge,
        "If \(team) were disqualified from \(challenge?.text ?? "the competition")"))
  }
}

/// `tally what-if rules`.
struct WhatIfRules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "What would change if a challenge, or one run, were scored under other rules.",
    discussion: "EXAMPLE:\n  tally what-if rules coffee coffee-2.yaml --run coffee-3")

  @Argument(help: "The challenge.") var challenge: Challenge.ID
  @Argument(help: "The rules: a shipped id or a file.", completion: .file(extensions: ["yaml"])) var rules: String
  @Option(name: .customLong("run"), help: "Only this run.") var only: Run.ID?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let situation = try Situation(database.openForReading())
    let challenge = try situation.competition.require(challenge)
    let (ruleSet, _) = try RuleSets.find(rules)
    let compiled = CompiledRules(ruleSet)
    if let only { _ = try situation.log(of: only) }
    let logs = situation.logs.map { log in
      log.run.challenge == challenge.id && (only == nil || log.run.id == only) ? log.rescored(under: compiled) : log
    }
    let imagined = Situation(situation, logs: logs)
    let forced = only == nil ? [challenge.id: compiled] : [:]
    let changes = BoardChanges(
      from: (situation.board(), situation.logs), to: (imagined.board(forcing: forced), logs))
    try output.show(
      Report(
        title:
          "If \(only.map { "run \($0)" } ?? challenge.title) were scored by \(ruleSet.id), edition \(ruleSet.edition)",
        blocks: ChangesView(changes: changes, competition: situation.competition).blocks))
  }
}

extension Situation {
  /// The log of a run, or a sentence with what was probably meant.
  func log(of id: Run.ID) throws -> RunLog {
    if let log = logs.first(where: { $0.run.id == id }) { return log }
    throw unknown("run", id.text, logs.map(\.run.id.text), "tally run list")
  }

  /// What would follow from a decision about a team.
  func report(
    deciding ruling: Decision.Ruling, about team: Team.ID, _ challenge: Challenge.ID?, _ title: String
  ) throws -> Report {
    let team = try competition.require(team)
    let challenge = try challenge.map { try competition.require($0) }
    return Report(
      title: title,
      blocks: DepartureView(of: team.id, challenge?.id, from: self, to: Situation(self, deciding: [ruling])).blocks)
  }

  /// What would change if these facts were in a run's log. What could not be recorded is refused here too.
  func report(imagining facts: [Fact], of id: Run.ID, _ title: String) throws -> Report {
    var log = try log(of: id)
    let state = log.state
    let clock = state.finishClock ?? state.lastClock ?? .zero
    // Signatures stand in the way of corrections and would be taken back with them.
    let named = facts.compactMap { if case .retracted(let entry, _) = $0 { entry } else { nil } }
    let signatures = state.signatures.filter { !named.contains($0) }
    let all = signatures.map { Fact.retracted($0, reason: "what if") } + facts
    for (index, fact) in all.enumerated() {
      try log.append(
        Entry(
          id: Entry.ID("what-if-\(index + 1)"), run: id, official: "", terminal: "what-if", number: index + 1,
          clock: clock, recordedAt: 0, fact: fact))
    }
    let imagined = Situation(self, logs: logs.map { $0.run.id == id ? log : $0 })
    let changes = BoardChanges(from: (board(), logs), to: (imagined.board(), imagined.logs))
    return Report(title: title, blocks: ChangesView(changes: changes, competition: competition).blocks)
  }
}
