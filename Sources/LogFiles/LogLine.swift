public import Scoring

/// One line of an exported log: a rule set's text, a decision, a run that was opened, or an entry.
public enum LogLine: Equatable, Sendable {
  /// The text of a rule set that runs are scored by.
  case ruleSet(RuleSetReference, text: String)
  /// A line of the competition's own log.
  case decision(Decision)
  /// A run that was opened.
  case run(OpenedRun)
  /// A line of a run's log.
  case entry(Entry)
}

/// What is wrong with a line of a log file: `log.jsonl:12:34: error: …; …`.
public struct LogFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The line, from 1.
  public var line: Int
  /// The column in Unicode scalars, from 1.
  public var column: Int
  /// What is wrong; what would be right.
  public var message: String

  /// `12:34: error: what is wrong; what would be right`.
  public var description: String { "\(line):\(column): error: \(message)" }
}
