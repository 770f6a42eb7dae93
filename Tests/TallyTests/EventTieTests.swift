import Foundation
import Testing

@Suite("tally tie: a shared place is settled once")
struct EventTieTests {
  /// LASR and MK:U share the first place of the coffee shop's trials.
  private func day() throws -> EventDay {
    var day = try EventDay(at: "09:40")
    day.by("chair")
    return day
  }

  private let lots = "tally tie lots coffee --phase trials --team lasr --team mku --reason \"rule 4.6\""

  @Test("lots: the order follows from the seed, in whatever order the teams are named")
  func seed() throws {
    let first = try day().must(lots + " --seed \"dice 4 6 2\"")
    let swapped = lots.replacing("--team lasr --team mku", with: "--team mku --team lasr")
    #expect(try day().must(swapped + " --seed \"dice 4 6 2\"") == first)
    #expect(first == "1. lasr\n2. mku\n" || first == "1. mku\n2. lasr\n")
    let other = try (1...8).map { try day().must(lots + " --seed \"\($0)\"") }
    #expect(Set(other).count == 2, "and other seeds give other orders")
  }

  @Test("drawn once: the table follows, says so, and a second draw is refused until the first is taken back")
  func once() throws {
    let day = try day()
    let order = try day.must(lots)
    let first = order.split(separator: "\n")[0].dropFirst(3)
    #expect(try day.places("tally standings coffee --phase trials").first == "1 \(first)")
    #expect(try day.must("tally tie list").contains("lots (seed "))
    try day.refuses(lots, "these teams do not share a place", "tally tie list")
    try day.refuses(lots.replacing("lots", with: "jury"), "do not share a place")
    let decision = try #require(try day.rows("tally decision list --kind settled").first?["decision"])
    try day.must("tally decision retract \(decision) --reason \"the wrong table\"")
    #expect(try day.must("tally tie list").contains("shared place 1"))
    try day.must(lots)
  }

  @Test("refused: teams that do not share a place, one left out, one alone, one twice, an official without the duty")
  func refused() throws {
    var day = try day()
    let line = "tally tie jury coffee --phase trials --reason x"
    try day.refuses(line + " --team lasr --team kcl", "these teams do not share a place (lasr: =1, kcl: 3)")
    try day.refuses(line + " --team lasr", "two or more teams")
    try day.refuses(line + " --team lasr --team lasr", "each named once; here: lasr, lasr")
    try day.refuses(line + " --team lasr --team mk-u", "did you mean 'mku'?")
    try day.play("kcl", alphas: 2)
    try day.refuses(line + " --team lasr --team mku", "shared by", "kcl", "settle it between all of them")
    try day.refuses(line.replacing("coffee", with: "cofee") + " --team lasr --team mku", "did you mean 'coffee'?")
    day.by("R1")
    try day.refuses(line + " --team lasr --team mku", "organiser or jury settles ties")
  }

  @Test("deciding runs are practice runs of the same challenge, and must tell the teams apart")
  func runs() throws {
    let day = try day()
    let a = try day.play("lasr", alphas: 1, phase: "practice")
    let b = try day.play("mku", alphas: 1, phase: "practice")
    let line = "tally tie runs coffee --phase trials --reason \"rule 4.5\""
    try day.refuses(line + " --decided-by \(a) --decided-by \(b)", "do not tell the teams apart")
    try day.refuses(line + " --decided-by coffee-1 --decided-by coffee-2", "deciding runs are practice runs")
    let c = try day.play("mku", alphas: 3, phase: "practice")
    let elsewhere = try ["lasr", "mku"].map { try day.play($0, alphas: $0.count, phase: "practice", challenge: "door") }
    try day.refuses(
      line + elsewhere.map { " --decided-by \($0)" }.joined(), "is of 'door'", "a tie in 'coffee' is decided there")
    #expect(try day.must(line + " --decided-by \(a) --decided-by \(c)") == "1. mku\n2. lasr\n")
    let standings = try day.must("tally standings coffee --phase trials")
    #expect(standings.contains("6") && !standings.contains("9"), "they count for nothing else")
  }

  @Test("the jury's order is kept with its reason, also in an overall table")
  func jury() throws {
    let day = try day()
    #expect(try day.must("tally tie jury best --team mku --team lasr --reason \"fair play\"") == "1. mku\n2. lasr\n")
    #expect(try day.places("tally standings --overall best").prefix(2) == ["1 mku", "2 lasr"])
    #expect(try day.places("tally standings coffee --phase trials").prefix(2) == ["1 lasr", "1 mku"], "only there")
    #expect(try day.must("tally decision list --kind settled").contains("fair play"))
  }

  @Test("without --phase it is settled in the table where just these teams are tied, and every table says so")
  func found() throws {
    let day = try day()
    let outcome = try day.command.run(line: "tally tie jury coffee --team mku --team lasr --reason \"a second look\"")
    #expect(outcome.out == "1. mku\n2. lasr\n" && outcome.err.contains("· trials: settled by the jury"))
    let told = try day.rows("tally standings coffee")
    #expect(told.prefix(2).map { $0["team"] } == ["mku", "lasr"] && told.prefix(2).map { $0["rank"] } == ["1", "2"])
    let reason = "equal to mku in every key; settled by the jury"
    #expect(told[1]["decided_by"] == reason)
    #expect(try day.must("tally explain lasr coffee").contains("Decided by: \(reason)."))
    #expect(try day.must("tally standings --public").contains(reason))
    #expect(try day.must("tally finalists coffee --format csv").contains("mku,MK:U,by its place"))
    #expect(try day.rows("tally tie list").map { $0["holds"] } == ["yes"], "the overall table follows")
    try day.refuses(
      "tally tie jury coffee --phase result --team mku --team lasr --reason x", "do not share a place (mku: 1, lasr: 2)"
    )
  }

  @Test("tied in two tables that have nothing to do with each other: refused, with the phases to name")
  func several() throws {
    let day = try day()
    try day.play("lasr", alphas: 1, phase: "final")
    try day.play("mku", alphas: 1, phase: "final")
    let line = "tally tie jury coffee --team mku --team lasr --reason x"
    try day.refuses(line, "more than one table of 'coffee' (trials, final)", "--phase trials or --phase final")
    try day.must(line + " --phase final")
    #expect(try day.rows("tally standings coffee").filter { $0["phase"] == "result" }.first?["team"] == "mku")
    #expect(
      try day.rows("tally standings coffee").filter { $0["phase"] == "trials" }.prefix(2).map { $0["rank"] } == [
        "1", "1",
      ])
  }

  @Test("a settlement that has no effect any more is listed as one")
  func outdated() throws {
    let day = try day()
    try day.must("tally tie jury coffee --team mku --team lasr --reason x")
    try day.play("lasr", alphas: 3)
    #expect(try day.must("tally tie list").contains("no: they are not tied as they were"))
  }
}
