import Foundation
import Testing

@Suite("What the rules make nothing of is never silent")
struct StrayTests {
  /// What another program wrote: an item that the sheet does not have, a count of 0, a retraction of nothing, a run of
  /// a team that nobody entered, one of a challenge that is not held.
  private func foreign(to command: Command) throws -> String {
    try command.must("tally run open coffee lasr")
    try command.must("tally run start coffee-1")
    let run = try #require(
      try command.must("tally log export").split(separator: "\n").map(String.init).first { $0.hasPrefix("{\"run\"") })
    func entry(_ number: Int, _ content: String) -> String {
      "{\"id\":\"far-\(number)\",\"run\":\"coffee-1\",\"official\":\"F\",\"terminal\":\"far\",\"number\":\(number),"
        + "\"clock\":1000,\"at\":\"2025-09-23T09:00:01.000Z\",\(content)}"
    }
    return [
      run.replacing("\"run\":\"coffee-1\"", with: "\"run\":\"coffee-7\"").replacing("\"lasr\"", with: "\"lsar\""),
      run.replacing("\"run\":\"coffee-1\"", with: "\"run\":\"tea-1\"").replacing("\"coffee\"", with: "\"tea\""),
      entry(1, #""fact":"observed","item":"bumps","count":1"#), entry(2, #""fact":"observed","item":"bump","count":0"#),
      entry(3, #""fact":"retracted","target":"far-99","reason":"no""#),
    ].joined(separator: "\n") + "\n"
  }

  @Test("import and merge list it, standings note it, publish objects, audit finds it; taken back, all is well")
  func everywhere() throws {
    let command = try Command.small()
    try command.write(try foreign(to: command), to: "foreign.jsonl")
    let sentences = [
      "have no item 'bumps'; did you mean 'bump'? (far-1)", "a count must be between 1 and 9999, not 0 (far-2)",
      "'far-99' was taken back, and this run has no such entry (far-3)",
      "run coffee-7 counts nowhere: it is of 'lsar', a team that nobody entered; did you mean 'lasr'?",
      "run tea-1 counts nowhere: it is of 'tea', a challenge that is not held",
    ]
    let imported = try command.run(line: "tally merge foreign.jsonl")
    #expect(imported.code == 0)
    let merged = try command.run(line: "tally merge foreign.jsonl")
    let table = try command.must("tally standings")
    let published = try command.run(line: "tally publish --all --provisional")
    let audit = try command.run(line: "tally audit")
    #expect(audit.code == 1)
    for sentence in sentences {
      #expect(imported.err.contains(sentence), "import: \(sentence)")
      #expect(merged.err.contains(sentence), "merge: \(sentence)")
      #expect(table.contains(sentence), "standings: \(sentence)")
      #expect(published.err.contains(sentence), "publish: \(sentence)")
      #expect(audit.out.replacing("\n", with: " ").contains(sentence), "audit: \(sentence)")
    }
    #expect(
      try command.findings() == ["stray coffee-1", "stray coffee-1", "stray coffee-1", "stray coffee-7", "stray tea-1"])
    for number in 1...3 { try command.must("tally run retract coffee-1 far-\(number) --reason \"no such thing\"") }
    try command.must("tally run void coffee-7 --reason \"nobody's\"")
    try command.must("tally run void tea-1 --reason \"nobody's\"")
    #expect(try command.findings() == [])
    #expect(try !command.must("tally standings").contains("counts nowhere"))
  }
}
