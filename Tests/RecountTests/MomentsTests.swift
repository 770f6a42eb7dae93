import EventStore
import Foundation
import LogFiles
import ScoringTestSupport
import Testing

@testable import Operations
@testable import Scoring
@testable import tally

/// Earlier moments of a log are made of what was read once. Each is what reading the file as of that moment gives.
@Suite("Earlier moments of one log")
struct MomentsTests {
  /// An invented event of two challenges.
  private final class Event {
    let store: EventStore
    private let folder: URL

    init(teams: Int, trials: Int) throws {
      folder = FileManager.default.temporaryDirectory.appending(path: "tally-moments-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let path = folder.appending(path: "tally.sqlite").path
      let sheets = try ["scrc-2025/coffee-shop-orders", "scrc-2025/through-the-door"].map { try RuleSets.find($0) }
      let simulation = Simulation(
        number: 1, seed: 7, teams: teams, trials: trials, sheets: sheets, start: 1_777_885_200_000)
      _ = try simulation.write(to: path) { _, _ in }
      store = try EventStore.open(at: path, readOnly: false, terminal: "office")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Moments that lie so many entries of each desk after one another; the last is now.
    func moments(_ count: Int) throws -> [Heads] {
      let parcel = try store.read { try $0.parcel() }
      let most = parcel.entries.map(\.number).max() ?? 0
      return (1...count).map { step in
        Heads(entries: parcel.entries.filter { $0.number <= most * step / count }, decisions: parcel.decisions)
      }
    }

    func publish(_ moments: [Heads]) throws {
      let parcel = try store.read { try $0.parcel() }
      let codes = competitionCodes(of: parcel, at: moments)
      try store.write { writer in
        try writer.decide(
          zip(moments, codes).enumerated().map { index, moment in
            .published(
              Publication(
                revision: index + 1, challenge: nil, isOfficial: false, heads: moment.0, code: moment.1))
          }, by: "office", recordedAt: 1_787_885_200_000)
      }
    }
  }

  @Test("codes made in one go are those made one by one, of the text that was there then")
  func codes() throws {
    let event = try Event(teams: 3, trials: 2)
    let parcel = try event.store.read { try $0.parcel() }
    let moments = try event.moments(5) + [Heads(), Heads("desk-1:3:0")!]
    let plain = moments.map { moment in
      let text = parcel.upTo(moment).canonicalLines().map { $0.json + "\n" }.joined()
      return Digest.hex(of: text).prefix(10)
    }
    let codes = competitionCodes(of: parcel, at: moments)
    #expect(codes == moments.map { competitionCode(of: parcel, at: $0) })
    #expect(Set(codes).count == moments.count)
    for (code, digest) in zip(codes, plain) {
      let bytes = stride(from: 0, to: 10, by: 2).map { offset in
        UInt8(digest.dropFirst(offset).prefix(2), radix: 16)!
      }
      #expect(code == shortCodeOf(bytes))
    }
  }

  /// Forty bits in Crockford's letters, by other words than the product's own.
  private func shortCodeOf(_ bytes: [UInt8]) -> String {
    let bits = bytes.map { String(String(Int($0) + 256, radix: 2).dropFirst()) }.joined()
    let letters = stride(from: 0, to: 40, by: 5).map { offset -> Character in
      let value = Int(bits.dropFirst(offset).prefix(5), radix: 2)!
      return Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")[value]
    }
    return String(letters[..<4]) + "-" + String(letters[4...])
  }

  @Test("an earlier moment out of the whole is the one that the file gives")
  func situations() throws {
    let event = try Event(teams: 3, trials: 2)
    let ruleSets = RuleSets()
    let parcel = try event.store.read { try $0.parcel() }
    let now = try Situation(parcel, compiling: ruleSets)
    func same(_ a: Situation, _ b: Situation) {
      #expect(a.decisions == b.decisions && a.runs == b.runs && a.rules.keys == b.rules.keys)
      #expect(a.logs.map(\.run) == b.logs.map(\.run))
      #expect(a.logs.map(\.entries) == b.logs.map(\.entries))
      #expect(a.board().results.map(\.standings) == b.board().results.map(\.standings))
      #expect(a.board().tables.map(\.standings) == b.board().tables.map(\.standings))
    }
    same(now, try Situation(event.store))
    for moment in try event.moments(6) + [Heads()] {
      same(
        try now.asOf(.heads(moment), rules: parcel.compiler(ruleSets)), try Situation(event.store, at: .heads(moment)))
    }
    let middle = now.entries.map(\.recordedAt).sorted()[now.entries.count / 2]
    same(try now.asOf(.time(middle), rules: parcel.compiler(ruleSets)), try Situation(event.store, at: .time(middle)))
  }

  @Test("moments between which nothing could move a place are counted as one; a withdrawal makes two")
  func sameMoments() throws {
    let event = try Event(teams: 3, trials: 1)
    func counts() throws -> (counted: Int, published: Int) {
      try event.store.read { reader in
        let subject = AuditSubject(reader)
        return (try subject.secondCounts().count, subject.publishedMoments)
      }
    }
    #expect(try counts() == (1, 0))
    for _ in 1...3 { try event.publish(try event.moments(1)) }
    #expect(try counts() == (1, 3))
    try event.store.write {
      try $0.decide([.withdrew("team-1", from: nil, reason: "a law")], by: "office", recordedAt: 1_787_885_200_001)
    }
    #expect(try counts() == (2, 3))
    try event.publish(try event.moments(1))
    #expect(try counts() == (2, 4))
  }

  @Test("an audit of twenty revisions costs little more than one of two")
  func growth() throws {
    let events = [try Event(teams: 6, trials: 3), try Event(teams: 6, trials: 3)]
    try events[0].publish(try events[0].moments(2))
    try events[1].publish(try events[1].moments(20))
    let ratio = try ScoringTestSupport.growth(from: events[0], to: events[1]) { event in
      let findings = try AuditResult(of: event.store).findings
      #expect(findings.isEmpty)
    }
    #expect(ratio < 4)
  }
}
