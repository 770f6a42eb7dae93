import EventStore
import Foundation
import LogFiles
import Operations
import RuleSetFiles
import Scoring

/// A competition in a file of its own: one challenge, two teams, an organiser and a referee.
final class Office {
  let store: EventStore
  private let folder: URL
  /// The time at the desk; each thing that is carried out takes a second.
  private(set) var now: Int64 = 1_758_618_000_000
  let rules: (RuleSet, RuleSetDocument)

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "operations-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try EventStore.create(
      at: folder.appending(path: "tally.sqlite").path, madeAt: now, terminal: "office")
    rules = try RuleSets.find("scrc-2025/coffee-shop-orders") { _ in [] }
    let reference = rules.1.reference
    try store.write { writer in
      try writer.decide(
        [
          .named("A day", days: []), .heldChallenge("coffee", title: "Coffee", rules: reference),
          .plannedPhase("coffee", PhasePlan(phase: .trials)), .plannedPhase("coffee", PhasePlan(phase: .final)),
          .enteredTeam("lasr", name: "LASR", affiliation: ""), .enteredTeam("kcl", name: "KCL", affiliation: ""),
          .enteredChallenge("lasr", "coffee"), .enteredTeam("late", name: "Late", affiliation: ""),
          .appointed(Official(name: "Ada", duties: [.organiser])),
          .appointed(Official(name: "Ref", duties: [.referee])),
        ], by: "Ada", recordedAt: now, ruleSets: [rules.1])
    }
  }

  deinit {
    try? store.close()
    try? FileManager.default.removeItem(at: folder)
  }

  func carryOut<O: OfficialOperation>(_ operation: O, by official: String = "Ada") throws -> O.Outcome {
    now += 1000
    return try store.carryOut(operation, by: official, at: now)
  }

  /// Everything that the file knows, to the byte.
  func log() throws -> [String] { try store.read { try $0.parcel() }.exportedLines().map(\.json) }
}
