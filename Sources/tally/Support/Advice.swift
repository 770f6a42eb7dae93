import EventStore
import Operations
import RuleSetFiles
import Scoring
import Text

/// What the command says beside a refusal: which command would be right.
protocol Advised: OperationRefusal {
  /// Behind what is wrong; `nil` where that says it all.
  var advice: String? { get }
  /// What is wrong; what would be right.
  var message: String { get }
}

extension Advised {
  var message: String { advice.map { "\(problem); \($0)" } ?? problem }
}

extension OperationRefusal {
  /// What the command says.
  var sentence: String { (self as? any Advised)?.message ?? problem }
}

extension Unknown: Advised {
  var advice: String? { meant == nil ? "'\(kind.command)' shows them all" : nil }
}

extension Unknown.Kind {
  /// The command that lists what there is.
  fileprivate var command: String {
    switch self {
    case .challenge, .challengeOrTable: "tally challenge list"
    case .overallTable: "tally standings --overall"
    case .division: "tally plan show"
    case .screen: "tally screen list"
    case .team: "tally team list"
    case .arena: "tally plan show"
    case .run, .runOrDecision: "tally run list"
    case .decision, .kindOfDecision: "tally decision list"
    case .protest: "tally protest list"
    case .plannedRun: "tally schedule"
    }
  }
}

extension NotPermitted: Advised {
  var advice: String? { "say --official NAME" }
}

extension AdmitToFinal.Refusal: Advised {
  var advice: String? {
    switch self {
    case .noFinal: "'tally plan apply' adds one"
    case .isIn(_, let challenge): "'tally finalists \(challenge)' says why"
    case .isOut: "'tally decision list' has the decision, and 'tally decision retract' takes it back"
    case .notEntered: nil
    }
  }
}

extension TakeBackDecision.Refusal: Advised {
  var advice: String? {
    switch self {
    case .isOnTheSheet: "correct the sheet with 'tally run', or file a new protest"
    case .lastName: "'tally plan apply' changes it"
    case .runRestsOn: "'tally team withdraw' or 'tally run void' says that something no longer counts"
    case .takenBackAlready, .isTakingBack, .isPublication: nil
    }
  }
}

extension ApplyPlan.Refusal: Advised {
  var advice: String? { nil }

  /// The lines come last, so the word to type stands before them; and what comes from a file is made safe.
  var message: String {
    switch self {
    case .impossible(let problems): "nothing was applied:\n" + problems.map(safeForPeople).joined(separator: "\n")
    case .needsReason(let changes):
      "nothing was applied; this needs a reason (--reason TEXT):\n" + changes.map(\.line).joined().dropLast()
    case .wouldWithdrawUnnamed(let teams):
      problem + ". If that is meant: " + teams.map { "--withdraw \($0)" }.joined(separator: " ")
        + ". If not, 'tally plan export now.yaml' writes the plan as it stands; change that one"
    }
  }
}

extension RuleSets.Refusal: Advised {
  var advice: String? { nil }

  /// Where nothing was probably meant, the list of what there is.
  var message: String {
    guard case .unknown(let name, nil) = self else { return problem }
    return "there are no rules '\(name)'; 'tally rules list' shows them (the name of a file ends in .yaml)"
  }
}

extension AddChallenge.Refusal: Advised {
  var advice: String? { nil }
  var message: String { safeForPeople(problem) }
}

extension TakeInLog.Refusal: Advised {
  var advice: String? { nil }

  /// What comes from another file is made safe, line by line.
  var message: String {
    let told = problem.split(separator: "\n").map { safeForPeople(String($0)) }.joined(separator: "\n")
    guard case .conflicts = self else { return told }
    return told + """

      Find out which of the two files is right: 'tally audit' says whether a file was changed, and --against where two differ.
      What a terminal recorded in both under one name is kept in one file and typed again.
      """
  }
}

extension FileProtest.Refusal: Advised {
  var advice: String? {
    switch self {
    case .isOfficial(_, _, let run), .isLate(let run, _):
      "one that must be taken all the same: 'tally protest file \(run) TEXT --late REASON'"
    case .otherTeam, .nobodys: nil
    }
  }
  var message: String {
    if self == .nobodys { return "\(problem): --team TEAM" }
    return advice.map { "\(problem); \($0)" } ?? problem
  }
}

extension DecideProtest.Refusal: Advised {
  var advice: String? {
    switch self {
    case .isAgainstDecision: "take that back with 'tally team' or 'tally decision retract'"
    case .decidedAlready: nil
    }
  }
}

extension NoRevision: Advised {
  var advice: String? { count == 0 ? nil : "'tally revisions' lists the \(count) there are" }
}

extension CodeQuestion.Refusal: Advised {
  var advice: String? { nil }
  var message: String { safeForPeople(problem) }
}

extension OpenRun.Refusal: Advised {
  var advice: String? {
    switch self {
    case .noTurn(.notEntered, let team, let challenge, _):
      "'tally team add \(team) NAME --challenge \(challenge)' enters it"
    case .noTurn(.notInFinal, let team, let challenge, _):
      "'tally finalists \(challenge) --admit \(team) --reason TEXT' admits it"
    case .noTurn(.allHeld, _, _, _):
      "--extra opens one more all the same (void and spoilt runs do not count)"
    case .noTurn: nil
    case .unfinished(_, let team, let challenge): "'tally referee --resume \(challenge) \(team)' goes on with it"
    case .nothingPlanned: "'tally schedule' shows the running order"
    }
  }
}

extension SettleTie.Refusal: Advised {
  var advice: String? {
    switch self {
    case .isChallengeAndTable:
      "say --phase trials, final or result for a table of the challenge, or give the overall table another name in the plan"
    case .noSharedPlace: "'tally tie list' shows who does"
    case .inSeveralTables(_, let tables):
      "say which is settled: " + tables.map { "--phase \($0.rawValue)" }.joined(separator: " or ")
    case .notTwoOrMore, .sharedByMore, .noRunsNamed, .runOfOther, .countsForMore, .runsTellNothing: nil
    }
  }
  var message: String {
    if self == .noRunsNamed { return "\(problem): --decided-by RUN" }
    return advice.map { "\(problem); \($0)" } ?? problem
  }
}

extension Publish.Refusal: Advised {
  var advice: String? { nil }
  var message: String {
    switch self {
    case .objections(let objections):
      "not published; \(objections.count == 1 ? "this stands" : "these stand") against it:\n"
        + objections.map { "  - \($0.sentence)" }.joined(separator: "\n")
        + "\nmend it, or publish with --force --reason TEXT (kept and printed), or as --provisional"
    }
  }
}

extension Objection {
  /// What stands against it, and how to get it out of the way where that is not plain.
  fileprivate var sentence: String {
    if case .notHeld(let slot) = self { return "\(words) ('tally schedule drop \(slot)' takes it off the plan)" }
    return words
  }
}

extension FreezeBoard.Refusal: Advised {
  var advice: String? { "'tally board open' opens it" }
}

extension RevealTable.Refusal: Advised {
  var advice: String? { self == .notFrozen ? "'tally board freeze' holds it for a ceremony" : nil }
}

extension Departure.Refusal: Advised {
  var advice: String? { nil }
  var message: String { "\(problem): --reason TEXT" }
}

extension ImportTeams.Refusal: Advised {
  var advice: String? { nil }
  var message: String {
    guard case .faulty(let faults) = self else { return problem }
    return "no team was entered:\n" + faults.map { $0.line(saying: $0.what.sentence) }.joined(separator: "\n")
  }
}

extension MakeSchedule.Refusal: Advised {
  var advice: String? {
    switch self {
    case .nobodyQualified: "--challenge names those that can be planned"
    case .plannedAlready: "--again plans anew"
    case .noArena: nil
    case .noRoom: "add a --window, or take a shorter --rest, --change or --length; nothing was recorded"
    }
  }
}

extension ChangeSchedule.Refusal: Advised {
  var advice: String? {
    switch self {
    case .nothingWaits: "'tally schedule' shows it all"
    case .anotherComesFirst: "say no-show for that one, or drop it"
    case .isTaken, .tooEarly, .heldAlready: nil
    }
  }
  var message: String {
    if case .isTaken = self { return problem + "\n--anyway moves it all the same" }
    return advice.map { "\(problem); \($0)" } ?? problem
  }
}

extension ImaginedCorrections.Refusal: Advised {
  var advice: String? { nil }
  var message: String { self == .nothingCorrected ? "\(problem): --retract ENTRY, --saw ITEM or --void" : problem }
}

extension Season.Refusal: Advised {
  var advice: String? { nil }
  var message: String {
    switch self {
    case .tableWithoutPoints: "\(problem), or leave it out with --only"
    case .challengeWithoutPoints:
      "\(problem); say --value achievements, or --value 'league 10 8 6 5' for points by place"
    case .isTwice, .nothingInCommon: problem
    }
  }
}

extension StoreError {
  /// What is wrong, and which command would be right.
  var sentence: String {
    switch self {
    case .missing: "\(self); 'tally init' makes one"
    case .empty(let path): "\(path) is empty, not a competition; delete it and run 'tally init'"
    case .notADatabase, .foreign: "\(self), one that 'tally init' made"
    case .otherCompetition: "\(self): name the other file, or say --anyway if the two are to become one"
    case .noRun: "\(self); 'tally run list' shows all runs"
    default: description
    }
  }
}

extension Rejection {
  /// Why an entry was refused, and which command shows what there is.
  var sentence: String {
    switch reason {
    case .unknownEntry: run.map { "\(self); 'tally run show \($0)' lists them" } ?? description
    case .unknownItem: meant == nil ? "\(self); 'tally rules show' lists them" : description
    default: description
    }
  }
}
