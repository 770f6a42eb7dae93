import Operations
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
    return "Qualified by '\(rule?.description ?? "")' (\(places), \(teams)): \(who)."
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
