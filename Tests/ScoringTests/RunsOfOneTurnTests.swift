import Scoring
import ScoringTestSupport
import Testing

@Suite("Two runs that were opened for one turn")
struct RunsOfOneTurnTests {
  private let rules = RuleSet(id: "house/turns", edition: 1, title: "Turns")

  private func opened(
    _ id: Run.ID, team: Team.ID = "blue", number: Int = 1, phase: Phase = .trials, isVoid: Bool = false
  ) -> RunLog {
    run(id, team: team, number: number, phase: phase, under: rules) {
      started()
      if isVoid { voided("opened on both machines") }
    }
  }

  private func told(_ logs: [RunLog]) -> [String] {
    logs.turnsTakenTwice.map { "\($0.counting.id) counts, not \($0.other.id)" }
  }

  @Test("the one whose short name comes first counts, in whatever order they are known")
  func first() {
    let (home, away) = (opened("coffee-1"), opened("coffee-1-kfmt"))
    #expect(told([home, away]) == ["coffee-1 counts, not coffee-1-kfmt"])
    #expect(told([away, home]) == ["coffee-1 counts, not coffee-1-kfmt"])
  }

  @Test("a void run takes no turn, so the other counts")
  func void() {
    #expect(told([opened("coffee-1", isVoid: true), opened("coffee-1-kfmt")]) == [])
    #expect(
      told([opened("coffee-1", isVoid: true), opened("coffee-2"), opened("coffee-3")])
        == ["coffee-2 counts, not coffee-3"])
  }

  @Test("another team, phase or number is another turn; practice has no turns")
  func others() {
    #expect(
      told([
        opened("coffee-1"), opened("coffee-2", team: "red"), opened("coffee-3", number: 2),
        opened("coffee-4", phase: .final), opened("coffee-5", phase: .practice), opened("coffee-6", phase: .practice),
      ]) == [])
  }
}
