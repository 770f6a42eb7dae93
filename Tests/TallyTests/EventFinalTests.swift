import Foundation
import Testing

@Suite("What is over stays over: who is in a final is settled when it begins")
struct EventFinalTests {
  /// LASR and MK:U are in the final of the coffee shop.
  private func day() throws -> EventDay {
    var day = try EventDay(at: "09:40")
    day.by("chair")
    return day
  }

  @Test("a finalist who goes home after the final changes nothing, and stands in nobody's way")
  func goesHome() throws {
    let day = try day()
    let opened = try day.command.run(line: "tally run open coffee lasr --phase final")
    #expect(
      opened.err.contains("the final of coffee begins with this run; in it are lasr, mku, whatever is decided later"))
    #expect(opened.err.contains("Its trials are not over"), "and that may be a mistake")
    let run = opened.out.trimmingCharacters(in: .newlines)
    try day.must("tally run start \(run)")
    try day.must("tally run finish \(run) --at 5:00")
    for role in ["referee", "team"] { try day.must("tally run sign \(run) --as \(role)") }
    try day.play("mku", alphas: 1, phase: "final")
    let before = try day.must("tally standings coffee --format csv")
    #expect(try day.must("tally what-if withdraw mku coffee").contains("Nothing changes"), "what it has done stays")
    let asked = try day.must("tally what-if withdraw lasr coffee")
    #expect(!asked.contains("Who is in a final"))
    try day.must("tally team withdraw lasr --reason home")
    #expect(try day.must("tally standings coffee --format csv") == before)
    let finalists = try day.must("tally finalists coffee")
    #expect(finalists.contains("Settled when \(run), the first run of the final, was opened."))
    #expect(finalists.contains("put in kcl and left out lasr"))
    try day.dropRest()
    let refused = try day.command.run(line: "tally publish coffee")
    #expect(!refused.err.contains("coffee/final"), "nobody is missing in the final: \(refused.err)")
    #expect(try day.must("tally audit").contains("all holds"))
  }

  @Test("a run that was opened in error is voided: it has begun nothing")
  func void() throws {
    let day = try day()
    let run = try day.must("tally run open coffee mku --phase final").trimmingCharacters(in: .newlines)
    try day.must("tally run void \(run) --reason \"it was a trial\"")
    try day.must("tally team withdraw lasr --reason home")
    #expect(try day.rows("tally finalists coffee").map { $0["team"] } == ["mku", "kcl"])
    try day.must("tally run open coffee mku --phase final")
    #expect(try day.rows("tally decision list --kind openedFinal").count == 2)
    try day.refuses("tally finalists coffee --admit lasr --reason x", "lasr is out of coffee")
    try day.must("tally finalists coffee --admit homer --reason \"the lift failed\"")
    #expect(try day.rows("tally finalists coffee").map { $0["team"] } == ["mku", "kcl", "homer"])
  }

  @Test("a late team has its division at once, and a plan from before does not throw it out")
  func lateTeam() throws {
    let day = try day()
    try day.refuses("tally team add late Late --division newcomr", "no division 'newcomr'")
    try day.must("tally team add late \"Late Comers\" --challenge coffee")
    try day.refuses(
      "tally plan apply plan.yaml --reason x", "does not name late", "--withdraw late", "tally plan export")
    try day.must("tally plan apply plan.yaml --reason \"it went home\" --withdraw late")
    #expect(try day.must("tally team list").contains("it went home"))
  }
}
