public import Scoring

/// The referee's console of one run: everything about the session that does not change while it lasts.
///
/// It is a pure machine, `(state, input) → (state, effects)` and `state → screen`, with no clock, no file and no
/// terminal of its own. The shell around it hands in keys and the time, carries out the effects, and draws the screen:
///
///     var (state, effects) = console.begin(log, at: now, wallTime: wall, size: size)
///     effects += console.step(&state, .key(.character("a")), at: now)
///     // .append(draft): make it durable, then
///     effects += console.step(&state, .recorded(entry), at: now)
///     draw(console.screen(of: state))
public struct Console: Sendable {
  /// The run.
  public let run: Run
  /// The rules it is scored by.
  public let rules: CompiledRules
  /// Who and where.
  public let desk: Desk
  /// What the shell and the referee chose.
  public let options: Options
  /// How letters are measured and made safe.
  public let lettering: Lettering
  /// Makes a digest (SHA-256) of bytes, for the code that identifies a signed log.
  public let digest: @Sendable ([UInt8]) -> [UInt8]
  /// The place the team would have if the run ended with this score; `nil` where there is none to tell.
  public let provisional: @Sendable (Score) -> Place?
  /// What a training run shows, if this is one.
  public let rehearsal: Rehearsal?

  /// Which key logs which item.
  public let keys: KeyMap
  let sheet: [SheetLine]

  /// Who sits at the console, and before which run.
  public struct Desk: Equatable, Sendable {
    /// The challenge as people call it.
    public var challenge: String
    /// The team as it writes itself.
    public var team: String
    /// How many runs the team has in this phase, if that is planned.
    public var runs: Int?
    /// Who logs.
    public var official: String
    /// Where.
    public var terminal: String
    /// A desk.
    public init(challenge: String, team: String, runs: Int?, official: String, terminal: String) {
      self.challenge = challenge
      self.team = team
      self.runs = runs
      self.official = official
      self.terminal = terminal
    }
  }

  /// What else is going on, in words.
  public struct Surroundings: Equatable, Sendable {
    /// Other consoles that are open on this run: `R2 at desk-1`.
    public var consoles: [String]
    /// Other runs of this team that have begun and not ended: `door-3 (Through the door, R1)`.
    public var runs: [String]
    /// Surroundings; none are the usual ones.
    public init(consoles: [String] = [], runs: [String] = []) {
      self.consoles = consoles
      self.runs = runs
    }
  }

  /// What can be chosen.
  public struct Options: Equatable, Sendable {
    /// Whether the terminal's bell may ring.
    public var rings = true
    /// Whether everything is also said in lines, for terminals that cannot move the cursor and for screen readers.
    public var speaks = false
    /// The run that this one shadows: a second referee's book, compared and never counted.
    public var shadowOf: Run.ID?
    /// The options most people want.
    public init() {}
  }

  /// A provisional place.
  public struct Place: Equatable, Sendable {
    /// The place.
    public var rank: Int
    /// Whether it is shared.
    public var isShared: Bool
    /// Among how many teams.
    public var of: Int
    /// What the first has, in the words of the ranking: `4`.
    public var leader: String?
    /// A place.
    public init(rank: Int, isShared: Bool = false, of count: Int, leader: String?) {
      self.rank = rank
      self.isShared = isShared
      self.of = count
      self.leader = leader
    }
  }

  /// A console of a run.
  public init(
    _ run: Run, under rules: CompiledRules, desk: Desk, options: Options = Options(), lettering: Lettering,
    digest: @escaping @Sendable ([UInt8]) -> [UInt8], provisional: @escaping @Sendable (Score) -> Place? = { _ in nil },
    rehearsal: Rehearsal? = nil
  ) {
    self.run = run
    self.rules = rules
    self.desk = Desk(
      challenge: lettering.safe(desk.challenge), team: lettering.safe(desk.team), runs: desk.runs,
      official: desk.official, terminal: desk.terminal)
    self.options = options
    self.lettering = lettering
    self.digest = digest
    self.provisional = provisional
    self.rehearsal = rehearsal
    keys = KeyMap(rules.ruleSet)
    let ruleSet = rules.ruleSet
    sheet = ruleSet.items.map { item in
      SheetLine(
        item: item, title: lettering.safe(item.title),
        instances: item.per.flatMap { list in ruleSet.instances.first { $0.id == list }?.instances }?.map {
          Instance(id: $0.id, title: lettering.safe($0.title))
        },
        levels: item.levels.map { lettering.safe($0.title) })
    }
    positions = Dictionary(sheet.enumerated().map { ($1.item.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  let positions: [Item.ID: Int]

  /// Whether an item's key asks for more before anything is logged: a place, a level, a value, or whether it is meant.
  func asks(_ position: Int) -> Bool {
    let line = sheet[position]
    guard line.item.isEntered else { return false }
    return (line.instances?.count ?? 0) > 1 || !line.item.levels.isEmpty || line.item.isValued
      || line.item.kind == .judgement || line.item.kind == .disqualifying
  }

  /// Answers with the keys that no item has; where those run out, without any.
  func lettered(_ answers: some Collection<(String, Action)>) -> [Choice.Option] {
    answers.enumerated().map { index, answer in
      Choice.Option(
        key: keys.answers.indices.contains(index) ? keys.answers[index] : nil, title: answer.0, action: answer.1)
    }
  }

  /// `trial 2 of 3`.
  var runTitle: String {
    "\(run.phase.runTitle) \(run.number)" + (desk.runs.map { $0 >= run.number ? " of \($0)" : "" } ?? "")
  }

  /// `Coffee shop orders · LASR · trial 2 of 3`: said at the start and at the end, so that no run is logged for another.
  var echo: String {
    [desk.challenge, desk.team, runTitle].joined(separator: " \(lettering.dot) ")
  }
}

/// A line of the sheet with its words made safe.
struct SheetLine: Sendable {
  var item: Item
  var title: String
  /// The places it is scored at; `nil` if it is scored once.
  var instances: [Instance]?
  var levels: [String]
}

/// A fact that the referee wants on record, for the shell to make an entry of.
public struct Draft: Equatable, Sendable {
  /// What it says.
  public var fact: Fact
  /// The run's clock when it happened.
  public var clock: Milliseconds
  /// The earliest time at the desk that keeps entries of one clock reading in the order in which they were made, even
  /// if the laptop's clock is set back meanwhile.
  public var earliest: Int64
  /// The shell's monotonic time when it happened, which a shell that keeps it with what moves the clock can hand back
  /// after a crash.
  public var stamp: Int64

  /// A draft.
  public init(fact: Fact, clock: Milliseconds, earliest: Int64, stamp: Int64) {
    self.fact = fact
    self.clock = clock
    self.earliest = earliest
    self.stamp = stamp
  }

  /// The time at the desk that the entry is to carry.
  public func recordedAt(wallTime: Int64) -> Int64 { max(wallTime, earliest) }
}

/// What happens to the console.
public enum Input: Sendable {
  /// A key is pressed now.
  case key(Key)
  /// A key was pressed.
  case pressed(Press)
  /// More keys came at one moment than a hand can press.
  case burst([Press])
  /// Something came that is no key.
  case notTaken(NotTaken)
  /// A line was typed, where the console is used line by line.
  case line(String)
  /// Time went on.
  case tick
  /// The terminal has another size.
  case resize(Screen.Size)
  /// What was to be appended is durable.
  case recorded(Entry)
  /// The log refused it.
  case refused(Rejection)
  /// It could not be made durable: why. Where nobody can tell whether it was, that is not known.
  case failed(String, isKnown: Bool = true)
  /// What was recorded last may not be as safe as it should be: why.
  case doubtful(String)
  /// Nothing can be recorded any more: why.
  case stopped(String)
  /// It can be again: how.
  case goesOn(String)
  /// What there is around this console.
  case surroundings(Console.Surroundings)
  /// Entries that others made for this run.
  case arrived([Entry], wallTime: Int64, stamps: [Entry.ID: Int64] = [:])
}

/// What the shell has to do.
public enum Effect: Equatable, Sendable {
  /// Make an entry of this durable, then hand in `.recorded`, `.refused` or `.failed`.
  case append(Draft)
  /// Ring.
  case bell
  /// Say this, where the console is used line by line.
  case say(String)
  /// Hand out the run sheet.
  case printSheet([String])
  /// Go, and give the terminal back.
  case leave
  /// Give the terminal back until the referee continues.
  case suspend
}
