import Foundation
import RuleSetFiles
import Scoring
import Testing

/// Whatever a file holds, it is read or refused: no trap, no second of silence, no flood of memory.
/// `scripts/prove rules` runs a hundred thousand of these.
struct FuzzTests {
  static let count = Int(ProcessInfo.processInfo.environment["FUZZ_COUNT"] ?? "") ?? 1500
  static let seed = UInt64(ProcessInfo.processInfo.environment["FUZZ_SEED"] ?? "") ?? 20_250_923

  private static let words: [String] = [
    "&a ", "*a", "!!str ", "<<: ", "---\n", "...\n", "- ", "? ", ": ", "{", "}", "[", "]", ",", "\"", "'", "|\n",
    ">-\n",
    "#", "\t", "\n", "\r\n", "\0", "\u{FEFF}", "\u{2028}", "é", "🤖", "\\", "%YAML 1.1\n", "010", "1_000", "1:30", "no",
    "null", "~", "-1", "0", "1", "9999", "1000000", "99999999999999999999", "0.0001", "0.00001", "1e9", "7/3",
    "points: 5", "max: 0", "levels: []", "per: table", "needs: deliver", "needs: {all: [deliver]}", "unless: ",
    "after: ",
    "within: 0:30", "falls: {by: 1, per: restart}", "quantity: automatic", "quantity: {sum: [deliver]}", "tiers: ",
    "line: ", "percent: {each: -10}", "factor: {each: 2}", "unit: cm", "scale: 1 to 5", "keep: best 1", "completed",
    "best 2", "50% at least 3", "from: stages", "within 5", "places: stands apart", "slot: 15:00", "overall: ",
    "parts: []", "weight: 50%", "league 3 2 1", "of: final", "awards: ", "division: newcomer", "time-zone: UTC", "all",
    "until-first-gap", "modifiers: []", "id: deliver", "item", "group", "run", "objective", "maximum",
  ]

  static func mutated(_ bytes: [UInt8], _ others: [[UInt8]], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let at = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, at + Int.random(in: 0...40, using: &random))
      switch Int.random(in: 0..<11, using: &random) {
      case 0: if at < bytes.count { bytes[at] = UInt8.random(in: 0...255, using: &random) }
      case 1: bytes.removeSubrange(at..<end)
      case 2: bytes.insert(contentsOf: bytes[at..<end], at: at)
      case 3: bytes.insert(contentsOf: words.randomElement(using: &random)!.utf8, at: at)
      case 4: bytes.replaceSubrange(at..<end, with: words.randomElement(using: &random)!.utf8)
      case 5: bytes.removeSubrange(at...)
      case 6:
        let other = others.randomElement(using: &random)!
        let from = Int.random(in: 0..<other.count, using: &random)
        bytes.insert(contentsOf: other[from..<min(other.count, from + 200)], at: at)
      case 7...9:
        // A number becomes another one: most such files are still sound.
        let digits = bytes.indices.filter { (48...57).contains(bytes[$0]) }
        if let digit = digits.randomElement(using: &random) { bytes[digit] = UInt8.random(in: 48...57, using: &random) }
      default:
        // Lines change places.
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        lines.swapAt(Int.random(in: 0..<lines.count, using: &random), Int.random(in: 0..<lines.count, using: &random))
        bytes = Array(lines.joined(separator: [10]))
      }
    }
    return bytes
  }

  @Test("no mutation of a sound file traps or hangs the reader")
  func mutationsAreReadOrRefused() throws {
    let seeds = try soundFiles().map { try bytes(of: $0) }
    let plans =
      try files(below: "fixtures", ending: "yaml").filter { $0.lastPathComponent == "competition.yaml" }
      .map { try bytes(of: $0) } + [Array(PlanStarter.text.utf8)]
    var soundPlans = 0
    var random = SeededGenerator(state: Self.seed)
    var sound = 0
    var slowest = Duration.zero
    for number in 0..<Self.count {
      let input = Self.mutated(seeds.randomElement(using: &random)!, seeds, &random)
      // When a trap ends the run, the last input is here.
      if Self.count > 5000 { try Data(input).write(to: URL(filePath: "/tmp/tally-fuzz-last.yaml")) }
      let time = ContinuousClock().measure {
        let (ruleSet, diagnostics) = RuleSetFile.read(bytes: input, path: "fuzz/\(number).yaml")
        let told = diagnostics.rendered(in: String(decoding: input, as: UTF8.self))
        #expect(ruleSet == nil || diagnostics.areHarmless)
        #expect(ruleSet != nil || !diagnostics.areHarmless, "refused without a reason, mutation \(number)")
        #expect(diagnostics.allSatisfy { $0.line >= 1 && $0.column >= 1 })
        #expect(diagnostics == diagnostics.sorted())
        #expect(
          told.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control })
        if let ruleSet {
          sound += 1
          _ = CompiledRules(ruleSet)
          _ = ruleSet.maximum
        }
        if let plan = plans.randomElement(using: &random) {
          let input = Self.mutated(plan, plans, &random)
          let (plan, diagnostics) = PlanFile.read(bytes: input, path: "fuzz/competition.yaml")
          #expect((plan != nil) == diagnostics.areHarmless && diagnostics == diagnostics.sorted())
          if let plan {
            soundPlans += 1
            use(plan)
          }
        }
      }
      slowest = max(slowest, time)
    }
    #expect(soundPlans > Self.count / 20, "only \(soundPlans) plans of \(Self.count) are sound")
    #expect(slowest < .seconds(1), "slowest \(slowest)")
    #expect(sound > Self.count / 100, "the mutations are too rough: only \(sound) of \(Self.count) are sound")
    if let peak = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8).firstMatch(
      of: /VmHWM:\s+([0-9]+) kB/),
      let kilobytes = Int(peak.1)
    {
      #expect(kilobytes < 500_000)
      print("fuzzed \(Self.count) files, \(sound) of them sound; slowest \(slowest); peak \(kilobytes / 1000) MB")
    }
  }

  /// A plan that was read becomes a competition, that competition the text of a plan, and that text the same again.
  private func use(_ plan: Plan) {
    let rules = Dictionary(
      plan.challenges.map {
        ($0.id, PlanRules(RuleSet(id: "a/b", title: "T"), RuleSetReference(id: "a/b", edition: 1, digest: "d")))
      }, uniquingKeysWith: { first, _ in first })
    _ = plan.findings(under: rules)
    let competition = Competition(decided: plan.rulings(under: rules))
    let text = PlanText.text(of: competition) { "\($0.id)" }
    let (again, found) = PlanFile.read(text: text, path: "again.yaml")
    #expect(again != nil, "\(found.rendered(in: text))\n\(text)")
    guard let again else { return }
    let changes = PlanChanges(
      from: competition, decisions: [], runs: [], to: Competition(decided: again.rulings(under: rules)))
    #expect(changes.changes.isEmpty && changes.notes.isEmpty && changes.problems.isEmpty, "\(changes)\n\(text)")
  }
}
