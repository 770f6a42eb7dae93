import EventStore
import Operations
import RefereeConsole
import Reports
import RuleSetFiles
import Scoring
import Text

/// Between the console, which knows no file, and the competition's file: makes entries durable and fetches news.
final class RefereeSession {
  let store: EventStore
  let opened: OpenedRun
  let console: Console
  let official: String

  private let ruleSets: RuleSets
  private var version: Int64
  private var known: Int64

  /// A session on a run that is in the file.
  init(
    _ store: EventStore, _ opened: OpenedRun, ruleSets: RuleSets, official: String, options: Console.Options,
    rehearsal: Bool
  ) throws {
    self.store = store
    self.opened = opened
    self.ruleSets = ruleSets
    self.official = official
    version = try store.dataVersion()
    let run = opened.run
    let (competition, log, terminal, known) = try store.write { writer in
      let reader = writer.reader
      return (
        try reader.competition(), try reader.log(of: run.id, rules: ruleSets.compile), try writer.terminal(),
        try reader.lastSequence()
      )
    }
    self.known = known
    let challenge = competition.challenge(run.challenge)
    let planned = challenge?.phases.first { $0.phase == run.phase }?.runs
    let desk = Console.Desk(
      challenge: challenge?.title ?? run.challenge.text, team: competition.team(run.team)?.name ?? run.team.text,
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

  /// Makes an entry of a draft durable, and says what came of it.
  func record(_ draft: Draft) -> Input {
    do {
      let wall = try Process.now()
      var made: Entry?
      try store.write { writer in
        try writer.append(to: opened.run.id, rules: ruleSets.compile) { desk in
          if draft.fact.needsLeave {
            try writer.reader.competition().require(official, toSay: draft.fact, about: desk.log, now: wall)
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
      return made.map { .recorded($0) } ?? .failed("nothing was written")
    } catch let rejection as Rejection {
      return .refused(rejection)
    } catch let error as CommandError {
      return .refused(Rejection(.noLeave, error.message))
    } catch let error as StoreError {
      return .failed(error.description)
    } catch {
      return .failed("\(error)")
    }
  }

  /// What other processes recorded for this run since the last look, if anything.
  func news(besides log: RunLog) -> Input? {
    // A glance is not worth waiting for: where another process keeps the file locked, the next one will do.
    guard let current = try? store.dataVersion(waitingAtMost: Milliseconds(50)), current != version else { return nil }
    version = current
    guard let found = try? store.read({ try $0.entries(after: known) }), let wall = try? Process.now() else {
      return nil
    }
    known = found.last?.sequence ?? known
    let fresh = found.map(\.entry).filter { $0.run == opened.run.id && log.entry($0.id) == nil }
    if fresh.isEmpty { return nil }
    let stamps = (try? self.log()).flatMap { try? self.stamps(of: $0) } ?? [:]
    return .arrived(fresh, wallTime: wall, stamps: stamps)
  }
}

/// The place a team would have if its run ended with a score: the others as they stand in the file.
struct ProvisionalPlace: Sendable {
  private let run: Run
  private let rules: CompiledRules
  private let rule: RankingRule
  private let contenders: [Contender]

  init?(_ store: EventStore, _ ruleSets: RuleSets, _ run: Run, _ rules: CompiledRules, planned: Challenge?) throws {
    guard run.phase != .practice, let planned else { return nil }
    self.run = run
    self.rules = rules
    let rule = RankingRule(rules.ruleSet, plan: planned.phases.first { $0.phase == run.phase })
    self.rule = rule
    let (competition, logs) = try store.read { reader in
      (try reader.competition(), try reader.logs(of: run.challenge, rules: ruleSets.compile))
    }
    let scored = logs.filter { $0.run.phase == run.phase && $0.run.id != run.id }.map { ScoredRun($0, keys: rule.keys) }
    let runsOf = Dictionary(grouping: scored, by: \.run.team)
    contenders = competition.teams.map { team in
      Contender(
        team: team.id, runs: runsOf[team.id] ?? [], isEntered: competition.isEntered(team.id, in: run.challenge),
        hasWithdrawn: competition.withdrawal(of: team.id, from: run.challenge) != nil,
        isDisqualified: competition.disqualification(of: team.id, from: run.challenge) != nil)
    }
  }

  /// The place with this score.
  func of(_ score: Score) -> Console.Place? {
    var contenders = contenders
    guard let index = contenders.firstIndex(where: { $0.team == run.team }) else { return nil }
    contenders[index].runs.append(ScoredRun(run, scoring: score, under: rules, keys: rule.keys))
    let standings = rule.standings(of: contenders)
    guard let mine = standings.first(where: { $0.team == run.team }), let rank = mine.rank else { return nil }
    let key = rule.keys.first { $0.measure != .disqualified }
    let leader = key.flatMap { key in
      standings.first?.result?.measures.value(of: key.measure).map { Words.value($0, of: key) }
    }
    return Console.Place(
      rank: rank, isShared: mine.isShared, of: standings.filter { $0.rank != nil }.count, leader: leader)
  }
}
