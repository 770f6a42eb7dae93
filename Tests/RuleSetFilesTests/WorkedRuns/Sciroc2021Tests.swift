import Scoring
import ScoringTestSupport
import Testing

extension WorkedRuns {
  /// SciRoc 2021: no points are published; achievements, behaviours and time are counted, and what was measured.
  @Suite("SciRoc 2021")
  struct Sciroc2021 {
    static let runs = coffee + delivery + pickAndPack + cart + signing + reading + earlyAnswer

    @Test("counts what the pencil counts", arguments: runs)
    func comesOut(run: WorkedRun) throws { try run.check() }

    //   The same level (handle, k1 = 2) and no behaviour. Rough: 40 N and 0.9 m; smooth: 15 N and 0.3 m; blind: not
    //   measured. By the chain the time decides: blind 1:00, rough 1:30, smooth 2:00. Smooth: fewer newtons first; safe:
    //   the greater distance first; what was not measured is below what was.
    @Test("carts by time, by force and by distance")
    func carts() throws {
      func cart(_ extra: [Told], _ end: String) -> [Told] {
        [started(), saw("handle", at: "0:20"), saw("k1", at: "0:40")] + extra + [finished(at: end)]
      }
      let teams: KeyValuePairs<Team.ID, [Told]> = [
        "blind": cart([], "1:00"),
        "rough": cart([measured("roughness", "40 N"), measured("clearance", "0.9 m")], "1:30"),
        "smooth": cart([measured("roughness", "15 N"), measured("clearance", "30 cm")], "2:00"),
      ]
      let sheet: RuleSet.ID = "sciroc-2021/shopping-cart"
      let rules = try ShippedRuleSetsTests.shipped(sheet)
      func keys(_ name: String) throws -> [RankingKey] {
        try #require(rules.otherRankings.first { $0.name == name }).keys
      }
      #expect(try ranked(sheet, teams) == ["1 blind", "2 rough", "3 smooth"])
      #expect(try ranked(sheet, by: keys("smooth"), teams) == ["1 smooth", "2 rough", "3 blind"])
      #expect(try ranked(sheet, by: keys("safe"), teams) == ["1 rough", "2 smooth", "3 blind"])
    }
  }
}

extension WorkedRuns.Sciroc2021 {
  static let tables: [Instance.ID] = ["table-1", "table-2", "table-3", "table-4"]

  static let coffee = worked("sciroc-2021/coffee-shop") {
    //   At each of four tables: state 1, order 1, wrong thing noticed 1, swapped 1, three things 3, signed 1 = 8.
    //   4 × 8 = 32, if every order has a wrong thing in it and sign language was declared.
    WorkedRun(
      .perfect, "four tables, in sign language, every order mended",
      Outcome(achievements: 32, penalised: 0, time: "18:00")
    ) {
      chose("mode", "on-site", at: "0:00")
      saw("sign-language", at: "0:00")
      for table in tables { saw("wrong-thing", on: table, at: "0:00") }
      started()
      for table in tables {
        saw("status", on: table, at: "2:00")
        saw("signed", on: table, at: "4:00")
        saw("order-taken", on: table, at: "4:00")
        saw("wrong-noticed", on: table, at: "8:00")
        saw("swapped", on: table, at: "9:00")
        saw("delivered", on: table, count: 3, at: "15:00")
      }
      finished(at: "18:00")
    }

    //   table 1: state, order, three things = 5; table 2: state, order, wrong thing noticed but not swapped, two things
    //   = 5; table 3: state = 1. 11; said again 1, a drop 1 = 2.
    WorkedRun(
      .ordinary, "three tables, one order short of a thing", Outcome(achievements: 11, penalised: 2, time: "15:00")
    ) {
      chose("mode", "remote", at: "0:00")
      saw("wrong-thing", on: "table-2", at: "0:00")
      started()
      saw("status", on: "table-1", at: "1:00")
      saw("order-taken", on: "table-1", at: "2:00")
      saw("repetition", at: "2:00")
      saw("delivered", on: "table-1", count: 3, at: "6:00")
      saw("status", on: "table-2", at: "7:00")
      saw("order-taken", on: "table-2", at: "8:00")
      saw("wrong-noticed", on: "table-2", at: "10:00")
      saw("drop", at: "11:00")
      saw("delivered", on: "table-2", count: 2, at: "12:00")
      saw("status", on: "table-3", at: "13:00")
      finished(.teamStopped, at: "15:00")
    }

    //   Not declared before the start, and refused after it: signs at table 1 count for nothing.
    //   table 1: a wrong thing "noticed" where nothing was wrong → 0, so its swap → 0; order taken twice is once 1
    //   table 2: the wrong thing lay here; swapped, but noticed only at table 1 → 0; four things of three 3
    //   table 3: state, ticked twice, 1
    //   table 4: noticed and swapped, each ticked twice, 1 + 1
    //   1 + 3 + 1 + 2 = 7; bumps 2, stopped 1 = 3.
    WorkedRun(
      .nasty, "signs undeclared, a mistake noticed at the wrong table",
      Outcome(achievements: 7, penalised: 3, time: "20:00", refused: [.tooLateToDeclare, .noRestartLeft])
    ) {
      chose("mode", "simulated", at: "0:00")
      saw("wrong-thing", on: "table-2", at: "0:00")
      saw("wrong-thing", on: "table-4", at: "0:00")
      started()
      saw("sign-language", at: "0:30")
      saw("signed", on: "table-1", at: "1:00")
      saw("order-taken", on: "table-1", count: 2, at: "1:30")
      saw("wrong-noticed", on: "table-1", at: "3:00")
      saw("swapped", on: "table-1", at: "3:10")
      saw("swapped", on: "table-2", at: "4:00")
      saw("delivered", on: "table-2", count: 4, at: "6:00")
      restarted(at: "7:00")
      saw("status", on: "table-3", count: 2, at: "8:00")
      saw("wrong-noticed", on: "table-4", count: 2, at: "9:00")
      saw("swapped", on: "table-4", count: 2, at: "9:30")
      saw("bump", count: 2, at: "10:00")
      saw("stopped", at: "12:00")
      finished(.teamStopped, at: "20:00")
    }

    //   Declared and signed twice at a table: once. It hits a guest and a wall: disqualified once for all.
    WorkedRun(
      .nasty, "signs twice, hits a guest and a wall",
      Outcome(achievements: 1, penalised: 0, time: "3:00", isDisqualified: true)
    ) {
      saw("sign-language", at: "0:00")
      started()
      saw("signed", on: "table-1", count: 2, at: "1:00")
      saw("hits-person", at: "2:00")
      saw("damages-arena", at: "3:00")
      finished(.refereeStopped, at: "3:00")
    }
  }

  static let delivery = worked("sciroc-2021/emergency-delivery") {
    //   Task 1: sets off, gets there, delivers 3; task 2: sets off with the person, keeps with them, arrives 3. 6.
    WorkedRun(.perfect, "delivered and accompanied", Outcome(achievements: 6, penalised: 0, time: "6:40")) {
      started()
      saw("collects", at: "0:20")
      saw("reaches", at: "1:40")
      saw("delivers", at: "2:10")
      saw("leads", at: "3:00")
      saw("keeps", at: "5:00")
      saw("accompanies", at: "6:40")
      finished(at: "6:40")
    }

    //   Task 1 = 3, sets off with the person 1 = 4; said again 2.
    WorkedRun(.ordinary, "the person is lost on the way", Outcome(achievements: 4, penalised: 2, time: "7:30")) {
      started()
      saw("collects", at: "0:20")
      saw("reaches", at: "2:00")
      saw("repetition", count: 2, at: "2:30")
      saw("delivers", at: "3:00")
      saw("leads", at: "4:00")
      finished(.teamStopped, at: "7:30")
    }

    //   Keeps with a person it never set off with → 0; arrives 1, delivers ticked twice 1 = 2.
    //   bumps 2, drop 1, stopped 1 = 4; it hits the person.
    WorkedRun(
      .nasty, "keeps with nobody",
      Outcome(achievements: 2, penalised: 4, time: "8:00", isDisqualified: true, refused: [.noRestartLeft])
    ) {
      started()
      saw("drop", at: "1:00")
      saw("delivers", count: 2, at: "2:00")
      saw("keeps", at: "4:00")
      saw("bump", count: 2, at: "5:00")
      saw("stopped", at: "6:00")
      restarted(at: "6:10")
      saw("accompanies", at: "7:50")
      saw("hits-person", at: "8:00")
      finished(.refereeStopped, at: "8:00")
    }

    //   Everything ticked twice: 6. The arena is damaged.
    WorkedRun(
      .nasty, "two hasty referees",
      Outcome(achievements: 6, penalised: 0, time: "8:00", isDisqualified: true)
    ) {
      started()
      for item: Item.ID in ["collects", "reaches", "delivers", "leads", "keeps", "accompanies"] {
        saw(item, at: "5:00")
        saw(item, at: "5:00")
      }
      saw("damages-arena", at: "6:00")
      finished(at: "8:00")
    }
  }

  static let pickAndPack = worked("sciroc-2021/pick-and-pack") {
    //   Five objects out and up: 5 + 5 = 10.
    WorkedRun(.perfect, "five objects", Outcome(achievements: 10, penalised: 0, time: "9:00")) {
      started()
      for _ in 1...5 {
        saw("picked", at: "4:00")
        saw("placed", at: "8:00")
      }
      finished(at: "9:00")
    }

    //   picked 4, placed 3 = 7; the fourth fell 1.
    WorkedRun(.ordinary, "four objects, one dropped", Outcome(achievements: 7, penalised: 1, time: "10:00")) {
      started()
      saw("picked", count: 4, at: "6:00")
      saw("placed", count: 3, at: "8:00")
      saw("drop", at: "8:30")
      finished(at: "10:00")
    }

    //   picked 6 seen, 5 count; placed 1, two more were on the wrong shelf and are taken back = 6; bump, stopped = 2; one
    //   object is broken.
    WorkedRun(
      .nasty, "a sixth object, two on the wrong shelf, one broken",
      Outcome(achievements: 6, penalised: 2, time: "9:00", isDisqualified: true, refused: [.noRestartLeft])
    ) {
      started()
      saw("picked", count: 6, at: "3:00")
      saw("placed", at: "4:00")
      saw("placed", count: 2, at: "5:00", as: "wrong-shelf")
      retracted("wrong-shelf", "not on the shelf", at: "5:10")
      saw("bump", at: "6:00")
      saw("stopped", at: "6:10")
      restarted(at: "7:00")
      saw("damages-object", at: "8:00")
      finished(.refereeStopped, at: "9:00")
    }

    //   placed 6 seen, 5 count; hits a person and the shelf.
    WorkedRun(
      .nasty, "a sixth thing on the shelf", Outcome(achievements: 5, penalised: 0, time: "9:00", isDisqualified: true)
    ) {
      started()
      saw("placed", count: 6, at: "6:00")
      saw("hits-person", at: "8:00")
      saw("damages-arena", at: "8:00")
      finished(.refereeStopped, at: "9:00")
    }
  }
}

// MARK: - Shopping cart (BEAST): the capability level is the count of achievements

extension WorkedRuns.Sciroc2021 {
  static let cart = worked("sciroc-2021/shopping-cart") {
    //   1 for the handle + 5 checkpoints = 6, the whole range.
    //   grip: 0:08 − 0:00 = 8 s. From the cart's first move at 0:12: k1 0:20 − 0:12 = 8, k2 0:35 − 0:12 = 23,
    //   k3 0:50 − 0:12 = 38, k4 1:10 − 0:12 = 58, k5 1:30.5 − 0:12 = 78.5 s.
    //   Greatest force of 12.5, 30 and 22 N: 30. Least distance of 0.8 m and 45 cm: 0.45 m.
    WorkedRun(
      .perfect, "handle and five checkpoints",
      Outcome(
        achievements: 6, penalised: 0, time: "1:31",
        values: [
          "time-to-grip": 8, "time-to-k1": 8, "time-to-k2": 23, "time-to-k3": 38, "time-to-k4": 58,
          "time-to-k5": Points(157, over: 2), "roughness": 30, "clearance": Points(9, over: 20),
        ])
    ) {
      chose("force", "none", at: "0:00")
      chose("load", "empty", at: "0:00")
      saw("begins", at: "0:00")
      started()
      saw("handle", at: "0:08")
      saw("cart-moves", at: "0:12")
      measured("roughness", "12.5 N", at: "0:14")
      saw("k1", at: "0:20")
      measured("roughness", "30 N", at: "0:30")
      saw("k2", at: "0:35")
      measured("clearance", "0.8 m", at: "0:40")
      saw("k3", at: "0:50")
      measured("clearance", "45 cm", at: "1:00")
      measured("roughness", "22 N", at: "1:05")
      saw("k4", at: "1:10")
      saw("k5", at: "1:30.5")
      finished(at: "1:31")
    }

    //   handle 1 + k1, k2, k3 = 4; a bump. k4 and k5 were not reached, so they have no time; nothing was measured.
    //   grip 15 s; k3: 1:20 − 0:20 = 60 s.
    WorkedRun(
      .ordinary, "braked before the fourth checkpoint",
      Outcome(
        achievements: 4, penalised: 1, time: "3:00",
        values: [
          "time-to-grip": 15, "time-to-k3": 60, "time-to-k4": nil, "time-to-k5": nil, "roughness": nil,
          "clearance": nil,
        ])
    ) {
      chose("force", "sudden", at: "0:00")
      chose("load", "loaded", at: "0:00")
      saw("begins", at: "0:00")
      started()
      saw("handle", at: "0:15")
      saw("cart-moves", at: "0:20")
      saw("k1", at: "0:40")
      saw("k2", at: "1:00")
      saw("bump", at: "1:10")
      saw("k3", at: "1:20")
      finished(.teamStopped, at: "3:00")
    }

    //   handle 1 (touched twice), k1 and k2 (each crossed twice, once each) = 3; k3 is a gap, so k4 and k5 count for
    //   nothing and have no time. stopped 1.
    WorkedRun(
      .nasty, "a checkpoint cut off",
      Outcome(
        achievements: 3, penalised: 1, time: "2:00",
        values: ["time-to-k2": 30, "time-to-k3": nil, "time-to-k4": nil, "roughness": nil, "clearance": nil],
        refused: [.noRestartLeft])
    ) {
      started()
      saw("handle", count: 2, at: "0:10")
      saw("cart-moves", at: "0:20")
      saw("k1", count: 2, at: "0:40")
      saw("k2", count: 2, at: "0:50")
      saw("k4", at: "1:20")
      saw("k5", at: "1:30")
      saw("stopped", at: "1:40")
      restarted(at: "1:50")
      finished(at: "2:00")
    }

    //   The handle was never touched: level 0, and no checkpoint has a time, although it rolled through them.
    WorkedRun(
      .nasty, "the cart rolls by itself",
      Outcome(
        achievements: 0, penalised: 0, time: "2:00",
        values: [
          "time-to-grip": nil, "time-to-k1": nil, "time-to-k2": nil, "time-to-k3": nil, "time-to-k4": nil,
          "time-to-k5": nil, "roughness": nil, "clearance": nil,
        ])
    ) {
      saw("begins", at: "0:00")
      started()
      saw("cart-moves", at: "0:05")
      for item: Item.ID in ["k1", "k2", "k3", "k4", "k5"] { saw(item, at: "1:00") }
      finished(at: "2:00")
    }

    //   Starts gripping: the handle is no achievement and has no time; k1 to k5, crossed twice each, are 5.
    WorkedRun(
      .nasty, "starts with the handle in its hand",
      Outcome(
        achievements: 5, penalised: 0, time: "1:40",
        values: ["time-to-grip": nil, "time-to-k1": 25, "time-to-k5": 75, "roughness": nil, "clearance": nil])
    ) {
      saw("gripping", at: "0:00")
      saw("begins", at: "0:00")
      started()
      saw("handle", at: "0:01")
      saw("cart-moves", at: "0:05")
      saw("k1", count: 2, at: "0:30")
      saw("k2", count: 2, at: "0:40")
      saw("k3", count: 2, at: "0:50")
      saw("k4", count: 2, at: "1:00")
      saw("k5", count: 2, at: "1:20")
      finished(at: "1:40")
    }

    //   A person is hit, then the shelf: the level stays on the sheet, the run is disqualified.
    WorkedRun(
      .nasty, "into a person and a shelf",
      Outcome(
        achievements: 2, penalised: 0, time: "1:00", isDisqualified: true,
        values: ["roughness": nil, "clearance": nil])
    ) {
      started()
      saw("handle", at: "0:10")
      saw("k1", at: "0:40")
      saw("hits-person", at: "0:50")
      saw("damages-arena", at: "0:55")
      finished(.refereeStopped, at: "1:00")
    }
  }
}

// MARK: - Sign language (LIS): five phases of execution, four of interpretation

extension WorkedRuns.Sciroc2021 {
  static let phases: [Instance.ID] = ["simple-1", "simple-2", "composed-1", "composed-2", "sentence"]

  static let signing = worked("sciroc-2021/sign-language-execution") {
    //   Five phases recognised: 5. Two judges give 5 and 4 for each: (5 + 4) / 2 = 4.5; 5 × 4.5 = 22.5.
    WorkedRun(
      .perfect, "five signs recognised",
      Outcome(achievements: 5, penalised: 0, time: "4:00", values: ["quality": Points(45, over: 2)])
    ) {
      started()
      for phase in phases {
        saw("recognised", on: phase, at: "3:00")
        rated("quality", "5", on: phase, by: "judge-1", at: "3:00")
        rated("quality", "4", on: phase, by: "judge-2", at: "3:00")
      }
      finished(at: "4:00")
    }

    //   The two simple signs and one composed one = 3. Quality: (3 + 4) / 2 = 3.5, then 2: 5.5. stopped 1.
    WorkedRun(
      .ordinary, "three signs recognised",
      Outcome(achievements: 3, penalised: 1, time: "5:10", values: ["quality": Points(11, over: 2)])
    ) {
      started()
      saw("recognised", on: "simple-1", at: "0:30")
      rated("quality", "3", on: "simple-1", by: "judge-1", at: "0:30")
      rated("quality", "4", on: "simple-1", by: "judge-2", at: "0:30")
      saw("recognised", on: "simple-2", at: "1:30")
      rated("quality", "2", on: "simple-2", by: "judge-1", at: "1:30")
      saw("stopped", at: "2:00")
      saw("recognised", on: "composed-1", at: "3:30")
      finished(.teamStopped, at: "5:10")
    }

    //   The sentence, recognised twice, is 1; the first sign is taken back. Judge 1 gave 2, then 5 to the same sign: 5.
    //   A 6 is off the scale and the team's own 5 no judge's: refused. A sign that was not recognised has its quality
    //   too: 5 + 1 = 6. A judge is hit.
    WorkedRun(
      .nasty, "judges at odds, a six, the team's own vote",
      Outcome(
        achievements: 1, penalised: 0, time: "6:00", isDisqualified: true, values: ["quality": 6],
        refused: [.outsideScale, .ownTeam, .missingInstance, .noRestartLeft])
    ) {
      started()
      saw("recognised", on: "simple-1", at: "0:30", as: "hasty")
      retracted("hasty", "two judges of three said no", at: "0:40")
      rated("quality", "1", on: "simple-1", by: "judge-1", at: "0:40")
      saw("recognised", on: "sentence", count: 2, at: "4:00")
      rated("quality", "2", on: "sentence", by: "judge-1", at: "4:00")
      rated("quality", "5", on: "sentence", by: "judge-1", at: "4:10")
      rated("quality", "6", on: "sentence", by: "judge-2", at: "4:10")
      rated("quality", "5", on: "sentence", by: "blue", at: "4:20")
      rated("quality", "5", by: "judge-2", at: "4:20")
      restarted(at: "4:30")
      saw("hits-person", at: "5:00")
      finished(.refereeStopped, at: "6:00")
    }
  }

  static let reading = worked("sciroc-2021/sign-language-interpretation") {
    //   Two simple signs, a composed one, a sentence, each answered exactly: 4.
    WorkedRun(.perfect, "four exact answers", Outcome(achievements: 4, penalised: 0, time: "3:10")) {
      started()
      saw("shown", on: "simple-1", at: "0:10")
      saw("exact", on: "simple-1", at: "0:20")
      saw("shown", on: "simple-2", at: "0:40")
      saw("exact", on: "simple-2", at: "0:55")
      saw("shown", on: "composed", at: "1:20")
      saw("exact", on: "composed", at: "1:50")
      saw("shown", on: "sentence", at: "2:20")
      saw("exact", on: "sentence", at: "3:05")
      finished(at: "3:10")
    }

    //   Both simple signs and the composed one = 3; no answer to the sentence. stopped 1.
    WorkedRun(.ordinary, "no answer to the sentence", Outcome(achievements: 3, penalised: 1, time: "4:30")) {
      started()
      saw("shown", on: "simple-1", at: "0:10")
      saw("exact", on: "simple-1", at: "0:20")
      saw("shown", on: "simple-2", at: "0:40")
      saw("exact", on: "simple-2", at: "0:55")
      saw("shown", on: "composed", at: "1:20")
      saw("exact", on: "composed", at: "1:50")
      saw("stopped", at: "2:00")
      saw("shown", on: "sentence", at: "2:50")
      saw("timed-out", on: "sentence", at: "4:20")
      finished(at: "4:30")
    }

    //   simple 1: 1:40 − 0:10 = 90 s exactly, answered twice: 1. simple 2: 3:30.001 − 2:00 is a millisecond more → 0.
    //   The composed sign was never shown → 0. The sentence was answered to the phase before → 0.
    WorkedRun(
      .nasty, "ninety seconds, and a millisecond",
      Outcome(achievements: 1, penalised: 0, time: "6:00", refused: [.noRestartLeft])
    ) {
      started()
      saw("shown", on: "simple-1", at: "0:10")
      saw("exact", on: "simple-1", count: 2, at: "1:40")
      saw("shown", on: "simple-2", at: "2:00")
      saw("exact", on: "simple-2", at: "3:30.001")
      saw("exact", on: "composed", at: "4:00")
      restarted(at: "4:30")
      saw("shown", on: "sentence", at: "5:00")
      finished(at: "6:00")
    }

    WorkedRun(
      .nasty, "somebody whispers", Outcome(achievements: 1, penalised: 0, time: "1:00", isDisqualified: true)
    ) {
      started()
      saw("shown", on: "simple-1", at: "0:10")
      saw("exact", on: "simple-1", at: "0:20")
      saw("told", at: "0:20")
      finished(.refereeStopped, at: "1:00")
    }
  }

  static let earlyAnswer = worked("sciroc-2021/sign-language-interpretation") {
    //   "Within" 90 seconds of the sign being shown is after it: what comes ten seconds before is no answer to it. 0.
    WorkedRun(
      .nasty, "an answer before the sign", Outcome(achievements: 0, penalised: 0, time: "2:00")
    ) {
      started()
      saw("exact", on: "simple-1", at: "0:20")
      saw("shown", on: "simple-1", at: "0:30")
      finished(at: "2:00")
    }
  }
}
