import Operations
import Scoring
import ScoringTestSupport
import Testing

@Suite("The venue's clock")
struct LocalTimeTests {
  private func clock(_ zone: String) -> LocalTime {
    LocalTime(Competition(decided: zone.isEmpty ? [] : [.locatedAt(venue: "", timeZone: zone)]))
  }

  /// What a moment is read as, in UTC, or why it is refused.
  private func read(_ text: String, in zone: String = "Europe/London", day: String? = nil) -> String {
    do throws(LocalTime.Refusal) {
      return Moment.text(try clock(zone).moment(text, day: day.map { day in { _ in day } }))
    } catch {
      return error.problem
    }
  }

  @Test(
    "a moment can be written in many ways",
    arguments: [
      ("2025-09-23 14:00", "2025-09-23T13:00:00.000Z"), ("2025-09-23T14:00", "2025-09-23T13:00:00.000Z"),
      ("2025-09-23T14:00:05", "2025-09-23T13:00:05.000Z"), ("2025-09-23 9:30", "2025-09-23T08:30:00.000Z"),
      ("2025-09-23T14:00:05.25", "2025-09-23T13:00:05.250Z"), (" 2025-09-23  14:00 ", "2025-09-23T13:00:00.000Z"),
      ("2025-09-23T14:00:00Z", "2025-09-23T14:00:00.000Z"), ("2025-09-23T14:00Z", "2025-09-23T14:00:00.000Z"),
      ("2025-09-23T14:00:00.000Z", "2025-09-23T14:00:00.000Z"), ("2025-09-23 14:00 UTC", "2025-09-23T14:00:00.000Z"),
      ("2025-09-23T14:00+01:00", "2025-09-23T13:00:00.000Z"), ("2025-09-23T14:00-0330", "2025-09-23T17:30:00.000Z"),
      ("2025-09-23 14:00:05 UTC+5:30", "2025-09-23T08:30:05.000Z"), ("2025-09-23T14:00+02", "2025-09-23T12:00:00.000Z"),
      ("2025-09-23 14:00:05 (UTC+1)", "2025-09-23T13:00:05.000Z"), ("2025-12-23 14:00", "2025-12-23T14:00:00.000Z"),
    ])
  func forms(text: String, moment: String) { #expect(read(text) == moment) }

  @Test(
    "what is no moment is refused with what would be right",
    arguments: [
      (
        "2025-09-23",
        "'2025-09-23' is a day and no moment; write when, as in '2025-09-23 14:00', or '2025-09-24 00:00' for the end "
          + "of that day"
      ),
      ("noon", "'noon' is no time; write it as 2025-09-23T14:00 or 2025-09-23T13:00Z (UTC)"),
      ("2025-09-23 25:00", "'2025-09-23 25:00' is no time; write it as 2025-09-23T14:00 or 2025-09-23T13:00Z (UTC)"),
      ("2025-02-30 10:00", "'2025-02-30 10:00' is no time; write it as 2025-09-23T14:00 or 2025-09-23T13:00Z (UTC)"),
      (
        "2025-09-23 14:00 BST",
        "'2025-09-23 14:00 BST' is no time; write it as 2025-09-23T14:00 or 2025-09-23T13:00Z (UTC)"
      ),
      ("14:00", "'14:00' has no day; write it as 2025-09-23T14:00"),
      (
        "2025-10-26 01:30",
        "2025-10-26T01:30 is there twice at the venue: its clock is put back; write 2025-10-26T01:30+01:00 for the "
          + "first, 2025-10-26T01:30+00:00 for the second"
      ),
      (
        "2026-03-29 01:30",
        "2026-03-29T01:30 is no time at the venue: its clock is put forward over it; write 2026-03-29T01:30+00:00, "
          + "which is 02:30 UTC+1, or 2026-03-29T01:30+01:00, which is 00:30 UTC"
      ),
    ])
  func refusals(text: String, message: String) { #expect(read(text) == message) }

  @Test("both readings of an hour that is unclear can be typed as the refusal says, and as pages print them")
  func readings() {
    #expect(read("2025-10-26T01:30+01:00") == "2025-10-26T00:30:00.000Z")
    #expect(read("2025-10-26T01:30+00:00") == "2025-10-26T01:30:00.000Z")
    #expect(read("2025-10-26 01:30 UTC+1") == "2025-10-26T00:30:00.000Z")
    #expect(read("2025-10-26 01:30 UTC") == "2025-10-26T01:30:00.000Z")
    #expect(read("2026-03-29T01:30+00:00") == "2026-03-29T01:30:00.000Z")
    #expect(read("2026-03-29 01:30", in: "") == "2026-03-29T01:30:00.000Z", "UTC has all its hours")
    // A time alone on such a day is no clearer.
    #expect(read("01:30", day: "2025-10-26").contains("is there twice"))
    #expect(read("02:00", day: "2025-10-26") == "2025-10-26T02:00:00.000Z")
    #expect(read("2025-10-26 00:59:59") == "2025-10-25T23:59:59.000Z")
    #expect(read("2026-04-05 01:45", in: "Australia/Lord_Howe").contains("2026-04-05T01:45+10:30 for the second"))
  }

  @Test("what is printed is read again as the same moment, in every zone and at every hour")
  func roundTrip() throws {
    var chance = SeededGenerator(seed: 25)
    let zones = [
      "Europe/London", "Europe/Rome", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata",
      "Asia/Kathmandu", "Pacific/Kiritimati", "America/Sao_Paulo", "UTC", "",
    ]
    var twice = 0
    for zone in zones {
      let clock = clock(zone)
      let change = try #require(Moment.parse("2025-10-26T01:00:00.000Z"))
      for index in 0..<400 {
        // Around a change of the European clocks, and anywhere in ten years.
        let range: ClosedRange<Int64> =
          index < 200 ? change - 10_000_000...change + 10_000_000 : 1_577_000_000_000...1_890_000_000_000
        let moment = Int64.random(in: range, using: &chance) / 1000 * 1000
        let shown = clock.exact(moment)
        #expect(try clock.moment(shown) == moment, "\(zone): \(shown)")
        let words = shown.split(separator: " ")
        let local = "\(words[0]) \(words[1])"
        do throws(LocalTime.Refusal) {
          #expect(try clock.moment(local) == moment, "\(zone): \(local)")
        } catch {
          twice += 1
          #expect(error.problem.contains("is there twice"), "\(zone): \(error.problem)")
        }
        #expect(clock.text(moment).hasPrefix("\(words[0]) \(words[1].prefix(5)) "))
      }
    }
    #expect(twice > 20, "\(twice): the law must have met the hour that is there twice")
  }

  @Test("a stretch of time may go over midnight, and ends after it begins")
  func stretches() throws {
    func stretch(_ text: String) -> String {
      do throws(LocalTime.Refusal) {
        let (from, until) = try clock("Europe/London").stretch(text)
        return "\(Moment.text(from)) \((until - from) / 60_000)"
      } catch { return error.problem }
    }
    #expect(stretch("2025-09-23T09:30/12:30") == "2025-09-23T08:30:00.000Z 180")
    #expect(stretch("2025-09-23 09:30/2025-09-24 09:30") == "2025-09-23T08:30:00.000Z 1440")
    #expect(stretch("2025-09-23T22:00/02:30") == "2025-09-23T21:00:00.000Z 270")
    #expect(stretch("2025-10-26T00:30/02:00") == "2025-10-25T23:30:00.000Z 150", "a long night")
    #expect(stretch("2025-09-23T12:30/2025-09-23T09:30") == "'2025-09-23T12:30/2025-09-23T09:30' ends before it begins")
    #expect(stretch("2025-10-26T01:15/03:00").contains("is there twice"))
    #expect(stretch("2025-09-23/2025-09-24").contains("is a day and no moment"))
    #expect(stretch("yesterday") == "'yesterday' is no stretch of time; write it as 2025-09-23T09:30/12:30")
  }

  @Test("a page says the day and the difference once; what differs says its own")
  func pages() throws {
    let clock = clock("Europe/London")
    func at(_ text: String) throws -> Int64 { try #require(Moment.parse(text)) }
    let first = try at("2025-10-25T09:00:22.900Z")
    let page = try #require(PageTimes(clock, of: [first]))
    #expect(page.words == "2025-10-25, UTC+1")
    #expect(page.text(first) == "10:00:22")
    #expect(try page.text(at("2025-10-25T22:30:00.000Z")) == "23:30:00")
    #expect(try page.text(at("2025-10-26T00:30:00.000Z")) == "2025-10-26 01:30:00")
    #expect(try page.text(at("2025-10-26T01:30:00.000Z")) == "2025-10-26 01:30:00 UTC")
    #expect(PageTimes(clock, of: []) == nil)
  }
}
