import EventStore
import Scoring

/// What is audited: a competition's file as of one moment, and what it is held against.
final class AuditSubject {
  let reader: StoreReader
  /// What the witness beside the file had seen before that moment.
  let witness: WitnessStatement?
  /// Another file of the competition: its name and what it knows.
  let other: (name: String, parcel: Parcel)?
  private var known: Parcel?

  init(_ reader: StoreReader, witness: WitnessStatement?, other: (name: String, parcel: Parcel)?) {
    self.reader = reader
    self.witness = witness
    self.other = other
  }

  /// Everything that the file knows, read once.
  func parcel() throws -> Parcel {
    if let known { return known }
    let parcel = try reader.parcel()
    known = parcel
    return parcel
  }

  /// A run's log, whatever its rules are: for what does not depend on them.
  func logs() throws -> [RunLog] {
    let parcel = try parcel()
    let entries = Dictionary(grouping: parcel.entries, by: \.run)
    return parcel.runs.map { opened in
      let rules = RuleSet(id: opened.run.rules.id, edition: opened.run.rules.edition, title: "")
      return RunLog(opened.run, under: CompiledRules(rules), recording: entries[opened.id] ?? [])
    }
  }
}
