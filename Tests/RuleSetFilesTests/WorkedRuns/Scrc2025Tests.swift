import Scoring
import ScoringTestSupport
import Testing

extension WorkedRuns {
  /// Smart City Robotics Competition 2025: a sentence about each challenge is published and nothing else, so every line
  /// is lineage or ours: one per achievement, a time limit, one restart that keeps what was reached.
  @Suite("Smart City Robotics Competition 2025")
  struct Scrc2025 {
    static let runs = coffee + drone + helping + packing + door

    @Test("counts what the pencil counts", arguments: runs)
    func comesOut(run: WorkedRun) throws { try run.check() }

    //   In 2025 MK College finished level with MK:U in the coffee challenge: equal in every key, so both are first and
    //   the next is third.
    @Test("MK College and MK:U share a place")
    func level() throws {
      let two: [Told] = [
        started(), saw("reached", on: "table-1"), saw("order-taken", on: "table-1"), finished(at: "5:00"),
      ]
      #expect(
        try ranked(
          "scrc-2025/coffee-shop-orders",
          [
            "mk-college": two, "mku": two,
            "third": [
              started(), saw("reached", on: "table-1"), saw("order-taken", on: "table-1"), finished(at: "5:01"),
            ],
          ]) == ["1 mk-college", "1 mku", "3 third"])
    }

    //   Both flights: off and home = 2, nothing penalised. By time hasty (1:00) is first; by precision exact (0.2 m).
    @Test("drones by time and by precision")
    func precision() throws {
      let teams: KeyValuePairs<Team.ID, [Told]> = [
        "exact": [
          started(), saw("takes-off"), saw("home"), measured("landing-error", "20 cm"), finished(at: "3:00"),
        ],
        "hasty": [
          started(), saw("takes-off"), saw("home"), measured("landing-error", "1.5 m"), finished(at: "1:00"),
        ],
      ]
      let rules = try ShippedRuleSetsTests.shipped("scrc-2025/drone-delivery")
      let precise = try #require(rules.otherRankings.first { $0.name == "precise" })
      #expect(try ranked(rules.id, teams) == ["1 hasty", "2 exact"])
      #expect(try ranked(rules.id, by: precise.keys, teams) == ["1 exact", "2 hasty"])
    }
  }
}

extension WorkedRuns.Scrc2025 {
  static let tables: [Instance.ID] = ["table-1", "table-2", "table-3"]
  static let atTable: [Item.ID] = [
    "status", "caller", "reached", "order-taken", "order-confirmed", "order-passed", "mistake-noticed", "collected",
    "cleared",
  ]

  static let coffee = worked("scrc-2025/coffee-shop-orders") {
    //   The sheet's lines come to 3 × (9 + 3 things) + 1 = 37, which one run does not reach: a table to be cleared takes
    //   no order, and a mistake can be noticed only where one was made. So, as well as it can be done:
    //   table 1 (a wrong thing at the counter): state, caller, reached, taken, confirmed, passed, noticed, collected,
    //           three things = 11;      table 2 (nothing wrong): the same without the mistake = 10
    //   table 3 (to be cleared): state, reached, cleared = 3;      a new guest guided to it 1.       11 + 10 + 3 + 1 = 25
    WorkedRun(
      .perfect, "two orders, one table cleared, a guest guided", Outcome(achievements: 25, penalised: 0, time: "9:40")
    ) {
      chose("arrangement", "a", at: "0:00")
      chose("table-state", "needs-serving", on: "table-1", at: "0:00")
      chose("table-state", "needs-serving", on: "table-2", at: "0:00")
      chose("table-state", "needs-cleaning", on: "table-3", at: "0:00")
      saw("wrong-thing", on: "table-1", at: "0:00")
      saw("tray", at: "0:00")
      started()
      for table in tables {
        saw("status", on: table, at: "1:00")
        saw("reached", on: table, at: "2:00")
      }
      for table in tables.prefix(2) {
        for item in atTable where !["status", "reached", "cleared", "mistake-noticed"].contains(item) {
          saw(item, on: table, at: "5:00")
        }
        saw("delivered", on: table, count: 3, at: "7:00")
      }
      saw("mistake-noticed", on: "table-1", at: "4:00")
      saw("cleared", on: "table-3", at: "8:00")
      saw("guided", at: "9:30")
      finished(at: "9:40")
    }

    //   table 1: state, caller, reached, taken, confirmed, passed, collected, two things = 9
    //   table 2: state, reached, taken = 3, then its guests left; table 3 (free): state = 1.     9 + 3 + 1 = 13
    //   bump 1, said again 2, helped 1 = 4
    WorkedRun(
      .ordinary, "an order short of a thing, guests who leave", Outcome(achievements: 13, penalised: 4, time: "10:00")
    ) {
      chose("arrangement", "b", at: "0:00")
      chose("table-state", "ready", on: "table-3", at: "0:00")
      started()
      saw("status", on: "table-1", at: "0:30")
      saw("status", on: "table-2", at: "0:40")
      saw("status", on: "table-3", at: "0:50")
      for item: Item.ID in ["caller", "reached", "order-taken"] { saw(item, on: "table-1", at: "2:00") }
      saw("repetition", count: 2, at: "2:10")
      for item: Item.ID in ["order-confirmed", "order-passed", "collected"] { saw(item, on: "table-1", at: "4:00") }
      saw("help", at: "4:10")
      saw("delivered", on: "table-1", at: "5:30")
      saw("delivered", on: "table-1", at: "5:40")
      saw("bump", at: "6:00")
      saw("reached", on: "table-2", at: "7:00")
      saw("order-taken", on: "table-2", at: "7:30")
      saw("customer-lost", at: "8:00")
      finished(.timeLimit, at: "10:00")
    }

    //   table 1: four things of three 3 before the restart, and they stay; its order is taken back → 0
    //   table 2: reached at 10:00 exactly 1; table 3: cleared a millisecond later → 0.       3 + 1 = 4
    //   drop 1, wrong deliveries 2, stopped 1 = 4. A tray declared after the start and a second restart are refused.
    //   A cup breaks after the time: disqualified.
    WorkedRun(
      .nasty, "four things of three, a restart that keeps them, a broken cup",
      Outcome(
        achievements: 4, penalised: 4, time: "10:00", isDisqualified: true,
        refused: [.tooLateToDeclare, .noRestartLeft],
        findings: [tooLate("cleared", at: "10:00.001", of: "10:00")])
    ) {
      chose("arrangement", "c", at: "0:00")
      chose("table-state", "served", on: "table-2", at: "0:00")
      saw("sign-language", at: "0:00")
      started()
      saw("tray", at: "0:10")
      saw("order-taken", on: "table-1", at: "1:00", as: "other-table")
      retracted("other-table", "it was table 2's guest", at: "1:10")
      saw("delivered", on: "table-1", count: 4, at: "3:00")
      restarted(at: "4:00")
      saw("drop", at: "5:00")
      saw("wrong-delivery", count: 2, at: "6:00")
      restarted(at: "7:00")
      saw("stopped", at: "8:00")
      saw("reached", on: "table-2", at: "10:00")
      saw("cleared", on: "table-3", at: "10:00.001")
      saw("damages-object", at: "10:02")
      finished(.timeLimit, at: "10:05")
    }

    //   Everything ticked twice at every table, and a fourth thing: 3 × (9 + 3) + 1 = 37, all that the sheet can count.
    WorkedRun(
      .nasty, "everything twice, at every table",
      Outcome(achievements: 37, penalised: 0, time: "9:00", isDisqualified: true)
    ) {
      started()
      for table in tables {
        for item in atTable { saw(item, on: table, count: 2, at: "5:00") }
        saw("delivered", on: table, count: 4, at: "6:00")
      }
      saw("guided", count: 2, at: "7:00")
      saw("hits-person", at: "8:00")
      saw("damages-arena", at: "8:10")
      finished(.refereeStopped, at: "9:00")
    }
  }

  static let drone = worked("scrc-2025/drone-delivery") {
    //   off 1, area 1, receiver 1; blood and medicine inside the zone 2 × 3 = 6, whole 2; leaves 1, home 1, pictures 1
    //   1 + 1 + 1 + 6 + 2 + 1 + 1 + 1 = 14. It lands 12 cm from the middle: 0.12 m.
    WorkedRun(
      .perfect, "both cargos inside and whole",
      Outcome(achievements: 14, penalised: 0, time: "3:30", values: ["landing-error": Points(3, over: 25)])
    ) {
      chose("zone", "roof", at: "0:00")
      started()
      saw("takes-off", at: "0:05")
      saw("pictures", at: "0:20")
      saw("area", at: "0:50")
      saw("receiver", at: "1:10")
      for cargo: Instance.ID in ["blood", "medicine"] {
        chose("dropped", "inside", on: cargo, at: "1:40")
        saw("intact", on: cargo, at: "1:50")
      }
      saw("leaves", at: "2:30")
      saw("home", at: "3:20")
      measured("landing-error", "12 cm", at: "3:30")
      finished(at: "3:30")
    }

    //   off, area, receiver = 3; blood on the line 2, whole 1; medicine outside 1, broken 0; leaves, home = 2.     9
    //   strays 1, obstacle 1, hard landing 1 = 3.
    WorkedRun(
      .ordinary, "one on the line, one outside and broken",
      Outcome(achievements: 9, penalised: 3, time: "4:40", values: ["landing-error": Points(3, over: 2)])
    ) {
      chose("zone", "yard", at: "0:00")
      saw("wind", at: "0:00")
      started()
      saw("takes-off", at: "0:05")
      saw("strays", at: "0:30")
      saw("area", at: "1:00")
      saw("receiver", at: "1:30")
      chose("dropped", "line", on: "blood", at: "2:00")
      saw("intact", on: "blood", at: "2:10")
      chose("dropped", "outside", on: "medicine", at: "2:30")
      saw("bump", at: "3:00")
      saw("leaves", at: "3:20")
      saw("home", at: "4:30")
      saw("hard-landing", at: "4:30")
      measured("landing-error", "1.5 m", at: "4:35")
      finished(at: "4:40")
    }

    //   off, area, receiver, leaves, pictures, each ticked twice: 5, most of it before the restart, which keeps it
    //   blood: put down as inside, then as outside: the last holds, 1; whole at 5:00 exactly, ticked twice, 1
    //   medicine: never dropped 0, so it cannot be whole after the drop → 0; home a millisecond late → 0.     5 + 1 + 1 = 7
    //   the pilot twice (no piloted flight was declared in time), stopped 1 = 3. Landing: 0.4 m, then 2 m: the last; 25 m
    //   is off the scale. It leaves the cage: disqualified.
    WorkedRun(
      .nasty, "a pilot, a cargo never dropped, out of the cage",
      Outcome(
        achievements: 7, penalised: 3, time: "5:00", isDisqualified: true, values: ["landing-error": 2],
        refused: [.tooLateToDeclare, .noRestartLeft, .outsideScale],
        findings: [tooLate("home", at: "5:00.001", of: "5:00")])
    ) {
      chose("zone", "balcony", at: "0:00")
      started()
      saw("piloted", at: "0:01")
      for item: Item.ID in ["takes-off", "area", "receiver", "leaves"] { saw(item, count: 2, at: "1:00") }
      restarted(at: "1:30")
      saw("pictures", count: 2, at: "1:40")
      saw("pilot", count: 2, at: "2:00")
      restarted(at: "2:10")
      saw("stopped", at: "2:20")
      chose("dropped", "inside", on: "blood", at: "3:00")
      chose("dropped", "outside", on: "blood", at: "3:10")
      chose("dropped", "kept", on: "medicine", at: "3:20")
      saw("intact", on: "medicine", at: "3:30")
      measured("landing-error", "0.4 m", at: "4:00")
      measured("landing-error", "25 m", at: "4:10")
      measured("landing-error", "2 m", at: "4:20")
      saw("intact", on: "blood", count: 2, at: "5:00")
      saw("home", at: "5:00.001")
      saw("leaves-cage", at: "5:05")
      finished(.timeLimit, at: "5:10")
    }

    //   Declared as piloted, so the pilot's hand is no penalised behaviour: 0. home ticked twice 1.
    WorkedRun(
      .nasty, "a piloted flight into people", Outcome(achievements: 1, penalised: 0, time: "2:00", isDisqualified: true)
    ) {
      saw("piloted", at: "0:00")
      started()
      saw("pilot", count: 5, at: "0:30")
      saw("home", count: 2, at: "1:30")
      saw("hits-person", at: "1:40")
      saw("damages-arena", at: "1:45")
      finished(.refereeStopped, at: "2:00")
    }
  }

  static let things: [Instance.ID] = ["glasses", "bottle", "remote", "pill-box"]
  static let steps: [Item.ID] = ["understood", "found", "picked", "brought", "handed"]

  static let helping = worked("scrc-2025/helping-out-at-home") {
    //   enters 1; four things of five steps 20; two devices 2. 23. At ease 5; in the way 1, a reversed question: 6 − 1 = 5.
    WorkedRun(
      .perfect, "four things fetched, two devices",
      Outcome(achievements: 23, penalised: 0, time: "9:30", values: ["at-ease": 5, "in-the-way": 5])
    ) {
      chose("seat", "sofa", at: "0:00")
      for (thing, place) in zip(things, ["table", "shelf", "floor", "drawer"]) {
        chose("place", Item.Level.ID(place), on: thing, at: "0:00")
      }
      started()
      saw("enters", at: "0:20")
      for thing in things {
        for step in steps { saw(step, on: thing, at: "6:00") }
      }
      saw("device", count: 2, at: "9:00")
      rated("at-ease", "5", by: "person", at: "9:20")
      rated("in-the-way", "1", by: "person", at: "9:20")
      finished(at: "9:30")
    }

    //   enters 1; glasses all five 5; bottle understood, found, picked, then dropped 3; one device 1.     10
    //   drop 1, said again 2, the person reached far 1 = 4. In the way 4: 6 − 4 = 2.
    WorkedRun(
      .ordinary, "the glasses, and a bottle on the floor",
      Outcome(achievements: 10, penalised: 4, time: "10:00", values: ["at-ease": nil, "in-the-way": 2])
    ) {
      chose("seat", "wheelchair", at: "0:00")
      started()
      saw("enters", at: "0:30")
      saw("repetition", count: 2, at: "1:00")
      for step in steps { saw(step, on: "glasses", at: "4:00") }
      saw("person-moves", at: "4:10")
      for step in steps.prefix(3) { saw(step, on: "bottle", at: "7:00") }
      saw("drop", at: "7:10")
      saw("device", at: "9:00")
      rated("in-the-way", "4", by: "person", at: "10:00")
      finished(.timeLimit, at: "10:00")
    }

    //   enters twice 1; the remote's five steps twice 5, before the restart, which keeps them; devices 3 seen, 2 count;
    //   the bottle handed over at 10:00 exactly 1; the pill box a millisecond later → 0.       1 + 5 + 2 + 1 = 9
    //   bump, wrong thing, help, stopped = 4. The pill box breaks: disqualified.
    WorkedRun(
      .nasty, "a third device, a pill box too late and broken",
      Outcome(
        achievements: 9, penalised: 4, time: "10:00", isDisqualified: true, refused: [.noRestartLeft],
        findings: [tooLate("brought", at: "10:00.001", of: "10:00")])
    ) {
      chose("seat", "bed", at: "0:00")
      saw("basket", at: "0:00")
      started()
      saw("enters", count: 2, at: "0:20")
      for step in steps { saw(step, on: "remote", count: 2, at: "3:00") }
      restarted(at: "4:00")
      saw("device", count: 3, at: "5:00")
      for item: Item.ID in ["bump", "wrong-thing", "help", "stopped"] { saw(item, at: "6:00") }
      restarted(at: "7:00")
      saw("handed", on: "bottle", at: "10:00")
      saw("brought", on: "pill-box", at: "10:00.001")
      saw("damages-object", at: "10:05")
      finished(.timeLimit, at: "10:10")
    }

    WorkedRun(
      .nasty, "the person is hit with a lamp",
      Outcome(achievements: 0, penalised: 0, time: "3:00", isDisqualified: true)
    ) {
      started()
      saw("enters", at: "0:20", as: "wrong-room")
      retracted("wrong-room", "it was the kitchen", at: "0:40")
      saw("hits-person", at: "2:00")
      saw("damages-arena", at: "2:00")
      finished(.refereeStopped, at: "3:00")
    }
  }

  static let baskets: [Instance.ID] = ["basket-1", "basket-2"]

  static let packing = worked("scrc-2025/picking-and-packing") {
    //   Two baskets: found 4, picked 4, packed 4, complete 1, checkout 1, stock 1 = 15 each. 30.
    WorkedRun(.perfect, "two full baskets", Outcome(achievements: 30, penalised: 0, time: "9:10")) {
      chose("shelf-plan", "a", at: "0:00")
      saw("tray-first", at: "0:00")
      started()
      for basket in baskets {
        for item: Item.ID in ["found", "picked", "packed"] { saw(item, on: basket, count: 4, at: "7:00") }
        for item: Item.ID in ["complete", "checkout", "stock"] { saw(item, on: basket, at: "9:00") }
      }
      finished(at: "9:10")
    }

    //   first: found 4, picked 3, packed 3, checkout 1 = 11; second: found 2, picked 1, packed 1, stock 1 = 5.     16
    //   drop, bump, disturbs = 3.
    WorkedRun(.ordinary, "three articles and one", Outcome(achievements: 16, penalised: 3, time: "10:00")) {
      chose("shelf-plan", "b", at: "0:00")
      saw("out-of-stock", on: "basket-1", at: "0:00")
      started()
      saw("found", on: "basket-1", count: 4, at: "2:00")
      saw("drop", at: "3:00")
      saw("picked", on: "basket-1", count: 3, at: "3:00")
      saw("packed", on: "basket-1", count: 3, at: "4:00")
      saw("checkout", on: "basket-1", at: "5:00")
      saw("bump", at: "6:00")
      saw("found", on: "basket-2", count: 2, at: "7:00")
      saw("picked", on: "basket-2", at: "8:00")
      saw("disturbs", at: "8:00")
      saw("packed", on: "basket-2", at: "9:00")
      saw("stock", on: "basket-2", at: "9:30")
      finished(.timeLimit, at: "10:00")
    }

    //   first: found 3, picked 3, packed 3 = 9 before the restart, and they stay; "complete" with three → 0
    //   second: found, picked, packed, 5 seen of each, 4 count = 12; "complete" with a wrong article in it → 0; checkout
    //   twice 1; the stock at 10:00 exactly 1, the first basket's a millisecond later → 0.       9 + 12 + 1 + 1 = 23
    //   the wrong article 1, help 1, stopped 1 = 3. An article is crushed: disqualified.
    WorkedRun(
      .nasty, "complete with three, complete with a stranger",
      Outcome(
        achievements: 23, penalised: 3, time: "10:00", isDisqualified: true, refused: [.noRestartLeft],
        findings: [tooLate("stock", at: "10:00.001", of: "10:00")])
    ) {
      chose("shelf-plan", "c", at: "0:00")
      started()
      for item: Item.ID in ["found", "picked", "packed"] { saw(item, on: "basket-1", count: 3, at: "2:00") }
      saw("complete", on: "basket-1", at: "2:30")
      restarted(at: "3:00")
      for item: Item.ID in ["found", "picked", "packed"] { saw(item, on: "basket-2", count: 5, at: "5:00") }
      saw("wrong-article", on: "basket-2", at: "5:30")
      saw("complete", on: "basket-2", at: "6:00")
      restarted(at: "6:10")
      saw("help", at: "7:00")
      saw("stopped", at: "7:30")
      saw("checkout", on: "basket-2", count: 2, at: "8:00")
      saw("stock", on: "basket-2", at: "10:00")
      saw("stock", on: "basket-1", at: "10:00.001")
      saw("damages-object", at: "10:01")
      finished(.timeLimit, at: "10:05")
    }

    //   first: packed 4, complete twice 1, stock twice 1 = 6: the stranger in the second basket does not touch it
    //   second: an empty basket at the checkout → 0.     6; wrong article 1. A person and the shelf: disqualified.
    WorkedRun(
      .nasty, "an empty basket at the checkout",
      Outcome(achievements: 6, penalised: 1, time: "8:00", isDisqualified: true)
    ) {
      started()
      saw("packed", on: "basket-1", count: 4, at: "3:00")
      saw("complete", on: "basket-1", count: 2, at: "4:00")
      saw("stock", on: "basket-1", count: 2, at: "4:10")
      saw("wrong-article", on: "basket-2", at: "5:00")
      saw("checkout", on: "basket-2", at: "6:00")
      saw("hits-person", at: "7:00")
      saw("damages-arena", at: "7:30")
      finished(.refereeStopped, at: "8:00")
    }
  }

  static let door = worked("scrc-2025/through-the-door") {
    //   Each door: touched, handle worked, opened, passed, closed = 5; 3 × 5 = 15, and the way each opens said before
    //   3. 18. First touch after 12 s.
    WorkedRun(
      .perfect, "three doors closed behind it",
      Outcome(achievements: 18, penalised: 0, time: "4:20", values: ["handle-time": 12])
    ) {
      chose("first-door", "lever", at: "0:00")
      chose("side", "push", at: "0:00")
      chose("resistance", "none", at: "0:00")
      started()
      measured("handle-time", "0:12", at: "0:12")
      saw("direction", count: 3, at: "0:13")
      chose("lever", "closed", at: "1:20")
      chose("knob", "closed", at: "2:40")
      chose("bar", "closed", at: "4:10")
      finished(at: "4:20")
    }

    //   lever passed 4, knob turned 2, bar untouched 0, one direction 1.     7; bump 1, slam 1 = 2
    WorkedRun(
      .ordinary, "through one door", Outcome(achievements: 7, penalised: 2, time: "5:00", values: ["handle-time": nil])
    ) {
      chose("first-door", "knob", at: "0:00")
      chose("side", "pull", at: "0:00")
      chose("resistance", "constant", at: "0:00")
      started()
      saw("direction", at: "0:20")
      chose("lever", "passed", at: "1:40")
      saw("slam", at: "1:50")
      chose("knob", "turned", at: "3:00")
      saw("bump", at: "3:30")
      chose("bar", "untouched", at: "5:00")
      finished(.timeLimit, at: "5:00")
    }

    //   lever: put down as passed before the restart, then as opened: the last one holds, 3
    //   knob: touched before the restart, which keeps it, 1; closed behind it a millisecond late → stays 1
    //   bar: pressed at 5:00 exactly 2; directions 4 seen, 3 count.      3 + 1 + 2 + 3 = 9
    //   help 1, stopped 1 = 2. 700 s to a handle are off the scale; a second restart is refused. A person is hit.
    WorkedRun(
      .nasty, "a level corrected downwards, a door closed too late",
      Outcome(
        achievements: 9, penalised: 2, time: "5:00", isDisqualified: true, refused: [.outsideScale, .noRestartLeft],
        findings: [tooLate("knob", at: "5:00.001", of: "5:00")])
    ) {
      chose("first-door", "bar", at: "0:00")
      chose("resistance", "wind", at: "0:00")
      started()
      measured("handle-time", "700 s", at: "0:10")
      chose("knob", "touched", at: "0:30")
      saw("direction", count: 4, at: "0:40")
      chose("lever", "passed", at: "1:00")
      restarted(at: "1:30")
      chose("lever", "opened", at: "2:00")
      restarted(at: "2:10")
      saw("help", at: "2:30")
      saw("stopped", at: "3:00")
      chose("bar", "pressed", at: "5:00")
      chose("knob", "closed", at: "5:00.001")
      saw("hits-person", at: "5:05")
      finished(.timeLimit, at: "5:10")
    }

    //   lever pushed 2, knob untouched 0, bar opened 3 = 5
    WorkedRun(.ordinary, "two handles worked", Outcome(achievements: 5, penalised: 0, time: "5:00")) {
      chose("resistance", "sudden", at: "0:00")
      started()
      chose("lever", "pushed", at: "1:00")
      chose("knob", "untouched", at: "3:00")
      chose("bar", "opened", at: "4:00")
      finished(.timeLimit, at: "5:00")
    }

    //   lever touched 1, knob passed 4, bar touched 1 = 6; then the bar breaks off: disqualified.
    WorkedRun(
      .nasty, "the bar breaks off", Outcome(achievements: 6, penalised: 0, time: "4:30", isDisqualified: true)
    ) {
      started()
      chose("lever", "touched", at: "1:00")
      chose("knob", "passed", at: "3:00")
      chose("bar", "touched", at: "4:00")
      saw("damages-arena", at: "4:10")
      finished(.refereeStopped, at: "4:30")
    }

    //   lever untouched 0, knob opened 3, bar passed 4 = 7
    WorkedRun(.ordinary, "through the push bar", Outcome(achievements: 7, penalised: 0, time: "4:00")) {
      started()
      chose("lever", "untouched", at: "1:00")
      chose("knob", "opened", at: "2:30")
      chose("bar", "passed", at: "4:00")
      finished(.teamStopped, at: "4:00")
    }
  }
}
