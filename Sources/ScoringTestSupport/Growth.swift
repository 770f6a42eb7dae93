public import Scoring

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How many times as long the same work takes for a large case as for a small one.
///
/// Measured is this thread's own processor time, the two in turn, and of each the least of several tries counts: so a
/// busy machine or a slow one comes to the same number. With eight times as much to do, what grows evenly comes to
/// about 8 and what grows with the square to 64: tests ask for less than 24.
public func growth<Case>(from small: Case, to large: Case, _ work: (Case) throws -> Void) rethrows -> Double {
  func time(_ work: () throws -> Void) rethrows -> Int64 {
    let start = threadTime()
    try work()
    return threadTime() - start
  }
  var (least, most) = (Int64.max, Int64.max)
  // The first of each may have to fetch what the others find there.
  for _ in 1...4 {
    least = min(least, try time { try work(small) })
    most = min(most, try time { try work(large) })
  }
  return Double(most) / Double(max(1, least))
}

/// What the processor has worked for this thread so far, in nanoseconds.
private func threadTime() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

/// The decisions of a competition with so many planned runs, some of them moved, delayed or taken off the order.
public func decisionsOfLargePlan(runs: Int, teams: Int = 40) -> [Decision] {
  let challenges: [Challenge.ID] = ["coffee", "door", "home", "parcels", "drone"]
  func slot(_ index: Int, minutes: Int = 0) -> Slot {
    let (challenge, turn) = (challenges[index % challenges.count], index / challenges.count)
    return Slot(
      challenge: challenge, phase: .trials, team: Team.ID("team-\(turn % teams + 1)"), number: turn / teams + 1,
      arena: Arena.ID("arena-\(challenge)"), startsAt: Int64(turn * 12 + minutes) * 60_000, length: .at(10))
  }
  var rulings: [Decision.Ruling] = [.named("A large plan", days: ["2026-05-04"])]
  let rules = RuleSetReference(id: "test/rules", edition: 1, digest: "0")
  rulings += challenges.map { .heldChallenge($0, title: $0.text, rules: rules) }
  rulings += (1...teams).map { .enteredTeam(Team.ID("team-\($0)"), name: "Team \($0)", affiliation: "") }
  rulings += (1...teams).flatMap { team in challenges.map { .enteredChallenge(Team.ID("team-\(team)"), $0) } }
  rulings += (0..<runs).map { .scheduled(slot($0)) }
  for index in stride(from: 0, to: runs, by: 10) {
    rulings.append(.scheduled(slot(index, minutes: 1)))
    rulings.append(.delayed((index..<min(runs, index + 20)).map { slot($0).id }, by: .at(1), reason: "a test"))
  }
  rulings += stride(from: 5, to: runs, by: 50).map { .unscheduled(slot($0).id, reason: "a test") }
  return rulings.enumerated().map { index, ruling in
    Decision(
      id: Decision.ID("desk-d\(index + 1)"), official: "office", terminal: "desk", number: index + 1,
      recordedAt: Int64(index), ruling: ruling)
  }
}
