import Foundation
import RuleSetFiles
import Scoring
import ScoringTestSupport
import Testing

/// The sheets of `rulesets/`, as the program carries them.
@Suite("Shipped rule sets")
struct ShippedRuleSetsTests {
  /// A shipped rule set; the test fails where there is none that can be read.
  static func shipped(_ id: RuleSet.ID) throws -> RuleSet {
    let sheet = try #require(RuleSetLibrary.find(id), "no shipped rule set '\(id)'")
    return try #require(sheet.read().0, "'\(id)' has errors")
  }

  @Test("every shipped file reads without an error or a warning", arguments: RuleSetLibrary.shipped.map(\.path))
  func readsCleanly(path: String) throws {
    let sheet = try #require(RuleSetLibrary.shipped.first { $0.path == path })
    let (ruleSet, diagnostics) = sheet.read()
    let serious = diagnostics.filter { $0.severity != .hint }
    #expect(serious.isEmpty, "\(serious.rendered(in: sheet.text))")
    let rules = try #require(ruleSet)
    #expect(rules.id == sheet.id, "the id must be the folder and the file's name")
    #expect(!rules.about.isEmpty, "'about' must say what is official, what lineage, what ours")
    #expect(rules.about.contains("Official:"))
    for item in rules.items {
      #expect(!item.origin.source.isEmpty, "'\(item.id)' has no source")
      #expect(item.title.count <= 60, "'\(item.id)' has a title too long to read at a glance")
    }
  }

  @Test("the families that people will look for are there")
  func families() {
    let folders = Dictionary(grouping: RuleSetLibrary.shipped) { $0.path.split(separator: "/")[0] }.mapValues(\.count)
    let expected: [Substring: Int] = [
      "sciroc-2019": 5, "sciroc-2021": 6, "scrc-2023": 5, "scrc-2025": 5, "rockin-home": 3,
      "robocup-athome-2026": 6, "robocup-german-open-2026": 1,
    ]
    #expect(folders == expected)
  }

  @Test("sheets add up to the maximum that is printed on them")
  func statedMaxima() throws {
    let printed: [(RuleSet.ID, Points)] = [
      ("robocup-athome-2026/restaurant", 2360), ("robocup-athome-2026/pick-and-place", 3515),
      ("robocup-athome-2026/human-robot-interaction", 1450), ("robocup-athome-2026/gpsr", 1490),
      ("robocup-athome-2026/doing-laundry", 4415),
    ]
    for (id, maximum) in printed {
      let rules = try Self.shipped(id)
      #expect(rules.statedMaximum == maximum, "\(id)")
      #expect(rules.maximum == maximum, "\(id)")
    }
    #expect(try Self.shipped("robocup-athome-2026/finals").maximum == nil, "the Finals have no end")
  }

  @Test("no line of 2023 and 2025 is called official, as no sheet was published")
  func nothingDressedUp() throws {
    for sheet in RuleSetLibrary.shipped where sheet.path.hasPrefix("scrc-") {
      let rules = try Self.shipped(sheet.id)
      #expect(rules.items.allSatisfy { $0.origin.standing != .official }, "\(sheet.path)")
    }
  }

  @Test("every line of RoCKIn@Home is official, and each run has 600 seconds")
  func rockin() throws {
    for sheet in RuleSetLibrary.shipped where sheet.path.hasPrefix("rockin-home/") {
      let rules = try Self.shipped(sheet.id)
      #expect(rules.timeLimit == .at(10), "\(sheet.path)")
      #expect(rules.items.allSatisfy { $0.origin.standing == .official }, "\(sheet.path)")
    }
  }

  @Test(
    "the fixtures' plans read cleanly, and their logs are pinned to the sheets as they are",
    arguments: [
      "german-open-2026", "milton-keynes-demo",
    ])
  func fixtures(name: String) throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../fixtures/\(name)").standardized
    let text = try String(contentsOf: folder.appending(path: "competition.yaml"), encoding: .utf8)
    let (plan, diagnostics) = PlanFile.read(text: text, path: "competition.yaml")
    #expect(diagnostics.isEmpty, "\(diagnostics.rendered(in: text))")
    let log = try String(contentsOf: folder.appending(path: "log.jsonl"), encoding: .utf8)
    let runs = log.split(separator: "\n").filter { $0.hasPrefix("{\"run\":") }
    for challenge in try #require(plan).challenges {
      let sheet = try #require(RuleSetLibrary.find(RuleSet.ID(challenge.rules)))
      let own = runs.filter { $0.contains("\"challenge\":\"\(challenge.id)\"") }
      #expect(!own.isEmpty)
      #expect(
        own.allSatisfy { $0.contains("\"digest\":\"\(sheet.digest)\"") },
        "run 'python3 fixtures/\(name)/make.py' after a change of \(sheet.path)")
    }
  }
}

/// Numbers that a rulebook works out itself, or that follow from its sheet by hand.
@Suite("Worked runs of the shipped sheets")
struct ShippedRunsTests {
  func total(_ id: RuleSet.ID, @ScriptBuilder _ script: () -> [Told]) throws -> Points {
    Score(of: run(under: try ShippedRuleSetsTests.shipped(id), script)).total
  }

  // RoboCup@Home 2026, Finals: help worth 60 % of the solution costs 650 × 0.6 = 390, and (650 − 300) × 0.6 = 210 when
  // its category was solved before.
  @Test("Finals: with 60 % help a first solution keeps 260 points, a second of its category 140")
  func finalsHelp() throws {
    let first = try total("robocup-athome-2026/finals") {
      started()
      saw("solve", on: "problem-1")
      chose("repeated", "first", on: "problem-1")
      measured("help", "60%", on: "problem-1")
      finished(at: "9:00")
    }
    #expect(first == Points(650 - 390))
    let both = try total("robocup-athome-2026/finals") {
      started()
      saw("solve", on: "problem-1")
      measured("help", "60%", on: "problem-1")
      saw("solve", on: "problem-2", at: "3:00")
      chose("repeated", "second", on: "problem-2", at: "3:00")
      measured("help", "60%", on: "problem-2", at: "3:00")
      finished(at: "9:00")
    }
    #expect(both == Points(260 + 140))
  }

  // 150 for finding, then −100 − 150: the line stops at 0. A restart costs 50 only if the robot scores again.
  @Test("Finals: a problem found with every help is worth nothing, and a restart costs only who goes on")
  func finalsFloor() throws {
    let stopped = try total("robocup-athome-2026/finals") {
      started()
      saw("find", on: "problem-1")
      saw("find", on: "problem-2", at: "2:00")
      saw("found-again", on: "problem-2", at: "2:00")
      saw("location-asked", on: "problem-2", at: "2:00")
      restarted(at: "3:00")
      finished(at: "9:00")
    }
    #expect(stopped == 150)
    let goesOn = try total("robocup-athome-2026/finals") {
      started()
      saw("find", on: "problem-1")
      restarted(at: "3:00")
      saw("basket", at: "4:00")
      finished(at: "9:00")
    }
    #expect(goesOn == Points(150 + 600 - 50))
  }

  // One customer of two: 80 + 80 + (160 − 60) + 80 + 2 × 100 + 100 first pick + 80 + 2 × 100 + 100 first place = 1020;
  // −30 for a direction; another start signal −100.
  @Test("Restaurant: one customer served, with eye contact missing and another start signal")
  func restaurant() throws {
    let served = try total("robocup-athome-2026/restaurant") {
      started()
      saw("detect")
      saw("reach", at: "1:30")
      saw("understand", at: "2:00")
      saw("no-eye-contact", at: "2:00")
      saw("communicate", at: "3:00")
      saw("pick", count: 2, at: "5:00")
      saw("first-pick", at: "5:00")
      saw("return", at: "7:00")
      saw("serve", count: 2, at: "8:00")
      saw("first-place", at: "8:00")
      saw("direction-confirmed", at: "8:00")
      saw("start-signal", at: "0:10")
      finished(.timeLimit, at: "15:00")
    }
    #expect(served == Points(1020 - 30 - 100))
    let cheated = try total("robocup-athome-2026/restaurant") {
      started()
      saw("detect")
      saw("cheating", at: "2:00")
      finished(.refereeStopped, at: "2:00")
    }
    #expect(cheated == -500, "disqualified: zero, and the special penalty stands")
    #expect(try total("robocup-athome-2026/restaurant") { finished(.noShow, at: "0:00") } == -500)
  }

  // Two right and two wrong attributes: 2 × 20 − 2 × 20 = 0 by the line.
  @Test("HRI: two right and two wrong attributes are worth nothing by the line")
  func attributes() throws {
    let score = try total("robocup-athome-2026/human-robot-interaction") {
      started()
      saw("attribute", count: 4)
      saw("attribute-right", count: 2)
      saw("attribute-wrong", count: 2)
      finished(at: "7:00")
    }
    #expect(score == 0)
  }

  // First piece: 37.5 % of 800 = 300, minimal help −100. Second: 75 % of 400 = 300, partial help −100. Third: 25 % of
  // 400 = 100, major help −400, which stops at 0.
  @Test("Laundry: help is taken off the maximum, whatever the quality, and no piece falls below zero")
  func laundry() throws {
    let score = try total("robocup-athome-2026/doing-laundry") {
      started()
      chose("fold", "q37")
      chose("fold-help", "minimal")
      chose("fold-more", "q75", on: "piece-2", at: "3:00")
      chose("fold-more-help", "partial", on: "piece-2", at: "3:00")
      chose("fold-more", "q25", on: "piece-3", at: "5:00")
      chose("fold-more-help", "major", on: "piece-3", at: "5:00")
      finished(at: "7:00")
    }
    #expect(score == Points(200 + 200 + 0))
  }

  // 250 + 250 × 60 % + 0; the bonus only where all three commands were given at once.
  @Test("GPSR: a command solved in part is worth its share, and interleaving counts only if all came at once")
  func gpsr() throws {
    let partly: [Told] = [
      started(), saw("solved", on: "command-1"), saw("solved", on: "command-2", at: "3:00"),
      measured("unsolved", "40%", on: "command-2", at: "3:00"), saw("interleaved", at: "6:00"),
      finished(at: "7:00"),
    ]
    #expect(try total("robocup-athome-2026/gpsr") { partly } == 400)
    #expect(try total("robocup-athome-2026/gpsr") { [saw("all-at-once", at: "0:00")] + partly } == 600)
  }

  // Closing counts only after something was put in.
  @Test("Pick and Place: closing an empty dishwasher is worth nothing")
  func dishwasher() throws {
    let early = try total("robocup-athome-2026/pick-and-place") {
      started()
      saw("dishwasher-close", at: "1:00")
      saw("place", at: "2:00")
      saw("in-dishwasher", at: "2:00")
      finished(at: "7:00")
    }
    #expect(early == Points(40 + 70))
    let late = try total("robocup-athome-2026/pick-and-place") {
      started()
      saw("place", at: "2:00")
      saw("in-dishwasher", at: "2:00")
      saw("dishwasher-close", at: "3:00")
      finished(at: "7:00")
    }
    #expect(late == Points(40 + 70 + 200))
  }

  // BEAST: 0 without the handle; else 1 + the checkpoints up to the first gap; without the 1 where it starts gripping.
  @Test("Shopping cart: the capability level is the count of achievements")
  func capability() throws {
    let rules = try ShippedRuleSetsTests.shipped("sciroc-2021/shopping-cart")
    func level(@ScriptBuilder _ script: () -> [Told]) -> Int { Score(of: run(under: rules, script)).achievements }
    #expect(
      level {
        started()
        saw("handle", at: "0:20")
        saw("k1", at: "0:40")
        saw("k2", at: "0:50")
        saw("k4", at: "1:20")
        finished(at: "2:00")
      } == 3)
    #expect(
      level {
        started()
        saw("k1", at: "0:40")
        finished(at: "2:00")
      } == 0)
    #expect(
      level {
        saw("gripping", at: "0:00")
        started()
        saw("handle", at: "0:20")
        saw("k1", at: "0:40")
        finished(at: "2:00")
      } == 1)
  }

  @Test("Sign language: an answer after 90 seconds does not count")
  func signLanguage() throws {
    let rules = try ShippedRuleSetsTests.shipped("sciroc-2021/sign-language-interpretation")
    let log = run(under: rules) {
      started()
      saw("shown", on: "simple-1", at: "0:10")
      saw("exact", on: "simple-1", at: "1:40")
      saw("shown", on: "simple-2", at: "2:00")
      saw("exact", on: "simple-2", at: "3:31")
      finished(at: "4:00")
    }
    #expect(Score(of: log).achievements == 1)
  }

  @Test("Through the door: a door that is passed counts as every step up to it")
  func door() throws {
    let log = run(under: try ShippedRuleSetsTests.shipped("scrc-2025/through-the-door")) {
      started()
      chose("lever", "touched", at: "0:20")
      chose("lever", "pushed", at: "0:40")
      chose("lever", "passed", at: "1:10")
      chose("bar", "untouched", at: "4:00")
      finished(.timeLimit, at: "5:00")
    }
    #expect(Score(of: log).achievements == 4)
  }
}
