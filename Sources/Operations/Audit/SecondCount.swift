package import Recount
package import Scoring

/// A moment of the competition with its scores and places, each worked out on two ways that share nothing but the words.
package struct SecondCount {
  /// Which moment, for people: "now", "revision 2".
  package let moment: String
  package let logs: [RunLog]
  package let board: Board
  /// The runs, scored a second time, in the order of the logs.
  package let runs: [RunRecount]
  package let recount: CompetitionRecount

  /// Works everything out; `recounted` scores a run a second time.
  package init(
    of competition: Competition, logs: [RunLog], rules: [RuleSetReference: CompiledRules], at moment: String,
    recounted: @escaping (RunLog) -> RunRecount = SecondCount.run
  ) {
    self.moment = moment
    self.logs = logs
    board = Board(competition, logs: logs, rules: rules)
    runs = logs.map(recounted)
    recount = CompetitionRecount(competition, runs: runs, rules: rules.mapValues(\.ruleSet)) { opening in
      let then = competition.known(at: opening)
      let before = logs.compactMap { log -> RunLog? in
        let entries = log.entries.filter(opening.heads.covers)
        return entries.isEmpty
          ? nil : RunLog(log.run, under: rules[then.rules(of: log.run)] ?? log.rules, recording: entries)
      }
      return CompetitionRecount.Earlier(then, runs: before.map(recounted))
    }
  }

  /// A run scored a second time under the rules that its log is scored by.
  package static func run(_ log: RunLog) -> RunRecount {
    RunRecount(of: log.entries, run: log.run, by: log.rules.ruleSet)
  }

  /// Every run whose two scores differ.
  package var scoreFindings: [AuditFinding] {
    zip(logs, runs).compactMap { log, second in
      let (first, other) = (words(Score(of: log), log), words(second))
      guard first != other else { return nil }
      return AuditFinding(
        name: .score, subject: log.run.id.text,
        message:
          "run \(log.run.id) comes to \(first), and counted a second time to \(other) (\(moment)); one of Tally's "
          + "two ways to a score is wrong: count this sheet by hand, and tell its makers")
    }
  }

  private func words(_ score: Score, _ log: RunLog) -> String {
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
