import EventStore
import Foundation
import RuleSetFiles
import Scoring
import Testing

@testable import Operations

/// What 'tally audit' says of scores, places and lots.
@Suite("The audit counts a second time")
struct AuditTests {
  /// A store with one challenge and three teams, and these decisions behind them.
  private func audit(_ more: [Decision.Ruling]) throws -> AuditResult {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tally-recount-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let shipped = try #require(RuleSetLibrary.find("scrc-2025/through-the-door"))
    let sheet = try #require(shipped.read().0)
    let reference = RuleSetReference(
      id: sheet.id, edition: sheet.edition, digest: RuleSetLibrary.digest(of: shipped.text))
    var rulings: [Decision.Ruling] = [
      .named("A law", days: ["2026-09-23"]), .heldChallenge("door", title: "Door", rules: reference),
    ]
    for team in ["a", "b", "c"] {
      rulings += [
        .enteredTeam(Team.ID(team), name: "", affiliation: ""), .enteredChallenge(Team.ID(team), "door"),
      ]
    }
    let store = try EventStore.create(
      at: folder.appending(path: "tally.sqlite").path, madeAt: 1000,
      identity: CompetitionIdentity(id: "00112233445566778899aabbccddeeff", note: "a law", madeAt: 1000),
      terminal: "desk")
    try store.write {
      try $0.decide(
        rulings + more, by: "O", recordedAt: 1000,
        ruleSets: [RuleSetDocument(reference, text: shipped.text, source: "shipped")])
    }
    return try AuditResult(of: store)
  }

  private func lots(_ order: [Team.ID]) -> Decision.Ruling {
    .settled(Tie(table: .phase("door", .trials), order: order, method: .lots(seed: "7q2m"), reason: "rule 5"))
  }

  @Test("lots are drawn again: another order than the seed's is named")
  func lots() throws {
    let right = Lots.order(of: ["c", "a", "b"], seed: "7q2m")
    #expect(try audit([lots(right)]).findings.isEmpty)
    let found = try audit([lots(right), lots(right.reversed())]).findings
    #expect(found.map(\.finding.name) == [.lots])
    #expect(found.first?.check.id == "lots")
  }

  @Test("scores and places are counted as of now and as of every publication, each moment once")
  func moments() throws {
    let heads = try #require(Heads("desk:0:5"))
    func published(_ revision: Int) -> Decision.Ruling {
      .published(Publication(revision: revision, challenge: nil, isOfficial: false, heads: heads, code: ""))
    }
    func looked(_ result: AuditResult, _ check: String) -> String? {
      result.outcomes.first { $0.check.id == check }?.outcome.checked
    }
    #expect(looked(try audit([]), "places") == "2 tables, worked out a second time")
    let result = try audit([published(1), published(2)])
    #expect(
      looked(result, "scores")
        == "the scores of 0 runs, counted a second time, as they are now and at 1 published moment")
    #expect(result.findings.map(\.finding.name) == [.publication, .publication], "only the codes are made up")
  }
}
