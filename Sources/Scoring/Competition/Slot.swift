/// A planned run: who is up where, and when.
public struct Slot: Identifiable, Hashable, Sendable {
  /// Names a planned run within its competition: `coffee/trials/lasr/1`.
  public typealias ID = Identifier<Slot>
  /// The challenge.
  public let challenge: Challenge.ID
  /// The phase.
  public let phase: Phase
  /// The team.
  public let team: Team.ID
  /// Which of the team's runs of this challenge and phase it is: 1, 2, 3 …
  public let number: Int
  /// The short name, made of what it plans; kept, because a running order is asked for its names again and again.
  public let id: ID
  /// Where.
  public var arena: Arena.ID
  /// When, in milliseconds since 1970 (UTC).
  public var startsAt: Int64
  /// For how long the arena is taken.
  public var length: Milliseconds

  /// The short name of a team's run of a challenge and phase.
  public static func id(_ challenge: Challenge.ID, _ phase: Phase, _ team: Team.ID, _ number: Int) -> ID {
    ID("\(challenge)/\(phase.rawValue)/\(team)/\(number)")
  }

  /// Whether another planned run is of the same team, challenge and phase.
  public func isSeries(of other: Slot) -> Bool {
    challenge == other.challenge && phase == other.phase && team == other.team
  }

  /// When the arena is free again, in milliseconds since 1970 (UTC).
  public var endsAt: Int64 { startsAt + length.count }

  /// A planned run.
  public init(
    challenge: Challenge.ID, phase: Phase, team: Team.ID, number: Int, arena: Arena.ID, startsAt: Int64,
    length: Milliseconds
  ) {
    self.challenge = challenge
    self.phase = phase
    self.team = team
    self.number = number
    id = Slot.id(challenge, phase, team, number)
    self.arena = arena
    self.startsAt = startsAt
    self.length = length
  }
}
