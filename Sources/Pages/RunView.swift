import Operations
package import Reports
package import Scoring
import Text

/// A run for people: its sheet, its log, and what became of every entry.
package struct RunView {
  package let log: RunLog
  package let score: Score
  package let competition: Competition
  /// Whether everybody may read it: then it names no officials, raters and signers, and repeats no remarks.
  private let isPublic: Bool

  package init(_ log: RunLog, in competition: Competition, isPublic: Bool = false) {
    self.log = log
    self.competition = competition
    self.isPublic = isPublic
    score = Score(of: log)
  }

  private var rules: RuleSet { log.rules.ruleSet }

  /// "coffee-3 · Coffee shop orders · LASR · trial 2".
  package var title: String {
    let run = log.run
    let challenge = competition.challenge(run.challenge)?.title ?? run.challenge.text
    let team = Words.called(run.team, in: competition)
    return "\(run.id) · \(challenge) · \(team) · \(run.phase.runTitle) \(run.number)"
  }

  /// What the run came to, in a line: "5 achievements, 1 penalised, 6:12, finished: task completed".
  package var summary: String {
    let state = score.state
    if let reason = state.voidReason { return "void: \(reason)" }
    guard let finish = state.finish else {
      return state.isStarted ? "\(outcome), \(state.word)" : state.word
    }
    if finish == .noShow || finish == .invalid { return finish.words }
    return "\(outcome), ended: \(finish.words)" + (score.isDisqualified ? ", disqualified" : "")
  }

  private var outcome: String {
    var parts: [String] = []
    if hasPoints { parts.append(Words.count(score.total, "point")) }
    parts.append(Words.count(Points(score.achievements), "achievement"))
    parts.append("\(score.penalised) penalised")
    if let time = score.time { parts.append(time.description) }
    return parts.joined(separator: ", ")
  }

  /// Whether the sheet gives points at all.
  var hasPoints: Bool { rules.givesPoints }

  /// The whole run: `tally run show`.
  package var report: Report {
    var report = Report(title: title, blocks: [])
    report.blocks.append(.paragraph(summary.capitalisedFirst + "."))
    report.blocks.append(.paragraph("Rules \(rules.id), edition \(rules.edition)."))
    if !score.findings.isEmpty { report.blocks += [.heading("To look at"), .lines(findings)] }
    report.blocks += [.heading("Score"), .lines(scoreLines(indent: 0, withEntries: false))]
    report.blocks += [.heading("Log"), .paragraph(timesSentence), .table(logTable)]
    return report
  }

  /// The run with every line's entries below it: `tally run explain`.
  package var explanation: Report {
    var report = Report(title: title, blocks: [.paragraph(summary.capitalisedFirst + ".")])
    report.blocks.append(.paragraph("Rules \(rules.id), edition \(rules.edition). \(timesSentence)"))
    if !score.findings.isEmpty { report.blocks += [.heading("To look at"), .lines(findings)] }
    report.blocks += [.heading("Score"), .lines(scoreLines(indent: 0, withEntries: true))]
    let rest = otherEntries(indent: 0)
    if !rest.isEmpty { report.blocks += [.heading("Also in the log"), .lines(rest)] }
    return report
  }

  /// Each line of the score with its working, and the entries that earned it.
  package func scoreLines(indent: Int, withEntries: Bool) -> [Line] {
    var lines: [Line] = []
    for line in score.lines {
      lines.append(Line("\(line.subject.title(in: rules)): \(working(line))", indent: indent))
      guard withEntries else { continue }
      for id in line.because {
        if let entry = log.entry(id), isShown(entry) { lines.append(Line(describe(entry), indent: indent + 1)) }
      }
    }
    if lines.isEmpty { lines.append(Line("nothing on the sheet", indent: indent)) }
    lines.append(Line("Together: \(outcome)", indent: indent))
    return lines
  }

  /// What is in the log and in no line: the clock, remarks, and what was struck out.
  func otherEntries(indent: Int) -> [Line] {
    let used = Set(score.lines.flatMap(\.because))
    return log.inFieldOrder.compactMap { entry in
      if used.contains(entry.id) || !isShown(entry) { return nil }
      if let retraction = log.retraction(of: entry.id), case .retracted(_, let reason) = retraction.fact {
        let who = isPublic ? "" : " by \(retraction.official)"
        return Line("\(describe(entry)) – taken back\(who): \(reason)", indent: indent, struck: true)
      }
      if case .retracted = entry.fact { return nil }
      return Line(describe(entry), indent: indent)
    }
  }

  /// The times of this run's entries: the day and the difference from UTC are said once for all of them.
  private var times: PageTimes? { PageTimes(LocalTime(competition), of: log.entries.map(\.recordedAt)) }

  /// "Times of day: 2025-09-23, UTC+1."; nothing where there is no entry.
  private var timesSentence: String { times.map { "Times of day: \($0.words)." } ?? "Nothing is recorded yet." }

  /// The day of the run and its difference from UTC: "2025-09-23, UTC+1".
  var dayWords: String? { times?.words }

  /// "1:12 Takes the order, table 2 (desk-1-17, R2 at 10:31:05)".
  func describe(_ entry: Entry) -> String {
    let time = times?.text(entry.recordedAt) ?? ""
    let who = isPublic ? "" : ", \(entry.official)"
    return "\(entry.clock) \(entry.fact.words(in: rules)) [\(entry.id)\(who) at \(time)]"
  }

  /// Whether an entry is for whoever reads this: what was seen and the clock are for everybody, what people have said of
  /// and to each other is not.
  private func isShown(_ entry: Entry) -> Bool {
    guard isPublic else { return true }
    return switch entry.fact {
    case .started, .paused, .resumed, .restarted, .extended, .finished, .voided, .observed, .chose, .measured,
      .retracted:
      true
    case .rated, .signed, .protested, .ruled, .claimed, .accepted, .noted: false
    }
  }

  private var findings: [Line] {
    score.findings.map { finding in
      let place = finding.entry.map { " [\($0)]" } ?? ""
      return Line("\(finding.severity.rawValue): \(finding.message)\(place)")
    }
  }

  /// A line's arithmetic, and why it is not more.
  private func working(_ line: Score.Line) -> String {
    ([arithmetic(line)] + line.remarks.map(\.text)).joined(separator: "; ")
  }

  /// The arithmetic; of an item that gives no points, how often it counts.
  private func arithmetic(_ line: Score.Line) -> String {
    guard case .item(let id, _) = line.subject, let item = rules.item(id), !item.canGivePoints, !item.isValued else {
      return score.working(of: line, in: rules)
    }
    if let level = line.level {
      return item.kind == .achievement && line.counted != 1 ? "'\(level)', counts \(line.counted)" : "'\(level)'"
    }
    let seen = "\(line.seen) seen"
    guard item.kind == .achievement || item.kind == .penalised else { return seen }
    return line.seen == line.counted
      ? "\(line.counted)" : "\(seen), \(line.counted) \(line.counted == 1 ? "counts" : "count")"
  }

  /// The log as a table, struck-out entries marked.
  var logTable: Table {
    var table = Table(columns: [
      Table.Column("clock", "Clock", alignment: .trailing), Table.Column("entry", "Entry"),
      Table.Column("fact", "What"), Table.Column("official", "Official"), Table.Column("at", "At"),
      Table.Column("standing", "Standing"),
    ])
    for entry in log.inFieldOrder {
      var standing = "stands"
      if let retraction = log.retraction(of: entry.id), case .retracted(_, let reason) = retraction.fact {
        standing = "taken back by \(retraction.id): \(reason)"
      } else if case .retracted = entry.fact {
        standing = "takes back"
      }
      table.append([
        .duration(milliseconds: entry.clock.count), .text(entry.id.text), .text(entry.fact.words(in: rules)),
        .text(entry.official),
        .shown(as: times?.text(entry.recordedAt) ?? "", of: .text(Moment.text(entry.recordedAt))), .text(standing),
      ])
    }
    return table
  }
}
