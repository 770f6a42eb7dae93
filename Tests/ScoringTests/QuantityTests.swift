import Scoring
import ScoringTestSupport
import Testing

@Suite("Times and quantities are read strictly and written plainly")
struct QuantityTests {
  @Test(
    "a clock reading has minutes and seconds",
    arguments: [
      ("0:31", 31_000), ("4:05.5", 245_500), ("1:02:03", 3_723_000), ("1:02:03.25", 3_723_250), ("10:00", 600_000),
      ("0:00.001", 1), ("100:00:00", 360_000_000), ("90:00", 5_400_000),
    ])
  func clock(text: String, milliseconds: Int64) {
    #expect(Milliseconds(text) == Milliseconds(milliseconds))
  }

  @Test(
    "what could be minutes or seconds or nonsense is no clock reading",
    arguments: [
      "", "31", "31s", "4:5", "4:60", "1:60:00", "1:2:3", "-0:31", "0:31.", "0:31.0001", ":31", "4:", "1:00:00:00",
      "100:00:00.001", "12345:00", "4:0５", " 0:31", "0:31 ", "0.5:31", "+1:00",
    ])
  func noClock(text: String) {
    #expect(Milliseconds(text) == nil)
  }

  @Test("a clock reading is written as it is read, decimals only when needed")
  func clockRoundTrip() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      let time = Milliseconds(Int64.random(in: 0...Milliseconds.longest.count, using: &random))
      #expect(Milliseconds(time.description) == time)
    }
    #expect(Milliseconds(245_000).description == "4:05")
    #expect(Milliseconds(245_500).description == "4:05.5")
    #expect(Milliseconds(-31_000).description == "-0:31")
    #expect(Milliseconds(245_500).seconds == Points(491, over: 2))
  }

  @Test("adding and subtracting times never traps")
  func clockExtremes() {
    let edges = [Int64.min, -1, 0, 1, .max].map { Milliseconds($0) }
    for a in edges { for b in edges { _ = (a + b, a - b, a.seconds, a.description, a < b) } }
    #expect(Milliseconds(.max) + Milliseconds(1) == Milliseconds(.max))
    #expect(Milliseconds(.min) - Milliseconds(1) == Milliseconds(.min))
  }

  @Test(
    "a quantity is a number with its unit, or a time",
    arguments: [
      ("12.5", Points(25, over: 2), Unit.count), ("350mm", 350, .millimetres), ("0.35 m", Points(7, over: 20), .metres),
      ("40%", 40, .percent), ("1:30", 90, .seconds), ("12 s", 12, .seconds), ("3 points", 3, .points),
      ("1.5 m/s", Points(3, over: 2), .metresPerSecond), ("-90 deg", -90, .degrees),
      ("7/3", Points(7, over: 3), .count),
      ("2/3 m", Points(2, over: 3), .metres),
    ])
  func quantity(text: String, value: Points, unit: Unit) {
    #expect(Quantity(text) == Quantity(value, unit))
  }

  @Test("what is written is read again", arguments: ["12.5", "350 mm", "7/3 m", "-4 deg", "1.5 m/s", "40 %"])
  func quantityRoundTrip(text: String) {
    #expect(Quantity(text)?.description == text)
  }

  @Test(
    "an unknown unit or a number said in another way is no quantity",
    arguments: ["", "m", "12 miles", "12M", "1e3 m", "0x1 m", "12  m m", "010 m", "½ m", "٣ m", "1:3", "s12", "12 S"])
  func noQuantity(text: String) {
    #expect(Quantity(text) == nil)
  }

  @Test("lengths and masses are converted exactly, other units not at all")
  func conversion() {
    #expect(Unit.millimetres.convert(350, to: .metres) == Points(7, over: 20))
    #expect(Unit.metres.convert(Points(3, over: 2), to: .centimetres) == 150)
    #expect(Unit.kilograms.convert(2, to: .grams) == 2000)
    #expect(Unit.seconds.convert(2, to: .metres) == nil)
    #expect(Unit.percent.convert(2, to: .count) == nil)
    #expect(Unit.newtons.convert(2, to: .newtons) == 2)
  }
}

@Suite("A misspelt word is met with the likely one")
struct SuggestionTests {
  @Test(
    "did you mean",
    arguments: [
      ("delivr", "deliver"), ("dleiver", "deliver"), ("DELIVER", "deliver"), ("bmup", "bump"), ("ord", "order-taken"),
      ("order-taken", "order-taken"), ("drop", "drop"), ("drp", "drop"),
    ])
  func suggestions(word: String, meant: String) {
    #expect(nearest(to: word, among: ["deliver", "bump", "order-taken", "drop"]) == meant)
  }

  @Test("nothing alike is no suggestion", arguments: ["", "xyz", "kitchen", "de", "delivery-of-the-mail"])
  func nothing(word: String) {
    #expect(nearest(to: word, among: ["deliver", "bump", "order-taken", "drop"]) == nil)
  }

  @Test("of equally near words the first is meant; a word of any length is no trap")
  func edges() {
    #expect(nearest(to: "cat", among: ["bat", "rat"]) == "bat")
    #expect(nearest(to: "a", among: []) == nil)
    #expect(nearest(to: String(repeating: "x", count: 100_000), among: ["deliver"]) == nil)
    #expect(nearest(to: "deliver", among: [""]) == nil)
  }
}
