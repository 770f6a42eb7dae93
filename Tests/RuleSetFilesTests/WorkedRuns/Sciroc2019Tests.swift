import Scoring
import ScoringTestSupport
import Testing

extension WorkedRuns {
  /// SciRoc 2019: a trial is a count of achievements, a count of penalties and a duration. The achievements are
  /// published, each counted once; only the elevator has a time limit that is.
  @Suite("SciRoc 2019")
  struct Sciroc2019 {
    static let runs = coffee + pills + door + pickAndPack + elevator

    @Test("counts what the pencil counts", arguments: runs)
    func comesOut(run: WorkedRun) throws { try run.check() }

    //   Four teams at the door: quick 2 achievements, 1 behaviour, 1:00; careful 2, 0, 4:00; three 3, 5, 6:00;
    //   broke 3, 0, 1:00 and a broken door.
    //   The chain: three (3), careful (2 and 0), quick (2 and 1), broke last.
    //   The official display of 2019 sorted by achievements only: three and quick and careful by 3, 2, 2, which share.
    @Test("the chain of keys, and the display of 2019 that knew one key only")
    func rankings() throws {
      let teams: KeyValuePairs<Team.ID, [Told]> = [
        "broke": [
          started(), saw("handle"), saw("opened"), saw("passed"), saw("damages-arena"), finished(at: "1:00"),
        ],
        "careful": [started(), saw("handle"), saw("opened"), finished(at: "4:00")],
        "quick": [started(), saw("handle"), saw("opened"), saw("bump"), finished(at: "1:00")],
        "three": [started(), saw("handle"), saw("opened"), saw("passed"), saw("bump", count: 5), finished(at: "6:00")],
      ]
      #expect(try ranked("sciroc-2019/open-the-door", teams) == ["1 three", "2 careful", "3 quick", "4 broke"])
      let rules = try ShippedRuleSetsTests.shipped("sciroc-2019/open-the-door")
      let display = try #require(rules.otherRankings.first { $0.name == "display-2019" })
      #expect(display.keys == [.mostAchievements])
      #expect(
        try ranked("sciroc-2019/open-the-door", by: display.keys, teams)
          == ["1 three", "2 careful", "2 quick", "4 broke"])
    }
  }
}

extension WorkedRuns.Sciroc2019 {
  static let coffee = worked("sciroc-2019/coffee-shop-orders") {
    //   A1 to A6, each once: 6.
    WorkedRun(.perfect, "all six achievements", Outcome(achievements: 6, penalised: 0, time: "11:30")) {
      started()
      saw("callers", at: "0:30")
      saw("table", at: "1:20")
      saw("status", at: "2:00")
      saw("order", at: "6:00")
      saw("kitchen", at: "9:00")
      saw("attention", at: "11:00")
      finished(at: "11:30")
    }

    //   A1, A2, A3, A6 = 4; said again 1, bumps 2 = 3.
    WorkedRun(.ordinary, "the order never came", Outcome(achievements: 4, penalised: 3, time: "12:00")) {
      started()
      saw("callers", at: "0:30")
      saw("table", at: "1:20")
      saw("bump", count: 2, at: "1:40")
      saw("status", at: "2:00")
      saw("attention", at: "5:00")
      saw("repetition", at: "6:00")
      finished(.teamStopped, at: "12:00")
    }

    //   It went to three tables and did everything at each: each achievement counts once all the same; the order of the
    //   last table was not what was ordered, but the first one stands. 6. No limit is known: an hour is no matter.
    //   stopped 2. It hits a person: disqualified, the count stays.
    WorkedRun(
      .nasty, "three tables, an hour, a person hit",
      Outcome(achievements: 6, penalised: 2, time: "1:00:10", isDisqualified: true, refused: [.noRestartLeft])
    ) {
      started()
      for minute in ["5:00", "25:00", "55:00"] {
        for item: Item.ID in ["callers", "table", "status", "order", "kitchen", "attention"] { saw(item, at: minute) }
      }
      saw("stopped", count: 2, at: "56:00")
      restarted(at: "57:00")
      saw("hits-person", at: "1:00:10")
      finished(.refereeStopped, at: "1:00:10")
    }

    //   Only the table counts, the order is taken back; the arena is damaged.
    WorkedRun(
      .nasty, "an order taken back, a table overturned",
      Outcome(achievements: 1, penalised: 0, time: "3:30", isDisqualified: true)
    ) {
      started()
      saw("table", at: "1:00")
      saw("order", at: "3:00", as: "other")
      retracted("other", "it was the next table's", at: "3:10")
      saw("damages-arena", at: "3:30")
      finished(.refereeStopped, at: "3:30")
    }
  }

  static let pills = worked("sciroc-2019/emergency-pills") {
    //   A1 to A6: 6.
    WorkedRun(.perfect, "there and back with live pictures", Outcome(achievements: 6, penalised: 0, time: "2:41")) {
      started()
      saw("pictures", at: "0:10")
      saw("enters", at: "0:40")
      saw("customer", at: "1:05")
      saw("kit", at: "1:30")
      saw("leaves", at: "2:00")
      saw("home", at: "2:40")
      finished(at: "2:41")
    }

    //   A1 to A5 without the pictures = 5; obstacles touched 2.
    WorkedRun(.ordinary, "no pictures, two poles touched", Outcome(achievements: 5, penalised: 2, time: "3:20")) {
      started()
      saw("enters", at: "0:50")
      saw("bump", at: "1:00")
      saw("customer", at: "1:20")
      saw("kit", at: "1:50")
      saw("bump", at: "2:20")
      saw("leaves", at: "2:30")
      saw("home", at: "3:20")
      finished(at: "3:20")
    }

    //   Everything ticked twice counts once: 6; stopped 1; the propeller cuts the marquee: disqualified.
    WorkedRun(
      .nasty, "twice through the marquee, and then into it",
      Outcome(achievements: 6, penalised: 1, time: "9:00", isDisqualified: true, refused: [.noRestartLeft])
    ) {
      started()
      for item: Item.ID in ["enters", "customer", "kit", "leaves", "home", "pictures"] {
        saw(item, count: 2, at: "3:00")
      }
      saw("stopped", at: "6:00")
      restarted(at: "6:30")
      saw("damages-arena", at: "9:00")
      finished(.refereeStopped, at: "9:00")
    }

    //   A gust beyond anybody's control: the run is to be repeated, and is neither a zero nor a loss. 1 stays told.
    WorkedRun(
      .nasty, "a gust: to be repeated", Outcome(achievements: 1, penalised: 0, time: "1:00", state: "invalid")
    ) {
      started()
      saw("enters", at: "0:40")
      finished(.invalid, at: "1:00")
    }

    WorkedRun(
      .nasty, "hits the customer", Outcome(achievements: 2, penalised: 0, time: "1:31", isDisqualified: true)
    ) {
      started()
      saw("enters", at: "0:40")
      saw("customer", at: "1:05")
      saw("hits-person", at: "1:30")
      finished(.refereeStopped, at: "1:31")
    }
  }

  static let door = worked("sciroc-2019/open-the-door") {
    //   A3 the handle, A1 opened, A2 passed: 3.
    WorkedRun(.perfect, "handle, door, through", Outcome(achievements: 3, penalised: 0, time: "1:48")) {
      chose("direction", "pull", at: "0:00")
      started()
      saw("handle", at: "0:40")
      saw("opened", at: "1:10")
      saw("passed", at: "1:45")
      finished(at: "1:48")
    }

    //   handle, opened = 2; the frame 1.
    WorkedRun(.ordinary, "stuck in the frame", Outcome(achievements: 2, penalised: 1, time: "4:00")) {
      chose("direction", "push", at: "0:00")
      started()
      saw("handle", at: "0:50")
      saw("opened", at: "1:40")
      saw("bump", at: "2:20")
      finished(.teamStopped, at: "4:00")
    }

    //   The list has no order: through a door that a draught opened is passed, once for three times, 1. The handle and
    //   the opening seen on the way back count too, once each: 3. stopped 1. It breaks the handle: disqualified.
    WorkedRun(
      .nasty, "in the wrong order, three times, and the handle in its hand",
      Outcome(achievements: 3, penalised: 1, time: "5:00", isDisqualified: true, refused: [.noRestartLeft])
    ) {
      started()
      saw("passed", count: 3, at: "0:20")
      saw("handle", count: 2, at: "2:00")
      saw("opened", count: 2, at: "2:30")
      saw("stopped", at: "3:00")
      restarted(at: "4:00")
      saw("damages-arena", at: "5:00")
      finished(.refereeStopped, at: "5:00")
    }

    //   The passage is taken back, so handle 1; a person hit and taken back, so nobody is disqualified.
    WorkedRun(.nasty, "two wrong keys", Outcome(achievements: 1, penalised: 0, time: "2:00")) {
      started()
      saw("handle", at: "0:30")
      saw("passed", at: "0:40", as: "e-passed")
      saw("hits-person", at: "0:41", as: "e-hit")
      retracted("e-passed", at: "0:50")
      retracted("e-hit", at: "0:55")
      finished(.teamStopped, at: "2:00")
    }

    WorkedRun(.nasty, "hits a person", Outcome(achievements: 0, penalised: 0, time: "0:30", isDisqualified: true)) {
      started()
      saw("hits-person", at: "0:30")
      finished(.refereeStopped, at: "0:30")
    }
  }

  static let pickAndPack = worked("sciroc-2019/shopping-pick-and-pack") {
    //   A1 to A3: 3.
    WorkedRun(.perfect, "the order, the box, the DataHub", Outcome(achievements: 3, penalised: 0, time: "7:05")) {
      started()
      saw("order", at: "4:00")
      saw("box", at: "6:00")
      saw("datahub", at: "7:00")
      finished(at: "7:05")
    }

    //   order, box = 2; a drop and a bump = 2.
    WorkedRun(.ordinary, "nobody told the DataHub", Outcome(achievements: 2, penalised: 2, time: "8:00")) {
      started()
      saw("drop", at: "1:30")
      saw("order", at: "5:00")
      saw("bump", at: "6:00")
      saw("box", at: "7:00")
      finished(at: "8:00")
    }

    //   Two orders are one achievement, so are two boxes and two reports: 3; stopped 1; a crushed pack disqualifies.
    WorkedRun(
      .nasty, "everything twice, and a crushed pack",
      Outcome(achievements: 3, penalised: 1, time: "9:00", isDisqualified: true, refused: [.noRestartLeft])
    ) {
      started()
      for item: Item.ID in ["order", "box", "datahub"] { saw(item, count: 2, at: "5:00") }
      saw("stopped", at: "6:00")
      restarted(at: "7:00")
      saw("damages-object", at: "8:00")
      saw("damages-arena", at: "8:10")
      finished(.refereeStopped, at: "9:00")
    }

    //   A run under the wrong team's name is void: neither a zero nor a loss, whatever it holds (order 1, a hit person).
    WorkedRun(
      .nasty, "void, for it was another team's robot",
      Outcome(achievements: 1, penalised: 0, time: "5:00", isDisqualified: true, state: "void")
    ) {
      started()
      saw("order", at: "2:00")
      saw("hits-person", at: "3:00")
      finished(at: "5:00")
      voided("opened for the wrong team", at: "5:00")
    }
  }

  static let elevator = worked("sciroc-2019/take-the-elevator") {
    //   A1 to A3 within five minutes: 3.
    WorkedRun(.perfect, "up with four others", Outcome(achievements: 3, penalised: 0, time: "3:05")) {
      saw("customers", count: 4, at: "0:00")
      started()
      saw("enters", at: "0:50")
      saw("floor", at: "1:30")
      saw("exits", at: "3:00")
      finished(at: "3:05")
    }

    //   enters, floor = 2; said again 2, bump 1 = 3; it rides on until the five minutes are over.
    WorkedRun(.ordinary, "out at no floor", Outcome(achievements: 2, penalised: 3, time: "5:00")) {
      started()
      saw("bump", at: "0:40")
      saw("enters", at: "0:50")
      saw("repetition", count: 2, at: "1:30")
      saw("floor", at: "2:00")
      finished(.timeLimit, at: "5:00")
    }

    //   Everything twice counts once: enters 1, floor at 5:00 exactly 1 = 2; out a millisecond later → 0; stopped 1.
    //   The door is damaged after the time: disqualified.
    WorkedRun(
      .nasty, "out of the lift a moment too late",
      Outcome(
        achievements: 2, penalised: 1, time: "5:00", isDisqualified: true, refused: [.noRestartLeft],
        findings: [tooLate("exits", at: "5:00.001", of: "5:00")])
    ) {
      started()
      saw("enters", count: 2, at: "0:50")
      saw("stopped", at: "2:00")
      restarted(at: "3:00")
      saw("floor", count: 2, at: "5:00")
      saw("exits", at: "5:00.001")
      saw("damages-arena", at: "5:05")
      finished(.timeLimit, at: "5:10")
    }

    //   A rider held the door, so the referee gives thirty seconds: out at 5:20 of 5:30 counts, ticked twice as once. 3.
    WorkedRun(.nasty, "half a minute more", Outcome(achievements: 3, penalised: 0, time: "5:25")) {
      started()
      saw("enters", at: "0:50")
      saw("floor", at: "1:30")
      paused(at: "2:00")
      resumed(at: "2:00")
      told(.extended(.at(0, 30), reason: "a rider held the door"), at: "4:00")
      saw("exits", count: 2, at: "5:20")
      finished(at: "5:25")
    }

    WorkedRun(.nasty, "hits a rider", Outcome(achievements: 1, penalised: 0, time: "1:00", isDisqualified: true)) {
      started()
      saw("enters", at: "0:50")
      saw("hits-person", at: "1:00")
      finished(.refereeStopped, at: "1:00")
    }
  }
}
