import Operations
import RuleSetFiles
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
    case .challenge: "tally challenge list"
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
  var advice: String? { nil }
  var message: String { self == .nobodys ? "\(problem): --team TEAM" : problem }
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
