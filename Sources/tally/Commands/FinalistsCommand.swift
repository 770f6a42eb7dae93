import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scoring

/// `tally finalists`: who reaches the final, and why.
struct FinalistsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finalists", abstract: "Show who reaches a challenge's final, and why; admit one team more.",
    discussion: """
      EXAMPLE:
        tally finalists coffee
        tally finalists coffee --admit lasr --reason "the lift failed in two of its trials"
      """)

  @Argument(help: "The challenge.") var challenge: Challenge.ID
  @Option(help: "Admit this team beyond those that qualify (needs --reason).") var admit: Team.ID?
  @Option(help: "Why; it is kept and shown (with --admit).") var reason: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if (admit == nil) != (reason == nil) { throw ValidationError("--admit and --reason belong together") }
  }

  func run() throws {
    if let admit, let reason {
      let name = try official.name()
      let now = try Process.now()
      try official.open(database).write { writer in
        let situation = try Situation(writer.reader)
        let competition = situation.competition
        _ = (try competition.requireFinal(of: challenge), try competition.require(admit))
        guard competition.isEntered(admit, in: challenge) else {
          throw CommandError("\(admit) has not entered \(challenge)")
        }
        try competition.require(name, .organiser, .jury, to: "admits teams to a final")
        guard competition.isIn(admit, challenge) else {
          throw CommandError(
            "\(admit) is out of \(challenge): it withdrew or was disqualified; 'tally decision list' has the decision, and "
              + "'tally decision retract' takes it back")
        }
        if situation.board().finalists(of: challenge)?.contains(admit) == true {
          throw CommandError("\(admit) is in the final already; 'tally finalists \(challenge)' says why")
        }
        try writer.decide([.admitted(admit, to: challenge, reason: reason)], by: name, recordedAt: now)
      }
      Process.tell("admitted: \(admit) to the final of \(challenge)")
    }
    let situation = try Situation(database.openForReading())
    let held = try situation.competition.requireFinal(of: challenge)
    try output.show(FinalistsView(board: situation.board(), challenge: held).table)
  }
}

extension Competition {
  /// The challenge with this short name, if it has a final.
  fileprivate func requireFinal(of id: Challenge.ID) throws -> Challenge {
    let challenge = try require(id)
    if challenge.phases.contains(where: { $0.phase == .final }) { return challenge }
    throw CommandError("'\(id)' has no final in the plan; 'tally plan apply' adds one")
  }
}

/// Who reaches a challenge's final, each with why.
struct FinalistsView {
  let board: Board
  let challenge: Challenge

  var table: Table {
    let competition = board.competition
    let plan = challenge.phases.first { $0.phase == .final }
    var table = Table(
      title: "\(challenge.title) · who reaches the final",
      columns: [Table.Column("team", "Team"), Table.Column("name", "Name"), Table.Column("reason", "Why")])
    guard
      let qualified = board.tables.first(where: { $0.challenge.id == challenge.id && $0.phase == .final })?.qualified
    else {
      table.notes.append(
        plan?.qualification == nil
          ? "The plan names no qualification: every team that entered is in." : "Nobody has a result yet.")
      return table
    }
    for finalist in qualified.finalists {
      table.append([
        .text(finalist.team.text), .text(competition.team(finalist.team)?.name ?? ""),
        .text(QualifiedWords.reason(finalist.reason)),
      ])
    }
    let source = plan?.qualifiedFrom.flatMap { competition.overall($0)?.title } ?? "the trials"
    table.notes.append(
      "Rule: \(plan?.qualification?.description ?? "everybody") of \(source); "
        + "\(qualified.places) of \(qualified.participants) teams.")
    table.notes += QualifiedWords.settled(qualified, in: challenge.id)
    if qualified.settled == nil, !qualified.tiedAtTheLine.isEmpty {
      table.notes.append(
        "\(qualified.tiedAtTheLine.map(\.text).joined(separator: ", ")) share the last place: all are in, "
          + "unless the tie is settled ('tally tie').")
    }
    return table
  }
}
