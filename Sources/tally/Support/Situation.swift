import EventStore
import Scoring

/// Everything a question is answered from, read as of one moment.
struct Situation {
  let competition: Competition
  let runs: [OpenedRun]
  let logs: [RunLog]
  let rules: [RuleSetReference: CompiledRules]
  let entries: [Entry]

  /// Reads the whole competition, or of runs and rules only those of one challenge; with `asOf`, only what was
  /// recorded until then.
  init(_ store: EventStore, of challenge: Challenge.ID? = nil, asOf moment: Int64? = nil) throws {
    let ruleSets = RuleSets()
    (competition, runs, logs, rules, entries) = try store.read { reader in
      let limit = moment ?? .max
      let competition = Competition(try reader.decisions().filter { $0.recordedAt <= limit })
      // Who is in a final may be for a table over several challenges to say.
      let needsAll = try challenge.map { try competition.require($0).phases.contains { $0.qualifiedFrom != nil } }
      let challenge = needsAll == true ? nil : challenge
      let runs = try reader.runs(of: challenge).filter { $0.openedAt <= limit }
      let known = Set(runs.map(\.run.id))
      var logs = try reader.logs(of: challenge, rules: ruleSets.compile).filter { known.contains($0.run.id) }
      if moment != nil {
        logs = logs.map { log in
          RunLog(log.run, under: log.rules, recording: log.entries.filter { $0.recordedAt <= limit })
        }
      }
      var rules: [RuleSetReference: CompiledRules] = [:]
      for held in competition.challenges where challenge == nil || held.id == challenge {
        if let document = try reader.ruleSet(digest: held.rules.digest) {
          rules[held.rules] = try ruleSets.compile(document)
        }
      }
      let entries = logs.flatMap(\.entries)
      return (competition, runs, logs, rules, entries)
    }
  }

  /// The board, under the rules that are in force or under others.
  func board(forcing forced: [Challenge.ID: CompiledRules] = [:]) -> Board {
    Board(competition, logs: logs, rules: rules, forced: forced)
  }

  /// The logs by run.
  var logsByRun: [Run.ID: RunLog] { Dictionary(logs.map { ($0.run.id, $0) }, uniquingKeysWith: { first, _ in first }) }

  /// The team with this short name, or a sentence with what was probably meant.
  func team(_ id: Team.ID) throws -> Team { try competition.require(id) }
}

extension Competition {
  /// The challenge with this short name, or a sentence with what was probably meant.
  func require(_ id: Challenge.ID) throws -> Challenge {
    if let challenge = challenge(id) { return challenge }
    throw unknown("challenge", id.text, challenges.map(\.id.text), "tally challenge list")
  }

  /// The team with this short name, or a sentence with what was probably meant.
  func require(_ id: Team.ID) throws -> Team {
    if let team = team(id) { return team }
    throw unknown("team", id.text, teams.map(\.id.text), "tally team list")
  }
}

/// "There is no team 'lsr'; did you mean 'lasr'?"
func unknown(_ what: String, _ name: String, _ known: [String], _ command: String) -> CommandError {
  let hint = nearest(to: name, among: known).map { "did you mean '\($0)'?" } ?? "'\(command)' shows them all"
  return CommandError("there is no \(what) '\(name)'; \(hint)")
}
