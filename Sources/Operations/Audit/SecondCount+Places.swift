import Recount
import Scoring

extension SecondCount {
  /// Every table and every list of finalists that comes to something else, with the first line that differs.
  package var placeFindings: [AuditFinding] {
    let first = board.results.flatMap(SecondCount.tables) + board.overalls.map(SecondCount.table)
    let second = recount.challenges.flatMap(SecondCount.tables) + recount.overalls.map(SecondCount.table)
    guard first.map(\.title) == second.map(\.title) else {
      return [finding("tables", first.map(\.title).description, second.map(\.title).description)]
    }
    return zip(first, second).compactMap { mine, other in
      let count = max(mine.lines.count, other.lines.count)
      guard let line = (0..<count).first(where: { mine.line($0) != other.line($0) }) else { return nil }
      return finding(mine.title, mine.line(line), other.line(line))
    }
  }

  private func finding(_ title: String, _ first: String, _ second: String) -> AuditFinding {
    AuditFinding(
      name: .place, subject: title,
      message:
        "'\(title)' says \(first), and worked out a second time \(second) (\(moment)); one of Tally's two ways to "
        + "a place is wrong: rank this table by hand, and tell its makers")
  }

  /// A table in lines: all that both ways have to agree on.
  package struct Lines {
    package var title: String
    package var lines: [String]
    package func line(_ index: Int) -> String { lines.indices.contains(index) ? "'\(lines[index])'" : "nothing" }
  }

  private static func tables(_ result: ChallengeResult) -> [Lines] {
    let id = result.challenge.id
    var tables: [Lines] = []
    if let trials = result.trials { tables.append(Lines(title: "\(id) trials", lines: trials.standings.map(line))) }
    if let final = result.final {
      tables.append(Lines(title: "\(id) final", lines: final.standings.map(line)))
      if let qualified = final.qualified {
        let teams = qualified.finalists.map(\.team)
        tables.append(finalists(id, teams, qualified.places, qualified.participants))
      }
    }
    return tables + [Lines(title: "\(id)", lines: result.standings.map(line))]
  }

  private static func tables(_ challenge: ChallengeRecount) -> [Lines] {
    let id = challenge.challenge
    var tables: [Lines] = []
    if let trials = challenge.trials { tables.append(Lines(title: "\(id) trials", lines: trials.places.map(line))) }
    if let final = challenge.final {
      tables.append(Lines(title: "\(id) final", lines: final.places.map(line)))
      if let finalists = challenge.finalists {
        tables.append(self.finalists(id, finalists.teams, finalists.places, finalists.participants))
      }
    }
    return tables + [Lines(title: "\(id)", lines: challenge.places.map(line))]
  }

  private static func table(_ table: OverallTable) -> Lines {
    Lines(
      title: "\(table.overall.id) overall",
      lines: table.standings.map { standing in
        let parts = standing.parts.map { $0.weighted?.description ?? "none" }.joined(separator: " + ")
        return place(standing.rank, standing.isShared, standing.team, standing.status.rawValue)
          + " \(standing.total?.description ?? "none") of \(standing.exactTotal?.description ?? "none") (\(parts)), "
          + (1...3).map { "\(standing.count(ofPlace: $0))" }.joined(separator: "/")
      })
  }

  private static func table(_ table: OverallRecount) -> Lines {
    Lines(
      title: "\(table.overall) overall",
      lines: table.places.map { standing in
        let parts = standing.parts.map { $0?.description ?? "none" }.joined(separator: " + ")
        return place(standing.rank, standing.isShared, standing.team, standing.status.rawValue)
          + " \(standing.total?.description ?? "none") of \(standing.exactTotal?.description ?? "none") (\(parts)), "
          + (1...3).map { "\(standing.count(ofPlace: $0))" }.joined(separator: "/")
      })
  }

  private static func finalists(_ id: Challenge.ID, _ teams: [Team.ID], _ places: Int, _ participants: Int) -> Lines {
    Lines(
      title: "\(id) finalists",
      lines: ["\(places) places, \(participants) teams: " + teams.map(\.text).joined(separator: ", ")])
  }

  private static func line(_ standing: Standing) -> String {
    let measures = standing.result?.measures
    return place(standing.rank, standing.isShared, standing.team, standing.status.rawValue)
      + result(
        measures?.points, measures?.achievements, measures?.penalised, measures?.time, standing.result?.counted)
  }

  private static func line(_ standing: TableRecount.Place) -> String {
    let result = standing.result
    return place(standing.rank, standing.isShared, standing.team, standing.status.rawValue)
      + SecondCount.result(result?.points, result?.achievements, result?.penalised, result?.time, result?.counted)
  }

  private static func place(_ rank: Int?, _ isShared: Bool, _ team: Team.ID, _ status: String) -> String {
    (isShared ? "=" : "") + (rank.map(String.init) ?? "-") + " \(team) \(status)"
  }

  private static func result(
    _ points: Points?, _ achievements: Points?, _ penalised: Points?, _ time: Points?, _ runs: [Run.ID]?
  ) -> String {
    guard let points, let achievements, let penalised, let runs else { return "" }
    let time = time.map { ", \($0) ms" } ?? ""
    return ": \(points) points, \(achievements) achieved, \(penalised) penalised\(time), of "
      + runs.sorted().map(\.text).joined(separator: " ")
  }
}
