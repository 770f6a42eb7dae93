public import Scoring

/// One line of an exported log: whose log it is, a rule set's text, a decision, a run that was opened, or an entry.
public enum LogLine: Equatable, Sendable {
  /// The competition: its identity, what people should know about it, and when it was made, in milliseconds since 1970
  /// (UTC). The first line; logs of the first version have none.
  case competition(id: String, note: String, madeAt: Int64)
  /// The text of a rule set that runs are scored by.
  case ruleSet(RuleSetReference, text: String)
  /// A line of the competition's own log, with its link in its terminal's chain. What was recorded before there were
  /// chains has none.
  case decision(Decision, link: String? = nil)
  /// A run that was opened.
  case run(OpenedRun)
  /// A line of a run's log, with its link in its terminal's chain.
  case entry(Entry, link: String? = nil)
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
