package import Recount
package import Scoring

/// A moment of the competition with its scores and places, each worked out on two ways that share nothing but the words.
package struct SecondCount {
  /// Which moment, for people: "now", "revision 2".
  package let moment: String
  package let board: Board
  /// The runs, each scored twice, in the order of the logs.
  package let runs: [CountedRun]
  package let recount: CompetitionRecount

  /// Works everything out of a situation; `count` scores a run twice.
  init(of situation: Situation, at moment: String, counting count: @escaping (RunLog) -> CountedRun = CountedRun.init) {
    self.init(
      of: situation.competition, logs: situation.logs, rules: situation.rules, at: moment, counting: count)
  }

  /// Works everything out; `count` scores a run twice.
  package init(
    of competition: Competition, logs: [RunLog], rules: [RuleSetReference: CompiledRules], at moment: String,
    counting count: @escaping (RunLog) -> CountedRun = CountedRun.init
  ) {
    self.moment = moment
    runs = logs.map(count)
    let scores = Dictionary(runs.map { ($0.log.run.id, $0.first) }, uniquingKeysWith: { first, _ in first })
    board = Board(competition, logs: logs, rules: rules) { scores[$0.run.id] ?? Score(of: $0) }
    recount = CompetitionRecount(competition, runs: runs.map(\.second), rules: rules.mapValues(\.ruleSet)) { opening in
      let then = competition.known(at: opening)
      let before = logs.compactMap { log -> RunLog? in
        let entries = log.entries.filter(opening.heads.covers)
        return entries.isEmpty
          ? nil : RunLog(log.run, under: rules[then.rules(of: log.run)] ?? log.rules, recording: entries)
      }
      return CompetitionRecount.Earlier(then, runs: before.map { count($0).second })
    }
  }

  /// Every run whose two scores differ.
  package var scoreFindings: [AuditFinding] {
    runs.compactMap { run in
      let (first, other) = (words(run.first), words(run.second))
      guard first != other else { return nil }
      let id = run.log.run.id
      return AuditFinding(
        name: .score, subject: id.text,
        message:
          "run \(id) comes to \(first), and counted a second time to \(other) (\(moment)); one of Tally's "
          + "two ways to a score is wrong: count this sheet by hand, and tell its makers")
    }
  }

  private func words(_ score: Score) -> String {
    let time = score.state.finish == .noShow ? nil : score.time
    return words(
      score.total, score.achievements, score.penalised, time, score.isDisqualified, score.state.isVoid,
      score.state.finish)
  }

  private func words(_ run: RunRecount) -> String {
    words(run.total, run.achievements, run.penalised, run.time, run.isDisqualified, run.isVoid, run.finish)
  }

  private func words(
    _ points: Points, _ achievements: Int, _ penalised: Int, _ time: Milliseconds?, _ isDisqualified: Bool,
    _ isVoid: Bool, _ finish: Finish?
  ) -> String {
    var parts = ["\(points) points", "\(achievements) achieved", "\(penalised) penalised"]
    if let time { parts.append("in \(time)") }
    if isDisqualified { parts.append("disqualified") }
    if isVoid { parts.append("void") }
    parts.append(finish.map { "ended: \($0.words)" } ?? "open")
    return parts.joined(separator: ", ")
  }
}

/// A run scored on two ways under the rules that its log is scored by.
package struct CountedRun {
  package let log: RunLog
  package let first: Score
  package let second: RunRecount

  package init(_ log: RunLog) {
    self.log = log
    first = Score(of: log)
    second = RunRecount(of: log.entries, run: log.run, by: log.rules.ruleSet)
  }

  /// Whether it is what this log would come to: the same entries under the same rules.
  func isOf(_ other: RunLog) -> Bool { log.entries == other.entries && log.rules.isSame(as: other.rules) }
}
