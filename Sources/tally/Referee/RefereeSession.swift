import EventStore
import Operations
import RefereeConsole
import Reports
import RuleSetFiles
import Scoring
import Text

/// Between the console, which knows no file, and the competition's file: makes entries durable and fetches news.
final class RefereeSession {
  let opened: OpenedRun
  let console: Console
  let official: String

  private(set) var store: EventStore
  private let reopen: () throws -> EventStore
  private let identity: CompetitionIdentity
  private let ruleSets: RuleSets
  private let consoles: OpenConsoles
  private var version: Int64
  private var isStopped = false
  /// Other runs of this team that have begun and not ended, as of ``version``.
  private var otherRuns: [String]?

  /// A session on a run that is in the file; `reopen` opens whatever lies at the file's path.
  init(
    _ store: EventStore, reopen: @escaping () throws -> EventStore, _ opened: OpenedRun, ruleSets: RuleSets,
    official: String, options: Console.Options, rehearsal: Bool
  ) throws {
    self.store = store
    self.reopen = reopen
    self.opened = opened
    self.ruleSets = ruleSets
    self.official = official
    version = try store.dataVersion()
    let run = opened.run
    let (competition, log, terminal, identity) = try store.write { writer in
      let reader = writer.reader
      return (
        try reader.competition(), try reader.log(of: run.id, rules: ruleSets.compile), try writer.terminal(),
        try reader.identity()
      )
    }
    self.identity = identity
    consoles = OpenConsoles(
      beside: store.path, run: run.id.text, official: official, terminal: terminal)
    let challenge = competition.challenge(run.challenge)
    let planned = challenge?.phases.first { $0.phase == run.phase }?.runs
    let desk = Console.Desk(
      challenge: challenge?.title ?? run.challenge.text, team: Words.called(run.team, in: competition),
      runs: planned ?? (run.phase == .trials ? log.rules.ruleSet.runs : nil), official: official, terminal: terminal)
    let place = try ProvisionalPlace(store, ruleSets, run, log.rules, planned: challenge)
    console = Console(
      run, under: log.rules, desk: desk, options: options,
      lettering: Lettering(width: { displayWidth(of: $0) }, safe: { safeForPeople($0) }, isASCII: Screens.areASCII),
      digest: { Digest.bytes($0) }, provisional: { place?.of($0) },
      rehearsal: rehearsal ? Rehearsal(of: log.rules.ruleSet, seed: 1, safe: { safeForPeople($0) }) : nil)
  }

  /// The run's log as the file has it.
  func log() throws -> RunLog { try store.read { try $0.log(of: opened.run.id, rules: ruleSets.compile) } }

  /// The machine's own readings of the entries that moved the clock, where they are of this boot.
  func stamps(of log: RunLog) throws -> [Entry.ID: Int64] {
    guard let now = BootTime.now() else { return [:] }
    return try store.read { reader in
      var stamps: [Entry.ID: Int64] = [:]
      for entry in log.entries where entry.fact.movesClock {
        if let reading = try reader.stopwatch(of: entry.id), reading.boot == now.boot {
          stamps[entry.id] = reading.milliseconds
        }
      }
      return stamps
    }
  }

  /// The shell's monotonic time: since the machine was switched on, sleep included.
  static func monotonic() -> Int64 { BootTime.now()?.milliseconds ?? Process.monotonicMilliseconds() }

  /// Other consoles on this run, and other runs of this team that have begun and not ended.
  func surroundings() -> Console.Surroundings {
    let runs = otherRuns ?? (try? store.read(openRuns)) ?? []
    otherRuns = runs
    return Console.Surroundings(consoles: consoles.others(), runs: runs)
  }

  private func openRuns(_ reader: StoreReader) throws -> [String] {
    let competition = try reader.competition()
    let shadowed = console.options.shadowOf
    let mark = Fact.shadow(of: opened.run.id)
    return try reader.runs().filter { $0.run.team == opened.run.team && $0.run.id != opened.run.id }.compactMap {
      other in
      let log = try reader.log(of: other.run.id, rules: ruleSets.compile)
      let state = log.state
      // A second book of a run is no other run.
      guard state.isStarted, !state.isFinished, !state.isVoid, other.run.id != shadowed,
        !log.standing.contains(where: { $0.fact == mark })
      else { return nil }
      let title = competition.challenge(other.run.challenge)?.title ?? other.run.challenge.text
      return "\(other.run.id) (\(title), \(log.entries.last?.official ?? other.official))"
    }
  }

  // MARK: Recording

  /// Makes an entry of a draft durable, and says what came of it. `log` is what the console knows.
  func record(_ draft: Draft, knowing log: RunLog) -> [Input] {
    if store.hasMoved || isStopped {
      let news = follow(log)
      guard !isStopped else { return news + [.failed(moved)] }
      // What the console has not seen, it has not thought of.
      return news + [.failed("the file was replaced at this moment")]
    }
    var made: Entry?
    do {
      let wall = try Process.now()
      try store.write { writer in
        try writer.append(to: opened.run.id, rules: ruleSets.compile) { desk in
          try require(log, in: desk.log)
          if draft.fact.needsLeave {
            try writer.reader.competitionWithoutOrder().require(official, toSay: draft.fact, about: desk.log, now: wall)
          }
          let reading =
            draft.fact.movesClock ? BootTime.now().map { BootTime(boot: $0.boot, milliseconds: draft.stamp) } : nil
          let entry = desk.entry(
            draft.fact, by: official, clock: draft.clock, recordedAt: draft.recordedAt(wallTime: wall), reading: reading
          )
          made = entry
          return [entry]
        }
      }
      return [made.map { .recorded($0) } ?? .failed("nothing was written")]
    } catch let rejection as Rejection {
      return [.refused(rejection)]
    } catch let refusal as any OperationRefusal {
      return [.refused(Rejection(.noLeave, refusal.sentence))]
    } catch let loss as Loss {
      isStopped = true
      return [.failed(loss.words), .stopped(loss.words)]
    } catch StoreError.inputOutput(_, let detail) {
      return whatBecame(of: made, detail)
    } catch let error as StoreError {
      return [.failed(error.description)]
    } catch {
      return [.failed("\(error)")]
    }
  }

  /// The disk failed somewhere between the first byte and the last: what the file says now is what holds.
  private func whatBecame(of made: Entry?, _ detail: String) -> [Input] {
    guard let made, let now = try? log() else { return [.failed("the disk failed (\(detail))", isKnown: false)] }
    guard now.entry(made.id) == made else { return [.failed("the disk failed (\(detail))")] }
    return [
      .recorded(made),
      .doubtful(
        "The disk failed (\(detail)). The entry is in the log, but may not outlive a power cut: make a backup on another "
          + "disk, and do not press the key again."),
    ]
  }

  /// The file no longer holds what was recorded in it.
  private struct Loss: Error { var words: String }

  private func require(_ known: RunLog, in log: RunLog) throws {
    let lost = known.entries.count { log.entry($0.id) != $0 }
    if lost > 0 {
      throw Loss(
        words: "the file was overwritten, and \(lost == 1 ? "an entry" : "\(lost) entries") of this run "
          + "\(lost == 1 ? "is" : "are") no longer in it; print the sheet (Enter or F, P), leave, and open the right file"
      )
    }
  }

  // MARK: News

  /// What happened besides this console since the last look.
  func news(_ log: RunLog) -> [Input] {
    if store.hasMoved || isStopped { return follow(log) }
    var inputs: [Input] = []
    // A glance is not worth waiting for: where another process keeps the file locked, the next one will do.
    let current = try? store.dataVersion(waitingAtMost: Milliseconds(50))
    if let current, current != version {
      version = current
      otherRuns = nil
      inputs += changes(log)
    }
    return inputs + [.surroundings(surroundings())]
  }

  private func changes(_ log: RunLog) -> [Input] {
    guard let now = try? self.log(), let wall = try? Process.now() else { return [] }
    do {
      try require(log, in: now)
    } catch {
      isStopped = true
      return [.stopped((error as? Loss)?.words ?? "\(error)")]
    }
    let fresh = now.entries.filter { log.entry($0.id) == nil }
    if fresh.isEmpty { return [] }
    return [.arrived(fresh, wallTime: wall, stamps: (try? stamps(of: now)) ?? [:])]
  }

  private var moved: String { "the file \(store.path) is no longer the one that was opened" }

  /// The file was moved away, or another put in its place: goes on with the one that is there now if it knows all that
  /// this console does, and logs nothing otherwise.
  private func follow(_ log: RunLog) -> [Input] {
    isStopped = true
    do {
      // It may only have been away.
      let other = store.hasMoved ? try reopen() : store
      let (theirs, now) = try other.read { reader in
        (try reader.identity(), try reader.log(of: opened.run.id, rules: ruleSets.compile))
      }
      guard theirs.id == identity.id else { return [.stopped("\(moved), but another competition's")] }
      // Overwritten in its place: it is still the same file, with another content.
      if !store.hasMoved { try require(log, in: now) }
      let lost = log.entries.count { now.entry($0.id) != $0 }
      guard lost == 0 else {
        return [
          .stopped(
            "\(moved), and the one there now lacks \(lost) of the \(log.entries.count) entries on this screen; print the "
              + "sheet (Enter or F, P), leave, and put the right file back")
        ]
      }
      store = other
      isStopped = false
      version = try store.dataVersion()
      return changes(log) + [
        .goesOn(
          "The competition's file was replaced. The one there now knows all of this run; the console goes on with it.")
      ]
    } catch let loss as Loss {
      return [.stopped(loss.words)]
    } catch StoreError.missing {
      return [.stopped("the file \(store.path) is gone")]
    } catch {
      return [.stopped("\(moved), and the one there now cannot be used: \(error)")]
    }
  }
}
