import Foundation
import RuleSetFiles
import Scoring
import Testing

/// What applying a plan would change.
struct PlanChangesTests {
  private static let text = String(
    decoding: try! bytes(of: packageFolder.appending(path: "fixtures/plans/everything/competition.yaml")),
    as: UTF8.self)

  /// What the fixture decides, and what it decides with some of its text replaced.
  private func rulings(_ edits: [(String, String)] = [], edition: Int = 1) throws -> [Decision.Ruling] {
    var text = Self.text
    for (old, new) in edits {
      try #require(text.contains(old), "\(old)")
      text = text.replacing(old, with: new)
    }
    let (plan, found) = PlanFile.read(text: text, path: "competition.yaml")
    let read = try #require(plan, "\(found.rendered(in: text))")
    let rules = PlanRules(
      RuleSet(id: "a/b", title: "T"), RuleSetReference(id: "a/b", edition: edition, digest: "d\(edition)"))
    return read.rulings(under: Dictionary(uniqueKeysWithValues: read.challenges.map { ($0.id, rules) }))
  }

  private func changes(
    _ decided: [Decision], to wanted: [Decision.Ruling], runs: [Run] = []
  ) -> PlanChanges {
    PlanChanges(
      from: Competition(decided), decisions: decided, runs: runs, to: Competition(decided: wanted), reason: "why not")
  }

  private func run(_ id: Run.ID, _ team: Team.ID, _ challenge: Challenge.ID) -> Run {
    Run(
      id: id, challenge: challenge, team: team, phase: .trials, number: 1,
      rules: RuleSetReference(id: "a/b", edition: 1, digest: "d1"))
  }

  struct Edit: CustomTestStringConvertible {
    var old: String
    var new: String
    var line: String
    var needsReason = false
    var testDescription: String { line }
  }

  static let edits = [
    Edit(old: "name: Everything at once", new: "name: All", line: "~ name: 'Everything at once' becomes 'All'"),
    Edit(
      old: "2026-09-22, 2026-09-23]", new: "2026-09-22]",
      line: "~ days: 2026-09-22, 2026-09-23 become 2026-09-22"),
    Edit(
      old: "venue: Town hall", new: "venue: Church hall",
      line: "~ venue: 'Town hall, Europe/London' becomes 'Church hall, Europe/London'"),
    Edit(
      old: "venue: Town hall\ntime-zone: Europe/London\n", new: "",
      line: "- venue: no longer 'Town hall, Europe/London'"),
    Edit(old: "within: 30:00", new: "within: 20:00", line: "~ protests: within 30:00 becomes 20:00"),
    Edit(
      old: "protests: {within: 30:00}\n", new: "", line: "- protests: no longer within 30:00", needsReason: true),
    Edit(old: "title: The field}", new: "title: Field}", line: "~ arena field: 'Field' for any challenge"),
    Edit(old: "  - {id: field, title: The field}\n", new: "", line: "- arena field: 'The field'", needsReason: true),
    Edit(
      old: "[referee, assistant]", new: "[assistant, jury]",
      line: "~ official 'Zoë: R2': referee, assistant becomes assistant, jury"),
    Edit(
      old: "  - {name: \"Zoë: R2\", duties: [referee, assistant]}\n", new: "",
      line: "- official 'Zoë: R2': no longer referee, assistant"),
    Edit(
      old: "title: Newcomers", new: "title: New",
      line: "~ division newcomer: title 'Newcomers' becomes 'New'"),
    Edit(old: "name: LASR", new: "name: Lasr", line: "~ team lasr: name 'LASR' becomes 'Lasr'"),
    Edit(
      old: "King's College London", new: "London",
      line: "~ team lasr: affiliation 'King's College London' becomes 'London'"),
    Edit(
      old: "divisions: [university, newcomer]", new: "divisions: [university]",
      line: "~ team homer: divisions university, newcomer become university"),
    Edit(
      old: "title: Coffee shop orders", new: "title: Coffee",
      line: "~ challenge coffee: title 'Coffee shop orders' becomes 'Coffee'"),
    Edit(
      old: "{phase: trials, runs: 2}", new: "{phase: trials, runs: 4}",
      line: "~ challenge packing: phase trials, 2 runs, becomes 4 runs"),
    Edit(
      old: "      - {phase: practice, runs: 1}\n", new: "", line: "- challenge coffee: phase practice, 1 run",
      needsReason: true),
    Edit(
      old: "{phase: trials, runs: 2}", new: "{phase: trials, runs: 2}\n      - {phase: practice}",
      line: "+ challenge packing: phase practice, as the rules have it"),
    Edit(
      old: "teams: [lasr, homer]", new: "teams: [lasr, homer, mk]", line: "+ challenge packing: mk enters"),
    Edit(
      old: "teams: [lasr, homer]", new: "teams: [lasr]", line: "- challenge packing: homer withdraws from it",
      needsReason: true),
    Edit(
      old: "    title: Medals\n", new: "    title: Gold\n",
      line: "~ overall table medals: title 'Medals' becomes 'Gold'"),
    Edit(
      old: "        challenges: all\n", new: "        challenges: [coffee, packing]\n",
      line:
        "~ overall table best-team: part 1 'Stages' (all: points to 100 of the result, sum of best 2, to 100, weight "
        + "0.625, a best of zero is full) becomes 'Stages' (coffee, packing: points to 100 of the result, sum of best 2, "
        + "to 100, weight 0.625, a best of zero is full)"),
    Edit(
      old: "at-least: 75%", new: "at-least: 80%",
      line:
        "~ award grasping: 'Grasping' for 75% of the points for 'manipulation', not for the winner of 'medals' becomes "
        + "'Grasping' for 80% of the points for 'manipulation', not for the winner of 'medals'"),
    Edit(
      old: "  - {id: newcomer, title: Best newcomer, best-of: best-team, division: newcomer}\n", new: "",
      line: "- award newcomer: 'Best newcomer' for the best of 'best-team' in 'newcomer'", needsReason: true),
    Edit(
      old:
        "  - id: demo\n    title: Open demonstration\n    rules: scrc-2025/through-the-door\n    phases:\n      - {phase: final}\n",
      new: "", line: "- challenge demo: 'Open demonstration' is not held", needsReason: true),
  ]

  @Test("each change is one line there, another one back, and applying it leaves nothing to do", arguments: edits)
  func edit(_ edit: Edit) throws {
    let first = try rulings()
    let second = try rulings([(edit.old, edit.new)])
    let decided = decisions(first)
    let there = changes(decided, to: second)
    #expect(there.changes.map { "\($0.sign.rawValue) \($0.words)" } == [edit.line])
    #expect(there.needReason == edit.needsReason && there.problems.isEmpty && there.notes.isEmpty)
    let applied = decisions(there.rulings, after: decided)
    #expect(changes(applied, to: second).changes == [], "applied twice")
    if edit.line.contains("withdraws") { return }
    let back = changes(applied, to: first)
    #expect(back.changes.count == 1 + (edit.line.contains("not held") ? 3 : 0))
    let restored = decisions(back.rulings, after: applied)
    #expect(changes(restored, to: first).changes == [], "and back")
    #expect(Set(Competition(restored).overalls) == Set(Competition(decided).overalls))
  }

  @Test("from nothing to everything is a plan of its own, and from everything to little is told")
  func wholePlans() throws {
    let everything = try rulings()
    let empty = decisions([.named("Competition", days: [])])
    let there = changes(empty, to: everything)
    #expect(there.changes.allSatisfy { $0.sign == .added } == false && there.changes.count > 20 && !there.needReason)
    let applied = decisions(there.rulings, after: empty)
    #expect(changes(applied, to: everything).changes == [])
    let back = changes(applied, to: [.named("Competition", days: [])])
    #expect(back.changes.count { $0.sign == .removed } == 19 && back.needReason)
    let emptied = Competition(decisions(back.rulings, after: applied))
    #expect(emptied.challenges.isEmpty && emptied.overalls.isEmpty && emptied.awards.isEmpty && emptied.arenas.isEmpty)
    #expect(emptied.officials.isEmpty && emptied.divisions.isEmpty && emptied.protestWindow == nil)
    #expect(emptied.withdrawals.map(\.team) == ["lasr", "homer", "mk"] && emptied.teams.count == 3)
  }

  @Test("other rules hold for the runs to come; the same edition with another content is refused")
  func rules() throws {
    let decided = decisions(try rulings())
    let runs = [run("coffee-1", "lasr", "coffee"), run("coffee-2", "homer", "coffee")]
    let there = changes(decided, to: try rulings(edition: 2), runs: runs)
    #expect(
      there.changes.map(\.words) == [
        "challenge coffee: rules a/b edition 1 becomes edition 2, for the runs still to come; 2 runs held already stay "
          + "under the rules they were opened with, unless 'tally rescore' adopts these for all",
        "challenge packing: rules a/b edition 1 becomes edition 2, before any run",
        "challenge demo: rules a/b edition 1 becomes edition 2, before any run",
      ])
    #expect(!there.needReason)
    var changed = try rulings()
    for index in changed.indices {
      guard case .heldChallenge(let id, let title, var rules) = changed[index] else { continue }
      rules.digest = "other"
      changed[index] = .heldChallenge(id, title: title, rules: rules)
    }
    let refused = changes(decided, to: changed)
    #expect(refused.changes == [] && refused.problems.count == 3)
    #expect(
      refused.problems.first?.hasPrefix("challenge coffee: edition 1 of 'a/b' is in force and says something else")
        == true)
  }

  @Test("rules that were adopted for all runs are not undone by a plan")
  func adopted() throws {
    let adopted = RuleSetReference(id: "a/b", edition: 3, digest: "d3")
    let decided = decisions([.adopted("coffee", adopted, reason: "wrong table")], after: decisions(try rulings()))
    let there = changes(decided, to: try rulings())
    #expect(there.changes == [] && there.notes.count == 1)
    #expect(there.notes.first?.contains("was adopted for all its runs") == true)
  }

  @Test("what has runs stays, and what is out stays out")
  func runsStay() throws {
    let decided = decisions(
      [
        .withdrew("mk", from: nil, reason: "broken arm"),
        .disqualified("homer", from: "coffee", reason: "remote control"),
      ],
      after: decisions(try rulings()))
    let same = changes(decided, to: try rulings())
    #expect(same.changes == [])
    #expect(
      same.notes == [
        "team mk is out (broken arm) and the plan names it; a plan brings nobody back, only taking back decision "
          + "desk-d42 does",
        "team homer is out of coffee (remote control) and the plan names it there; a plan brings nobody back, only taking "
          + "back decision desk-d43 does",
      ])
    let less = try rulings([
      ("  - {id: lasr, name: LASR, affiliation: King's College London, divisions: [university]}\n", ""),
      ("    teams: [lasr, homer]\n", "    teams: [homer]\n"),
      (
        "  - id: demo\n    title: Open demonstration\n    rules: scrc-2025/through-the-door\n    phases:\n"
          + "      - {phase: final}\n", ""
      ),
    ])
    let there = changes(
      decided, to: less, runs: [run("demo-1", "homer", "demo"), run("coffee-1", "lasr", "coffee")])
    #expect(
      there.changes.map(\.words) == [
        "team lasr: 'LASR' withdraws, because the plan does not name it; what it has done (1 run) stays ranked"
      ])
    #expect(there.notes.last == "challenge demo is not in the plan and stays, because 1 run of it is recorded")
    #expect(there.rulings == [.withdrew("lasr", from: nil, reason: "why not")])
  }

  @Test("every decision that said something is taken back, so that no clock can bring a part of it into force again")
  func takenBack() throws {
    let decided = decisions(try rulings())
    let there = changes(
      decided,
      to: try rulings([
        ("  - id: medals\n    title: Medals\n    order: medals\n    parts:\n      - {title: All}\n", ""),
        (", not-for: medals", ""),
      ]))
    let taken = there.rulings.compactMap { ruling -> Decision.Ruling? in
      guard case .retracted(let target, "why not") = ruling else { return nil }
      return decided.first { $0.id == target }?.ruling
    }
    #expect(
      taken == [
        .plannedOverall(Overall(id: "medals", title: "Medals", order: .medals)),
        .plannedPart("medals", Overall.Part(title: "All")),
      ])
  }

  @Test("an arena that goes is still in the schedule, and that is said")
  func schedule() throws {
    let slot = Slot(
      challenge: "coffee", phase: .trials, team: "lasr", number: 1, arena: "field", startsAt: 0, length: .at(15))
    let decided = decisions([.scheduled(slot)], after: decisions(try rulings()))
    let there = changes(decided, to: try rulings([("  - {id: field, title: The field}\n", "")]))
    #expect(there.notes == ["arena field: the schedule still has 1 run of it; plan anew what is to be held"])
  }

  @Test("a challenge that nobody planned phases for is what a plan without phases says")
  func noPhases() throws {
    let rules = RuleSetReference(id: "a/b", edition: 1, digest: "d1")
    let decided = decisions([.named("N", days: []), .heldChallenge("c", title: "C", rules: rules)])
    let wanted: [Decision.Ruling] = [
      .named("N", days: []), .heldChallenge("c", title: "C", rules: rules),
      .plannedPhase("c", PhasePlan(phase: .trials)),
    ]
    #expect(changes(decided, to: wanted).changes == [])
  }
}
