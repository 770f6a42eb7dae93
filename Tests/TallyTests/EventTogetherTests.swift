import Foundation
import Testing

@Suite("Two at once")
struct EventTogetherTests {
  @Test("publishing, recording and deciding at once lose nothing and do nothing by halves")
  func together() throws {
    var day = try EventDay(at: "09:40")
    day.by("chair")
    try day.dropRest()
    let before = try day.must("tally log export").split(separator: "\n").count
    var running: [Command.Running] = []
    for index in 0..<4 {
      var other = day.command
      other.environment["TALLY_TERMINAL"] = "desk-\(index)"
      running.append(try other.start(["publish", "coffee", "--provisional"]))
      running.append(try other.start(["team", "add", "late-\(index)", "Said at once", "--challenge", "coffee"]))
      running.append(
        try other.start([
          "tie", "lots", "coffee", "--phase", "trials", "--team", "lasr", "--team", "mku", "--reason", "x",
        ]))
    }
    let outcomes = running.map { $0.finish() }
    let done = outcomes.count { $0.code == 0 }
    #expect(outcomes.allSatisfy { $0.code == 0 || $0.err.contains("do not share a place") }, "\(outcomes.map(\.err))")
    #expect(done == 4 + 4 + 1, "lots are drawn once")
    #expect(
      try day.must("tally log export").split(separator: "\n").count == before + done + 4, "a new team is two decisions")
    #expect(try Set(day.rows("tally revisions").map { $0["revision"] }) == ["1", "2", "3", "4"])
    #expect(try day.must("tally audit").contains("all holds"))
  }
}
