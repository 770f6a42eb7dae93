public import Scoring
import Text

/// One thing that applying a plan changes in a competition.
public struct PlanChange: Equatable, Sendable {
  /// How a change is marked.
  public enum Sign: String, Sendable {
    /// Something new.
    case added = "+"
    /// Something that is no longer there.
    case removed = "-"
    /// Something that is different.
    case changed = "~"
  }

  /// The mark.
  public var sign: Sign
  /// The change in words. Names in it are as they were entered, so not yet safe to print.
  public var words: String
  /// The decisions that make it.
  public var rulings: [Decision.Ruling]
  /// Whether it takes something away that people relied on, so that a reason must be kept with it.
  public var needsReason: Bool
}

/// What applying a plan would change in a competition: the present one compared with the one that the plan makes by
/// itself. Nothing is ever rewritten; each change is more decisions.
///
/// What a plan does not speak of stays: runs, schedules, protests, ties. The order of teams, challenges and tables
/// stays too, as it was first planned.
public struct PlanChanges: Equatable, Sendable {
  /// The changes, in the order of a plan.
  public private(set) var changes: [PlanChange] = []
  /// What the plan says and cannot bring about.
  public private(set) var notes: [String] = []
  /// What must be mended before the plan can be applied at all.
  public private(set) var problems: [String] = []

  /// The decisions that make all changes.
  public var rulings: [Decision.Ruling] { changes.flatMap(\.rulings) }
  /// Whether a reason must be given.
  public var needReason: Bool { changes.contains(where: \.needsReason) }

  /// Compares.
  ///
  /// - Parameters:
  ///   - current: the present competition.
  ///   - decisions: its decisions, of which some may have to be taken back.
  ///   - runs: its runs, which a plan cannot undo.
  ///   - wanted: the competition that the plan makes by itself.
  ///   - reason: why, for changes that keep a reason.
  public init(
    from current: Competition, decisions: [Decision], runs: [Run], to wanted: Competition, reason: String = ""
  ) {
    var comparison = PlanComparison(
      current: current, wanted: wanted, decisions: decisions, runs: runs, reason: reason)
    comparison.compareHead()
    comparison.compareArenas()
    comparison.compareOfficials()
    comparison.compareDivisions()
    comparison.compareTeams()
    comparison.compareChallenges()
    comparison.compareTables()
    comparison.compareAwards()
    (changes, notes, problems) = (comparison.changes, comparison.notes, comparison.problems)
  }
}

/// The comparison under way.
struct PlanComparison {
  let current: Competition
  let wanted: Competition
  let decisions: [Decision]
  let runs: [Run]
  let reason: String
  var changes: [PlanChange] = []
  var notes: [String] = []
  var problems: [String] = []

  mutating func add(_ words: String, _ rulings: [Decision.Ruling]) {
    changes.append(PlanChange(sign: .added, words: words, rulings: rulings, needsReason: false))
  }
  mutating func change(_ words: String, _ rulings: [Decision.Ruling]) {
    changes.append(PlanChange(sign: .changed, words: words, rulings: rulings, needsReason: false))
  }
  mutating func remove(_ words: String, _ rulings: [Decision.Ruling], needsReason: Bool = true) {
    changes.append(PlanChange(sign: .removed, words: words, rulings: rulings, needsReason: needsReason))
  }

  /// Takes back every decision that still holds and says this.
  func takeBack(where says: (Decision.Ruling) -> Bool) -> [Decision.Ruling] {
    var retracted: Set<Decision.ID> = []
    for case .retracted(let target, _) in decisions.map(\.ruling) { retracted.insert(target) }
    return decisions.sorted(by: Decision.inOrder).filter { !retracted.contains($0.id) && says($0.ruling) }
      .map { .retracted($0.id, reason: reason) }
  }

  /// A plan knows no schedule: what it leaves out may still be planned for a time.
  mutating func noteSlots(_ what: String, where isMeant: (Slot) -> Bool) {
    let count = current.slots.count(where: isMeant)
    if count > 0 {
      notes.append("\(what): the schedule still has \(counted(count, "run")) of it; plan anew what is to be held")
    }
  }

  /// `2 runs`, or nothing.
  func held(_ isMeant: (Run) -> Bool) -> String? {
    let count = runs.count(where: isMeant)
    return count == 0 ? nil : counted(count, "run")
  }
}

// MARK: The head, arenas, officials, divisions

extension PlanComparison {
  mutating func compareHead() {
    if current.name != wanted.name || current.days != wanted.days {
      var words: [String] = []
      if current.name != wanted.name { words.append("name: '\(current.name)' becomes '\(wanted.name)'") }
      if current.days != wanted.days { words.append("days: \(list(current.days)) become \(list(wanted.days))") }
      change(words.joined(separator: "; "), [.named(wanted.name, days: wanted.days)])
    }
    compareLocation()
    if let window = wanted.protestWindow, window != current.protestWindow {
      let ruling = Decision.Ruling.allowedProtests(within: window)
      if let before = current.protestWindow {
        change("protests: within \(before) becomes \(window)", [ruling])
      } else {
        add("protests: within \(window)", [ruling])
      }
    } else if wanted.protestWindow == nil, let before = current.protestWindow {
      remove("protests: no longer within \(before)", takeBack { if case .allowedProtests = $0 { true } else { false } })
    }
  }

  private mutating func compareLocation() {
    guard current.venue != wanted.venue || current.timeZone != wanted.timeZone else { return }
    let ruling = Decision.Ruling.locatedAt(venue: wanted.venue, timeZone: wanted.timeZone ?? "")
    func words(_ competition: Competition) -> String {
      let words = [competition.venue, competition.timeZone ?? ""].filter { !$0.isEmpty }
      return words.isEmpty ? "" : "'\(words.joined(separator: ", "))'"
    }
    let (before, after) = (words(current), words(wanted))
    if before.isEmpty {
      add("venue: \(after)", [ruling])
    } else if after.isEmpty {
      remove("venue: no longer \(before)", [ruling], needsReason: false)
    } else {
      change("venue: \(before) becomes \(after)", [ruling])
    }
  }

  mutating func compareArenas() {
    for arena in wanted.arenas {
      let holds = arena.challenges.isEmpty ? "any challenge" : list(arena.challenges.map(\.text))
      if let before = current.arena(arena.id) {
        if before != arena { change("arena \(arena.id): '\(arena.title)' for \(holds)", [.preparedArena(arena)]) }
      } else {
        add("arena \(arena.id): '\(arena.title)' for \(holds)", [.preparedArena(arena)])
      }
    }
    for arena in current.arenas where wanted.arena(arena.id) == nil {
      noteSlots("arena \(arena.id)") { $0.arena == arena.id }
      remove(
        "arena \(arena.id): '\(arena.title)'",
        takeBack { if case .preparedArena(let told) = $0 { told.id == arena.id } else { false } })
    }
  }

  mutating func compareOfficials() {
    func duties(_ official: Official) -> String { list(official.duties.map(\.rawValue)) }
    for official in wanted.officials {
      if let before = current.officials.first(where: { $0.name == official.name }) {
        if Set(before.duties) != Set(official.duties) {
          change("official '\(official.name)': \(duties(before)) becomes \(duties(official))", [.appointed(official)])
        }
      } else {
        add("official '\(official.name)': \(duties(official))", [.appointed(official)])
      }
    }
    for official in current.officials where !wanted.officials.contains(where: { $0.name == official.name }) {
      remove(
        "official '\(official.name)': no longer \(duties(official))",
        [.appointed(Official(name: official.name, duties: []))], needsReason: false)
    }
  }

  mutating func compareDivisions() {
    for division in wanted.divisions {
      if let before = current.divisions.first(where: { $0.id == division.id }) {
        if before != division {
          change(
            "division \(division.id): title '\(before.title)' becomes '\(division.title)'", [.formedDivision(division)])
        }
      } else {
        add("division \(division.id): '\(division.title)'", [.formedDivision(division)])
      }
    }
    for division in current.divisions where !wanted.divisions.contains(where: { $0.id == division.id }) {
      remove(
        "division \(division.id): '\(division.title)'",
        takeBack { if case .formedDivision(let told) = $0 { told.id == division.id } else { false } })
    }
  }

  func list(_ words: [String]) -> String { words.isEmpty ? "none" : words.joined(separator: ", ") }
}
