public import ArgumentParser
import EventStore
import Operations
import Reports
public import Scoring
import Text

/// Which competition, everywhere the same.
struct DatabaseOptions: ParsableArguments {
  @Option(
    name: .customLong("db"), help: "The competition's file (or TALLY_DB; default ./tally.sqlite).",
    completion: .file(extensions: ["sqlite"]))
  var database: String?

  /// The path in force.
  var path: String { DatabaseOptions.path(named: database) }

  /// The path in force where the command line names this one.
  static func path(named name: String?) -> String { name ?? Process.environment("TALLY_DB") ?? "tally.sqlite" }

  /// Opens the file for asking: nothing on the disk changes.
  func openForReading() throws -> EventStore {
    try EventStore.open(at: path, readOnly: true, listener: .people).untilTheEnd()
  }
}

extension EventStore {
  nonisolated(unsafe) private static var last: EventStore?

  /// Keeps the store until the process ends, which closes it as well. Letting it go before would start a thread.
  fileprivate func untilTheEnd() -> EventStore {
    EventStore.last = self
    return self
  }
}

/// Who speaks, and where, for every command that records something.
struct OfficialOptions: ParsableArguments {
  @Option(help: "Who says so (or TALLY_OFFICIAL; default your user name).")
  var official: String?

  @Option(help: "This terminal's name (or TALLY_TERMINAL; default a name dealt out once for this file and machine).")
  var terminal: String?

  /// The official in force.
  func name() throws -> String {
    let said = official ?? Process.environment("TALLY_OFFICIAL") ?? Process.environment("USER") ?? "referee"
    let name = said.asName
    guard (1...200).contains(name.utf8.count) else {
      throw CommandError("an official's name needs 1 to 200 bytes")
    }
    return name
  }

  /// Does what an official does, now and in this name: all of it is on the disk afterwards, or nothing.
  @discardableResult
  func carryOut<O: OfficialOperation>(_ operation: O, in database: DatabaseOptions) throws -> O.Outcome {
    try open(database).carryOut(operation, by: name(), at: Process.now())
  }

  /// Opens the file for writing, as this terminal.
  func open(_ database: DatabaseOptions) throws -> EventStore {
    try EventStore.open(
      at: database.path, readOnly: false, terminal: terminal ?? Process.environment("TALLY_TERMINAL"),
      listener: .people
    ).untilTheEnd()
  }
}

extension StoreListener {
  /// What a store has to say goes to people, and what it has recorded is kept in mind.
  static let people = StoreListener(
    complain: { Process.tell("warning: \($0)") }, remark: { Process.tell("note: \($0)") },
    recorded: { Process.keep($0) })
}

/// A reason that must be given.
struct ReasonOption: ParsableArguments {
  @Option(help: "Why; it is kept and shown.")
  var reason: String
}

extension ArgumentHelp {
  /// Every command that speaks of a run says it alike.
  static let run = ArgumentHelp("The run's short name.", valueName: "run")
}

extension Identifier: ExpressibleByArgument {
  /// The name as it is typed.
  public init?(argument: String) { self.init(argument) }
  /// The names of the competition's file.
  public static var defaultCompletionKind: CompletionKind { Completions.names(of: Self.self) }
}

extension Phase: ExpressibleByArgument {}
extension Finish: ExpressibleByArgument {}
extension Role: ExpressibleByArgument {}

/// A clock reading on the command line: `0:31`.
struct ClockArgument: ExpressibleByArgument {
  var clock: Milliseconds
  init?(argument: String) {
    guard let clock = Milliseconds(argument) else { return nil }
    self.clock = clock
  }
}

/// An item, with its instance if it is scored at several: `delivered@table-2`.
struct ItemArgument: ExpressibleByArgument {
  var item: Item.ID
  var instance: Instance.ID?
  init?(argument: String) {
    let parts = argument.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard let item = parts.first, !item.isEmpty else { return nil }
    self.item = Item.ID(String(item))
    if parts.count == 2 { instance = Instance.ID(String(parts[1])) }
  }
  static var defaultCompletionKind: CompletionKind { Completions.items }
}
