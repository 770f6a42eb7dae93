import RuleSetFiles
import Scoring
import Testing

@Suite("What a plan says of the clock at the venue")
struct PlanClockTests {
  private func told(_ head: String) throws -> [String] {
    let text = "name: A day\n\(head)\nchallenges:\n  - {id: coffee, rules: scrc-2025/coffee-shop-orders}\n"
    let plan = try #require(PlanFile.read(bytes: Array(text.utf8), path: "plan.yaml").0)
    return plan.clockFindings().map { "\($0.line):\($0.column): \($0.severity.rawValue): \($0.message)" }
  }

  @Test("a plan without a time zone is warned of")
  func none() throws {
    #expect(
      try told("days: [2025-09-23]") == [
        "2:1: warning: the plan has no time zone, so every time that is shown or typed is in UTC; "
          + "write time-zone: region/city, as in Europe/London"
      ])
    #expect(try told("days: [2025-09-23]\ntime-zone: Europe/London").isEmpty)
    #expect(try told("days: [2025-09-23]\ntime-zone: UTC").isEmpty)
  }

  @Test(
    "a day on which the clocks are changed is pointed out",
    arguments: [
      ("2025-10-26", "Europe/London", "go back from 02:00 to 01:00: the time from 01:00 to 02:00 is there twice"),
      ("2026-03-29", "Europe/London", "go forward from 01:00 to 02:00: there is no time between"),
      ("2025-10-26", "Europe/Rome", "go back from 03:00 to 02:00: the time from 02:00 to 03:00 is there twice"),
      ("2026-04-05", "Australia/Lord_Howe", "go back from 02:00 to 01:30: the time from 01:30 to 02:00 is there twice"),
      ("2025-10-25", "Europe/London", nil), ("2025-10-27", "Europe/London", nil), ("2025-10-26", "Asia/Tokyo", nil),
      ("2025-10-26", "America/New_York", nil), ("2025-11-02", "America/New_York", "go back from 02:00 to 01:00"),
    ])
  func changes(day: String, zone: String, words: String?) throws {
    let told = try told("days: [\(day)]\ntime-zone: \(zone)")
    if let words {
      try #require(told.count == 1)
      #expect(told[0].hasPrefix("3:1: hint: on \(day) the clocks in \(zone) \(words)"), "\(told)")
    } else {
      #expect(told.isEmpty, "\(told)")
    }
  }
}
