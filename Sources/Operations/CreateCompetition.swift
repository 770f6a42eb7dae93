package import EventStore
import Scoring

/// What a new competition's file begins with, worked out and checked before there is a file.
package enum CreateCompetition {
  /// A name, with no teams and no challenges yet.
  case named(String)
  /// Everything that a plan says.
  case planned(LoadedPlan)
  /// The same competition as in a log that was exported: the two can be united.
  case copied(Parcel)

  /// Makes the file, with everything in it or not at all.
  package func make(
    at path: String, isForGroup: Bool, terminal: String?, listener: StoreListener, by official: String, at now: Int64
  ) throws -> Outcome {
    let identity: CompetitionIdentity? = if case .copied(let parcel) = self { parcel.competition } else { nil }
    let (store, counts) = try EventStore.create(
      at: path, madeAt: now, note: "A competition refereed with Tally.", identity: identity,
      isSecond: identity != nil, isForGroup: isForGroup, terminal: terminal, listener: listener
    ) { writer in
      switch self {
      case .named(let name):
        try writer.decide([.named(name, days: [])], by: official, recordedAt: now)
        return StoreCounts()
      case .planned(let plan):
        try writer.decide(plan.rulings, by: official, recordedAt: now, ruleSets: plan.documents)
        return StoreCounts()
      case .copied(let parcel): return try writer.record(parcel)
      }
    }
    return Outcome(store: store, counts: counts)
  }

  /// The competition that was made.
  package struct Outcome {
    package var store: EventStore
    /// How much was taken in of a log.
    package var counts: StoreCounts
  }
}
