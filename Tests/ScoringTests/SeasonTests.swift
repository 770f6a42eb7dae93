import Scoring
import Testing

/// Row 54 of the mechanics: ERL 2018/19.
@Suite("A season over several tournaments")
struct SeasonTests {
  private let tournaments = [
    SeasonRule.Tournament(name: "Lisbon", points: ["a": 10, "b": 6, "c": 30, "e": 6]),
    SeasonRule.Tournament(name: "Bari", points: ["a": 2, "b": 6, "d": 12, "e": 5]),
    SeasonRule.Tournament(name: "Bristol", points: ["a": 4, "d": 0, "e": 7]),
  ]

  private func table(_ rule: SeasonRule) -> [String] {
    rule.standings(of: tournaments).map { standing in
      let place = standing.rank.map { (standing.isShared ? "=" : "") + "\($0)" } ?? "-"
      return "\(place) \(standing.team) \(standing.score!): \(standing.counted) not \(standing.dropped)"
    }
  }

  @Test("the best two count, at least two are needed; equal scores share a place")
  func erl() {
    #expect(
      table(SeasonRule()) == [
        "1 a 14: [\"Lisbon\", \"Bristol\"] not [\"Bari\"]", "2 e 13: [\"Lisbon\", \"Bristol\"] not [\"Bari\"]",
        "=3 b 12: [\"Lisbon\", \"Bari\"] not []", "=3 d 12: [\"Bari\", \"Bristol\"] not []",
        "- c 30: [\"Lisbon\"] not []",
      ])
    #expect(SeasonRule().standings(of: tournaments).last?.missing == 1)
  }

  @Test("other seasons: once is enough, or the mean counts")
  func others() {
    #expect(table(SeasonRule(atLeast: 1, combination: .best))[0] == "1 c 30: [\"Lisbon\"] not []")
    #expect(
      SeasonRule(atLeast: 3, combination: .mean).standings(of: tournaments).map(\.rank) == [1, 2, nil, nil, nil])
  }
}
