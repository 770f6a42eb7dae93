import Scoring
import ScoringTestSupport
import Testing

extension WorkedRuns {
  /// Smart City Robotics Competition 2023: names and placings are published and nothing else, so the sheets count the
  /// achievements of 2019, one each, without a time limit.
  @Suite("Smart City Robotics Competition 2023")
  struct Scrc2023 {
    static let runs = coffee + pickAndPack + itemDelivery + elevator + door

    @Test("counts what the pencil counts", arguments: runs)
    func comesOut(run: WorkedRun) throws { try run.check() }

    //   polite: 3 achievements, 2 behaviours, felt at ease 5; rude: 3, 1, felt at ease 1. The questionnaire ranks nobody:
    //   one behaviour is fewer than two, so rude is first. quick: 3, 1, a minute faster than rude: before it.
    @Test("a questionnaire ranks nobody")
    func questionnaire() throws {
      func told(_ behaviours: Int, _ ease: String, _ end: String) -> [Told] {
        [
          started(), saw("understood"), saw("found"), saw("delivered"), saw("bump", count: behaviours),
          rated("at-ease", ease, by: "guest-1"), finished(at: end),
        ]
      }
      #expect(
        try ranked(
          "scrc-2023/socially-acceptable-item-delivery",
          ["polite": told(2, "5", "2:00"), "quick": told(1, "1", "3:00"), "rude": told(1, "1", "4:00")])
          == ["1 quick", "2 rude", "3 polite"])
    }
  }
}

extension WorkedRuns.Scrc2023 {
  static let coffee = worked("scrc-2023/coffee-shop-orders") {
    //   The six achievements of 2019: 6.
    WorkedRun(.perfect, "all six achievements", Outcome(achievements: 6, penalised: 0, time: "9:59")) {
      started()
      for (number, item) in ["callers", "table", "status", "order", "kitchen", "attention"].enumerated() {
        saw(Item.ID(item), at: "\(number + 2):00")
      }
      finished(at: "9:59")
    }

    //   table, status, order = 3; said again 2.
    WorkedRun(.ordinary, "one order delivered", Outcome(achievements: 3, penalised: 2, time: "8:00")) {
      started()
      saw("table", at: "1:00")
      saw("status", at: "2:00")
      saw("repetition", count: 2, at: "3:00")
      saw("order", at: "7:00")
      finished(.teamStopped, at: "8:00")
    }

    //   Each of the six at two tables is one each: 6. bump 1, stopped 1 = 2. Restarts are not known here. A guest is hit.
    WorkedRun(
      .nasty, "two tables are not twice the achievements",
      Outcome(achievements: 6, penalised: 2, time: "25:00", isDisqualified: true, refused: [.noRestartLeft])
    ) {
      started()
      for item: Item.ID in ["callers", "table", "status", "order", "kitchen", "attention"] {
        saw(item, count: 2, at: "9:00")
      }
      saw("bump", at: "10:00")
      saw("stopped", at: "11:00")
      restarted(at: "12:00")
      saw("hits-person", at: "24:00")
      saw("damages-arena", at: "24:30")
      finished(.refereeStopped, at: "25:00")
    }
  }

  static let pickAndPack = worked("scrc-2023/shopping-pick-and-pack") {
    WorkedRun(.perfect, "the three achievements of 2019", Outcome(achievements: 3, penalised: 0, time: "6:00")) {
      started()
      saw("order", at: "3:00")
      saw("box", at: "5:00")
      saw("datahub", at: "5:50")
      finished(at: "6:00")
    }

    //   The box is packed, with the wrong things: 1; two drops and a bump = 3.
    WorkedRun(.ordinary, "well packed, wrongly picked", Outcome(achievements: 1, penalised: 3, time: "7:00")) {
      started()
      saw("drop", count: 2, at: "3:00")
      saw("bump", at: "4:00")
      saw("box", at: "6:00")
      finished(at: "7:00")
    }

    //   Everything twice: 3, then the report is taken back and, rightly, made once more: 3. stopped 1. A pack is crushed.
    WorkedRun(
      .nasty, "twice over, taken back, said again",
      Outcome(achievements: 3, penalised: 1, time: "9:00", isDisqualified: true, refused: [.noRestartLeft])
    ) {
      started()
      saw("order", count: 2, at: "3:00")
      saw("box", count: 2, at: "5:00")
      saw("datahub", count: 2, at: "5:30", as: "too-soon")
      retracted("too-soon", at: "5:40")
      saw("datahub", count: 2, at: "6:00")
      saw("stopped", at: "7:00")
      restarted(at: "7:10")
      saw("damages-object", at: "8:00")
      finished(.refereeStopped, at: "9:00")
    }

    WorkedRun(
      .nasty, "a person and the shelf", Outcome(achievements: 1, penalised: 0, time: "4:00", isDisqualified: true)
    ) {
      started()
      saw("order", at: "3:00")
      saw("hits-person", at: "3:30")
      saw("damages-arena", at: "4:00")
      finished(.refereeStopped, at: "4:00")
    }
  }

  static let itemDelivery = worked("scrc-2023/socially-acceptable-item-delivery") {
    //   understood, found, approach, distance, address, delivered, leaves: 7. Guests: at ease (5 + 4) / 2 = 4.5, polite 5.
    WorkedRun(
      .perfect, "seen coming, spoken first, gone in time",
      Outcome(
        achievements: 7, penalised: 0, time: "4:20", values: ["at-ease": Points(9, over: 2), "polite": 5])
    ) {
      started()
      for item: Item.ID in ["understood", "found", "approach", "distance", "address", "delivered", "leaves"] {
        saw(item, at: "4:00")
      }
      rated("at-ease", "5", by: "guest-1", at: "4:10")
      rated("at-ease", "4", by: "guest-2", at: "4:10")
      rated("polite", "5", by: "guest-1", at: "4:10")
      finished(at: "4:20")
    }

    //   understood, found, approach, delivered = 4; too close 1, interrupts 1, said again 1 = 3.
    WorkedRun(
      .ordinary, "delivered, but rudely",
      Outcome(achievements: 4, penalised: 3, time: "5:00", values: ["at-ease": 2, "polite": nil])
    ) {
      started()
      saw("understood", at: "0:40")
      saw("repetition", at: "0:50")
      saw("found", at: "2:00")
      saw("approach", at: "3:00")
      saw("too-close", at: "3:20")
      saw("interrupts", at: "3:30")
      saw("delivered", at: "4:00")
      rated("at-ease", "2", by: "guest-1", at: "5:00")
      finished(at: "5:00")
    }

    //   All seven ticked twice: 7. drop 1, bump 1, stopped 1 = 3. The guest first says 1, then 3: 3; a 0 is off the scale.
    //   The vase is broken.
    WorkedRun(
      .nasty, "a guest who thinks again, and a vase",
      Outcome(
        achievements: 7, penalised: 3, time: "8:00", isDisqualified: true, values: ["at-ease": 3],
        refused: [.noRestartLeft, .outsideScale])
    ) {
      started()
      for item: Item.ID in ["understood", "found", "approach", "distance", "address", "delivered", "leaves"] {
        saw(item, count: 2, at: "4:00")
      }
      saw("drop", at: "4:30")
      saw("bump", at: "4:40")
      saw("stopped", at: "5:00")
      restarted(at: "5:10")
      rated("at-ease", "1", by: "guest-1", at: "6:00")
      rated("at-ease", "0", by: "guest-2", at: "6:00")
      rated("at-ease", "3", by: "guest-1", at: "6:30")
      saw("damages-object", at: "7:00")
      finished(.refereeStopped, at: "8:00")
    }

    WorkedRun(
      .nasty, "a person and the wall", Outcome(achievements: 0, penalised: 0, time: "1:10", isDisqualified: true)
    ) {
      started()
      saw("hits-person", at: "1:00")
      saw("damages-arena", at: "1:10")
      finished(.refereeStopped, at: "1:10")
    }
  }

  static let elevator = worked("scrc-2023/take-the-elevator") {
    //   enters, floor, exits: 3. The phases that the DataHub was told are recorded and count for nothing.
    WorkedRun(.perfect, "in, up, out", Outcome(achievements: 3, penalised: 0, time: "2:50")) {
      started()
      saw("phase", at: "0:00")
      saw("enters", at: "0:40")
      saw("phase", at: "0:45")
      saw("floor", at: "1:10")
      saw("exits", at: "2:45")
      finished(at: "2:50")
    }

    WorkedRun(.ordinary, "never out again", Outcome(achievements: 2, penalised: 2, time: "6:00")) {
      started()
      saw("bump", at: "0:30")
      saw("enters", at: "0:40")
      saw("repetition", at: "1:00")
      saw("floor", at: "1:10")
      finished(.teamStopped, at: "6:00")
    }

    //   Unlike 2019 no time limit is known: out at 7:00 counts, twice as once, like the two others: 3. stopped 1.
    WorkedRun(
      .nasty, "seven minutes are no matter here, the rider's foot is",
      Outcome(achievements: 3, penalised: 1, time: "7:30", isDisqualified: true, refused: [.noRestartLeft])
    ) {
      started()
      saw("enters", count: 2, at: "0:40")
      saw("floor", count: 2, at: "1:10")
      saw("stopped", at: "3:00")
      restarted(at: "4:00")
      saw("exits", count: 2, at: "7:00")
      saw("hits-person", at: "7:10")
      saw("damages-arena", at: "7:20")
      finished(.refereeStopped, at: "7:30")
    }
  }

  static let door = worked("scrc-2023/through-the-door") {
    WorkedRun(.perfect, "handle, door, through", Outcome(achievements: 3, penalised: 0, time: "1:20")) {
      started()
      saw("handle", at: "0:30")
      saw("opened", at: "0:50")
      saw("passed", at: "1:15")
      finished(at: "1:20")
    }

    WorkedRun(.ordinary, "the handle, and the frame", Outcome(achievements: 1, penalised: 2, time: "3:00")) {
      started()
      saw("handle", at: "0:30")
      saw("bump", count: 2, at: "1:30")
      finished(.teamStopped, at: "3:00")
    }

    //   The list has no order: passed first, then the rest; each twice is once: 3. stopped 1. Both disqualify, once.
    WorkedRun(
      .nasty, "backwards, twice, and through a person",
      Outcome(achievements: 3, penalised: 1, time: "4:00", isDisqualified: true, refused: [.noRestartLeft])
    ) {
      started()
      for item: Item.ID in ["passed", "opened", "handle"] { saw(item, count: 2, at: "1:00") }
      saw("stopped", at: "2:00")
      restarted(at: "2:30")
      saw("hits-person", at: "3:00")
      saw("damages-arena", at: "3:30")
      finished(.refereeStopped, at: "4:00")
    }
  }
}
