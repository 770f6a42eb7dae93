import Operations
import Scoring
import Testing

@Suite("Which day is meant")
struct MomentTests {
  /// A day's competition in Milton Keynes, with a running order.
  private func situation(_ slots: [Slot] = [], days: [String] = ["2025-09-23", "2025-09-24"]) -> Situation {
    let rulings: [Decision.Ruling] =
      [
        .named("A day", days: days), .locatedAt(venue: "", timeZone: "Europe/London"),
        .enteredTeam("lasr", name: "LASR", affiliation: ""),
      ] + slots.map { .scheduled($0) }
    return Situation(
      rulings.enumerated().map { index, ruling in
        Decision(
          id: Decision.ID("desk-d\(index + 1)"), official: "", terminal: "desk", number: index + 1, recordedAt: 0,
          ruling: ruling)
      })
  }

  private func slots(_ starts: String...) -> [Slot] {
    starts.enumerated().map { index, start in
      Slot(
        challenge: "door", phase: .trials, team: "lasr", number: index + 1, arena: "shop",
        startsAt: Moment.parse(start + ":00.000Z") ?? 0, length: .at(30))
    }
  }

  private func text(_ moment: Int64) -> String { String(Moment.text(moment).dropLast(8)) }

  @Test(
    "a time that was is the last one up to now, or once the event is over, up to its end",
    arguments: [
      ("14:00", "2025-09-23T15:00", "2025-09-23T13:00"), ("14:00", "2025-09-23T12:59", "2025-09-22T13:00"),
      ("14:00", "2025-09-23T13:00", "2025-09-23T13:00"), ("23:30", "2025-09-23T23:10", "2025-09-23T22:30"),
      ("00:05", "2025-09-23T23:10", "2025-09-23T23:05"), ("14:00", "2026-03-01T10:00", "2025-09-24T13:00"),
      ("2025-09-23 14:00", "2026-03-01T10:00", "2025-09-23T13:00"),
    ])
  func past(typed: String, now: String, moment: String) throws {
    let now = try #require(Moment.parse(now + ":00.000Z"))
    #expect(try text(situation().pastMoment(typed, now: now)) == moment)
  }

  @Test("a planned time is on the day of the next planned run; in a night session, where the session is")
  func planned() throws {
    let day = situation(slots("2025-09-23T08:30", "2025-09-23T09:02", "2025-09-24T08:30"))
    #expect(try text(day.plannedMoment("14:00")) == "2025-09-23T13:00")
    #expect(try text(day.plannedMoment("9:00")) == "2025-09-23T08:00")
    #expect(try text(day.plannedMoment("22:00")) == "2025-09-23T21:00")
    let night = situation(slots("2025-09-23T21:00", "2025-09-23T21:32", "2025-09-23T22:04", "2025-09-23T23:08"))
    #expect(try text(night.plannedMoment("21:30")) == "2025-09-23T20:30")
    #expect(try text(night.plannedMoment("23:50")) == "2025-09-23T22:50")
    #expect(try text(night.plannedMoment("00:30")) == "2025-09-23T23:30")
    #expect(try text(night.plannedMoment("01:15")) == "2025-09-24T00:15")
    let refusal = #expect(throws: LocalTime.Refusal.self) { try situation().plannedMoment("14:00") }
    #expect(refusal?.problem == "'14:00' has no day; write it as 2025-09-23T14:00")
  }
}
