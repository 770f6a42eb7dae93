import Scoring
import ScoringTestSupport
import Testing

@Suite("Points are exact")
struct PointsTests {
  @Test("a third three times is one")
  func thirds() {
    let third = Points(1, over: 3)
    #expect(third + third + third == 1)
    #expect(Points(10, over: 4) == Points(5, over: 2))
    #expect(Points(1, over: -2) == Points(-1, over: 2))
    #expect(Points(0, over: -7) == .zero)
    #expect(Points(255, over: 2) / 2 == Points(255, over: 4))
    #expect(Points(1, over: 3) < Points(1, over: 2))
    #expect(Points(-1, over: 2) < Points(-1, over: 3))
    #expect(Points(-7, over: 2).magnitude == Points(7, over: 2))
  }

  @Test(
    "a number is written decimal where that is exact, else as a fraction",
    arguments: [
      (Points(12), "12"), (Points(-5, over: 2), "-2.5"), (Points(7, over: 3), "7/3"), (Points(255, over: 2), "127.5"),
      (Points(1, over: 8), "0.125"), (Points(-1, over: 1000), "-0.001"),
      (Points(1, over: 1_000_000_000), "0.000000001"),
      (Points(1, over: 10_000_000_000), "1/10000000000"), (Points(0), "0"), (Points(-7, over: 6), "-7/6"),
      (Points(Int.max), "9223372036854775807"),
    ])
  func writing(points: Points, text: String) {
    #expect(points.description == text)
  }

  @Test(
    "a number is read strictly",
    arguments: [
      ("12", Points(12)), ("-2.5", Points(-5, over: 2)), ("7/3", Points(7, over: 3)), ("0.50", Points(1, over: 2)),
      ("0", Points(0)), ("-7/6", Points(-7, over: 6)), ("0.000000001", Points(1, over: 1_000_000_000)),
      ("999999999999", Points(999_999_999_999)), ("4/2", Points(2)),
    ])
  func reading(text: String, points: Points) {
    #expect(Points(text) == points)
  }

  @Test(
    "what could mean something else is no number",
    arguments: [
      "", "-", "+5", "--5", "-+5", "5.", ".5", "1.", "1e3", "0x10", "1_000", "1,5", "1 000", " 1", "1 ", "1\n", "010",
      "-010", "00", "1.2.3", "1/0", "1/-2", "1/2/3", "1/", "/2", "1.5/2", "nan", "inf", "٣", "１", "1\u{301}", "½",
      "1000000000000", "0.0000000001", "999999999999.999999999", "-\u{301}5", "1/02",
    ])
  func refused(text: String) {
    #expect(Points(text) == nil)
  }

  @Test("the rounding modes of rulebooks, on both sides of zero")
  func rounding() {
    let half = Points(1, over: 2)
    let table: [(value: Points, halfUp: Points, halfEven: Points, down: Points, up: Points, truncate: Points)] = [
      (Points(5, over: 2), 3, 2, 2, 3, 2),
      (Points(7, over: 2), 4, 4, 3, 4, 3),
      (Points(-5, over: 2), -3, -2, -3, -2, -2),
      (Points(-7, over: 2), -4, -4, -4, -3, -3),
      (Points(7, over: 3), 2, 2, 2, 3, 2),
      (Points(-7, over: 3), -2, -2, -3, -2, -2),
      (half, 1, 0, 0, 1, 0),
      (-half, -1, 0, -1, 0, 0),
      (4, 4, 4, 4, 4, 4),
    ]
    for row in table {
      #expect(row.value.rounded(to: 1, .halfUp) == row.halfUp)
      #expect(row.value.rounded(to: 1, .halfEven) == row.halfEven)
      #expect(row.value.rounded(to: 1, .down) == row.down)
      #expect(row.value.rounded(to: 1, .up) == row.up)
      #expect(row.value.rounded(to: 1, .truncate) == row.truncate)
    }
    #expect(Points(1274, over: 10).rounded(to: half, .halfUp) == Points(255, over: 2))
    #expect(Points(1102).rounded(to: 5, .down) == 1100)
    // German Open 2026: 57 = round(32.10 + 24.48), not 32 + 24.
    let share = Points("1102.5")! / 3435 * 100 + Points(350, over: 1430) * 100
    #expect(share.rounded(to: 1, .halfUp) == 57)
  }

  @Test("people see so many decimals, rounded half up, with a sign only where there is something")
  func fixed() {
    #expect(Points(7, over: 3).fixed(places: 2) == "2.33")
    #expect(Points(-1, over: 2).fixed(places: 0) == "-1")
    #expect(Points(1, over: 200).fixed(places: 2) == "0.01")
    #expect(Points(-1, over: 1000).fixed(places: 2) == "0.00")
    #expect(Points(5).fixed(places: 3) == "5.000")
    #expect(Points(Int.max, over: 3).fixed(places: 40).hasPrefix("3074457345618258602.33"))
  }

  @Test("what is written is read again as the same number")
  func roundTrip() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let points = Points(
        Int.random(in: -999_999...999_999, using: &random), over: Int.random(in: 1...9999, using: &random))
      #expect(Points(points.description) == points)
    }
  }

  @Test("no arithmetic traps, whatever the numbers")
  func extremes() {
    let edges: [Int] = [.min, .min + 1, -1_000_000_007, -3, -1, 0, 1, 2, 7, 1_000_000_009, .max - 1, .max]
    var all: [Points] = []
    for top in edges { for bottom in edges where bottom != 0 { all.append(Points(top, over: bottom)) } }
    var random = SeededGenerator(seed: 2)
    for _ in 0..<200 {
      all.append(
        Points(Int.random(in: .min ... .max, using: &random), over: Int.random(in: 1 ... .max, using: &random)))
    }
    for a in all {
      _ = (-a, a.magnitude, a.description, a.fixed(places: 19), a.rounded(to: Points(1, over: 3), .halfEven))
      for b in all {
        let sum = a + b
        _ = (a - b, a * b, a < b, sum < a)
        if b != .zero { _ = (a / b, a.rounded(to: b.magnitude == .zero ? 1 : b.magnitude, .up)) }
        #expect(sum.denominator >= 1)
        #expect(sum == b + a)
        // Nothing taken away never makes more: monotony even where numbers no longer fit.
        if b >= .zero, a.numerator.magnitude > 1 << 40 { #expect(sum >= a || !fits(a, b)) }
      }
    }
  }

  /// Whether two numbers are so far from the limits that their sum is exact.
  private func fits(_ a: Points, _ b: Points) -> Bool { a.denominator == 1 && b.denominator == 1 }

  @Test("whole numbers beyond the limits stay at the limit, and never fall back below it")
  func saturation() {
    let large = Points(Int.max)
    #expect(large + large >= large)
    #expect(large + 1 >= large)
    #expect(-large - large <= -large)
    #expect(large * large >= large)
  }
}
