// An outsider's program: loads a rule set, logs two runs, prints the table. It uses only what the libraries give to
// everybody. `swift run FirstTable` in a clone; the test OutsiderTests compiles and runs it.
import Foundation
import RuleSetFiles
import Scoring

guard let sheet = RuleSetLibrary.find("scrc-2025/through-the-door"),
  case (let ruleSet?, _) = RuleSetFile.read(text: sheet.text, path: sheet.path)
else { fatalError("the shipped rule set can be read") }
let rules = CompiledRules(ruleSet)
let reference = RuleSetReference(
  id: ruleSet.id, edition: ruleSet.edition, digest: RuleSetLibrary.digest(of: sheet.text))

/// A run that is logged as it happens: a fact that cannot be is refused, with the reason.
func run(of team: Team.ID, _ facts: (second: Int64, fact: Fact)...) -> RunLog {
  let run = Run(id: Run.ID("door-\(team)"), challenge: "door", team: team, phase: .trials, number: 1, rules: reference)
  var log = RunLog(run, under: rules)
  for (index, (second, fact)) in facts.enumerated() {
    let entry = Entry(
      id: Entry.ID("\(team)-\(index + 1)"), run: run.id, official: "R1", terminal: "desk", number: index + 1,
      clock: Milliseconds(second * 1000), recordedAt: Int64(Date().timeIntervalSince1970 * 1000), fact: fact)
    do { try log.append(entry) } catch { print("refused: \(error)") }
  }
  return log
}

let logs = [
  run(
    of: "lasr", (0, .started), (70, .chose("lever", at: nil, "opened")), (95, .observed("bump", at: nil, count: 1)),
    (130, .chose("lever", at: nil, "passed")), (150, .finished(.completed))),
  run(
    of: "gentlebots", (0, .started), (80, .chose("lever", at: nil, "passed")), (140, .finished(.completed)),
    (141, .observed("bump", at: nil, count: 0))),
]
let contenders = logs.map { Contender(team: $0.run.team, runs: [ScoredRun($0, keys: ruleSet.ranking)]) }
for standing in ruleSet.standings(of: contenders) {
  let reason = standing.decidedBy.flatMap { decider in decider.key.map { "\($0), against \(decider.against)" } }
  print(standing.rank ?? 0, standing.team, standing.result?.measures.achievements ?? 0, reason ?? "")
}
