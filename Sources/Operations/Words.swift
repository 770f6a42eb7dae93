package import Scoring

/// Small texts that several tables and reports share.
package enum Words {
  /// "1 achievement", "2 achievements".
  package static func count(_ number: Points, _ one: String, _ many: String? = nil) -> String {
    "\(Words.number(number)) \(number == 1 ? one : many ?? one + "s")"
  }

  /// A number on its own: a decimal where that is exact, else the fraction with one beside it.
  package static func number(_ number: Points) -> String { number.decimal ?? written(number) }

  /// A key's value the way people read it: times as clocks, the rest as numbers.
  package static func value(_ value: Points?, of key: RankingKey) -> String {
    guard let value else { return "none" }
    switch key.measure {
    case .time: return time(value)
    case .disqualified: return value == .zero ? "no" : "yes"
    case .points, .achievements, .penalised, .item: return number(value)
    }
  }

  /// A time in exact milliseconds, to the nearest millisecond.
  package static func time(_ milliseconds: Points) -> String {
    let rounded = milliseconds.rounded(to: 1, .halfUp)
    return Milliseconds(rounded.numerator).description
  }

  /// "LASR"; with its short name where another team is called the same, or nearly: "Robotics (robotics-2)".
  package static func called(_ team: Team.ID, in competition: Competition) -> String {
    guard let name = competition.team(team)?.name else { return team.text }
    let isAlone = !competition.teams.contains { $0.id != team && isNearly($0.name, name) }
    return isAlone ? name : "\(name) (\(team))"
  }

  /// "LASR (lasr)".
  package static func team(_ team: Team.ID, in competition: Competition) -> String {
    "\(competition.team(team)?.name ?? team.text) (\(team))"
  }
}

extension Tie.Method {
  /// "lots (seed 7q2m4xkd)".
  package var words: String {
    switch self {
    case .runs(let runs): "deciding runs (\(runs.map(\.text).joined(separator: ", ")))"
    case .lots(let seed): "lots (seed \(seed))"
    case .jury: "the jury"
    }
  }
}
