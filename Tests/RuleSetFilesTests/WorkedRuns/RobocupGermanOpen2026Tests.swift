import Scoring
import ScoringTestSupport
import Testing

extension WorkedRuns {
  /// RoboCup@Home German Open 2026: the jury's number is the score. The numbers are those of its public `scores.csv`.
  @Suite("RoboCup@Home German Open 2026")
  struct RobocupGermanOpen2026 {
    static let runs = worked("robocup-german-open-2026/jury-score") {
      //   NimbRo's best try at HRI: 880. The sheet has no maximum, so "perfect" is the best that was published.
      WorkedRun(.perfect, "the best try of NimbRo at HRI", Outcome(points: 880)) {
        started()
        rated("score", "880 points", by: "jury", at: "7:00")
        finished(at: "7:00")
      }

      //   Tobi at Pick and Place: a try of 85.
      WorkedRun(.ordinary, "a try of Tobi at Pick and Place", Outcome(points: 85)) {
        started()
        rated("score", "85 points", by: "jury", at: "7:00")
        finished(.timeLimit, at: "7:00")
      }

      //   38 was a slip of the pen and is taken back; then 510. The team's own number is refused.
      WorkedRun(.nasty, "a slip of the pen, and a team that judges itself", Outcome(points: 510, refused: [.ownTeam])) {
        started()
        rated("score", "38 points", by: "jury", at: "7:00")
        retracted("run-1-e2", "a slip of the pen", at: "7:00")
        rated("score", "1000 points", by: "blue", at: "7:00")
        rated("score", "510 points", by: "jury", at: "7:00")
        finished(.timeLimit, at: "7:00")
      }

      //   The same hand writes 115, then 135: the last one holds. The sheet knows no restart.
      WorkedRun(
        .nasty, "corrected by writing it again", Outcome(points: 135, refused: [.noRestartLeft])
      ) {
        started()
        rated("score", "115 points", by: "jury", at: "6:00")
        restarted(at: "6:10")
        rated("score", "135 points", by: "jury", at: "7:00")
        finished(.timeLimit, at: "7:00")
      }

      //   Two hands, 350 and 351: (350 + 351) / 2 = 350.5. A number without "points" is refused: it might be seconds.
      WorkedRun(
        .nasty, "two jurors who do not agree, and a number of nothing",
        Outcome(points: Points(701, over: 2), refused: [.badUnit])
      ) {
        started()
        rated("score", "350 points", by: "juror-1", at: "6:00")
        rated("score", "400", by: "juror-2", at: "6:00")
        rated("score", "351 points", by: "juror-2", at: "6:10")
        finished(.timeLimit, at: "7:00")
      }
    }

    @Test("is worth what the pencil says", arguments: runs)
    func comesOut(run: WorkedRun) throws { try run.check() }

    //   Its plan takes the mean of the best two tries. Tobi at Pick and Place had 0, 0, 170, 0, 0, 85:
    //   (170 + 85) / 2 = 127.5, as published.
    @Test("the mean of the best two tries is the published number")
    func bestTwo() throws {
      let rules = try ShippedRuleSetsTests.shipped("robocup-german-open-2026/jury-score")
      let tries = ["0", "0", "170", "0", "0", "85"].enumerated().map { number, points in
        run(Run.ID("try-\(number + 1)"), number: number + 1, under: rules) {
          started()
          rated("score", "\(points) points", by: "jury", at: "7:00")
          finished(.timeLimit, at: "7:00")
        }
      }
      let result = Result(
        of: tries.map { ScoredRun($0, keys: rules.ranking) }, by: .meanOfBest(2), keys: rules.ranking)
      #expect(result?.measures.points == Points(255, over: 2))
      #expect(result?.counted == ["try-3", "try-6"])
    }
  }
}
