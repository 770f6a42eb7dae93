import EventStore
import LogFiles
import Operations
import Reports
import Scoring
import Text

/// Taking in what another file knows: all of it or nothing.
struct Merging {
  private let parcel: Parcel
  private let name: String
  private let anyway: Bool

  /// What came, the name that people know it by, and whether it may be of another competition.
  init(_ parcel: Parcel, from name: String, anyway: Bool) {
    self.parcel = parcel
    self.name = name
    self.anyway = anyway
  }

  /// Takes it in and says what was new.
  func run(in store: EventStore) throws {
    if parcel.competition == nil {
      Process.tell("note: \(safeForPeople(name)) does not say which competition it is of, as older logs do not")
    }
    let outcome = try store.takeIn(TakeInLog(parcel, anyway: anyway))
    let new = outcome.new
    Process.answer(
      "new: \(new.ruleSets) rule sets, \(new.decisions) decisions, \(new.runs) runs, \(new.entries) entries; "
        + "known already: \(outcome.known)\n")
    Merging.tellStrays(in: outcome.after)
    for twice in outcome.after.logs.turnsTakenTwice {
      Process.tell(
        "note: runs \(twice.counting.id) and \(twice.other.id) were both opened as \(twice.counting.turnWords); "
          + "\(twice.counting.id) counts. 'tally run void' takes out the one that was not meant")
    }
  }

  /// Tells what was recorded and counts nowhere, so that nobody learns of it at the ceremony.
  static func tellStrays(in situation: Situation) {
    let most = 20
    let strays =
      situation.competition.strays(in: situation.logs) + situation.competition.strays(among: situation.decisions)
    for stray in strays.prefix(most) { Process.tell("warning: \(safeForPeople(stray.message))") }
    if strays.count > most {
      Process.tell("warning: \(strays.count - most) more count nowhere; 'tally audit' lists them")
    }
  }
}

extension Parcel {
  /// The content of a log file; every broken line is named.
  init(logAt file: String) throws {
    let bytes = try WholeFile.read(file, maximumBytes: 1_000_000_000)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandError("\(safeForPeople(file)) is not UTF-8 text; it cannot be an exported log")
    }
    let (lines, errors) = LogLine.read(text)
    guard errors.isEmpty else {
      throw CommandError(
        "nothing was imported:\n" + errors.map { safeForPeople("\(file):\($0)") }.joined(separator: "\n"))
    }
    try self.init(lines, from: file)
  }

  /// The content of another competition's file, or of a log that was exported: whichever it is.
  init(fileAt file: String) throws {
    if file == "-" {
      try self.init(logAt: file)
      return
    }
    let store: EventStore
    do {
      store = try EventStore.open(at: file, readOnly: true)
    } catch StoreError.notADatabase {
      try self.init(logAt: file)
      return
    }
    do {
      self = try store.read { try $0.parcel() }
    } catch let error as StoreError {
      throw CommandError("\(safeForPeople(file)) cannot be taken in, and nothing was written: \(error)")
    }
    for index in ruleSets.indices { ruleSets[index].source = "merged: \(file)" }
  }
}
