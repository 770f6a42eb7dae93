/// What the rules make of a run's log: lines, each with the entries that earned it, and what they add up to.
///
/// Making a score never fails and asks for nothing but the log: what is odd becomes a ``Finding`` beside it.
public struct Score: Equatable, Sendable {
  /// What was added up, in the order of the sheet, then the run's own arithmetic. The total is their sum.
  public internal(set) var lines: [Line] = []
  /// The sum of the lines.
  public internal(set) var total: Points = .zero
  /// What stays of the total where nothing counts that was earned: what is below zero, and what exempt items take off.
  public internal(set) var debt: Points = .zero
  /// How many achievements count.
  public internal(set) var achievements = 0
  /// How many penalised behaviours count.
  public internal(set) var penalised = 0
  /// The run's clock at its end; `nil` where there was no start.
  public internal(set) var time: Milliseconds?
  /// The disqualifying behaviours that count, and how far they reach.
  public internal(set) var disqualifications: [Disqualification] = []
  /// How the run stands.
  public internal(set) var state: RunState
  /// What is odd.
  public internal(set) var findings: [Finding] = []
  /// What counted of each item, over all its instances, in the order of the rule set's items.
  public internal(set) var quantities: [Points?] = []

  /// One line.
  public struct Line: Equatable, Sendable {
    /// What it is for.
    public var subject: Subject
    /// What was seen, before limits and conditions.
    public var seen: Points
    /// What of it counts.
    public var counted: Points
    /// What it is worth.
    public var points: Points
    /// The entries that earned it.
    public var because: [Entry.ID]
    /// Why it is not worth more, or less.
    public var remarks: [Remark] = []
    /// The level that was reached, of an item with levels.
    public var level: Item.Level.ID?
    /// What a percentage or a factor is taken of, or the points that a limit or a rounding changes.
    public var base: Points?
    /// How many steps the worth of each fell.
    public var steps = Points.zero
    /// The points before the line itself was rounded; `nil` if it was not.
    public var unrounded: Points?
  }

  /// What a line is for.
  public enum Subject: Hashable, Sendable {
    /// An item, at an instance if it has any.
    case item(Item.ID, at: Instance.ID?)
    /// An item with its modifiers is kept from falling below zero.
    case modifierFloor(Item.ID, at: Instance.ID?)
    /// A disqualifying behaviour made an item worthless.
    case itemDisqualified(Item.ID)
    /// A rule of a group: what it takes off or adds.
    case group(Group.ID, GroupRule, at: Instance.ID?)
    /// What restarts cost.
    case restarts
    /// The run's floor or cap.
    case limits
    /// The run's rounding.
    case rounding
    /// The run is disqualified and scores zero.
    case disqualified
    /// The team did not come.
    case noShow
  }

  /// The rules of a group.
  public enum GroupRule: String, Hashable, Sendable {
    case best, worst, overfull, cap, floor
  }

  /// Why a line is not worth more, or less.
  public enum Remark: Hashable, Sendable {
    /// More was seen than counts.
    case cappedAt(Int)
    /// What it needs did not happen.
    case prerequisiteMissing
    /// Something happened that rules it out.
    case ruledOut
    /// More than this many were seen, so none counts.
    case overfull(Int)
    /// Some entries came before what they must come after.
    case tooEarly
    /// Some entries came too late to count.
    case tooLate
    /// Some entries came before a restart that voids them.
    case beforeRestart
    /// The worth of each fell to its floor or towards it.
    case fell
    /// The percentage reached its cap, or the factor its floor.
    case bounded
    /// The line was rounded.
    case rounded
  }

  /// A disqualifying behaviour that counts.
  public struct Disqualification: Equatable, Sendable {
    /// The behaviour.
    public var item: Item.ID
    /// How far it reaches.
    public var scope: DisqualificationScope
    /// The entries that say so.
    public var because: [Entry.ID]
  }

  /// Whether the run itself is disqualified.
  public var isDisqualified: Bool {
    disqualifications.contains {
      switch $0.scope {
      case .item: false
      case .run, .challenge, .competition: true
      }
    }
  }

  /// Whether the sheet contradicts itself: it cannot be signed off until that is mended or accepted.
  public var isInvalid: Bool { findings.contains { $0.severity == .error } }
}
