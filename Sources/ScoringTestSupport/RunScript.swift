public import Scoring

/// A run told in the words of a referee, for tests:
///
///     let log = run(under: rules) {
///       started()
///       saw("deliver", at: "0:12")
///       finished(at: "4:00")
///     }
public func run(
  _ id: Run.ID = "run-1", team: Team.ID = "blue", number: Int = 1, phase: Phase = .trials, under rules: RuleSet,
  @ScriptBuilder _ script: () -> [Told]
) -> RunLog {
  let run = Run(
    id: id, challenge: "challenge", team: team, phase: phase, number: number,
    rules: RuleSetReference(id: rules.id, edition: rules.edition, digest: ""))
  var log = RunLog(run, under: CompiledRules(rules))
  for (index, told) in script().enumerated() { log.record(told.entry(index + 1, in: id)) }
  return log
}

/// One line of a told run.
public struct Told: Sendable {
  var clock: Milliseconds
  var fact: Fact
  var id: Entry.ID?

  init(clock: Milliseconds, fact: Fact, id: Entry.ID? = nil) {
    self.clock = clock
    self.fact = fact
    self.id = id
  }

  /// Any fact, with an id of its own.
  public init(fact: Fact, at time: String = "1:00", as id: Entry.ID) {
    self.init(clock: Scoring.Milliseconds(time) ?? .zero, fact: fact, id: id)
  }

  /// Any fact at any clock, even one that no referee could enter.
  public init(fact: Fact, clock: Milliseconds) { self.init(clock: clock, fact: fact, id: nil) }

  /// The entry that line `number` of a script makes.
  public func entry(_ number: Int, in run: Run.ID) -> Entry {
    Entry(
      id: id ?? Entry.ID("\(run)-e\(number)"), run: run, official: "R1", terminal: run.text, number: number,
      clock: clock, recordedAt: 1_758_700_000_000 + Int64(number) * 1000, fact: fact)
  }
}

/// Collects the lines of a script.
@resultBuilder public enum ScriptBuilder {
  /// One line.
  public static func buildExpression(_ told: Told) -> [Told] { [told] }
  /// Several lines.
  public static func buildExpression(_ told: [Told]) -> [Told] { told }
  /// Lines after one another.
  public static func buildBlock(_ parts: [Told]...) -> [Told] { parts.flatMap { $0 } }
  /// The lines of a loop.
  public static func buildArray(_ parts: [[Told]]) -> [Told] { parts.flatMap { $0 } }
  /// The lines of an `if`, or none.
  public static func buildOptional(_ part: [Told]?) -> [Told] { part ?? [] }
  /// The lines of one branch.
  public static func buildEither(first: [Told]) -> [Told] { first }
  /// The lines of the other branch.
  public static func buildEither(second: [Told]) -> [Told] { second }
}

/// A reading of the run's clock, as a referee writes it: `"4:05"`.
public func clock(_ text: String) -> Milliseconds {
  guard let clock = Milliseconds(text) else { preconditionFailure("'\(text)' is no clock reading") }
  return clock
}

/// The clock began.
public func started() -> Told { Told(clock: .zero, fact: .started) }
/// The clock stood still.
public func paused(at time: String) -> Told { Told(clock: clock(time), fact: .paused) }
/// The clock went on.
public func resumed(at time: String) -> Told { Told(clock: clock(time), fact: .resumed) }
/// The run ended.
public func finished(_ finish: Finish = .completed, at time: String) -> Told {
  Told(clock: clock(time), fact: .finished(finish))
}
/// Something was seen.
public func saw(
  _ item: Item.ID, on instance: Instance.ID? = nil, count: Int = 1, at time: String = "1:00", as id: Entry.ID? = nil
) -> Told {
  Told(clock: clock(time), fact: .observed(item, at: instance, count: count), id: id)
}
/// A level was reached.
public func chose(_ item: Item.ID, _ level: Item.Level.ID, on instance: Instance.ID? = nil, at time: String = "1:00")
  -> Told
{
  Told(clock: clock(time), fact: .chose(item, at: instance, level))
}
/// Something was measured.
public func measured(_ item: Item.ID, _ value: String, on instance: Instance.ID? = nil, at time: String = "1:00")
  -> Told
{
  guard let quantity = Quantity(value) else { preconditionFailure("'\(value)' is no quantity") }
  return Told(clock: clock(time), fact: .measured(item, at: instance, quantity))
}
/// Somebody gave a value.
public func rated(
  _ item: Item.ID, _ value: String, on instance: Instance.ID? = nil, by rater: Rater.ID, at time: String = "1:00"
) -> Told {
  guard let quantity = Quantity(value) else { preconditionFailure("'\(value)' is no quantity") }
  return Told(clock: clock(time), fact: .rated(item, at: instance, by: rater, quantity))
}
/// The run was restarted.
public func restarted(at time: String) -> Told { Told(clock: clock(time), fact: .restarted) }
/// An entry was taken back.
public func retracted(_ entry: Entry.ID, _ reason: String = "wrong key", at time: String = "1:00") -> Told {
  Told(clock: clock(time), fact: .retracted(entry, reason: reason))
}
/// The run was voided.
public func voided(_ reason: String, at time: String = "1:00") -> Told {
  Told(clock: clock(time), fact: .voided(reason: reason))
}
/// Any other fact.
public func told(_ fact: Fact, at time: String = "0:00") -> Told { Told(clock: clock(time), fact: fact) }

extension Item {
  /// An item for a test, with what matters set in the closure.
  public static func make(_ kind: Kind, _ id: ID, _ change: (inout Item) -> Void = { _ in }) -> Item {
    var item = Item(id: id, kind: kind, title: "Item \(id)", origin: Origin(.house, "a test"))
    change(&item)
    return item
  }
}

extension RuleSet {
  /// A rule set for a test: ranked by points, unless changed.
  public static func make(_ items: [Item], _ change: (inout RuleSet) -> Void = { _ in }) -> RuleSet {
    var rules = RuleSet(id: "test-2026/sheet", title: "A test sheet", competition: "a test")
    rules.items = items
    rules.ranking = [.mostPoints]
    change(&rules)
    return rules
  }
}
