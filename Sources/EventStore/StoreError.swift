public import Scoring

/// Why the store could not do what it was asked: what is wrong, and what would be right.
///
/// Paths are as they were given. Nothing was written unless the case says otherwise.
public enum StoreError: Error, Equatable, Sendable {
  /// There is nothing at this path.
  case missing(path: String)
  /// A new competition was to be made where there is something already.
  case alreadyExists(path: String)
  /// A competition was to be made under a name that means something else beside a competition's file.
  case reservedName(path: String, ending: String)
  /// Beside the place for a new file lies what another file of that name has left.
  case leftover(path: String)
  /// The folder that the file should be in does not exist.
  case noFolder(path: String)
  /// The path is a folder.
  case isFolder(path: String)
  /// The path is a pipe, a device or a socket.
  case notAFile(path: String)
  /// The file has no content.
  case empty(path: String)
  /// The file is not an SQLite database.
  case notADatabase(path: String)
  /// The file is an SQLite database of another program.
  case foreign(path: String)
  /// A newer version of Tally made the file.
  case newer(path: String, version: Int)
  /// An older version of Tally made the file, and it was opened for reading only.
  case older(path: String, version: Int)
  /// The file may not be read.
  case unreadable(path: String)
  /// The file may not be written.
  case readOnlyFile(path: String)
  /// The file's folder may not be written, and SQLite keeps its journal there.
  case readOnlyFolder(path: String)
  /// Something was to be written to a store that was opened for reading only.
  case openedForReading(path: String)
  /// A process died while writing, and its journal cannot be rolled back because the file may not be written.
  case unfinishedWrite(path: String)
  /// There is no space left.
  case diskFull(path: String)
  /// Another process held the file for longer than the busy timeout.
  case busy(path: String, waited: Milliseconds)
  /// The file is damaged.
  case corrupted(path: String, detail: String)
  /// The disk or the file system failed; the last thing may be recorded or not.
  case inputOutput(path: String, detail: String)
  /// SQLite did not take a setting that safety rests on.
  case setting(path: String, name: String, wanted: String, found: String)
  /// A row does not say what a row of its table must say.
  case brokenRow(table: String, row: String, problem: String)
  /// A value has no faithful form in the database.
  case unstorable(String)
  /// What was sent contradicts what is recorded; nothing of it was written.
  case conflicts([Conflict])
  /// What was sent is from another competition; nothing of it was written.
  case otherCompetition(theirs: String, ours: String)
  /// There is no run with this name.
  case noRun(Run.ID)
  /// The rule set's text is not in the database.
  case noRuleSet(RuleSetReference)
  /// The team has a run of the challenge that has not ended.
  case runIsOpen(Run.ID, team: Team.ID, challenge: Challenge.ID)
  /// A terminal's name must be a short name.
  case badTerminalName(String)
  /// A backup is not what it was made from.
  case badBackup(path: String, detail: String)
  /// The database refused a row.
  case refused(String)
  /// Any other error of SQLite.
  case sqlite(code: Int, message: String)
}

/// One contradiction between what was sent and what is recorded.
public struct Conflict: Hashable, Sendable, CustomStringConvertible {
  /// What it is about.
  public var subject: Subject
  /// Its name: an entry's id, a rule set's digest.
  public var id: String
  /// The sentence for people.
  public var description: String

  /// What a conflict can be about.
  public enum Subject: String, Sendable {
    case ruleSet, run, entry, decision
  }
}

extension StoreError: CustomStringConvertible {
  /// One sentence: what is wrong; what would be right.
  public var description: String {
    switch self {
    case .missing(let path): "there is no competition at \(path)"
    case .alreadyExists(let path): "there is already something at \(path); choose another name or move it away"
    case .reservedName(let path, let ending):
      "\(path) ends in \(ending), as what Tally keeps beside a competition's file; choose another name"
    case .leftover(let path):
      "\(path) was left by an earlier file of that name and would be taken for the new one's; move it away"
    case .noFolder(let path): "the folder of \(path) does not exist; make it first"
    case .isFolder(let path): "\(path) is a folder; name the competition's file, for example \(path)/tally.sqlite"
    case .notAFile(let path): "\(path) is not a regular file; name the competition's file"
    case .empty(let path): "\(path) is empty, not a competition; delete it and make a new one"
    case .notADatabase(let path): "\(path) is not a Tally database; name a competition's file"
    case .foreign(let path):
      "\(path) is another program's SQLite database and was left alone; name a competition's file"
    case .newer(let path, let version):
      "\(path) was made by a newer version of Tally (format \(version), this one knows \(Schema.version)); update Tally"
    case .older(let path, let version):
      "\(path) has the older format \(version); any command that writes brings it to format \(Schema.version)"
    case .unreadable(let path): "\(path) may not be read by you; ask its owner for the right to read it"
    case .readOnlyFile(let path): "\(path) may not be written by you; change its permissions or work on a copy"
    case .readOnlyFolder(let path):
      "the folder of \(path) may not be written, and the journal must be kept there; copy the file to another folder"
    case .openedForReading(let path): "\(path) was opened for reading only; open it for writing"
    case .unfinishedWrite(let path):
      "a program died while it was writing to \(path), and the rest of its work must be taken back first; "
        + "open it as a user who may write the file and its folder"
    case .diskFull(let path): "the disk with \(path) is full, so nothing was recorded; make space and try again"
    case .busy(let path, let waited):
      "another program has kept \(path) locked for more than \(waited.seconds) s, so nothing was recorded; "
        + "try again, or close the other program"
    case .corrupted(let path, let detail):
      "\(path) is damaged (\(detail)); keep a copy of it and go on from the last backup"
    case .inputOutput(let path, let detail):
      "the disk failed while \(path) was in use (\(detail)); whether the last thing is recorded is not known, "
        + "so look before you enter it again"
    case .setting(let path, let name, let wanted, let found):
      "SQLite did not take the setting \(name) = \(wanted) for \(path) (it is \(found)), and without it entries "
        + "could be lost; move the file to a local disk"
    case .brokenRow(let table, let row, let problem):
      "row \(row) of the table '\(table)' cannot be read: \(problem); if no newer version of Tally wrote it, the file is "
        + "damaged: keep a copy of it and go on from the last backup"
    case .unstorable(let what): "\(what) cannot be stored"
    case .conflicts(let conflicts):
      conflicts.count == 1
        ? "\(conflicts[0]); nothing was written"
        : "\(conflicts.count) conflicts, so nothing was written:"
          + conflicts.map { "\n  \($0)" }.joined()
    case .otherCompetition(let theirs, let ours):
      "this is the log of another competition, \(theirs), and the file here is of \(ours); nothing was written"
    case .noRun(let run): "there is no run '\(run)'"
    case .noRuleSet(let reference):
      "the text of the rules '\(reference.id)' (edition \(reference.edition)) is not in the competition's file; "
        + "import the rule set together with what uses it"
    case .runIsOpen(let run, let team, let challenge):
      "run \(run) of team '\(team)' at '\(challenge)' has not ended; finish or void it first"
    case .badTerminalName(let name):
      "'\(name)' cannot name a terminal; use up to 60 of a to z, 0 to 9 and inner hyphens"
    case .badBackup(let path, let detail): "the backup \(path) is not what it was made from (\(detail)); make another"
    case .refused(let message): "the database refused a row (\(message)); nothing was written"
    case .sqlite(let code, let message): "SQLite reports error \(code): \(message)"
    }
  }
}
