import Foundation
import Recount
import Scoring
import ScoringTestSupport
import Testing

@Suite struct Show {
  @Test func show() {
    guard let seed = ProcessInfo.processInfo.environment["SHOW"].flatMap({ UInt64($0) }) else { return }
    let wanted = ProcessInfo.processInfo.environment["SHOWRUN"].flatMap { Int($0) } ?? 1
    var chance = SeededCompetition(seed: seed)
    let rules = CompiledRules(chance.soundSheet())
    let s = rules.ruleSet
    for i in s.items {
      var d = "\(i.id) \(i.kind) per:\(i.per?.text ?? "-") \(i.worth)"
      if i.quantity != .entries { d += " QUANTITY \(i.quantity)" }
      if i.limit != nil { d += " max \(i.limit!)" }
      if i.voidAbove != nil { d += " voidAbove \(i.voidAbove!)" }
      if !i.needs.isEmpty { d += " NEEDS \(i.needs)" }
      if !i.unless.isEmpty { d += " UNLESS \(i.unless)" }
      if !i.after.isEmpty { d += " AFTER \(i.after)" }
      if let w = i.within { d += " WITHIN \(w)" }
      if let f = i.falls { d += " FALLS \(f)" }
      if let m = i.dividedBy { d += " DIVIDEDBY \(m)" }
      if let m = i.modifies { d += " MODIFIES \(m)" }
      if let q = i.quantityRounding { d += " ROUNDQ \(q)" }
      if i.isExempt { d += " EXEMPT" }
      if i.survivesRestart { d += " SURVIVES" }
      if i.kind == .disqualifying { d += " DQ \(i.disqualifiesFrom)" }
      if !i.levels.isEmpty { d += " LEVELS \(i.levels.map { "\($0.id):\($0.points):\($0.count)" })" }
      if i.takesValuesHere { d += " combined \(i.combined) scale \(String(describing: i.scale)) rev \(i.reversed)" }
      print(d.replacingOccurrences(of: "Scoring.", with: "").replacingOccurrences(of: "Identifier<Item>", with: ""))
    }
    for g in s.groups { print("GROUP", g.id, g.items, "per", g.per?.text ?? "-", g.keep, "void", g.voidAbove as Any, "cap", g.cap as Any, "floor", g.floor as Any) }
    print("restart", s.restart, "total", s.total, "modfloor", s.modifierFloor, "limit", s.timeLimit as Any, s.countsAfterTimeLimit, "dq", s.disqualified, "noshow", s.noShowPoints as Any, "agg", s.aggregation, "rank", s.ranking, "max", s.maximum as Any)
    print("checks", s.checks, "instances", s.instances.map { $0.instances.count })
    for number in 1...3 {
      let log = chance.log(Run.ID("run-\(number)"), number: number, under: rules)
      _ = chance.shuffled(log.entries)
      guard number == wanted else { continue }
      for e in log.inFieldOrder { print(e.id, e.clock, "\(e.fact)".replacingOccurrences(of: "Scoring.", with: "")) }
      let score = Score(of: log)
      for l in score.lines { print("  ", l.subject.title(in: s), "seen", l.seen, "counted", l.counted, "points", l.points, l.remarks) }
      print(disagreements(of: log).joined(separator: "\n"))
    }
  }
}
extension Item { var takesValuesHere: Bool { quantity == .entries && levels.isEmpty && (kind == .measurement || kind == .judgement) } }
