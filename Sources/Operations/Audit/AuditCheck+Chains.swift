import EventStore
import Scoring

extension AuditCheck {
  /// Whether every record is the one that its terminal made, after those that it had made before.
  package static func chains(_ subject: AuditSubject) throws -> AuditOutcome {
    let chains = try subject.reader.chains()
    let reopened = changedRuns(chains, entries: (try? subject.parcel().entries) ?? [])
    var findings = reopened.map { run, count in
      AuditFinding(
        name: .changedRun, subject: run.text,
        message: "run \(run) was opened as something else: none of its \(count) entries was made for it as it is now")
    }
    let names = Set(reopened.map(\.run))
    for chain in chains {
      let others = chain.breaks.filter { place in place.kind != .link || place.run.map(names.contains) != true }
      findings += stretches(others).map { finding(of: $0, in: chain.series) }
    }
    var outcome = AuditOutcome(
      checked: "\(chains.reduce(0) { $0 + $1.count }) records in \(chains.count) chains", findings: findings)
    let unlinked = chains.reduce(0) { $0 + $1.unlinked }
    if unlinked > 0 {
      outcome.notes.append(
        "\(unlinked) records have no link of their own: they come from a file or a log of the first format")
    }
    return outcome
  }

  /// The runs of whose entries not one link holds: what all of them vouch for is the run's own line.
  private static func changedRuns(_ chains: [Chain], entries: [Entry]) -> [(run: Run.ID, count: Int)] {
    let broken = Dictionary(
      grouping: chains.flatMap(\.breaks).filter { $0.kind == .link }.compactMap(\.run), by: { $0 })
    let all = Dictionary(grouping: entries, by: \.run)
    return broken.filter { run, places in places.count > 1 && places.count == all[run]?.count }
      .map { (run: $0.key, count: $0.value.count) }.sorted { $0.run < $1.run }
  }

  /// Broken links side by side in one run have one cause.
  private static func stretches(_ breaks: [Chain.Break]) -> [[Chain.Break]] {
    var stretches: [[Chain.Break]] = []
    for place in breaks {
      if let last = stretches.last?.last, last.kind == .link, place.kind == .link, last.run == place.run,
        last.number + 1 == place.number
      {
        stretches[stretches.count - 1].append(place)
      } else {
        stretches.append([place])
      }
    }
    return stretches
  }

  private static func finding(of stretch: [Chain.Break], in series: Series) -> AuditFinding {
    let (first, last) = (stretch[0], stretch[stretch.count - 1])
    let terminal = "terminal '\(series.terminal)'"
    let place = first.run.map { " of run \($0)" } ?? ""
    let record = "\(series.kind.rawValue) \(first.id)\(place)"
    switch first.kind {
    case .gap(let from):
      return AuditFinding(
        name: .gap, subject: first.id,
        message: "\(terminal) has made \(numbers(series.kind, from, first.number - 1)) before \(record), and they are "
          + "not here: they were taken out, or have not arrived; merge that terminal's file or a backup")
    case .link where stretch.count > 1:
      return AuditFinding(
        name: .changed, subject: first.id,
        message:
          "entries \(first.id) to \(last.id)\(place) are not what \(terminal) has made there: they were changed, "
          + "put in or moved")
    case .link:
      let line = first.run == nil ? "" : ", or its run's own line,"
      return AuditFinding(
        name: .changed, subject: first.id,
        message: "\(record) is not what \(terminal) has made there: it\(line) was changed, put in or moved")
    case .unlinked:
      return AuditFinding(
        name: .unlinked, subject: first.id,
        message: "\(record) has no link, and \(terminal) had linked its records before: it was put in past Tally")
    case .unreadable(let problem):
      return AuditFinding(name: .unreadable, subject: first.id, message: "\(record) cannot be read: \(problem)")
    }
  }

  /// Whether everything that was recorded in this file is still in it.
  package static func witness(_ subject: AuditSubject) throws -> AuditOutcome {
    guard let statement = subject.witness else {
      return AuditOutcome(checked: "", notes: ["there is no witness beside the file, as beside a copy or a backup"])
    }
    guard try statement.competition == subject.reader.identity().id else {
      return AuditOutcome(
        checked: "", notes: ["the witness \(statement.path) is of another competition and was not asked"])
    }
    let losses = try subject.reader.lacking(statement)
    var outcome = AuditOutcome(checked: "\(statement.records.count) records that were made or taken in here")
    for isGone in [true, false] {
      outcome.findings += ranges(losses.filter { $0.isGone == isGone }).map { range in
        let (kind, terminal) = (range.record.kind, range.record.terminal)
        let what = numbers(kind, range.record.number, range.last)
        let number = range.record.number == range.last ? "" : "-\(range.last)"
        return AuditFinding(
          name: isGone ? .gone : .replaced, subject: "\(terminal) \(kind.rawValue) \(range.record.number)\(number)",
          message: isGone
            ? "\(what) of terminal '\(terminal)' was recorded in this file and is not in it: its end was taken away, or "
              + "an older copy was put in its place; merge a later backup, or another terminal's file"
            : "\(what) of terminal '\(terminal)' was recorded in this file with another content or after others: it was "
              + "changed, or an older copy was put in place and went on")
      }
    }
    return outcome
  }

  /// Losses side by side as one.
  private static func ranges(_ losses: [WitnessedLoss]) -> [(record: WitnessedRecord, last: Int)] {
    var ranges: [(record: WitnessedRecord, last: Int)] = []
    for loss in losses {
      if let last = ranges.last, last.record.terminal == loss.record.terminal, last.record.kind == loss.record.kind,
        last.last + 1 == loss.record.number || last.last == loss.record.number
      {
        ranges[ranges.count - 1].last = loss.record.number
      } else {
        ranges.append((loss.record, loss.record.number))
      }
    }
    return ranges
  }

  /// "entry 3", "entries 3 to 5".
  static func numbers(_ kind: Series.Kind, _ first: Int, _ last: Int) -> String {
    if first == last { return "\(kind.rawValue) \(first)" }
    return (kind == .entry ? "entries" : "decisions") + " \(first) to \(last)"
  }
}
