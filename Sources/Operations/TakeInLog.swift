package import EventStore
package import LogFiles
import Scoring

/// Taking in what another file of the competition knows: all of it or nothing.
package struct TakeInLog: OfficialOperation {
  package var parcel: Parcel
  /// Whether it may be of another competition.
  package var anyway: Bool

  package init(_ parcel: Parcel, anyway: Bool = false) {
    self.parcel = parcel
    self.anyway = anyway
  }

  /// Why nothing is taken in.
  package enum Refusal: OperationRefusal, Equatable {
    case conflicts([Conflict])
    case saysTwiceWhose(file: String)

    package var problem: String {
      switch self {
      case .conflicts(let conflicts):
        "\(conflicts.count == 1 ? "a conflict" : "\(conflicts.count) conflicts"), so nothing was written:\n"
          + conflicts.map { "  \($0)" }.joined(separator: "\n")
      case .saysTwiceWhose(let file):
        "\(file) says twice, and differently, which competition it is of; import one log at a time"
      }
    }
  }

  /// What was new, what was known, and what people should look at.
  package struct Outcome {
    /// What was not known before.
    package var new: StoreCounts
    /// How many rule sets, decisions, runs and entries were known already.
    package var known: Int
    /// The competition afterwards: what counts nowhere is told of it, and who held a turn twice.
    package var after: Situation
  }

  package func read(_ reader: StoreReader) {}

  package func decide(_ known: Void, by official: String, at now: Int64) -> Records {
    Records(log: parcel, anyway: anyway)
  }

  package func conclude(_ known: Void, _ recorded: Recorded, _ reader: StoreReader) throws -> Outcome {
    let new = recorded.new
    return Outcome(
      new: new, known: parcel.count - new.ruleSets - new.decisions - new.runs - new.entries,
      after: try Situation(reader))
  }
}

extension EventStore {
  /// Takes in what another file knows; contradictions are refused, all of them at once.
  package func takeIn(_ log: TakeInLog) throws -> TakeInLog.Outcome {
    do {
      return try carryOut(log, by: "", at: 0)
    } catch StoreError.conflicts(let conflicts) {
      throw TakeInLog.Refusal.conflicts(conflicts)
    }
  }
}

extension Parcel {
  /// The content of a log that was exported.
  package init(_ lines: [LogLine], from file: String) throws(TakeInLog.Refusal) {
    self.init()
    for line in lines {
      switch line {
      case .competition(let id, let note, let madeAt):
        let identity = CompetitionIdentity(id: id, note: note, madeAt: madeAt)
        guard competition == nil || competition == identity else { throw .saysTwiceWhose(file: file) }
        competition = identity
      case .ruleSet(let reference, let text):
        ruleSets.append(RuleSetDocument(reference, text: text, source: "imported: \(file)"))
      case .decision(let decision, let link):
        decisions.append(decision)
        decisionLinks[decision.id] = link
      case .run(let run): runs.append(run)
      case .entry(let entry, let link):
        entries.append(entry)
        entryLinks[entry.id] = link
      }
    }
  }
}
