/// A line of the score sheet: something an official can see, choose, measure or judge.
public struct Item: Identifiable, Equatable, Sendable {
  /// Names an item within its rule set: `order-delivered`.
  public typealias ID = Identifier<Item>

  /// The name that entries carry.
  public var id: ID
  /// Which group of the sheet it belongs to.
  public var kind: Kind
  /// The sentence people read: "Delivers the order to the table".
  public var title: String
  /// Who says so, and where.
  public var origin: Origin
  /// The key on the referee's console, if the rule set asks for one.
  public var key: Character?
  /// Past rulings that a referee may want to read while scoring.
  public var rulings: [String] = []
  /// The skills it shows, for certificates and special awards.
  public var tags: [String] = []

  /// The places it is scored at separately ("per table"), if any.
  public var per: InstanceList.ID?
  /// Where its quantity comes from: entries, the clock or other items.
  public var quantity: QuantitySource = .entries
  /// The exclusive levels of a ladder; the last one chosen holds.
  public var levels: [Level] = []
  /// The unit of a measurement or judgement.
  public var unit: Unit = .count
  /// The least and greatest value of a measurement or judgement.
  public var scale: ClosedRange<Points>?
  /// Whether a judgement's scale runs the other way: on a scale of 1 to 5, a 2 counts as a 4.
  public var reversed = false
  /// How several raters, or several measurements, become one value.
  public var combined: Combination = .mean
  /// Whether an elapsed time ends with the last entry of its second item, not with the first.
  public var endsWithLast = false
  /// The item whose quantity this one's is divided by ("recognised, of those shown"); none where that is zero.
  public var dividedBy: ID?
  /// Rounds the quantity before it is worth anything ("whole seconds").
  public var quantityRounding: Rounding?

  /// The most that counts, at each instance; what is seen beyond it is kept but scores nothing.
  public var limit: Int?
  /// Seen more often than this, the item is worth nothing at all ("more than four units: none").
  public var voidAbove: Int?
  /// Counts only where all of these hold.
  public var needs: [Condition] = []
  /// Counts only where none of these hold.
  public var unless: [Condition] = []
  /// Counts only entries made after all of these held.
  public var after: [Condition] = []
  /// Counts only entries made within this time after the start, or after another item was first seen.
  public var within: TimeWindow?

  /// What the quantity is worth.
  public var worth: Worth = .nothing
  /// What the worth of each occurrence falls by, and how low.
  public var falls: Falling?
  /// The item whose points this one changes: it can take that item's line to zero, and no further.
  public var modifies: ID?
  /// What a disqualifying behaviour disqualifies from.
  public var disqualifiesFrom: DisqualificationScope = .run
  /// Whether it lies outside the run's floor and cap (the special penalties of RoboCup@Home).
  public var isExempt = false
  /// Whether it still counts after a restart that voids what came before.
  public var survivesRestart = false

  /// An item with every rule at its default.
  public init(id: ID, kind: Kind, title: String, origin: Origin) {
    self.id = id
    self.kind = kind
    self.title = title
    self.origin = origin
  }
}

extension Item {
  /// The groups of a score sheet, in the order in which sheets print them.
  public enum Kind: String, CaseIterable, Sendable {
    /// Something the robot is meant to do.
    case achievement
    /// Something it is not meant to do ("bumps into the furniture").
    case penalised
    /// Something that ends its hopes ("hits a person").
    case disqualifying
    /// Something written down without effect.
    case record
    /// A time, a distance, a force, an error.
    case measurement
    /// A jury's value, or a questionnaire's.
    case judgement
    /// Something the team says before the start ("we use sign language").
    case declaration
  }

  /// One level of a ladder of which only one can be reached: handle touched, opened, passed.
  public struct Level: Identifiable, Equatable, Sendable {
    /// Names a level within its item.
    public typealias ID = Identifier<Level>
    /// The name that entries carry; `row/column` for a level of a two-dimensional table.
    public var id: ID
    /// What people read.
    public var title: String
    /// What the level is worth.
    public var points: Points
    /// How many of the item's occurrences it counts as (0 for "nothing reached").
    public var count: Int

    /// A level of a ladder.
    public init(id: ID, title: String, points: Points, count: Int = 1) {
      self.id = id
      self.title = title
      self.points = points
      self.count = count
    }
  }
}

/// Where an item comes from, and how sure that is.
public struct Origin: Equatable, Sendable {
  /// How sure it is that the event's own rules say so.
  public var standing: Standing
  /// The document and place: "SciRoc 2019, E03, A1".
  public var source: String

  /// How sure it is.
  public enum Standing: String, CaseIterable, Sendable {
    /// Read in the event's own published rules.
    case official
    /// The wording of RoCKIn and the European Robotics League, not confirmed for this event.
    case lineage
    /// Ours: an assumption that an organiser should look at.
    case house
  }

  /// An origin with its source.
  public init(_ standing: Standing, _ source: String) {
    self.standing = standing
    self.source = source
  }
}

/// A list of the things an item is scored at separately: the tables of a coffee shop, the guests of a party.
public struct InstanceList: Identifiable, Equatable, Sendable {
  /// Names the list: `table`.
  public typealias ID = Identifier<InstanceList>
  /// The name rules use: `per: table`.
  public var id: ID
  /// Its members, in order.
  public var instances: [Instance]

  /// A list with its members.
  public init(id: ID, instances: [Instance]) {
    self.id = id
    self.instances = instances
  }
}

/// One of the things an item is scored at: table 2.
public struct Instance: Identifiable, Equatable, Sendable {
  /// Names an instance within its list.
  public typealias ID = Identifier<Instance>
  /// The name that entries carry.
  public var id: ID
  /// What people read.
  public var title: String

  /// An instance.
  public init(id: ID, title: String) {
    self.id = id
    self.title = title
  }
}

/// Where an item's quantity comes from.
public enum QuantitySource: Equatable, Sendable {
  /// What officials entered: counts, levels, values.
  case entries
  /// Nothing is entered: the quantity is 1 wherever the item's conditions hold ("all correct: 250").
  case automatic
  /// The sum of what counted of other items ("ten for each pick and each place").
  case sum(of: [Item.ID])
  /// The seconds between the first counted entry of one item (or ``Identifier/start``) and the first of another (the
  /// last, if ``Item/endsWithLast``); none if either is missing.
  case elapsed(from: Item.ID, to: Item.ID)
  /// The seconds left of the run's time limit at its end.
  case timeLeft
  /// The seconds on the run's clock at its end.
  case timeUsed
  /// How often the run was restarted.
  case restarts
}

extension Identifier where Kind == Item {
  /// The start of the run, where the time between two items is asked for. No item may have this name.
  public static let start: Item.ID = "start"
}
