import Foundation
import Testing

@Suite("tally decision: shown, and taken back with a reason")
struct EventDecisionTests {
  private func day() throws -> EventDay {
    var day = try EventDay()
    day.by("chair")
    return day
  }

  private func last(_ day: EventDay, _ kind: String) throws -> String {
    try #require(try day.rows("tally decision list --kind \(kind)").last?["decision"])
  }

  @Test("taken back it has no effect, stays visible with why, and is taken back once")
  func takenBack() throws {
    let day = try day()
    try day.must("tally team withdraw homer --reason \"nobody came\"")
    let decision = try last(day, "withdrew")
    try day.must("tally decision retract \(decision) --reason \"they did\"")
    #expect(try day.rows("tally team list").last?["status"] == "entered")
    let row = try #require(try day.rows("tally decision list --kind withdrew").last)
    #expect(row["retraction_reason"] == "they did" && row["content"]?.contains("nobody came") == true)
    try day.refuses("tally decision retract \(decision) --reason x", "was taken back already")
    try day.refuses("tally decision retract \(last(day, "retracted")) --reason x", "decide it again")
  }

  @Test("refused: what is not there, without the duty, and what runs that were held rest on")
  func refused() throws {
    var day = try day()
    let names = try ["named", "heldChallenge", "enteredTeam", "enteredChallenge"].map { kind in
      try #require(try day.rows("tally decision list --kind \(kind)").first?["decision"])
    }
    try day.refuses("tally decision retract \(names[0]) --reason x", "a competition needs its name")
    for name in names.dropFirst() {
      try day.refuses("tally decision retract \(name) --reason x", "run coffee-1 of team 'lasr'", "rests on \(name)")
    }
    try day.refuses("tally decision retract desk-d999 --reason x", "there is no decision 'desk-d999'")
    try day.refuses("tally decision list --kind withdrawn", "did you mean 'withdrew'?")
    try day.must("tally team add late \"Too late\" --official chair")
    day.by("R1")
    try day.refuses("tally decision retract \(last(day, "enteredTeam")) --reason x", "organiser or jury")
  }

  @Test("a team that never ran can go again, and a delay that was none")
  func harmless() throws {
    let day = try day()
    try day.must("tally team add late \"Too late\"")
    try day.must("tally decision retract \(last(day, "enteredTeam")) --reason \"a joke\"")
    #expect(try day.rows("tally team list").count == 4)
    try day.must("tally schedule make --challenge door --window 2025-09-23T14:00/15:00")
    let before = try day.must("tally schedule")
    try day.must("tally schedule delay field 10 --from 14:00 --reason rain")
    try day.must("tally decision retract \(last(day, "delayed")) --reason \"the sun\"")
    #expect(try day.must("tally schedule") == before)
  }
}
