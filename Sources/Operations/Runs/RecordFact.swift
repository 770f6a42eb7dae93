package import EventStore
import RefereeConsole
package import Scoring

/// Something is said of a run: what was seen, a correction, a signature.
package struct RecordFact: OfficialOperation {
  package var run: Run.ID
  package var said: Said
  /// The run's clock when it happened; `nil`: now.
  package var clock: Milliseconds?
  /// The machine's own clock, from which the run's clock follows; `nil` where the time at the desk is fixed.
  package var boot: BootTime?

  package init(_ said: Said, of run: Run.ID, at clock: Milliseconds? = nil, boot: BootTime?) {
    self.run = run
    self.said = said
    self.clock = clock
    self.boot = boot
  }

  /// What is said, as far as whoever says it can know. The rest follows from the run's log.
  package enum Said {
    case fact(Fact)
    /// A value as it was typed: a bare number is in the item's own unit.
    case measured(Item.ID, at: Instance.ID?, typed: String)
    case rated(Item.ID, at: Instance.ID?, by: Rater.ID, typed: String)
    /// The code names the log as it is signed: the same for both sides, and another once a fact is added.
    case signed(as: Role, by: String?)

    func fact(about log: RunLog) throws(Rejection) -> Fact {
      func quantity(_ text: String, _ item: Item.ID) throws(Rejection) -> Quantity {
        try Quantity.typed(text, in: log.rules.ruleSet.item(item)?.unit ?? .count)
      }
      switch self {
      case .fact(let fact): return fact
      case .measured(let item, let instance, let text): return .measured(item, at: instance, try quantity(text, item))
      case .rated(let item, let instance, let rater, let text):
        return .rated(item, at: instance, by: rater, try quantity(text, item))
      case .signed(let role, let name):
        return .signed(as: role, code: sheetCode(of: log, digest: { Digest.bytes($0) }), by: name)
      }
    }
  }

  /// The run's log, and what its clock and its officials rest on.
  package struct Known {
    var log: RunLog
    /// What the machine's clock showed when the run's was last set going.
    var reading: BootTime?
    /// Asked for only where something depends on it.
    var competition: () throws -> Competition
  }

  package func read(_ reader: StoreReader) throws -> Known {
    _ = try reader.requireRun(run)
    let log = try reader.log(of: run, rules: RuleSets.shared.compile)
    return Known(
      log: log, reading: try log.state.clockEntry.flatMap { try reader.stopwatch(of: $0) },
      competition: { try reader.competitionWithoutOrder() })
  }

  package func decide(_ known: Known, by official: String, at now: Int64) throws -> Records {
    let fact = try said.fact(about: known.log)
    if fact.needsLeave { try known.competition().require(official, toSay: fact, about: known.log, now: now) }
    let entry = NewEntry(
      fact, at: clock ?? stopwatch(known, now).clock, reading: fact.movesClock ? boot : nil)
    return Records(entries: [RunEntries(run, [entry])])
  }

  private func stopwatch(_ known: Known, _ now: Int64) -> Stopwatch {
    Stopwatch(known.log, reading: known.reading, now: now, boot: boot, timeIsFixed: boot == nil)
  }

  /// What was recorded, and what people should know of it.
  package struct Outcome {
    package var entry: Entry
    /// The run's log with it.
    package var log: RunLog
    /// What had to be assumed about the run's clock, for people.
    package var assumption: String?
    /// A name like this official's, of somebody who has written here before or was appointed.
    package var nearOfficial: String?
  }

  package func conclude(_ known: Known, _ recorded: Recorded, _ reader: StoreReader) throws -> Outcome {
    guard let entry = recorded.entries.first, let log = recorded.logs[run] else { throw StoreError.noRun(run) }
    return Outcome(
      entry: entry, log: log, assumption: clock == nil ? stopwatch(known, entry.recordedAt).assumption : nil,
      nearOfficial: try known.log.nearOfficial(entry.official, in: known.competition))
  }
}

extension RunLog {
  /// A name like this official's. Who has written here before is not asked again.
  fileprivate func nearOfficial(_ name: String, in competition: () throws -> Competition) rethrows -> String? {
    let known = Set(entries.map(\.official))
    if known.contains(name) { return nil }
    return try known.sorted().first { isNearly($0, name) } ?? competition().nearOfficial(name)
  }
}
