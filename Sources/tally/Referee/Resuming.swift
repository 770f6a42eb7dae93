import EventStore
import Operations
import RuleSetFiles
import Scoring
import Text

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Finds the run that a console goes on with. Where that is one run it is no question; where several are open, they are
/// listed and one is chosen.
struct Resuming {
  let official: String
  /// The runs that have not ended, this official's first, and of those the one that was written in last.
  private let open: [RunLog]
  private let competition: Competition

  init(
    _ reader: StoreReader, ruleSets: RuleSets, official: String, challenge: Challenge.ID?, team: Team.ID?
  ) throws {
    self.official = official
    competition = try reader.competition()
    let open = try reader.logs(rules: ruleSets.compile).filter { log in
      let state = log.state
      return !state.isFinished && !state.isVoid && (challenge == nil || log.run.challenge == challenge)
        && (team == nil || log.run.team == team)
    }
    if open.isEmpty { throw CommandError("no run is open; 'tally referee CHALLENGE TEAM' opens one") }
    func isBefore(_ a: RunLog, _ b: RunLog) -> Bool {
      let (mine, other) = (Resuming.isOf(official, a), Resuming.isOf(official, b))
      return mine == other ? (a.entries.last?.recordedAt ?? 0) > (b.entries.last?.recordedAt ?? 0) : mine
    }
    self.open = open.sorted(by: isBefore)
  }

  private static func isOf(_ official: String, _ log: RunLog) -> Bool {
    log.entries.contains { $0.official == official }
  }

  /// The run that goes on. `mayAsk` says whether somebody is there to choose.
  func choose(mayAsk: Bool) throws -> Run.ID {
    let mine = open.filter { Resuming.isOf(official, $0) }
    if mine.count == 1 { return mine[0].run.id }
    if open.count == 1 { return open[0].run.id }
    let names = open.map { "\($0.run.challenge) \($0.run.team) (\($0.run.id))" }.joined(separator: ", ")
    let unanswered = CommandError("several runs are open: \(names); name the challenge and the team after --resume")
    guard mayAsk else { throw unanswered }
    Process.answer("Several runs are open:\n")
    for (index, log) in open.enumerated() { Process.answer("\(index + 1)  \(words(log))\n") }
    while true {
      Process.answer("Which goes on? Its number, or an empty line for none: ")
      guard let line = Resuming.readLine()?.trimmingSpaces else { throw unanswered }
      if line.isEmpty { throw CommandError("no run was chosen; nothing was logged") }
      if let number = Int(line), open.indices.contains(number - 1) { return open[number - 1].run.id }
      Process.answer("'\(safeForPeople(line))' is none of 1 to \(open.count).\n")
    }
  }

  /// `coffee-3  Coffee shop orders, LASR, trial 2, running; R1`.
  private func words(_ log: RunLog) -> String {
    let run = log.run
    let challenge = competition.challenge(run.challenge)?.title ?? run.challenge.text
    let team = competition.team(run.team)?.name ?? run.team.text
    let by = log.entries.last.map { "; last by \($0.official)" } ?? "; nothing logged yet"
    return safeForPeople(
      "\(run.id)  \(challenge), \(team) (\(run.team)), \(run.phase.runTitle) \(run.number), \(log.state.word)\(by)")
  }

  /// A line of standard input and no byte more: what comes after it is the console's.
  private static func readLine() -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(0, &byte, 1)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
      if byte == 10 { return String(decoding: bytes, as: UTF8.self) }
      if bytes.count < 200 { bytes.append(byte) }
    }
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
