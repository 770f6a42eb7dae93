import Foundation
import Testing

@Suite("Names are trimmed and composed at every door, near doubles told")
struct NamesTests {
  @Test("one official, one team, one signer, however they were typed")
  func composed() throws {
    var command = try Command.small()
    command.environment["TALLY_OFFICIAL"] = " Jose\u{301}  R. "
    try command.must("tally run open coffee lasr")
    try command.must("tally run start coffee-1")
    try command.must("tally run finish coffee-1 --at 2:00")
    try command.must("tally run sign coffee-1 --as referee")
    try command.must("tally run sign coffee-1 --as team --name \" Zoe\u{308} \"")
    try command.must("tally team add cafe \"Cafe\u{301} \" --affiliation \" Universita\u{300}\"")
    let log = try command.must("tally log export")
    // Bytes, not Swift's texts, for which both spellings are one.
    let lines = log.split(separator: "\n").map { Array($0.utf8) }
    func has(_ text: String) -> Bool { lines.contains { line in line.contains(subsequence: Array(text.utf8)) } }
    #expect(has("\"official\":\"Jos\u{E9} R.\"") && !has("Jose\u{301}"))
    #expect(has("\"name\":\"Zo\u{EB}\"") && has("\"name\":\"Caf\u{E9}\"") && has("\"affiliation\":\"Universit\u{E0}\""))
    // The plan's spelling, spaces and all, is the same team: nothing is to be done.
    #expect(try command.must("tally run explain coffee-1").contains("signed for the team by Zo\u{EB}"))
  }

  @Test("a near double is told by team add, team import, plan check and plan apply, and to an official")
  func doubles() throws {
    let command = try Command.small()
    func told(_ line: String) throws -> String {
      let outcome = try command.run(line: line)
      #expect(outcome.code == 0, "\(line): \(outcome.err)")
      return (outcome.out + outcome.err).replacing("\n", with: " ")
    }
    #expect(try told("tally team add l4sr \"L\u{410}SR\"").contains("looks like 'LASR' of 'lasr'"))
    try command.write("id,name\n007,Bond\n7,Bond\nmk-0u,Another\n", to: "teams.csv")
    let imported = try told("tally team import teams.csv --preview")
    #expect(imported.contains("'7' has the same name as '007', 'Bond'; is it one team twice?"))
    #expect(try !told("tally team add lasr \"Lasr\"").contains("looks like 'LASR'"), "it is the same team, renamed")
    let plan = """
      name: A morning
      days: [2025-09-23]
      time-zone: Europe/London
      officials: [{name: Ana, duties: [referee]}, {name: ana, duties: [jury]}]
      teams:
        - {id: team-1, name: First}
        - {id: team-01, name: Another}
      challenges:
        - {id: coffee, rules: scrc-2025/coffee-shop-orders}
      """
    try command.write(plan, to: "doubled.yaml")
    let checked = try told("tally plan check doubled.yaml")
    #expect(checked.contains("the short name 'team-01' looks like 'team-1' ('First'); is it the same team twice?"))
    #expect(checked.contains("the official 'ana' looks like 'Ana'; if it is one person, write the name alike"))
    try command.must("tally run open coffee mk-u")
    try command.must("tally run start coffee-1")
    #expect(
      try told("tally run note coffee-1 hello --official r1").contains("the official 'r1' looks like 'R1'"))
    #expect(try !told("tally run note coffee-1 hello --official R1").contains("looks like"))
  }
}

extension [UInt8] {
  fileprivate func contains(subsequence other: [UInt8]) -> Bool {
    guard count >= other.count else { return false }
    return (0...(count - other.count)).contains { self[$0..<$0 + other.count].elementsEqual(other) }
  }
}
