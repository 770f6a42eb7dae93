import Operations
import Scoring
import Testing

@testable import Pages

@Suite("A reason is true to its last digit")
struct ReasonTests {
  @Test(
    "values that differ never read the same",
    arguments: [
      ("57", "38", Words.Writing.rounded, "57", "38"), ("-51/10000", "-149/10000", .rounded, "-0.005", "-0.015"),
      ("1/3", "333333/1000000", .rounded, "0.3333333", "0.3333330"), ("172/3", "114.67", .rounded, "57.33", "114.67"),
      ("172/3", "57.33", .rounded, "57.333", "57.330"), ("7/3", "2", .exact, "7/3 (≈ 2.333)", "2"),
      ("600000", "1800001/3", .clock, "10:00.0000", "10:00.0003"), ("123400", "123400", .clock, "2:03.4", "2:03.4"),
      ("1/999999999999", "1/999999999998", .rounded, "1/999999999999", "1/999999999998"),
    ])
  func digits(_ own: String, _ other: String, _ writing: Words.Writing, _ first: String, _ second: String) {
    let told = Words.apart(Points(own)!, Points(other)!, writtenAs: writing)
    #expect(told.own == first && told.other == second)
  }

  @Test("for seeded values: two reasons' values read the same only if they are, and read in their order")
  func seeded() {
    var chance = SeededNumbers(seed: 1)
    func number(_ below: Int) -> Int { Int(chance.below(below)) }
    for _ in 1...3000 {
      let base = Points(number(2_000_000) - 1_000_000, over: 1 + number(5000))
      let step = Points(number(5) - 2, over: [1, 100, 10_000, 1_000_003, 7_000_000_000][number(5)])
      for writing in [Words.Writing.exact, .rounded, .clock] {
        let own = writing == .clock ? base.magnitude : base
        let told = Words.apart(own, own + step, writtenAs: writing)
        #expect((told.own == told.other) == (own == own + step), "\(own) and \(own + step): \(told)")
      }
    }
    #expect(Words.apart(nil, 3, writtenAs: .exact) == (own: "none", other: "3"))
  }
}
