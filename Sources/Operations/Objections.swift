package import Scoring

/// One thing that stands against giving results out.
package enum Objection: Hashable, Sendable {
  /// What an audit of the file found.
  case audit(String)
  case runIsOpen(Run.ID, state: String)
  /// Something was recorded and counts nowhere.
  case stray(String)
  case turnTakenTwice(counting: Run.ID, other: Run.ID, turn: String)
  case contradiction(Run.ID, String)
  case unsigned(Run.ID)
  case openProtest(Protest.ID, Protest.Subject)
  /// Teams may still protest, until then, for so long.
  case openWindow(until: String, left: Milliseconds)
  case nothingHeld(Challenge.ID, runs: Int)
  case notHeld(Slot.ID)

  /// A sentence that names what it is about.
  package var words: String {
    switch self {
    case .audit(let finding): "the audit finds: \(finding)"
    case .runIsOpen(let run, let state): "run \(run) is open (\(state))"
    case .stray(let message): message
    case .turnTakenTwice(let counting, let other, let turn):
      "runs \(counting) and \(other) were both opened as \(turn); \(counting) counts until one of them is void"
    case .contradiction(let run, let message): "sheet \(run) contradicts itself: \(message)"
    case .unsigned(let run): "sheet \(run) is not signed by the referee"
    case .openProtest(let protest, let subject): "protest \(protest) against \(subject.words) is undecided"
    case .openWindow(let end, let left): "teams may still protest until \(end), for \(left) more"
    case .nothingHeld(let challenge, let runs):
      "nothing of '\(challenge)' was held (\(Words.count(Points(runs), "run")) planned)"
    case .notHeld(let slot): "planned run \(slot) was not held"
    }
  }
}

/// What stands against giving results out.
package struct Objections {
  package let situation: Situation
  /// The challenge; `nil`: all.
  package let challenge: Challenge.ID?
  /// The time at the desk, in milliseconds since 1970 (UTC).
  package let now: Int64

  package init(situation: Situation, challenge: Challenge.ID?, now: Int64) {
    self.situation = situation
    self.challenge = challenge
    self.now = now
  }

  /// In the order in which somebody would go and mend it.
  package var all: [Objection] {
    openRuns + strays + turnsTakenTwice + invalidSheets + unsignedSheets + openProtests + openWindows + runsNotHeld
  }

  private var logs: [RunLog] {
    situation.logs.filter { ($0.run.challenge == challenge || challenge == nil) && $0.run.phase != .practice }
  }

  private var openRuns: [Objection] {
    logs.compactMap { log in
      let state = log.state
      return state.isVoid || state.isFinished ? nil : .runIsOpen(log.run.id, state: state.word)
    }
  }

  /// What was recorded and counts nowhere.
  private var strays: [Objection] {
    let decisions = challenge == nil ? situation.competition.strays(among: situation.decisions) : []
    return (situation.competition.strays(in: logs) + decisions).map { .stray($0.message) }
  }

  private var turnsTakenTwice: [Objection] {
    logs.turnsTakenTwice.map { twice in
      .turnTakenTwice(counting: twice.counting.id, other: twice.other.id, turn: twice.counting.turnWords)
    }
  }

  /// Sheets that count: neither void nor to be repeated, and somebody was there.
  private var sheets: [RunLog] {
    logs.filter { log in
      let state = log.state
      return !state.isVoid && state.isFinished && state.finish != .invalid && state.finish != .noShow
    }
  }

  private var invalidSheets: [Objection] {
    let counting = Set(sheets.map(\.run.id))
    return logs.flatMap { log in
      // Of a sheet that does not count nothing else matters: but whether it counts must not be in doubt.
      Score(of: log).findings.filter {
        $0.severity == .error && ($0.kind == .contradiction || counting.contains(log.run.id))
      }.map { .contradiction(log.run.id, $0.message) }
    }
  }

  private var unsignedSheets: [Objection] {
    sheets.filter { $0.state.refereeSignature == nil }.map { .unsigned($0.run.id) }
  }

  private var openProtests: [Objection] {
    let runs = Set(logs.map(\.run.id))
    return situation.protests.filter { protest in
      guard protest.isOpen else { return false }
      if case .run(let run) = protest.subject { return runs.contains(run) }
      return true
    }.map { .openProtest($0.id, $0.subject) }
  }

  private var openWindows: [Objection] {
    let last = sheets.compactMap { situation.competition.protestsClose(for: $0) }.max()
    guard let last, last >= now else { return [] }
    // Whole minutes would look over when they are not.
    let left = Milliseconds((last - now + 999) / 1000 * 1000)
    return [.openWindow(until: LocalTime(situation.competition).exact(last), left: left)]
  }

  private var runsNotHeld: [Objection] {
    situation.competition.challenges.filter { $0.id == challenge || challenge == nil }.flatMap { held -> [Objection] in
      let missing = situation.runsToHold(of: held)
      // Of a challenge that was never begun one sentence says it all.
      if missing.count > 3, !logs.contains(where: { $0.run.challenge == held.id }) {
        return [.nothingHeld(held.id, runs: missing.count)]
      }
      return missing.map { .notHeld($0) }
    }
  }

  /// What does not stop results, and should be known: sheets that only the referee signed.
  package var remarks: [String] {
    let unsigned = sheets.filter { $0.state.refereeSignature != nil && $0.state.teamSignature == nil }
    guard !unsigned.isEmpty else { return [] }
    return ["not signed by the team: \(unsigned.map(\.run.id.text).joined(separator: ", "))"]
  }
}

extension Run {
  /// "trial 2 of lasr at coffee".
  package var turnWords: String { "\(phase.runTitle) \(number) of \(team) at \(challenge)" }
}
