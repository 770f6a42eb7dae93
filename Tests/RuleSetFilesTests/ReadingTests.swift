import Foundation
import RuleSetFiles
import Scoring
import Testing

/// What each word of the format is read as.
struct ReadingTests {
  private func everything() throws -> RuleSet {
    let file = packageFolder.appending(path: "fixtures/rule-sets/tests-2025/everything.yaml")
    let (ruleSet, diagnostics) = RuleSetFile.read(bytes: try bytes(of: file), path: file.path)
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    return try #require(ruleSet)
  }

  @Test("the head is read")
  func head() throws {
    let rules = try everything()
    #expect(rules.id == "tests-2025/everything")
    #expect(rules.edition == 2)
    #expect(rules.title == "Everything")
    #expect(rules.competition == "Tests of the format")
    #expect(rules.changes == "The second edition has a table.")
    #expect(rules.about.hasPrefix("It means nothing;"))
    #expect(rules.sources == [.init(id: "book", text: "The book of everything, 2025")])
    #expect(rules.statedMaximum == rules.maximum)
    #expect(rules.decimals == 1)
  }

  @Test("the run's rules are read")
  func run() throws {
    let rules = try everything()
    #expect(rules.timeLimit == .at(10))
    #expect(rules.countsAfterTimeLimit)
    #expect(rules.preparation == .at(5))
    #expect(rules.runs == 3)
    #expect(rules.aggregation == .meanOfBest(2))
    #expect(
      rules.ranking == [
        .notDisqualified, .mostPoints, RankingKey(.item("bump"), greaterIsBetter: false), .shortestTime,
      ])
    #expect(rules.otherRankings == [.init(name: "by-hand", keys: [.mostAchievements, .fewestPenalised])])
    #expect(rules.disqualified == .zero)
    #expect(rules.noShowPoints == -500)
    #expect(rules.modifierFloor == .instance)
    var restart = RestartRule()
    restart.allowed = 1
    restart.untilPoints = 40
    restart.earlier = .void
    restart.penalty = -50
    restart.penaltyOnlyIfScoring = true
    #expect(rules.restart == restart)
    var total = TotalRule()
    total.order = [.factors, .percentages, .limits, .rounding]
    total.floor = 0
    total.cap = 5000
    total.rounding = Rounding(to: Points(1, over: 2), .halfEven)
    total.roundsLines = true
    #expect(rules.total == total)
  }

  @Test("lists, groups and checks are read")
  func parts() throws {
    let rules = try everything()
    #expect(
      rules.instances == [
        InstanceList(
          id: "table",
          instances: [
            Instance(id: "table-1", title: "Table 1"), Instance(id: "table-2", title: "The far table"),
            Instance(id: "3", title: "3"),
          ])
      ])
    #expect(rules.groups.map(\.keep) == [.best(1), .untilFirstGap, .worst(1)])
    #expect(rules.groups[0].cap == 400 && rules.groups[0].floor == 0 && rules.groups[0].voidAbove == 9)
    #expect(rules.groups[1].title == "Stages" && rules.groups[1].items == ["open", "deliver"])
    #expect(rules.groups[2].per == "table")
    let open = Condition.seen("open", atLeast: 1)
    #expect(
      rules.checks == [
        Check(
          id: "parked-and-latched", when: .all([open, .none([.seen("deliver", atLeast: 1)])]),
          message: "Open and never delivered.")
      ])
    #expect(rules.stopWhen == .seen("deliver", atLeast: 4))
  }

  @Test("an item is read with all that limits it")
  func item() throws {
    let item = try #require(try everything().item("deliver"))
    #expect(item.kind == .achievement)
    #expect(item.title == "Delivers the order to the table")
    #expect(item.origin == Origin(.official, "book p. 3"))
    #expect(item.worth == .each(100))
    #expect(item.limit == 4)
    #expect(item.key == "d")
    #expect(item.per == "table")
    #expect(item.tags == ["manipulation", "navigation"])
    #expect(item.rulings == ["A nudge is not a bump (2021-09-08)."])
    #expect(item.needs == [.seen("open", atLeast: 1)])
    #expect(item.after == [.seen("open", atLeast: 1)])
    #expect(
      item.unless == [
        .any([.seen("bump", atLeast: 3), .value("distance", atLeast: Points(3, over: 2), atMost: 3)])
      ])
    #expect(item.within == TimeWindow(length: .at(1, 30), since: "open"))
    #expect(item.survivesRestart)
  }

  @Test("a modifier follows its objective and takes over its place and origin")
  func modifiers() throws {
    let rules = try everything()
    #expect(rules.items.map(\.id).prefix(4) == ["deliver", "asked", "half", "open"])
    let asked = try #require(rules.item("asked"))
    #expect(asked.modifies == "deliver" && asked.per == "table" && asked.worth == .each(-20))
    #expect(asked.origin == Origin(.official, "book p. 3"))
    let half = try #require(rules.item("half"))
    #expect(half.origin == Origin(.house, "for the test"))
    #expect(half.worth == .factor(Points(1, over: 2), of: .objective, floor: Points(1, over: 4)))
  }

  @Test("levels are points or percentages, in one dimension or two")
  func levels() throws {
    let rules = try everything()
    #expect(
      rules.item("open")?.levels == [
        .init(id: "touched", title: "Touched", points: 20, count: 0), .init(id: "opened", title: "Opened", points: 100),
        .init(id: "passed", title: "Passed", points: 150),
      ])
    #expect(
      rules.item("swap")?.levels == [
        .init(id: "first/left", title: "First, Left", points: 10),
        .init(id: "first/right", title: "First, On the right", points: 20),
        .init(id: "second/left", title: "Second, Left", points: 30),
        .init(id: "second/right", title: "Second, On the right", points: 40),
      ])
    #expect(rules.item("swap")?.needs == [.chosen("open", ["opened", "passed"])])
    #expect(rules.item("swap")?.unless == [.chosen("open", ["touched"])])
  }

  @Test("every kind of worth and quantity is read")
  func worths() throws {
    let rules = try everything()
    func worth(_ id: Item.ID) -> Worth? { rules.item(id)?.worth }
    #expect(worth("greet") == .table([10, 15, 25]) && rules.item("greet")?.voidAbove == 4)
    #expect(worth("fast") == .each(Points(1, over: 10)) && rules.item("fast")?.quantity == .timeLeft)
    #expect(rules.item("all-served")?.quantity == .automatic)
    #expect(rules.item("all-served")?.needs == [.complete(["greet", "fast"]), .completed])
    #expect(rules.item("tiles")?.falls == Falling(by: 2, cause: .restart, floor: 1))
    #expect(rules.item("tiles")?.within == TimeWindow(length: .at(4), since: nil))
    #expect(rules.item("again")?.falls == Falling(by: Points(5, over: 2), cause: .repetition, floor: 0))
    #expect(rules.item("picks")?.quantity == .sum(of: ["deliver", "greet"]))
    #expect(rules.item("bump")?.isExempt == true)
    #expect(worth("noise") == .percent(-10, of: .run, cap: 20))
    #expect(worth("touch") == .factor(Points(1, over: 2), of: .group("bonuses"), floor: Points(1, over: 4)))
    #expect(worth("slow") == .tiers([.init(upTo: 300, points: 0), .init(upTo: nil, points: -10)]))
    #expect(rules.item("slow")?.unit == .seconds && rules.item("slow")?.quantity == .timeUsed)
    #expect(rules.item("hit")?.disqualifiesFrom == .challenge)
    #expect(rules.item("cheat")?.disqualifiesFrom == .item("deliver"))
    #expect(worth("weather") == .nothing)
    #expect(worth("distance") == .line([.init(value: 0, points: 60), .init(value: 1, points: 0)]))
    let distance = try #require(rules.item("distance"))
    #expect(distance.unit == .metres && distance.combined == .lowest)
    #expect(distance.quantityRounding == Rounding(to: Points(1, over: 10), .down))
    #expect(rules.item("door-time")?.quantity == .elapsed(from: "open", to: "deliver"))
    let polite = try #require(rules.item("polite"))
    #expect(polite.scale == 1...5 && polite.reversed && polite.combined == .trimmedMean && polite.worth == .each(2))
    #expect(rules.item("sign-language")?.kind == .declaration)
  }

  @Test("what the file does not say has its default")
  func defaults() throws {
    let file = packageFolder.appending(path: "fixtures/rule-sets/tests-2025/small.yaml")
    let rules = try #require(RuleSetFile.read(bytes: try bytes(of: file), path: file.path).0)
    #expect(rules.aggregation == .best && rules.disqualified == .last && rules.modifierFloor == .line)
    #expect(rules.restart == RestartRule() && rules.total == TotalRule() && !rules.countsAfterTimeLimit)
    #expect(rules.noShowPoints == nil && rules.decimals == 0 && rules.changes.isEmpty && rules.about.isEmpty)
    #expect(rules.item("bump")?.limit == nil && rules.item("hit")?.disqualifiesFrom == .run)
    #expect(rules.item("bump")?.origin == Origin(.lineage, "RoCKIn 2015, 4.2"))
  }

  private func read(_ items: String) -> (RuleSet?, [Diagnostic]) {
    RuleSetFile.read(
      text: """
        id: tests/inline
        edition: 1
        title: Inline
        competition: Tests
        ranking: [most achievements]
        \(items)
        """, path: "tests/inline.yaml")
  }

  @Test("a measurement holds its last value and a judgement the mean, unless the file says otherwise")
  func combinations() throws {
    let (rules, diagnostics) = read(
      """
      achievements: [{id: a, title: A, source: house a, max: 1}]
      measurements: [{id: m, title: M, source: house m}]
      judgements: [{id: j, title: J, source: house j}]
      """)
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(rules?.item("m")?.combined == .last)
    #expect(rules?.item("j")?.combined == .mean)
  }

  @Test("signs of YAML inside text, quotes, comments and blocks are text")
  func signsInText() throws {
    let (rules, diagnostics) = read(
      """
      about: |
        *not an alias* & no anchor
          &neither *here
        !not a tag
        --- not a document
      achievements:  # *x &y !z
        - id: a
          title: "Says *hello* & 'goodbye'"
          source: house a * b
            *c on the next line
          max: 1
          rulings: ['*quoted*', "it''s &c", plain & simple * text, "- <<: no merge"]
      """)
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(rules?.about.contains("&neither *here\n!not a tag\n--- not a document") == true)
    #expect(rules?.item("a")?.title == "Says *hello* & 'goodbye'")
    #expect(rules?.item("a")?.origin.source == "a * b *c on the next line")
    #expect(rules?.item("a")?.rulings == ["*quoted*", "it''s &c", "plain & simple * text", "- <<: no merge"])
  }

  @Test("a stored rule set is read whatever the linter has learnt since, but never one that is broken")
  func withoutLinting() throws {
    func read(_ name: String, linting: Bool) throws -> RuleSet? {
      let mistakes = files(below: "fixtures/mistakes", ending: "yaml")
      let file = try #require(mistakes.first { $0.lastPathComponent == "\(name).yaml" })
      return RuleSetFile.read(bytes: try bytes(of: file), path: file.path, linting: linting).0
    }
    #expect(try read("same-key", linting: true) == nil)
    #expect(try read("same-key", linting: false)?.items.count == 3)
    #expect(try read("duplicate-key", linting: false) == nil)
  }

  @Test("a file with Windows line ends is the same rule set")
  func windowsLineEnds() throws {
    let file = packageFolder.appending(path: "fixtures/rule-sets/tests-2025/everything.yaml")
    let text = String(decoding: try bytes(of: file), as: UTF8.self)
    let windows = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    #expect(RuleSetFile.read(text: windows, path: file.path).0 == RuleSetFile.read(text: text, path: file.path).0)
  }

  @Test("the sheet that a newcomer wrote from the manual alone adds up, and is sound")
  func newcomer() throws {
    let file = packageFolder.appending(path: "fixtures/rule-sets/clinic-2026/night-rounds.yaml")
    let (rules, diagnostics) = RuleSetFile.read(bytes: try bytes(of: file), path: file.path)
    #expect(diagnostics.filter { $0.severity != .hint }.isEmpty)
    // 4 rooms of at most 100, 80 + 40 for all of them, 35 for the bag, 72 for 720 seconds left, 25 + 25 of the jury.
    #expect(rules?.maximum == 677)
  }
}
