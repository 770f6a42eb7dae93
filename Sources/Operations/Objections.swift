package import Scoring

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

  /// Each as a sentence that names what it is about, in the order in which somebody would go and mend it.
  package var all: [String] {
    openRuns + strays + turnsTakenTwice + invalidSheets + unsignedSheets + openProtests + openWindows + runsNotHeld
  }

  private var logs: [RunLog] {
    situation.logs.filter { ($0.run.challenge == challenge || challenge == nil) && $0.run.phase != .practice }
  }

  private var openRuns: [String] {
    logs.compactMap { log in
      let state = log.state
      return state.isVoid || state.isFinished ? nil : "run \(log.run.id) is open (\(state.word))"
    }
  }

  /// What was recorded and counts nowhere.
  private var strays: [String] {
    let decisions = challenge == nil ? situation.competition.strays(among: situation.decisions) : []
    return (situation.competition.strays(in: logs) + decisions).map(\.message)
  }

  private var turnsTakenTwice: [String] {
    logs.turnsTakenTwice.map { twice in
      "runs \(twice.counting.id) and \(twice.other.id) were both opened as \(twice.counting.turnWords); "
        + "\(twice.counting.id) counts until one of them is void"
    }
  }

  /// Sheets that count: neither void nor to be repeated, and somebody was there.
  private var sheets: [RunLog] {
    logs.filter { log in
      let state = log.state
      return !state.isVoid && state.isFinished && state.finish != .invalid && state.finish != .noShow
    }
  }

  private var invalidSheets: [String] {
    let counting = Set(sheets.map(\.run.id))
    return logs.flatMap { log in
      // Of a sheet that does not count nothing else matters: but whether it counts must not be in doubt.
      Score(of: log).findings.filter {
        $0.severity == .error && ($0.kind == .contradiction || counting.contains(log.run.id))
      }.map { "sheet \(log.run.id) contradicts itself: \($0.message)" }
    }
  }

  private var unsignedSheets: [String] {
    sheets.filter { $0.state.refereeSignature == nil }.map { "sheet \($0.run.id) is not signed by the referee" }
  }

  private var openProtests: [String] {
    let runs = Set(logs.map(\.run.id))
    return situation.protests.filter { protest in
      guard protest.isOpen else { return false }
      if case .run(let run) = protest.subject { return runs.contains(run) }
      return true
    }.map { "protest \($0.id) against \($0.subject.words) is undecided" }
  }

  private var openWindows: [String] {
    let last = sheets.compactMap { situation.competition.protestsClose(for: $0) }.max()
    guard let last, last >= now else { return [] }
    // Whole minutes would look over when they are not.
    let left = Milliseconds((last - now + 999) / 1000 * 1000)
    return ["teams may still protest until \(LocalTime(situation.competition).exact(last)), for \(left) more"]
  }

  private var runsNotHeld: [String] {
    situation.competition.challenges.filter { $0.id == challenge || challenge == nil }.flatMap { held in
      let missing = situation.runsToHold(of: held)
      // Of a challenge that was never begun one sentence says it all.
      if missing.count > 3, !logs.contains(where: { $0.run.challenge == held.id }) {
        return ["nothing of '\(held.id)' was held (\(Words.count(Points(missing.count), "run")) planned)"]
      }
      return missing.map { "planned run \($0) was not held ('tally schedule drop \($0)' takes it off the plan)" }
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
