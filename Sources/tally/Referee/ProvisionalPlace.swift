import EventStore
import Operations
import RefereeConsole
import RuleSetFiles
import Scoring

/// The place a team would have if its run ended with a score: the others as they stand in the file.
struct ProvisionalPlace: Sendable {
  private let run: Run
  private let rules: CompiledRules
  private let rule: RankingRule
  private let contenders: [Contender]

  init?(_ store: EventStore, _ ruleSets: RuleSets, _ run: Run, _ rules: CompiledRules, planned: Challenge?) throws {
    guard run.phase != .practice, let planned else { return nil }
    self.run = run
    self.rules = rules
    let rule = RankingRule(rules.ruleSet, plan: planned.phases.first { $0.phase == run.phase })
    self.rule = rule
    let (competition, logs) = try store.read { reader in
      (try reader.competition(), try reader.logs(of: run.challenge, rules: ruleSets.compile))
    }
    let scored = logs.filter { $0.run.phase == run.phase && $0.run.id != run.id }.map { ScoredRun($0, keys: rule.keys) }
    let runsOf = Dictionary(grouping: scored, by: \.run.team)
    contenders = competition.teams.map { team in
      Contender(
        team: team.id, runs: runsOf[team.id] ?? [], isEntered: competition.isEntered(team.id, in: run.challenge),
        hasWithdrawn: competition.withdrawal(of: team.id, from: run.challenge) != nil,
        isDisqualified: competition.disqualification(of: team.id, from: run.challenge) != nil)
    }
  }

  /// The place with this score.
  func of(_ score: Score) -> Console.Place? {
    var contenders = contenders
    guard let index = contenders.firstIndex(where: { $0.team == run.team }) else { return nil }
    contenders[index].runs.append(ScoredRun(run, scoring: score, under: rules, keys: rule.keys))
    let standings = rule.standings(of: contenders)
    guard let mine = standings.first(where: { $0.team == run.team }), let rank = mine.rank else { return nil }
    let key = rule.keys.first { $0.measure != .disqualified }
    let leader = key.flatMap { key in
      standings.first?.result?.measures.value(of: key.measure).map { Words.value($0, of: key) }
    }
    return Console.Place(
      rank: rank, isShared: mine.isShared, of: standings.filter { $0.rank != nil }.count, leader: leader)
  }
}
