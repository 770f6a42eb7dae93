import Foundation
import RuleSetFiles
import Scoring
import Testing

/// The sheets of `rulesets/`, as the program carries them. What they make of whole runs: `WorkedRuns`.
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
