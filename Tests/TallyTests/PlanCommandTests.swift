import Foundation
import Testing

@Suite("Plans")
struct PlanCommandTests {
  static let everything = Command.top.appending(path: "fixtures/plans/everything/competition.yaml").path

  /// The log without the rule sets' texts.
  private func decisions(_ command: Command) throws -> [String] {
    try command.must("tally log export").split(separator: "\n").filter { $0.hasPrefix("{\"decision\"") }.map(
      String.init)
  }

  private func edit(_ command: Command, _ name: String, _ edits: (String, String)...) throws {
    var text = try command.read(name)
    for (old, new) in edits {
      try #require(text.contains(old), "\(old)")
      text = text.replacing(old, with: new)
    }
    try command.write(text, to: name)
  }

  @Test("init records all of a plan; the log takes it to another file")
  func initRecordsAll() throws {
    let command = try Command()
    #expect(
      try command.must("tally init --plan \(Self.everything)")
        == "tally.sqlite: Everything at once, 3 teams, 3 challenges\n")
    let told = try decisions(command)
    for word in [
      "named", "locatedAt", "allowedProtests", "preparedArena", "appointed", "formedDivision", "enteredTeam", "grouped",
      "heldChallenge", "plannedPhase", "enteredChallenge", "plannedOverall", "plannedPart", "plannedAward",
    ] { #expect(told.contains { $0.contains("\"ruling\":\"\(word)\"") }, "\(word)") }
    try command.must("tally log export -o log.jsonl")
    try command.must("tally init --from log.jsonl --db copy.sqlite")
    #expect(try command.must("tally plan show --db copy.sqlite") == command.must("tally plan show"))
    #expect(try command.must("tally plan diff \(Self.everything) --db copy.sqlite") == "nothing to do\n")
  }

  @Test("a file and the competition made of it are shown alike, in every format")
  func show() throws {
    var command = try Command()
    command.environment["TALLY_OFFICIAL"] = "Ada"  // the organiser of this plan
    try command.must("tally init --plan \(Self.everything)")
    for format in ["text", "markdown", "html", "json"] {
      let ofFile = try command.must("tally plan show \(Self.everything) --format \(format)")
      #expect(try command.must("tally plan show --format \(format)") == ofFile)
      for word in [
        "Town hall", "The coffee shop", "organiser", "Newcomers", "decides the first 2", "Best team", "Grasping",
      ] {
        #expect(ofFile.contains(word), "\(format): \(word)")
      }
    }
  }

  @Test("the plan to begin with is clean, makes a competition, and is not written over anything")
  func new() throws {
    let command = try Command()
    try command.must("tally plan new plan.yaml")
    let checked = try command.run("plan", "check", "plan.yaml")
    #expect(checked.code == 0 && checked.out == "" && checked.err == "1 file: 0 errors, 0 warnings, 0 hints\n")
    #expect(try command.must("tally plan new") == command.read("plan.yaml"))
    let mine = try command.read("plan.yaml") + "# mine\n"
    try command.write(mine, to: "plan.yaml")
    #expect(try command.run("plan", "new", "plan.yaml").err.contains("there is already something else at plan.yaml"))
    #expect(try command.read("plan.yaml") == mine)
    try command.must("tally init --plan plan.yaml")
    #expect(try command.must("tally plan diff plan.yaml") == "nothing to do\n")
  }

  @Test("check finds what is wrong under the rules too, with its place, all at once")
  func check() throws {
    let command = try Command()
    try command.write("id: x\n", to: "broken.yaml")
    try command.write(
      """
      name: N
      days: [2026-09-23]
      challenges:
        - {id: coffee, rules: scrc-2025/coffee-shop-orders, phases: [{phase: trials, ranking: [most deliverd]}]}
        - {id: door, rules: scrc-2025/thru-the-door}
        - {id: own, rules: ./none.yaml}
        - {id: two, rules: ./broken.yaml}
      awards:
        - {id: a, title: A, skill: grasping, at-least: 75%}
      """, to: "plan.yaml")
    let checked = try command.run("plan", "check", "plan.yaml")
    #expect(checked.code == 1)
    for words in [
      "plan.yaml:4:80: error: the rules 'scrc-2025/coffee-shop-orders' have no item 'deliverd'; did you mean 'delivered'?",
      "plan.yaml:5:23: error: there are no rules 'scrc-2025/thru-the-door'; did you mean 'scrc-2025/through-the-door'?",
      "plan.yaml:6:22: error: ./none.yaml could not be read",
      "plan.yaml:7:22: error: the rules './broken.yaml' have errors; 'tally rules check' shows them",
      "plan.yaml:2:1: warning: the plan has no time zone, so every time that is shown or typed is in UTC",
    ] { #expect(checked.out.contains(words), "\(checked.out)") }
    let json = try JSONSerialization.jsonObject(
      with: Data(try command.run("plan", "check", "plan.yaml", "--format", "json").out.utf8))
    #expect((json as? [[String: Any]])?.count == 5)
    let refused = try command.run("init", "--plan", "plan.yaml")
    #expect(refused.code == 1 && refused.err.contains("plan.yaml has errors; nothing was made"))
    #expect(!FileManager.default.fileExists(atPath: command.folder.appending(path: "tally.sqlite").path))
  }

  @Test("diff tells, apply does the same in one go, and again there is nothing to do")
  func apply() throws {
    var command = try Command()
    command.environment["TALLY_OFFICIAL"] = "Ada"  // the organiser of this plan
    try command.must("tally init --plan \(Self.everything)")
    try command.write(String(contentsOfFile: Self.everything, encoding: .utf8), to: "plan.yaml")
    try edit(
      command, "plan.yaml", ("venue: Town hall", "venue: Church hall"), ("name: LASR,", "name: Lasr,"),
      ("  - {id: mk,", "  - {id: late, name: Late Comers}\n  - {id: mk,"), ("[organiser, jury]", "[organiser]"),
      ("qualification: 2, 3 from 9", "qualification: 3, 4 from 9"), ("at-least: 75%", "at-least: 80%"))
    command.environment["TALLY_NOW"] = "2025-09-23T10:00:00.000Z"
    let before = try decisions(command)
    let told = try command.run("plan", "diff", "plan.yaml")
    #expect(told.code == 1)
    #expect(
      told.out == """
        ~ venue: 'Town hall, Europe/London' becomes 'Church hall, Europe/London'
        ~ official 'Ada': organiser, jury becomes organiser
        ~ team lasr: name 'LASR' becomes 'Lasr'
        + team late: 'Late Comers'
        ~ challenge coffee: phase final, 1 run, qualification 2, 3 from 9, 4 from 15, and within 2.5 of the last of 'stages', \
        decides the first 2, slots of 15:00, becomes 1 run, qualification 3, 4 from 9, 4 from 15, and within 2.5 of the last \
        of 'stages', decides the first 2, slots of 15:00
        + challenge coffee: late enters
        + challenge demo: late enters
        ~ award grasping: 'Grasping' for 75% of the points for 'manipulation', not for the winner of 'medals' becomes \
        'Grasping' for 80% of the points for 'manipulation', not for the winner of 'medals'

        """)
    #expect(try decisions(command) == before, "a diff records nothing")
    let applied = try command.run("plan", "apply", "plan.yaml")
    #expect(applied.code == 0 && applied.out == told.out && applied.err.hasSuffix("recorded as 8 decisions\n"))
    let after = try decisions(command)
    #expect(Array(after.prefix(before.count)) == before && after.count == before.count + 8, "appended, not rewritten")
    for line in ["tally plan diff plan.yaml", "tally plan apply plan.yaml", "tally plan apply plan.yaml"] {
      #expect(try command.must(line) == "nothing to do\n")
    }
    #expect(try decisions(command) == after)
  }

  @Test("what takes something away needs a reason, which is kept")
  func reasons() throws {
    var command = try Command()
    command.environment["TALLY_OFFICIAL"] = "Ada"  // the organiser of this plan
    try command.must("tally init --plan \(Self.everything)")
    try command.must("tally run open coffee mk")
    try command.write(String(contentsOfFile: Self.everything, encoding: .utf8), to: "plan.yaml")
    try edit(
      command, "plan.yaml", ("  - {id: mk, name: \"MK: \\\"Robots\\\" #1\", divisions: [newcomer]}\n", ""),
      ("  - {id: field, title: The field}\n", ""),
      ("[coffee, packing]}\nofficials", "[coffee, packing, demo]}\nofficials"))
    let before = try decisions(command)
    for arguments in [["plan", "apply", "plan.yaml"], ["plan", "apply", "plan.yaml", "--reason", " "]] {
      let refused = try command.start(arguments).finish()
      #expect(refused.code == 1 && refused.out == "")
      #expect(
        refused.err.contains(
          """
          error: nothing was applied; this needs a reason (--reason TEXT):
          - arena field: 'The field'
          - team mk: 'MK: "Robots" #1' withdraws, because the plan does not name it; what it has done (1 run) stays ranked
          """), "\(refused.err)")
    }
    #expect(try decisions(command) == before)
    let unseen = try command.run(line: "tally plan apply plan.yaml --reason \"the robot fell\"")
    #expect(unseen.code == 1 && unseen.err.contains("--withdraw mk") && unseen.err.contains("tally plan export"))
    try command.must("tally plan apply plan.yaml --reason \"the robot fell\" --withdraw mk")
    let new = try decisions(command).dropFirst(before.count)
    #expect(new.count { $0.contains("\"reason\":\"the robot fell\"") } == 2)
    #expect(try command.must("tally team list --format csv").contains("withdrawn,the robot fell"))
    #expect(try command.must("tally plan diff plan.yaml") == "nothing to do\n")
    let old = try command.run("plan", "diff", Self.everything)
    #expect(old.err.contains("note: team mk is out (the robot fell) and the plan names it; a plan brings nobody back"))
    #expect(
      old.out == "~ arena shop: 'The coffee shop' for coffee, packing\n+ arena field: 'The field' for any challenge\n")
  }

  @Test("a new edition holds for the runs still to come; the same edition with another text is refused")
  func editions() throws {
    let command = try Command()
    let door = try String(
      contentsOf: Command.top.appending(path: "fixtures/readme/door.yaml"), encoding: .utf8)
    try FileManager.default.createDirectory(
      at: command.folder.appending(path: "readme"), withIntermediateDirectories: true)
    try command.write(door, to: "readme/door.yaml")
    try command.write(
      """
      name: N
      days: [2026-09-23]
      teams: [{id: lasr, name: LASR}]
      challenges: [{id: door, rules: ./readme/door.yaml}]
      """, to: "plan.yaml")
    try command.must("tally init --plan plan.yaml")
    try command.must("tally run open door lasr")
    try command.write(door.replacing("points: 3", with: "points: 4"), to: "readme/door.yaml")
    let refused = try command.run("plan", "apply", "plan.yaml")
    #expect(refused.code == 1 && refused.out == "")
    #expect(
      refused.err.contains(
        "challenge door: edition 1 of 'readme/door' is in force and says something else; give the changed rule set edition 2"
      ))
    #expect(try command.run("plan", "diff", "plan.yaml").code == 1)
    try command.write(
      door.replacing("points: 3", with: "points: 4").replacing("edition: 1", with: "edition: 2")
        .replacing("First edition.", with: "Opening is worth 4."), to: "readme/door.yaml")
    #expect(
      try command.must("tally plan apply plan.yaml") == """
        ~ challenge door: rules readme/door edition 1 becomes edition 2, for the runs still to come; 1 run held already stay \
        under the rules they were opened with, unless 'tally rescore' adopts these for all

        """)
    #expect(try command.must("tally challenge list --format csv").contains("readme/door,2"))
    #expect(try command.must("tally run list --format csv").contains("readme/door,1"))
    #expect(try command.must("tally plan diff plan.yaml") == "nothing to do\n")
  }

  @Test("export writes a plan that check accepts and diff finds equal, with its own rules beside it")
  func export() throws {
    var command = try Command()
    command.environment["TALLY_OFFICIAL"] = "Ada"  // the organiser of this plan
    try command.must("tally init --plan \(Self.everything)")
    try command.must("tally challenge add door \(Command.top.path)/fixtures/readme/door.yaml")
    try command.must("tally team add late \"Late: Comers\" --challenge door")
    try command.must("tally team withdraw homer --reason broken")
    #expect(try command.must("tally plan export out/plan.yaml") == "out/plan.yaml\nout/readme/door.yaml\n")
    let checked = try command.run("plan", "check", "out/plan.yaml")
    #expect(checked.code == 0, "\(checked.out)")
    #expect(try command.must("tally plan diff out/plan.yaml") == "nothing to do\n")
    #expect(try command.must("tally plan export out/plan.yaml") != "", "the same again may be written")
    try command.must("tally init --plan out/plan.yaml --db again.sqlite")
    #expect(try command.must("tally plan export --db again.sqlite") == command.read("out/plan.yaml"))
    try command.write("mine\n", to: "plan.yaml")
    #expect(try command.run("plan", "export", "plan.yaml").err.contains("there is already something else at plan.yaml"))
    #expect(try command.read("plan.yaml") == "mine\n")
  }

  @Test("what no plan can hold is said, not written")
  func unwritable() throws {
    let command = try Command.small()
    #expect(try command.run("team", "add", "esc", "\u{1B}[31mred").code == 0)
    let refused = try command.run("plan", "export", "out.yaml")
    #expect(refused.code == 1 && refused.err.contains("hidden character") && !refused.err.contains("\u{1B}"))
    #expect(!FileManager.default.fileExists(atPath: command.folder.appending(path: "out.yaml").path))
    let told = try command.run("plan", "diff", "plan.yaml")
    #expect(told.code == 1 && told.out.contains("- team esc") && !told.out.contains("\u{1B}"))
    try command.must("tally init --name Empty --db empty.sqlite")
    #expect(try command.run("plan", "export", "--db", "empty.sqlite").err.contains("cannot be written as a plan"))
  }
}
