package import Operations
package import Scoring

/// Who reached a final, and why, in words.
package enum QualifiedWords {
  /// "Qualified by 'best 2' (2 places, 5 teams): LASR (lasr); b-it-bots (b-it-bots), sharing the last place."
  package static func sentence(_ qualified: Qualified, _ rule: Qualification?, in competition: Competition) -> String {
    let places = Words.count(Points(qualified.places), "place")
    let teams = Words.count(Points(qualified.participants), "team")
    let names = qualified.finalists.map { finalist in
      let why = finalist.reason == .byRule ? "" : ", " + reason(finalist.reason)
      return Words.team(finalist.team, in: competition) + why
    }
    let who = names.isEmpty ? "nobody" : names.joined(separator: "; ")
    let since = qualified.settled.map { " Settled when \($0.run) was opened." } ?? ""
    return "Qualified by '\(rule?.description ?? "")' (\(places), \(teams)): \(who).\(since)"
  }

  /// What is to be known of a final whose first run was opened; nothing of one that was not. `admitting` is how the reader
  /// lets a team in all the same, in the words of the face.
  package static func settled(_ qualified: Qualified, admitting: String) -> [String] {
    guard let settled = qualified.settled else { return [] }
    var sentences = ["Settled when \(settled.run), the first run of the final, was opened."]
    let finalists = qualified.finalists.map(\.team)
    let others = settled.byNow.filter { !finalists.contains($0) }
    let gone = finalists.filter { !settled.byNow.contains($0) }
    if !others.isEmpty || !gone.isEmpty {
      var words = others.isEmpty ? "" : " put in \(others.map(\.text).joined(separator: ", "))"
      if !gone.isEmpty {
        words += (words.isEmpty ? "" : " and") + " left out \(gone.map(\.text).joined(separator: ", "))"
      }
      sentences.append(
        "What was recorded since would have\(words); it changes nothing any more. \(admitting) lets a team in.")
    }
    return sentences
  }

  /// "shares the last place that qualifies".
  package static func reason(_ reason: Qualified.Reason) -> String {
    switch reason {
    case .byRule: "by its place"
    case .sharedPlace: "shares the last place that qualifies"
    case .withinMargin(let distance): "\(Words.number(distance)) behind the last"
    case .admitted(let why): "admitted: \(why)"
    case .movedUp(let gone): "moved up for \(gone.map(\.text).joined(separator: " and "))"
    }
  }
}

/// What somebody should know who has just opened the first run of a final.
package struct FinalBeginning {
  /// The run.
  package let run: Run.ID
  /// Who is in the final, and what of its trials is still to be held.
  package let words: String
  /// The trials that are still to be held: the final may have begun too early.
  package let trialsToHold: [Slot.ID]

  /// `nil` of a run that begins no final.
  package init?(_ run: Run.ID, in situation: Situation) {
    guard
      let table = situation.board().tables.first(where: { $0.phase == .final && $0.qualified?.settled?.run == run }),
      let qualified = table.qualified
    else { return nil }
    self.run = run
    let names = qualified.finalists.map(\.team.text).joined(separator: ", ")
    let text = "the final of \(table.challenge.id) begins with this run; in it are \(names), whatever is decided later"
    let trials = situation.runsToHold(of: table.challenge).filter { $0.text.hasPrefix("\(table.challenge.id)/trials/") }
    trialsToHold = trials
    if trials.isEmpty {
      words = text
    } else {
      let some = trials.prefix(3).map(\.text).joined(separator: ", ") + (trials.count > 3 ? ", …" : "")
      words =
        text
        + ". Its trials are not over (\(Words.count(Points(trials.count), "run")) to hold: \(some)): was this meant? "
    }
  }
}
