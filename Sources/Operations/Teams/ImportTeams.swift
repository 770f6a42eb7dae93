package import EventStore
package import Reports
package import Scoring

/// Teams enter from a file, all of them or none.
package struct ImportTeams: OfficialOperation {
  package var file: TeamFile

  package init(_ file: TeamFile) { self.file = file }

  /// Why no team enters.
  package enum Refusal: OperationRefusal {
    case unreadable(CSVError, file: String)
    /// The columns that there are.
    case noColumns([String], file: String)
    /// Everything that is wrong, with its place.
    case faulty([Fault])

    package var problem: String {
      switch self {
      case .unreadable(let error, let file): "\(file):\(error)"
      case .noColumns(let header, let file):
        "\(file):1:1: error: the columns 'id' and 'name' are needed; the first line names the columns, and has "
          + header.map { "'\($0)'" }.joined(separator: ", ")
      case .faulty(let faults):
        "no team was entered:\n"
          + faults.map { $0.line(saying: $0.what.problem) }.joined(separator: "\n")
      }
    }
  }

  /// Something wrong in the file.
  package struct Fault {
    package var file: String
    package var line: Int
    package var column: Int
    package var what: any OperationRefusal

    /// The fault as compilers print theirs.
    package func line(saying sentence: String) -> String { "\(file):\(line):\(column): error: \(sentence)" }
  }

  /// A team stands in the file twice.
  package struct Twice: OperationRefusal {
    package var team: Team.ID
    package var problem: String { "the team '\(team)' is there twice; keep one of the lines" }
  }

  package func decide(_ competition: Competition, by official: String, at now: Int64) throws -> Records {
    let news = try file.news(for: competition)
    if !news.rulings.isEmpty { try competition.require(official, may: .decideAboutTeams) }
    return Records(decisions: news.rulings)
  }

  package func conclude(_ known: Competition, _ recorded: Recorded, _ reader: StoreReader) throws -> TeamFile.News {
    try file.news(for: known)
  }
}
