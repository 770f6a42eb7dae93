public import Scoring

/// Where the console stands. Only what the shell reported as recorded is in ``log``: nothing is shown before it is kept.
public struct ConsoleState: Sendable {
  /// The run's log as far as it is durable.
  public internal(set) var log: RunLog
  /// What the rules make of it.
  public internal(set) var score: Score
  /// The draft that the shell was asked to make durable and has not answered for.
  public var isWaiting: Bool { pending != nil }

  var place: Console.Place?
  var tallies: [Tally]
  var mode: Mode
  var size: Screen.Size
  var now: Int64
  var message: Message?

  var pending: Pending?
  var queue: [Queued] = []
  /// When the key that is being looked at was pressed.
  var pressedAt: Int64?
  /// Keys that came at once and were not taken.
  var burst: Burst?

  /// Whether the letter before was a capital that means nothing while its small letter does.
  var suspectsCapsLock = false
  /// What was typed of an item's key so far (`;`).
  var prefix = ""
  /// How long ago the next fact happened.
  var ago: Milliseconds?
  /// How often the next fact was seen.
  var count = 1
  /// The clock when the end was called, while the referee looks through what was never touched.
  var endingAt: Moment?
  var page = 0

  /// When, by the shell's monotonic time, the entries that move the clock were made.
  var stamps: [Entry.ID: Int64] = [:]
  var timeLeft: Int64?
  var latestRecordedAt: Int64
  /// The entry that was recorded last, by whomever.
  var latest: Entry.ID?
  /// The one that was recorded last here, which undo begins with.
  var ownLatest: Entry.ID?
  var surroundings: Console.Surroundings
  /// Why nothing can be recorded.
  var stopped: String?
  var raters: [String] = []

  /// A reading of the run's clock, and the shell's time when it was taken.
  struct Moment: Equatable, Sendable {
    var clock: Milliseconds
    var stamp: Int64
  }

  /// What waits to become durable, and what comes then.
  struct Pending: Sendable {
    var draft: Draft
    var then: Mode
    var more: [Fact]
  }

  enum Queued: Sendable {
    case press(Press)
    case line(String)
  }

  /// Keys that came at once, and where they came.
  struct Burst: Equatable, Sendable {
    var presses: [Press]
    var page: Mode
  }

  struct Message: Equatable, Sendable {
    var text: String
    var style: Screen.Style
  }

  /// What is known of a line of the sheet.
  struct Tally: Equatable, Sendable {
    /// Entries stand for it.
    var isTouched = false
    var seen = Points.zero
    var counted = Points.zero
    /// What counts at each instance.
    var parts: [Points] = []
    /// The level or value that holds, in words.
    var value: String?
    var remarks: [Score.Remark] = []
  }
}

/// What the next key means.
indirect enum Mode: Equatable, Sendable {
  /// Logging.
  case scoring
  /// One of several answers.
  case choosing(Choice)
  /// A typed answer.
  case typing(Typing)
  /// Which entry is to be taken back.
  case striking(Entry.ID)
  /// What the keys do.
  case help
  /// Which item's rulings are wanted.
  case asking
  /// An item's rulings.
  case info(Int)
  /// What is odd about the sheet.
  case findings
  /// Before the end: what was never touched.
  case ending
  /// The run sheet, to be read and signed.
  case sheet(scroll: Int)
  /// How a rehearsal went.
  case report
}

struct Choice: Equatable, Sendable {
  var question: String
  /// Lines above the answers; with any, the choice fills the screen.
  var lines: [String] = []
  var options: [Option]
  var cursor = 0
  /// Where escape leads.
  var back: Mode = .scoring
  var isGrave = false

  struct Option: Equatable, Sendable {
    /// The key that takes it; without one it is taken with the arrows and Enter.
    var key: Character?
    var title: String
    var action: Action
  }
}

indirect enum Action: Equatable, Sendable {
  case go(Mode)
  case leave
  case propose(Fact, ConsoleState.Moment, then: Mode)
  case instance(item: Int, Instance.ID, ConsoleState.Moment)
  case level(item: Int, at: Instance.ID?, Item.Level.ID, ConsoleState.Moment)
  case rater(item: Int, at: Instance.ID?, String, ConsoleState.Moment)
  case reason(String, Reasoned)
  case setClock(Milliseconds)
  case tookOn(ConsoleState.Moment)
}

/// What needs a reason.
enum Reasoned: Equatable, Sendable {
  case strike(Entry.ID)
  case accept(Check.ID)
  case void(ConsoleState.Moment)
  case extend(Milliseconds)
}

struct Typing: Equatable, Sendable {
  var question: String
  var text = ""
  var purpose: Purpose
  var back: Mode

  enum Purpose: Equatable, Sendable {
    case ago, count, note, longer, claimed, clock, protest, ruling
    /// Who signs for the team.
    case signer
    /// When what was forgotten happened.
    case when(item: Int)
    case value(item: Int, at: Instance.ID?, rater: String?, ConsoleState.Moment)
    case rater(item: Int, at: Instance.ID?, ConsoleState.Moment)
    case reason(Reasoned)
  }
}

extension ConsoleState {
  var run: RunState { score.state }

  /// The run's clock at this moment of the shell's monotonic time.
  public func clock(at now: Int64) -> Milliseconds {
    if let end = run.finishClock { return end }
    guard run.isStarted, let id = run.clockEntry, let entry = log.entry(id) else { return .zero }
    if run.isPaused { return entry.clock }
    if run.isVoid { return max(entry.clock, run.lastClock ?? .zero) }
    guard let stamp = stamps[id] else { return entry.clock }
    let (passed, isTooLong) = now.subtractingReportingOverflow(stamp)
    if isTooLong || passed > Milliseconds.longest.count { return .longest }
    return min(.longest, entry.clock + Milliseconds(max(0, passed)))
  }

  /// The terminal's size as the console knows it.
  public var screenSize: Screen.Size { size }

  /// The time that the run may take, extensions included.
  public var timeLimit: Milliseconds? { log.rules.ruleSet.timeLimit.map { $0 + run.extraTime } }

  /// How many milliseconds of quiet the shell may sleep before the screen changes by itself; `nil`: for ever.
  public var nextTick: Int64? {
    guard run.isRunning, pending == nil else { return nil }
    return 1000 - clock(at: now).count % 1000
  }

  /// The time limit, where the end was called when it was over.
  var limitIfOver: Milliseconds? {
    endingAt.flatMap { run.clockOfForgotten(calledAt: $0.clock) }
  }

  var home: Mode { endingAt == nil ? .scoring : .ending }

  /// The moment at which the clock showed a reading.
  func moment(at clock: Milliseconds) -> Moment {
    let moment = endingAt ?? Moment(clock: self.clock(at: now), stamp: now)
    return Moment(clock: clock, stamp: moment.stamp &- (moment.clock - clock).count)
  }

  /// The clock for a fact that is logged now: when it happened, if the referee said how long ago that was.
  var moment: Moment {
    let now = min(pressedAt ?? self.now, self.now)
    var moment = endingAt ?? Moment(clock: clock(at: now), stamp: now)
    if let ago {
      moment.clock = max(.zero, moment.clock - ago)
      moment.stamp = moment.stamp.subtractingReportingOverflow(ago.count).partialValue
    }
    return moment
  }
}
