import EventStore
import Foundation
import LogFiles
import Scoring
import ScoringTestSupport
import Testing

@testable import Operations

/// The records of random competitions, spread over several files and brought together again: whatever came first, the
/// exported log is the same, byte for byte.
@Suite("Merging in any order")
struct MergingTests {
  private static let identity = CompetitionIdentity(
    id: "00112233445566778899aabbccddeeff", note: "a law", madeAt: 1000)

  /// Everything that is recorded of a competition.
  private func whole(_ event: SeededEvent) -> Parcel {
    let documents = event.rules.keys.map { reference in
      RuleSetDocument(reference, text: "id: \(reference.id)\nedition: \(reference.digest)\n", source: "a law")
    }
    return Parcel(
      ruleSets: documents, decisions: event.decisions,
      runs: event.logs.map { log in
        OpenedRun(run: log.run, official: "R", terminal: "desk", openedAt: Int64(log.run.number))
      }, entries: event.logs.flatMap(\.entries))
  }

  /// The records in two to four parcels, some of them in several; each parcel has what its records speak of.
  private func parcels(of whole: Parcel, _ chance: inout SeededCompetition) -> [Parcel] {
    let count = chance.number(2...4)
    var parts = Array(repeating: Parcel(), count: count)
    for index in parts.indices { parts[index].competition = Self.identity }
    func somewhere() -> [Int] {
      chance.oneIn(4) ? Array(parts.indices) : [chance.number(0...count - 1)]
    }
    for decision in chance.shuffled(whole.decisions) {
      for part in somewhere() { parts[part].decisions.append(decision) }
    }
    for entry in chance.shuffled(whole.entries) {
      for part in somewhere() { parts[part].entries.append(entry) }
    }
    for run in chance.shuffled(whole.runs) {
      let named = parts.indices.filter { part in parts[part].entries.contains { $0.run == run.id } }
      for part in named.isEmpty ? somewhere() : named { parts[part].runs.append(run) }
    }
    for index in parts.indices {
      let rules = Set(parts[index].runs.map(\.run.rules)).union(parts[index].decisions.compactMap(\.ruling.rules))
      parts[index].ruleSets = chance.shuffled(whole.ruleSets.filter { rules.contains($0.reference) })
    }
    return parts
  }

  private func text(_ parcel: Parcel) -> String { parcel.canonicalLines().map { $0.withoutLink.json + "\n" }.joined() }

  @Test("the canonical log does not depend on the order in which records came")
  func order() {
    for seed in Seeds.all {
      var chance = SeededCompetition(seed: seed)
      let whole = whole(SeededEvent(seed: seed))
      var other = Parcel()
      for part in chance.shuffled(parcels(of: whole, &chance)) {
        other.ruleSets += part.ruleSets.filter { new in !other.ruleSets.contains { $0.reference == new.reference } }
        let (decisions, runs) = (Set(other.decisions.map(\.id)), Set(other.runs.map(\.id)))
        let entries = Set(other.entries.map(\.id))
        other.decisions += part.decisions.filter { !decisions.contains($0.id) }
        other.runs += part.runs.filter { !runs.contains($0.id) }
        other.entries += part.entries.filter { !entries.contains($0.id) }
      }
      #expect(text(other) == text(whole), "seed \(seed)")
    }
  }

  @Test("files of two to four terminals, merged in any order and in any pairs, export the same")
  func files() throws {
    for seed in Seeds.rare {
      let folder = FileManager.default.temporaryDirectory.appending(path: "tally-merging-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      var chance = SeededCompetition(seed: seed)
      let whole = whole(SeededEvent(seed: seed))
      var number = 0
      func store(_ parcels: [Parcel]) throws -> EventStore {
        number += 1
        let store = try EventStore.create(
          at: folder.appending(path: "\(number).sqlite").path, madeAt: 1000, identity: Self.identity, terminal: "desk")
        for parcel in parcels { try store.write { _ = try $0.record(parcel) } }
        return store
      }
      let parts = try parcels(of: whole, &chance).map { part in try store([part]).read { try $0.parcel() } }
      let inOneOrder = try store(parts).read { try $0.parcel() }
      let inAnother = try store(chance.shuffled(parts + parts.prefix(1))).read { try $0.parcel() }
      // In pairs: the first two make a file, which the rest is merged with.
      let pair = try store(Array(parts.prefix(2).reversed())).read { try $0.parcel() }
      let inPairs = try store(Array(parts.dropFirst(2)) + [pair]).read { try $0.parcel() }
      for parcel in [inOneOrder, inAnother, inPairs] { #expect(text(parcel) == text(whole), "seed \(seed)") }
      #expect(inOneOrder.exportedLines().map(\.json) == inAnother.exportedLines().map(\.json), "seed \(seed)")
      #expect(inOneOrder.exportedLines().map(\.json) == inPairs.exportedLines().map(\.json), "seed \(seed)")
    }
  }
}
