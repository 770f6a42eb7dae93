import Foundation
import Testing

@Suite("tally protest: filed in time, decided once, with what it changes")
struct EventProtestTests {
  /// A protest of KCL against its bump; its name.
  private func filed(_ day: inout EventDay) throws -> String {
    try day.must("tally protest file coffee-3 \"the bump was a bag\"").trimmingCharacters(in: .newlines)
  }

  /// The entry of the bump on KCL's sheet.
  private func bump(_ day: EventDay) throws -> String {
    let line = try #require(
      day.must("tally log export").split(separator: "\n").first { $0.contains("\"item\":\"bump\"") })
    return String(try #require(line.firstMatch(of: /"id":"([^"]+)"/)).1)
  }

  @Test("until half an hour after the run's end, or after provisional results; later only with a reason")
  func window() throws {
    var day = try EventDay(at: "09:30")
    try day.must("tally protest file coffee-1 \"in the last minute\"")
    day.at("09:31")
    try day.refuses(
      "tally protest file coffee-2 late", "the time for protests against coffee-2 ended at 2025-09-23 10:30:00 UTC+1",
      "--late REASON")
    try day.must("tally protest file coffee-2 \"the floor\" --late \"the chair was away\"")
    #expect(try day.rows("tally protest list").last?["text"] == "the floor (late: the chair was away)")
    day.by("chair")
    try day.must("tally publish coffee --provisional")
    day.at("10:01")
    try day.must("tally protest file coffee-4 \"we were not asked\"")
    day.at("10:02")
    try day.refuses("tally protest file coffee-3 late", "ended at 2025-09-23 11:01:00 UTC+1")
    try day.must("tally publish coffee --force --reason \"the ceremony\"")
    try day.refuses("tally protest file coffee-3 late", "the results of 'coffee' are official since revision 2")
  }

  @Test("a protest is of the run's team, and names what there is")
  func subjects() throws {
    let day = try EventDay()
    try day.refuses("tally protest file coffee-1 x --team mku", "run coffee-1 is of team 'lasr', not of 'mku'")
    try day.refuses("tally protest file cofee-1 x", "did you mean 'coffee-1'?")
    try day.refuses("tally protest file coffee-1 \"  \"", "a text is needed")
    try day.refuses("tally protest decide desk-9 granted --reason x --official jury", "there is no protest 'desk-9'")
  }

  @Test("only the jury decides, once; a rejected protest corrects nothing")
  func whoDecides() throws {
    var day = try EventDay()
    let protest = try filed(&day)
    let bump = try bump(day)
    try day.refuses("tally protest decide \(protest) granted --reason x", "the jury decides protests (jury)")
    day.by("jury")
    try day.refuses("tally protest decide \(protest) rejected --reason x --retract \(bump)", "corrects nothing")
    try day.refuses("tally protest decide \(protest) granted", "--reason")
    try day.must("tally protest decide \(protest) rejected --reason \"both referees saw it\"")
    try day.refuses(
      "tally protest decide \(protest) granted --reason \"again\"",
      "was decided already (rejected, by jury): both referees saw it")
    let shown = try day.must("tally protest show \(protest)")
    #expect(shown.contains("Rejected by jury") && shown.contains("Nothing changes"))
    #expect(try day.must("tally protest list --open --format csv").split(whereSeparator: \.isNewline).count == 1)
  }

  @Test("the decision and its corrections are recorded together or not at all")
  func atomic() throws {
    var day = try EventDay()
    let protest = try filed(&day)
    let bump = try bump(day)
    day.by("jury")
    try day.refuses(
      "tally protest decide \(protest) granted --reason x --retract \(bump) --saw gamma", "no item 'gamma'")
    try day.refuses(
      "tally protest decide \(protest) granted --reason x --saw alpha --retract desk-1",
      "run coffee-3 has no entry 'desk-1'")
    #expect(try day.rows("tally protest list")[0]["outcome"] == "open")
    #expect(try day.must("tally run show coffee-3").contains("1 penalised"))
  }

  @Test("what a decision changed is shown now, and the same later, whatever came since")
  func whatItChanged() throws {
    var day = try EventDay()
    let protest = try filed(&day)
    day.by("jury")
    day.at("09:20")
    let bump = try bump(day)
    let now = try day.must(
      "tally protest decide \(protest) granted --reason \"the video\" --retract \(bump) --saw alpha --saw beta")
    for words in ["Granted by jury at 2025-09-23 10:20:00 UTC+1: the video", "coffee-3", "2 points", "11 points"] {
      #expect(now.contains(words), "\(now)")
    }
    #expect(try day.places("tally standings coffee --phase trials").first == "1 kcl")
    let sheet = try day.must("tally run show coffee-3")
    #expect(sheet.contains("protest \(protest): the sheet is corrected"), "it is to be signed again")
    day.at("09:40")
    day.by("R1")
    try day.play("homer", alphas: 7)
    try day.must("tally run void coffee-1 --reason \"the wrong table\"")
    #expect(try day.must("tally protest show \(protest)") == now)
  }

  @Test("a granted protest may say that the run does not count; one of the signatures may be what is taken back")
  func voided() throws {
    var day = try EventDay()
    let protest = try filed(&day)
    day.by("jury")
    try day.must("tally protest decide \(protest) granted --reason \"held again\" --void")
    #expect(try day.rows("tally standings coffee --phase trials").first { $0["team"] == "kcl" }?["status"] == "void")
    var other = try EventDay()
    let second = try filed(&other)
    other.by("jury")
    let signature = try #require(
      other.must("tally log export").split(separator: "\n").last {
        $0.contains("\"run\":\"coffee-3\"") && $0.contains("\"fact\":\"signed\"")
      }?.firstMatch(of: /"id":"([^"]+)"/)?.1)
    try other.must("tally what-if protest \(second) --retract \(signature)")
    try other.must("tally protest decide \(second) granted --reason \"it was not theirs\" --retract \(signature)")
  }

  @Test("against a decision: by a team that says so; granted, it is the decision that is taken back")
  func againstDecision() throws {
    var day = try EventDay()
    day.by("chair")
    try day.must("tally team withdraw homer --reason \"nobody came\"")
    let decision = try #require(try day.rows("tally decision list --kind withdrew").first?["decision"])
    try day.refuses("tally protest file \(decision) \"we were there\"", "--team TEAM")
    try day.refuses("tally protest file \(decision) \"we were there\" --team hommer", "did you mean 'homer'?")
    let protest = try day.must("tally protest file \(decision) \"we were there\" --team homer")
      .trimmingCharacters(in: .newlines)
    try day.refuses("tally publish coffee", "protest \(protest) against decision \(decision) is undecided")
    try day.refuses("tally what-if protest \(protest) --void", "only corrections of a run can be tried out")
    day.by("jury")
    try day.refuses(
      "tally protest decide \(protest) granted --reason x --void", "against a decision", "tally decision retract")
    try day.must("tally protest decide \(protest) granted --reason \"they were\"")
    try day.must("tally decision retract \(decision) --reason \"protest \(protest)\"")
    #expect(try day.rows("tally team list").last?["status"] == "entered")
  }

  @Test("what is on a sheet is not taken back as a decision")
  func notTakenBack() throws {
    var day = try EventDay()
    let protest = try filed(&day)
    day.by("jury")
    try day.must("tally protest decide \(protest) partly --reason \"half\"")
    let decision = try #require(try day.rows("tally decision list --kind decidedProtest").first?["decision"])
    try day.refuses("tally decision retract \(decision) --reason x", "on the sheet of run coffee-3", "tally run")
  }
}
