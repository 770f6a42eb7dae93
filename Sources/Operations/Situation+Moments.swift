import Scheduling
import Scoring

// Moments that people type without their day: which day is meant.

extension Situation {
  /// A moment that was, by the venue's clock. Without a day it is the last such time up to now, or once the event is
  /// over, up to its end.
  package func pastMoment(_ text: String, now: Int64) throws(LocalTime.Refusal) -> Int64 {
    let time = LocalTime(competition)
    let reference = min(now, end ?? now)
    return try time.moment(text) { clock in
      // Whether the time has been on the reference's own day is a question to the clock on the wall.
      let today = time.day(reference)
      let sinceMidnight = Moment.parse("\(today)T\(time.second(reference)).000Z").map {
        $0 - (Moment.parse(today) ?? 0)
      }
      return clock <= sinceMidnight ?? 0 ? today : Situation.day(today, plus: -1)
    }
  }

  /// A moment that is planned, by the venue's clock. Without a day it is the one that is nearest to the session of the
  /// next planned run, on its day or, in the night, on the day after.
  package func plannedMoment(_ text: String) throws(LocalTime.Refusal) -> Int64 {
    let time = LocalTime(competition)
    let waiting = plannedRuns.filter { $0.run == nil }.map(\.slot)
    return try time.moment(text) { clock in
      guard let next = waiting.first else { return nil }
      let arena = waiting.filter { $0.arena == next.arena }
      let end = (try? Delay(of: arena, by: .zero))?.moved.map(\.endsAt).max() ?? next.endsAt
      let today = time.day(next.startsAt)
      let tomorrow = Situation.day(today, plus: 1)
      func distance(_ day: String) -> Int64 {
        // Near a change of the clock an hour more or less is no matter here.
        guard let midnight = try? time.moment(day + "T12:00") else { return .max }
        let moment = midnight - 12 * 3_600_000 + clock
        return moment < next.startsAt ? next.startsAt - moment : max(0, moment - end)
      }
      return distance(tomorrow) < distance(today) ? tomorrow : today
    }
  }

  /// The end of the event: of the last planned day, or of the day on which something was recorded last.
  private var end: Int64? {
    let time = LocalTime(competition)
    let recorded = [decisions.map(\.recordedAt).max(), entries.map(\.recordedAt).max()].compactMap { $0 }.max()
    let days = [competition.days.last, recorded.map(time.day)].compactMap { $0 }
    return days.max().flatMap { try? time.moment(Situation.day($0, plus: 1) + "T12:00") }.map {
      $0 - 12 * 3_600_000 - 1
    }
  }

  private static func day(_ day: String, plus days: Int64) -> String {
    String(Moment.text((Moment.parse(day) ?? 0) + days * 86_400_000).prefix(10))
  }
}
