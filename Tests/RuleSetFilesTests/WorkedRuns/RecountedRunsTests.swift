import Recount
import Scoring
import Testing

extension WorkedRuns {
  /// The pencil's runs, counted on the second way too.
  @Suite("Recounted")
  struct Recounted {
    @Test("every worked run of the shipped sheets comes to the pencil's score on the second way too")
    func runs() throws {
      var sheets: [RuleSet.ID: RuleSet] = [:]
      for worked in all where worked.knownIssue == nil {
        let rules = try sheets[worked.sheet] ?? ShippedRuleSetsTests.shipped(worked.sheet)
        sheets[worked.sheet] = rules
        let log = worked.played(under: rules).log
        let recount = RunRecount(of: log.entries.reversed(), run: log.run, by: rules)
        let pencil = worked.outcome
        #expect(recount.total == pencil.points ?? 0, "\(worked.testDescription)", sourceLocation: worked.location)
        #expect(recount.isDisqualified == pencil.isDisqualified, "\(worked.testDescription)")
        #expect(recount.isInvalid == Score(of: log).isInvalid, "\(worked.testDescription)")
        if let achievements = pencil.achievements {
          #expect(recount.achievements == achievements, "\(worked.testDescription)")
        }
        if let penalised = pencil.penalised { #expect(recount.penalised == penalised, "\(worked.testDescription)") }
        let time = recount.time.map { Points(Int($0.count)) }
        if let own = pencil.value(of: .time) { #expect(time == own, "\(worked.testDescription)") }
        for (item, value) in pencil.values { #expect(recount.quantities[item] == value, "\(worked.testDescription)") }
      }
      #expect(all.count >= 177)
    }
  }
}
