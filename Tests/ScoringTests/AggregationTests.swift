import Scoring
import ScoringTestSupport
import Testing

/// Rows 43–45 of the mechanics that the real rulebooks need (`rulebooks.md`, section 3).
@Suite("A team's runs become one result")
struct AggregationTests {
  private static let rules = RuleSet.make([.achievement("point", 1), .penalty("bump"), .make(.measurement, "error")])

  /// A finished run with so many points.
  static func scored(_ points: Int, _ number: Int, keys: [RankingKey] = [.mostPoints], time: String = "4:00")
    -> ScoredRun
  {
    ScoredRun(
      run(Run.ID("run-\(number)"), number: number, under: rules) {
        started()
        if points > 0 { saw("point", count: points) }
        finished(at: time)
      }, keys: keys)
  }

  private func result(_ points: [Int], _ aggregation: Aggregation) -> Result? {
    Result(
      of: points.enumerated().map { Self.scored($1, $0 + 1) }, by: aggregation, keys: [.mostPoints])
  }

  @Test(
    "43–45: best, means, sums, median and last, of four runs and of fewer than asked for",
    arguments: [
      (Aggregation.best, "40", "30", "7"), (.meanOfBest(2), "35", "20", "7"), (.mean, "25", "20", "7"),
      (.sum, "100", "40", "7"), (.sumOfBest(3), "90", "40", "7"), (.meanWithoutWorst(1), "30", "30", "7"),
      (.meanWithoutWorst(9), "40", "30", "7"), (.median, "25", "20", "7"), (.last, "20", "10", "7"),
    ])
  func aggregations(aggregation: Aggregation, four: String, two: String, one: String) throws {
    #expect(result([30, 10, 40, 20], aggregation)?.measures.points == Points(four))
    #expect(result([30, 10], aggregation)?.measures.points == Points(two))
    #expect(result([7], aggregation)?.measures.points == Points(one))
    #expect(result([], aggregation) == nil)
    #expect(Aggregation(aggregation.description) == aggregation)
  }

  @Test("45: the median of three is the one in the middle")
  func median() {
    let result = result([5, 90, 10], .median)
    #expect(result?.measures.points == 10)
    #expect(result?.counted == ["run-3"])
    #expect(result?.dropped.map(\.reason) == [.notTheMedian, .notTheMedian])
  }

  @Test("a result names the runs that made it, best first, and why the others did not")
  func counted() {
    let result = result([30, 10, 40], .meanOfBest(2))
    #expect(result?.counted == ["run-3", "run-1"])
    #expect(result?.dropped.map(\.run) == ["run-2"])
    #expect(result?.dropped.map(\.reason) == [.notAmongTheBest])
    #expect(self.result([30, 10], .last)?.dropped.map(\.reason) == [.notTheLast])
  }

  @Test("of equal runs the earlier counts")
  func equalRuns() {
    #expect(result([30, 30], .best)?.counted == ["run-1"])
  }

  @Test("void, invalid, open and missed runs do not count; a zero does")
  func excluded() {
    func other(_ number: Int, @ScriptBuilder _ script: () -> [Told]) -> ScoredRun {
      ScoredRun(run(Run.ID("run-\(number)"), number: number, under: Self.rules, script), keys: [.mostPoints])
    }
    let runs = [
      Self.scored(0, 1),
      other(2) {
        started()
        voided("wrong team")
      },
      other(3) {
        started()
        finished(.invalid, at: "1:00")
      },
      other(4) { started() },
      other(5) { finished(.noShow, at: "0:00") },
    ]
    let result = Result(of: runs, by: .mean, keys: [.mostPoints])
    #expect(result?.measures.points == 0)
    #expect(result?.counted == ["run-1"])
    #expect(result?.dropped.map(\.reason) == [.void, .invalid, .open, .noShow])
  }

  @Test("the mean of counts is exact; a time or a measurement missing once is missing, not zero")
  func means() {
    let keys: [RankingKey] = [.mostPoints, RankingKey(.item("error"), greaterIsBetter: false)]
    func measuredRun(_ number: Int, _ error: String?) -> ScoredRun {
      ScoredRun(
        run(Run.ID("run-\(number)"), number: number, under: Self.rules) {
          started()
          saw("point", count: number)
          if let error { measured("error", error) }
          finished(at: "1:00")
        }, keys: keys)
    }
    let both = Result(of: [measuredRun(1, "4"), measuredRun(2, "7")], by: .mean, keys: keys)
    #expect(both?.measures.items == ["error": Points(11, over: 2)])
    #expect(both?.measures.achievements == Points(3, over: 2))
    #expect(both?.measures.time == 60_000)
    let one = Result(of: [measuredRun(1, "4"), measuredRun(2, nil)], by: .mean, keys: keys)
    #expect(one?.measures.items == [:])
  }

  @Test(
    "the words of a file are read strictly",
    arguments: ["", "Best", "mean of best", "mean of best 0", "mean of best 02", "mean of best 100", "sum of best -1"])
  func words(text: String) {
    #expect(Aggregation(text) == nil)
  }

  @Test(
    "ranking keys are read as they are written",
    arguments: [
      "not disqualified", "most points", "fewest points", "most achievements", "fewest achievements", "most penalised",
      "fewest penalised", "shortest time", "longest time", "most deliver", "fewest error-2",
    ])
  func keys(text: String) {
    #expect(RankingKey(text)?.description == text)
  }

  @Test(
    "what is no key is refused", arguments: ["", "points", "most", "most ", "best points", "most Deliver", "least x"])
  func noKeys(text: String) {
    #expect(RankingKey(text) == nil)
  }
}
