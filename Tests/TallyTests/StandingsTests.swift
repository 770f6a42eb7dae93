import Testing

/// What `tally standings` shows of challenges with a final and of tables over several.
@Suite("tally standings shows finals and tables over several challenges")
struct StandingsTests {
  /// Three teams with trials in the poster; what the plan's file cannot say comes as decisions.
  private func event(_ decisions: String...) throws -> Command {
    let command = try Command()
    try command.write(
      """
      name: A morning
      days: [2025-09-23]
      teams:
        - {id: lasr, name: LASR}
        - {id: mk-u, name: MK:U}
        - {id: kcl, name: KCL}
      challenges:
        - {id: poster, title: Poster, rules: robocup-german-open-2026/jury-score}
        - {id: talk, title: Talk, rules: robocup-german-open-2026/jury-score}
      """, to: "plan.yaml")
    try command.must("tally init --plan plan.yaml")
    let lines = decisions.enumerated().map { index, fields in
      """
      {"decision":"office-d\(index + 1)","official":"O","terminal":"office","number":\(index + 1),\
      "at":"2035-01-01T00:00:0\(index).000Z",\(fields)}

      """
    }
    try command.write(lines.joined(), to: "decisions.jsonl")
    try command.must("tally merge decisions.jsonl")
    return command
  }

  private func run(_ command: Command, _ challenge: String, _ team: String, _ phase: String, _ points: Int) throws {
    let opened = try command.must("tally run open \(challenge) \(team) --phase \(phase)")
    let run = opened.split(separator: "\n")[0]
    try command.must("tally run start \(run)")
    try command.must("tally run rate \(run) score \(points)points --by jury")
    try command.must("tally run finish \(run)")
  }

  private static let trials = #""ruling":"plannedPhase","challenge":"poster","phase":"trials""#
  private static let final =
    #""ruling":"plannedPhase","challenge":"poster","phase":"final","qualification":"best 2","finalRule":"decides its places""#
  private static let overall =
    #""ruling":"plannedOverall","overall":"best","title":"Best team","order":"total","ties":"most first places""#
  private static let league =
    #""ruling":"plannedPart","overall":"best","title":"league","source":"result","value":"league 10 8 6","combination":"sum","weight":"1""#

  @Test("the phases, then both taken together, then the tables over several challenges")
  func text() throws {
    let command = try event(Self.trials, Self.final, Self.overall, Self.league)
    for (team, points) in [("lasr", 9), ("mk-u", 7), ("kcl", 7)] { try run(command, "poster", team, "trials", points) }
    try run(command, "talk", "kcl", "trials", 1)
    try Golden.expect(
      command.must("tally standings poster"), equals: "fixtures/final-and-overall/standings-before-final.txt")
    for (team, points) in [("lasr", 1), ("mk-u", 3)] { try run(command, "poster", team, "final", points) }
    try Golden.expect(command.must("tally standings"), equals: "fixtures/final-and-overall/standings-with-final.txt")
    try Golden.expect(
      command.must("tally standings --format csv"), equals: "fixtures/final-and-overall/standings-with-final.csv")
    try Golden.expect(
      command.must("tally standings --overall best"), equals: "fixtures/final-and-overall/standings-overall.txt")
    #expect(try command.must("tally standings poster --phase trials").contains("result") == false)
  }

  @Test("who is in a final is the same, whether one challenge is asked for or all")
  func qualifiedFromOverall() throws {
    let command = try event(
      #""ruling":"plannedPhase","challenge":"poster","phase":"final","qualification":"best 1","qualifiedFrom":"best""#,
      Self.overall, Self.league)
    try run(command, "talk", "kcl", "trials", 1)
    let line = "Qualified by 'best 1' (1 place, 3 teams): KCL (kcl)."
    #expect(try command.must("tally standings").contains(line))
    #expect(try command.must("tally standings poster").contains(line))
  }

  @Test("an overall table that is not there, or options that do not go with it")
  func refused() throws {
    let command = try event(Self.overall)
    #expect(try command.run("standings", "--overall", "bets").err.contains("did you mean 'best'?"))
    #expect(try command.run("standings", "--overall", "--phase", "final").code == 64)
    #expect(
      try Command.small().must("tally standings --overall").contains("No table over several challenges is planned."))
  }
}
