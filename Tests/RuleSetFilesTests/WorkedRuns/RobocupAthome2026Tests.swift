import Scoring
import ScoringTestSupport
import Testing

extension WorkedRuns {
  /// RoboCup@Home 2026: every number is the rulebook's, so every run is worked in points.
  @Suite("RoboCup@Home 2026")
  struct RobocupAthome2026 {
    static let runs =
      restaurant + pickAndPlace + humanRobotInteraction + gpsr + doingLaundry + finalsAsPublished + finals
      + finalsRestarts

    @Test("is worth what the pencil says", arguments: runs)
    func comesOut(run: WorkedRun) throws { try run.check() }

    /// Published: help worth 60 % costs 650 × 0.6 = 390 on a first solution, (650 − 300) × 0.6 = 210 on a second.
    @Test("Finals: the help itself costs 390 points, then 210, as the rulebook prints")
    func publishedHelp() throws {
      let rules = try ShippedRuleSetsTests.shipped("robocup-athome-2026/finals")
      let both = try #require(Self.finalsAsPublished.last)
      let help = Score(of: both.played(under: rules).log).lines.filter {
        if case .item("help", _) = $0.subject { true } else { false }
      }
      #expect(help.map(\.points) == [-390, -210])
      #expect(help.map(\.base) == [650, 350])
    }
  }
}

// MARK: - Restaurant: 15 minutes, one restart that voids what came before, modifiers floored by the line

extension WorkedRuns.RobocupAthome2026 {
  /// Two customers, two things each, on a tray that is not attached, nobody helping.
  static let bothServed: [Told] = [
    started(),
    saw("detect", count: 2, at: "0:40"),
    saw("reach", at: "1:30"), saw("understand", at: "2:20"), saw("communicate", at: "3:30"),
    saw("first-pick", at: "4:00"), saw("pick", count: 2, at: "4:40"), saw("tray", at: "4:50"),
    saw("return", at: "6:00"), saw("first-place", at: "6:20"), saw("serve", count: 2, at: "6:50"),
    saw("reach", at: "8:00"), saw("understand", at: "8:40"), saw("communicate", at: "10:00"),
    saw("pick", count: 2, at: "11:00"), saw("tray", at: "11:10"), saw("return", at: "12:30"),
    saw("serve", count: 2, at: "13:30"),
  ]

  static let restaurant = worked("robocup-athome-2026/restaurant") {
    //   detect         2 ×  80 = 160
    //   reach          2 ×  80 = 160
    //   understand     2 × 160 = 320
    //   communicate    2 ×  80 = 160
    //   pick           4 × 100 = 400   + first pick  100 = 500
    //   return         2 ×  80 = 160
    //   serve          4 × 100 = 400   + first place 100 = 500
    //   tray           2 × 200 = 400
    //   160 + 160 + 320 + 160 + 500 + 160 + 500 + 400 = 2360, the printed maximum.
    WorkedRun(.perfect, "two customers served from a tray", Outcome(points: 2360)) {
      bothServed
      finished(at: "14:10")
    }

    //   detect         2 × 80 = 160
    //   reach          2 × 80 = 160, guided once − 80 = 80
    //   understand     1 × 160, no eye contact − 60 = 100
    //   communicate    80
    //   pick           2 × 100 + first 100 = 300, one handed over − 100 = 200
    //   return         80
    //   serve          2 × 100 + first 100 = 300, one taken from the tray − 100 = 200
    //   place told − 40, direction twice − 60, barman came out − 60 = −160
    //   The committee gives 5 % of the maximum: 2360 × 0.05 = 118.
    //   160 + 80 + 100 + 80 + 200 + 80 + 200 = 900; 900 − 160 + 118 = 858.
    WorkedRun(
      .ordinary, "one customer served with a good deal of help, five per cent from the committee", Outcome(points: 858)
    ) {
      started()
      saw("detect", count: 2, at: "1:00")
      saw("place-told", at: "1:20")
      saw("reach", at: "2:00")
      saw("understand", at: "3:00")
      saw("no-eye-contact", at: "3:00")
      saw("direction-confirmed", at: "3:40")
      saw("bar-not-reached", at: "4:30")
      saw("communicate", at: "5:00")
      saw("pick", count: 2, at: "7:00")
      saw("first-pick", at: "6:20")
      saw("pick-handover", at: "7:00")
      saw("direction-confirmed", at: "8:00")
      saw("return", at: "9:00")
      saw("serve", count: 2, at: "10:00")
      saw("first-place", at: "9:40")
      saw("guest-takes", at: "10:00")
      saw("reach", at: "12:00")
      saw("guided", at: "12:00")
      rated("outstanding", "5%", by: "committee", at: "14:00")
      finished(.teamStopped, at: "14:00")
    }

    //   People do all that people can do for the robot.
    //   detect 160; reach 160 − 2 × 80 = 0; understand 320 − 2 × 80 − 2 × 60 = 40; communicate 160;
    //   pick 400 − 4 × 100 = 0; return 160; serve 400 − 4 × 100 = 0.      160 + 40 + 160 + 160 = 520
    WorkedRun(.ordinary, "people do nearly everything", Outcome(points: 520)) {
      started()
      saw("detect", count: 2, at: "0:40")
      saw("reach", count: 2, at: "3:00")
      saw("guided", count: 2, at: "3:00")
      saw("understand", count: 2, at: "4:00")
      saw("alternative-hri", count: 2, at: "4:00")
      saw("no-eye-contact", count: 2, at: "4:00")
      saw("communicate", count: 2, at: "6:00")
      saw("pick", count: 4, at: "8:00")
      saw("pick-handover", count: 4, at: "8:00")
      saw("return", count: 2, at: "10:00")
      saw("serve", count: 4, at: "12:00")
      saw("guest-takes", count: 4, at: "12:00")
      finished(at: "13:00")
    }

    //   Before the restart (all void): detect, reach, a barman who came out.
    //   After it:
    //   detect         3 seen, 2 × 80 = 160
    //   reach          2 × 80 = 160, guided 2 × −80 → 0
    //   understand     1 × 160, otherwise 2 × −80, no eye contact 2 × −60: 160 − 280 = −120 → 0
    //   pick           1 × 100 + first pick (seen twice, counts once) 100 − handed over 100 = 100
    //   serve          none: the first place needs one → 0; a guest takes −100 → 0
    //   place told     3 seen, 2 × −40 = −80
    //   direction      taken back → 0
    //   tray           a millisecond after the fifteenth minute → 0; communicate in its last → 80
    //   start signal   seen twice, counts once, −100
    //   160 + 100 + 80 − 80 = 260; 260 − 100 = 160. A second restart is refused.
    WorkedRun(
      .nasty, "restarted, floors and caps, a late tray, a direction taken back",
      Outcome(
        points: 160, refused: [.noRestartLeft],
        findings: [tooLate("tray", at: "15:00.001", of: "15:00")])
    ) {
      started()
      saw("detect", at: "1:00")
      saw("reach", at: "2:00")
      saw("bar-not-reached", at: "2:30")
      restarted(at: "3:00")
      saw("start-signal", count: 2, at: "3:00")
      saw("detect", count: 3, at: "4:00")
      saw("reach", count: 2, at: "5:00")
      saw("guided", count: 2, at: "5:00")
      saw("direction-confirmed", at: "5:10", as: "wrong")
      retracted("wrong", at: "5:20")
      saw("understand", at: "6:00")
      saw("alternative-hri", count: 2, at: "6:00")
      saw("no-eye-contact", count: 2, at: "6:00")
      saw("place-told", count: 3, at: "7:00")
      restarted(at: "8:00")
      saw("pick", at: "9:00")
      saw("first-pick", count: 2, at: "9:00")
      saw("pick-handover", at: "9:00")
      saw("first-place", at: "11:00")
      saw("guest-takes", at: "11:00")
      saw("communicate", at: "15:00")
      saw("tray", at: "15:00.001")
      finished(.timeLimit, at: "15:00.001")
    }

    //   The perfect run, and one more of every line: each counts to its limit.
    //   detect 160; reach 160 − guided 2 × 80 = 0; understand 320 − otherwise 2 × 80 − no eye contact 2 × 60 = 40;
    //   communicate 160; pick 500 − handed over 4 × 100 = 100; return 160; serve 500 − taken 4 × 100 = 100; tray 400
    //   160 + 0 + 40 + 160 + 100 + 160 + 100 + 400 = 1120
    //   barman 2 × −60, direction 2 × −30, told 2 × −40 = −260; start signal −100.    1120 − 260 − 100 = 760
    WorkedRun(.nasty, "one more of everything than the sheet has room for", Outcome(points: 760)) {
      bothServed
      for item: Item.ID in [
        "detect", "reach", "understand", "communicate", "pick", "first-pick", "return", "serve", "first-place", "tray",
      ] { saw(item, at: "14:00") }
      for item: Item.ID in [
        "guided", "alternative-hri", "no-eye-contact", "bar-not-reached", "direction-confirmed", "place-told",
      ] { saw(item, count: 3, at: "14:00") }
      saw("pick-handover", count: 5, at: "14:00")
      saw("guest-takes", count: 5, at: "14:00")
      saw("start-signal", count: 2, at: "14:00")
      finished(at: "14:10")
    }

    //   detect 80; told 2 × −40, barman 2 × −60, direction 2 × −30 = −260: 80 − 260 = −180 → 0 by the test's floor.
    //   The special penalty is outside it: 0 − 100 = −100.
    WorkedRun(.nasty, "below zero stops at zero, then the start signal is charged", Outcome(points: -100)) {
      started()
      saw("start-signal", at: "0:00")
      saw("detect", at: "2:00")
      saw("place-told", count: 2, at: "3:00")
      saw("bar-not-reached", count: 2, at: "5:00")
      saw("direction-confirmed", count: 2, at: "6:00")
      finished(.timeLimit, at: "15:00")
    }

    //   No pick, so no first pick; no serve, so no first place: 0. communicate 80.
    WorkedRun(.nasty, "first times of what never was", Outcome(points: 80)) {
      started()
      saw("communicate", at: "5:00")
      saw("first-pick", at: "6:00")
      saw("first-place", at: "9:00")
      finished(.timeLimit, at: "15:00")
    }

    //   240 on the sheet, then the team touches the robot: 0.
    WorkedRun(.nasty, "disqualified for touching the robot", Outcome(points: 0, isDisqualified: true)) {
      started()
      saw("detect", count: 2, at: "1:00")
      saw("reach", at: "2:00")
      saw("touched", at: "2:10")
      finished(.refereeStopped, at: "2:10")
    }

    //   Cheated with a map, and hit somebody: 0 for the run, −500 once for cheating, −100 for the start signal = −600.
    WorkedRun(
      .nasty, "cheated: the special penalties outlive the run's points", Outcome(points: -600, isDisqualified: true)
    ) {
      started()
      saw("start-signal", at: "0:00")
      saw("detect", count: 2, at: "1:00")
      saw("pre-mapped", at: "1:30")
      saw("cheating", count: 2, at: "2:00")
      saw("major-collision", at: "2:05")
      finished(.refereeStopped, at: "2:10")
    }

    //   Not attending: −500.
    WorkedRun(.nasty, "the team does not come", Outcome(points: -500, state: "no-show")) {
      finished(.noShow, at: "0:00")
    }
  }
}

// MARK: - Pick and Place: 7 minutes, a restart below 40 points, things that count only after others

extension WorkedRuns.RobocupAthome2026 {
  /// Twelve objects, with every bonus that an object can have.
  static let breakfast: [Told] = [
    started(),
    saw("table", at: "0:15"), saw("recognise", count: 12, at: "0:40"), saw("shelf", count: 2, at: "0:50"),
    saw("dishwasher-open", at: "1:10"), saw("rack", at: "1:20"),
    saw("first-pick", at: "1:30"), saw("pick", count: 12, at: "4:00"), saw("from-floor", at: "3:00"),
    saw("cutlery", count: 2, at: "3:10"), saw("plate", at: "3:20"), saw("tab", at: "3:30"),
    saw("place", count: 12, at: "4:30"), saw("in-dishwasher", count: 3, at: "4:30"), saw("tab-slot", at: "4:40"),
    saw("similar", count: 2, at: "4:50"), saw("rack", at: "5:00"), saw("dishwasher-close", at: "5:20"),
    saw("milk", at: "6:00"), saw("pour", count: 2, at: "6:40"),
  ]

  static let pickAndPlace = worked("robocup-athome-2026/pick-and-place") {
    //   table                                                                         15
    //   recognise    12 × 10                                                        = 120
    //   shelf         2 × 30                                                        =  60
    //   pick         12 × 50 = 600 + first 100 + floor 30 + cutlery 2 × 50
    //                + plate 100 + tab 100                                          = 1030
    //   place        12 × 40 = 480 + dishwasher 3 × 70 + similar 2 × 20 + slot 160  = 890
    //   rack          2 × 100                                                       = 200
    //   door          200 + 200                                                     = 400
    //   milk                                                                          400
    //   pour          2 × 200                                                       = 400
    //   15 + 120 + 60 + 1030 + 890 + 200 + 400 + 400 + 400 = 3515, the printed maximum. The sheet lets one run reach
    //   it; whether an arena holds twelve objects without the two common ones of the auxiliary table is not in it.
    WorkedRun(.perfect, "twelve objects, every bonus", Outcome(points: 3515)) {
      breakfast
      finished(at: "6:50")
    }

    //   table 15; recognise 5 × 10 = 50; shelf 30
    //   pick         3 × 50 + first 100 + plate 100 − common 20 = 330
    //   place        2 × 40 + dishwasher 70 − uncleaned 30 − common 20 = 100
    //   door opened  200; a person moved the rack and opened the milk: recorded, 0
    //   floor −40, repositioned 2 × −30, handed over −100, environment 3 × −40 = −320
    //   15 + 50 + 30 + 330 + 100 + 200 = 725; 725 − 320 = 405
    WorkedRun(.ordinary, "three picks, two places, a plate in the dishwasher", Outcome(points: 405)) {
      started()
      saw("environment", count: 3, at: "0:00")
      saw("table", at: "0:20")
      saw("recognise", count: 5, at: "1:00")
      saw("shelf", at: "1:20")
      saw("dishwasher-open", at: "2:00")
      saw("dishwasher-moved", at: "2:10")
      saw("first-pick", at: "2:40")
      saw("pick", count: 3, at: "4:00")
      saw("plate", at: "3:00")
      saw("pick-common", at: "4:00")
      saw("handover", at: "4:00")
      saw("place", count: 2, at: "5:00")
      saw("in-dishwasher", at: "4:40")
      saw("not-cleaned", at: "5:00")
      saw("place-common", at: "5:00")
      saw("repositioned", count: 2, at: "5:10")
      saw("dropped-floor", at: "5:40")
      saw("milk-opened", at: "6:00")
      finished(.timeLimit, at: "7:00")
    }

    //   pick         4 × 50 = 200 − common 2 × 20 = 160
    //   place        4 × 40 = 160 − uncleaned 4 × 30 − common 2 × 20 = 0
    //   The committee gives the whole 10 %: 3515 × 0.1 = 351.5.       160 + 0 + 351.5 = 511.5
    WorkedRun(
      .ordinary, "four objects laid on crumbs, ten per cent from the committee", Outcome(points: Points(1023, over: 2))
    ) {
      started()
      saw("pick", count: 4, at: "3:00")
      saw("pick-common", count: 2, at: "3:00")
      saw("place", count: 4, at: "5:00")
      saw("not-cleaned", count: 4, at: "5:00")
      saw("place-common", count: 2, at: "5:00")
      rated("outstanding", "10%", by: "committee", at: "7:00")
      finished(.timeLimit, at: "7:00")
    }

    //   table 15 + recognise 2 × 10 = 35 < 40: the restart is allowed, and all that is void.
    //   recognise    13 seen, 12 × 10 = 120
    //   door closed  before anything was in it → 0; poured before anything was placed → 0
    //   pick         none: the first pick needs one → 0; common −20 → 0
    //   place        1 × 40 + similar (3 seen) 2 × 20 − uncleaned (5 seen) 4 × 30 = −40 → 0
    //   pour         once after placing 200; spilt −100; setting (seen twice) −50; dropped placing −40
    //   shelf        in the last moment of the seventh minute 30; milk a millisecond after it → 0
    //   120 + 0 + 0 + 200 + 30 − 190 = 160; start signal −100: 60. A second restart is refused.
    WorkedRun(
      .nasty, "restarted below 40 points; closing and pouring come too early",
      Outcome(
        points: 60, refused: [.noRestartLeft],
        findings: [tooLate("milk", at: "7:00.001", of: "7:00")])
    ) {
      started()
      saw("table", at: "0:20")
      saw("recognise", count: 2, at: "0:40")
      restarted(at: "1:00")
      saw("start-signal", at: "1:00")
      saw("recognise", count: 13, at: "1:20")
      saw("dishwasher-close", at: "1:30")
      saw("pour", at: "1:40")
      restarted(at: "1:50")
      saw("place", at: "2:00")
      saw("similar", count: 3, at: "2:00")
      saw("not-cleaned", count: 5, at: "2:00")
      saw("dropped-placing", at: "2:10")
      saw("pour", at: "2:30")
      saw("spilt", at: "2:30")
      saw("setting", count: 2, at: "3:00")
      saw("first-pick", at: "4:00")
      saw("pick-common", at: "4:00")
      saw("shelf", at: "7:00")
      saw("milk", at: "7:00.001")
      finished(.timeLimit, at: "7:00.001")
    }

    //   table 15 + recognise 3 × 10 = 45 ≥ 40: the restart is refused, and the run goes on with its 45.
    //   Every bonus of a pick or a place needs one: there was none → 0. So nothing is in the dishwasher either, and
    //   closing it is worth nothing.       45 − floor 40 = 5
    WorkedRun(.nasty, "bonuses of picks and places that never were", Outcome(points: 5, refused: [.tooLateToRestart])) {
      started()
      saw("table", at: "0:20")
      saw("recognise", count: 3, at: "0:40")
      restarted(at: "1:00")
      for item: Item.ID in ["first-pick", "from-floor", "plate", "tab", "tab-slot"] { saw(item, at: "2:00") }
      saw("cutlery", count: 2, at: "2:00")
      saw("in-dishwasher", count: 3, at: "2:00")
      saw("similar", count: 2, at: "2:00")
      saw("dishwasher-close", at: "3:00")
      saw("dropped-floor", at: "3:10")
      finished(.timeLimit, at: "7:00")
    }

    //   The perfect run and one more of every line: 3515, less what modifies picks (common 2 × −20) and places (common
    //   2 × −20, uncleaned 4 × −30) = 3315.
    //   dropped placing 12 × −40 = −480; setting −50; floor 12 × −40 = −480; spilt 2 × −100; repositioned 12 × −30 = −360;
    //   environment −40 (twice, no limit: −80) = −1650; start signal once −100.      3315 − 1650 − 100 = 1565
    WorkedRun(.nasty, "one more of everything than the sheet has room for", Outcome(points: 1565)) {
      breakfast
      for item: Item.ID in [
        "table", "recognise", "shelf", "pick", "first-pick", "from-floor", "cutlery", "plate", "tab", "place",
        "in-dishwasher", "similar", "tab-slot", "rack", "dishwasher-open", "dishwasher-close", "milk", "pour",
      ] { saw(item, at: "6:45") }
      for item: Item.ID in ["dropped-placing", "dropped-floor", "repositioned"] { saw(item, count: 13, at: "6:45") }
      saw("pick-common", count: 3, at: "6:45")
      saw("place-common", count: 3, at: "6:45")
      saw("not-cleaned", count: 5, at: "6:45")
      saw("setting", count: 2, at: "6:45")
      saw("spilt", count: 3, at: "6:45")
      saw("environment", count: 2, at: "6:45")
      saw("start-signal", count: 2, at: "6:45")
      finished(at: "6:50")
    }

    //   The perfect run, every object handed over at both ends: 25 seen, 24 × −100 = −2400.    3515 − 2400 = 1115
    WorkedRun(.nasty, "every object handed over, and once more", Outcome(points: 1115)) {
      breakfast
      saw("handover", count: 25, at: "6:45")
      finished(at: "6:50")
    }

    //   15 − one handover 100 = −85 → 0; start signal −100.
    WorkedRun(.nasty, "below zero stops at zero, then the start signal is charged", Outcome(points: -100)) {
      started()
      saw("start-signal", at: "0:00")
      saw("table", at: "0:20")
      saw("handover", at: "1:00")
      finished(.timeLimit, at: "7:00")
    }

    //   3515 on the sheet → 0; cheating seen twice, once −500. The committee's bonus goes with the run.
    WorkedRun(.nasty, "cheated after a perfect run", Outcome(points: -500, isDisqualified: true)) {
      breakfast
      rated("outstanding", "10%", by: "committee", at: "6:50")
      saw("cheating", count: 2, at: "6:50")
      finished(.refereeStopped, at: "6:50")
    }

    WorkedRun(.nasty, "a grossly negligent collision", Outcome(points: 0, isDisqualified: true)) {
      started()
      saw("table", at: "0:20")
      saw("major-collision", at: "0:30")
      finished(.refereeStopped, at: "0:30")
    }

    WorkedRun(.nasty, "the team does not come", Outcome(points: -500, state: "no-show")) {
      finished(.noShow, at: "0:00")
    }
  }
}

// MARK: - Human-Robot Interaction: 7 minutes, modifiers floored by the line, no start-signal line

extension WorkedRuns.RobocupAthome2026 {
  static let twoGuests: [Told] = [
    started(),
    saw("doorbell", count: 2, at: "0:20"), saw("door", count: 2, at: "0:40"), saw("look-talking", count: 2, at: "1:00"),
    saw("no-questions", count: 4, at: "1:30"), saw("look-way", count: 2, at: "2:00"), saw("seat", count: 2, at: "2:30"),
    saw("attribute", count: 4, at: "3:00"), saw("attribute-right", count: 4, at: "3:00"),
    saw("introduce", count: 4, at: "3:40"), saw("look-introduce", count: 2, at: "3:40"),
    saw("bag", at: "4:30"), saw("follow", at: "5:40"), saw("bag-dropped", at: "6:00"),
  ]

  static let humanRobotInteraction = worked("robocup-athome-2026/human-robot-interaction") {
    //   doorbell       2 ×  30 =  60        introduce       4 × 30 = 120
    //   door           2 × 200 = 400        look introduce  2 × 50 = 100
    //   look talking   2 ×  50 = 100        bag                       50
    //   seat           2 × 100 = 200        follow                   200
    //   look way       2 ×  15 =  30        bag dropped               50
    //   attributes     4 ×   0 + 4 × 20 = 80
    //   no questions   4 ×  15 =  60
    //   60 + 400 + 100 + 200 + 30 + 80 + 60 = 930; 120 + 100 + 50 + 200 + 50 = 520; 1450, the printed maximum.
    //   Achievements: 2 + 2 + 2 + 2 + 2 + 4 + 4 + 4 + 2 + 1 + 1 + 1 = 27.
    WorkedRun(.perfect, "two guests, four right attributes, the bag carried", Outcome(points: 1450, achievements: 27)) {
      twoGuests
      finished(at: "6:10")
    }

    //   doorbell 30; door 200; look talking 2 × 50; seat 2 × 100; look way 15         → 545
    //   attributes     right 2 × 20 − wrong 20 = 20; no questions 2 × 15 = 30         →  50
    //   introduce      3 × 30 = 90; look introduce 50                                 → 140
    //   bag            50 − 25 for asking = 25
    //   follow         200 − waits 50 − found again 50 = 100; bag dropped 50          → 175
    //   wrong memory −40, told otherwise 2 × −20 = −80
    //   The committee gives 2 %: 1450 × 0.02 = 29.
    //   545 + 50 + 140 + 175 = 910; 910 − 80 + 29 = 859
    WorkedRun(.ordinary, "one door opened, one wrong attribute, the host waits", Outcome(points: 859)) {
      started()
      saw("doorbell", at: "0:20")
      saw("door", at: "0:50")
      saw("look-talking", count: 2, at: "1:10")
      saw("no-questions", count: 2, at: "1:30")
      saw("alternative-hri", count: 2, at: "1:40")
      saw("look-way", at: "2:00")
      saw("seat", count: 2, at: "2:30")
      saw("wrong-memory", at: "3:00")
      saw("attribute", count: 3, at: "3:20")
      saw("attribute-right", count: 2, at: "3:20")
      saw("attribute-wrong", at: "3:20")
      saw("introduce", count: 3, at: "3:50")
      saw("look-introduce", at: "3:50")
      saw("bag", at: "4:40")
      saw("bag-help", at: "4:40")
      saw("follow", at: "6:20")
      saw("host-waits", at: "5:20")
      saw("host-found-again", at: "5:50")
      saw("bag-dropped", at: "6:40")
      rated("outstanding", "2%", by: "committee", at: "7:00")
      finished(.timeLimit, at: "7:00")
    }

    //   Four right and four wrong by the line: 80 − 80 = 0.
    //   bag 50 − placed 50 = 0; follow 200 − by the hand, twice, charged once, 150 = 50; bag dropped 50.    50 + 50 = 100
    WorkedRun(.ordinary, "led by the hand, and as many wrong attributes as right ones", Outcome(points: 100)) {
      started()
      saw("attribute", count: 4, at: "3:00")
      saw("attribute-right", count: 4, at: "3:00")
      saw("attribute-wrong", count: 4, at: "3:00")
      saw("bag", at: "4:00")
      saw("bag-placed", at: "4:00")
      saw("follow", at: "5:00")
      saw("pulled", count: 2, at: "5:00")
      saw("bag-dropped", at: "6:00")
      finished(at: "6:10")
    }

    //   doorbell       3 seen, 2 × 30 = 60
    //   introduce      5 seen, 4 × 30 = 120
    //   seat           2 × 100 = 200
    //   attributes     right 20, wrong (5 seen) 4 × −20: −60 → 0
    //   bag            50 − 25 − 50 = −25 → 0
    //   follow         200 − 50 − 50 − 50 − 150 = −100 → 0
    //   no questions   taken back → 0
    //   look way       in the last moment 15; door a millisecond later → 0
    //   told otherwise 7 seen, 6 × −20 = −120; ignores people −200
    //   60 + 120 + 200 + 15 − 320 = 75. The sheet has no start signal: the entry is refused.
    WorkedRun(
      .nasty, "modifiers floored, caps, a start signal that the sheet does not know",
      Outcome(
        points: 75, refused: [.unknownItem],
        findings: [tooLate("door", at: "7:00.001", of: "7:00")])
    ) {
      started()
      saw("start-signal", at: "0:10")
      saw("doorbell", count: 3, at: "0:20")
      saw("no-questions", at: "0:40", as: "asked-after-all")
      retracted("asked-after-all", at: "0:50")
      saw("ignores-people", at: "1:00")
      saw("alternative-hri", count: 7, at: "1:10")
      saw("seat", count: 2, at: "2:00")
      saw("attribute", count: 4, at: "3:00")
      saw("attribute-right", at: "3:00")
      saw("attribute-wrong", count: 5, at: "3:00")
      saw("introduce", count: 5, at: "3:30")
      saw("bag", at: "4:00")
      saw("bag-help", at: "4:00")
      saw("bag-placed", at: "4:00")
      saw("follow", at: "5:00")
      saw("bag-lost", at: "5:00")
      saw("host-found-again", at: "5:00")
      saw("host-waits", at: "5:00")
      saw("pulled", at: "5:00")
      saw("look-way", at: "7:00")
      saw("door", at: "7:00.001")
      finished(.timeLimit, at: "7:00.001")
    }

    //   One more of everything: 27 achievements as before, and 1450, less 25 for asking with the bag and 3 × 50 on the way
    //   (bag lost, host found again, host waits) = 1275.
    //   wrong memory 4 × −40, told otherwise 6 × −20, ignores people 2 × −200 = −160 − 120 − 400 = −680.   1275 − 680 = 595
    WorkedRun(
      .nasty, "one more of everything than the sheet has room for",
      Outcome(points: 595, achievements: 27, penalised: 12)
    ) {
      twoGuests
      for item: Item.ID in [
        "doorbell", "door", "look-talking", "no-questions", "look-way", "seat", "attribute", "attribute-right",
        "introduce", "look-introduce", "bag", "follow", "bag-dropped",
      ] { saw(item, at: "6:05") }
      for item: Item.ID in ["bag-help", "bag-lost", "host-found-again", "host-waits"] {
        saw(item, count: 2, at: "6:05")
      }
      saw("wrong-memory", count: 5, at: "6:05")
      saw("alternative-hri", count: 7, at: "6:05")
      saw("ignores-people", count: 3, at: "6:05")
      finished(at: "6:10")
    }

    //   30 points < 40: restarted. The doorbell and the attributes told before are void, so the two right ones have no
    //   attribute to be right about → 0. look way 2 × 15 = 30. A second restart is refused.
    WorkedRun(.nasty, "right attributes whose telling a restart voided", Outcome(points: 30, refused: [.noRestartLeft]))
    {
      started()
      saw("doorbell", at: "0:20")
      saw("attribute", count: 2, at: "0:30")
      restarted(at: "0:50")
      restarted(at: "0:55")
      saw("look-way", count: 2, at: "1:30")
      saw("attribute-right", count: 2, at: "2:00")
      finished(.teamStopped, at: "3:00")
    }

    //   doorbell 2 × 30 = 60 ≥ 40: no restart. Not acknowledged −200: −140 → 0.
    WorkedRun(.nasty, "too far for a restart, and below zero", Outcome(points: 0, refused: [.tooLateToRestart])) {
      started()
      saw("doorbell", count: 2, at: "0:20")
      restarted(at: "0:30")
      saw("ignores-people", at: "1:00")
      finished(.timeLimit, at: "7:00")
    }

    WorkedRun(.nasty, "cheated, seen twice and charged once", Outcome(points: -500, isDisqualified: true)) {
      twoGuests
      saw("cheating", count: 2, at: "6:05")
      finished(.refereeStopped, at: "6:10")
    }

    WorkedRun(.nasty, "a grossly negligent collision", Outcome(points: 0, isDisqualified: true)) {
      twoGuests
      saw("major-collision", at: "6:05")
      finished(.refereeStopped, at: "6:10")
    }

    WorkedRun(.nasty, "the team does not come", Outcome(points: -500, state: "no-show")) {
      finished(.noShow, at: "0:00")
    }
  }
}

// MARK: - GPSR: 7 minutes, paused between commands; a command solved in part is worth its share

extension WorkedRuns.RobocupAthome2026 {
  static let gpsr = worked("robocup-athome-2026/gpsr") {
    //   understand 3 × 80 = 240; plan 3 × 100 = 300; solved 3 × 250 = 750; interleaved 200 (all given at once)
    //   240 + 300 + 750 + 200 = 1490, the printed maximum.
    WorkedRun(.perfect, "three commands at once, interleaved", Outcome(points: 1490)) {
      started()
      saw("all-at-once", at: "0:20")
      saw("understand", count: 3, at: "0:50")
      saw("plan", count: 3, at: "1:10")
      saw("interleaved", at: "3:00")
      saw("solved", on: "command-1", at: "4:00")
      saw("solved", on: "command-2", at: "5:20")
      saw("solved", on: "command-3", at: "6:40")
      finished(at: "6:40")
    }

    //   understand     3 × 80 = 240 − operator 20 − rephrased 2 × 30 = 160
    //   plan           2 × 100 = 200
    //   solved         250 + (250 − 40 % = 100 → 150) = 400
    //   past speech recognition once −50.       160 + 200 + 400 − 50 = 710
    WorkedRun(.ordinary, "one command after the other, the second solved to six tenths", Outcome(points: 710)) {
      started()
      saw("understand", at: "0:30")
      saw("rephrased", at: "0:30")
      saw("plan", at: "0:40")
      saw("solved", on: "command-1", at: "2:40")
      paused(at: "2:50")
      resumed(at: "2:50")
      saw("understand", at: "3:10")
      saw("custom-operator", at: "3:10")
      saw("plan", at: "3:20")
      saw("solved", on: "command-2", at: "5:00")
      measured("unsolved", "40%", on: "command-2", at: "5:00")
      paused(at: "5:10")
      resumed(at: "5:10")
      saw("understand", at: "5:40")
      saw("rephrased", at: "5:40")
      saw("bypass", at: "5:40")
      finished(.timeLimit, at: "7:00")
    }

    //   understand 3 × 80 = 240 − operator 3 × 20 − rephrased 6 × 30 = 0
    //   understood at last, nothing planned; the committee gives 10 %: 1490 × 0.1 = 149.
    WorkedRun(.ordinary, "everything said by the team's operator, and said again twice each", Outcome(points: 149)) {
      started()
      saw("understand", count: 3, at: "4:00")
      saw("custom-operator", count: 3, at: "4:00")
      saw("rephrased", count: 6, at: "4:00")
      rated("outstanding", "10%", by: "committee", at: "6:00")
      finished(.teamStopped, at: "6:00")
    }

    //   understand     4 seen, 3 × 80 = 240 − rephrased (7 seen) 6 × 30 = 60
    //   plan           4 seen, 3 × 100 = 300
    //   command 1      ticked twice, 250 once − 100 % = 0
    //   command 2      250, first put down as 35 % unsolved, then as 12.5 %: 250 − 31.25 = 218.75
    //   command 3      a millisecond late → 0
    //   interleaved    not all were given at once → 0
    //   past speech recognition 4 seen, 3 × −50 = −150
    //   60 + 300 + 0 + 218.75 − 150 = 428.75; start signal, ticked twice, −100: 328.75
    WorkedRun(
      .nasty, "parts of commands, interleaving that was not asked for",
      Outcome(
        points: Points(1315, over: 4),
        findings: [tooLate("solved", at: "7:00.001", of: "7:00")])
    ) {
      started()
      saw("start-signal", count: 2, at: "0:05")
      saw("understand", count: 4, at: "1:00")
      saw("rephrased", count: 7, at: "1:00")
      saw("plan", count: 4, at: "1:30")
      saw("bypass", count: 4, at: "1:40")
      saw("interleaved", at: "2:00")
      saw("solved", on: "command-1", count: 2, at: "3:00")
      measured("unsolved", "100%", on: "command-1", at: "3:00")
      saw("solved", on: "command-2", at: "7:00")
      measured("unsolved", "35%", on: "command-2", at: "5:00")
      measured("unsolved", "12.5%", on: "command-2", at: "7:00")
      saw("solved", on: "command-3", at: "7:00.001")
      finished(.timeLimit, at: "7:00.001")
    }

    //   understand 80 − rephrased 3 × 30 = −10 → 0; plan 100; command 1 ticked twice 250; interleaved ticked twice 200.
    //   0 + 100 + 250 + 200 = 550
    WorkedRun(.nasty, "a command that cost more than understanding it gave", Outcome(points: 550)) {
      started()
      saw("all-at-once", at: "0:10")
      saw("understand", at: "0:40")
      saw("rephrased", count: 3, at: "0:40")
      saw("plan", at: "1:00")
      saw("interleaved", count: 2, at: "4:00")
      saw("solved", on: "command-1", count: 2, at: "5:00")
      finished(.timeLimit, at: "7:00")
    }

    //   understand 3 × 80 = 240 − operator (4 seen) 3 × 20 = 180
    WorkedRun(.nasty, "the operator speaks a fourth time", Outcome(points: 180)) {
      started()
      saw("understand", count: 3, at: "3:00")
      saw("custom-operator", count: 4, at: "3:00")
      finished(.teamStopped, at: "4:00")
    }

    //   80 − 2 × 30 = 20 < 40: restarted, all void. Then 80 + 100 = 180 stand; a second restart is refused.
    WorkedRun(.nasty, "restarted with twenty points", Outcome(points: 180, refused: [.noRestartLeft])) {
      started()
      saw("understand", at: "0:30")
      saw("rephrased", count: 2, at: "0:30")
      restarted(at: "0:45")
      saw("understand", at: "1:30")
      saw("plan", at: "1:40")
      restarted(at: "1:45")
      finished(.teamStopped, at: "2:00")
    }

    //   2 × 80 = 160 ≥ 40: no restart. 160 − rephrased 3 × 30 = 70 − past speech recognition 3 × 50 = −80 → 0; start
    //   signal −100.
    WorkedRun(.nasty, "too far for a restart, and below zero", Outcome(points: -100, refused: [.tooLateToRestart])) {
      started()
      saw("understand", count: 2, at: "0:30")
      restarted(at: "0:45")
      saw("start-signal", at: "0:50")
      saw("rephrased", count: 3, at: "1:00")
      saw("bypass", count: 3, at: "1:00")
      finished(.timeLimit, at: "7:00")
    }

    //   330 on the sheet when a team member coaches: disqualified from the task, 0.
    WorkedRun(.nasty, "coached", Outcome(points: 0, isDisqualified: true)) {
      started()
      saw("understand", at: "0:30")
      saw("solved", on: "command-1", at: "2:00")
      saw("coaching", at: "2:10")
      finished(.refereeStopped, at: "2:10")
    }

    WorkedRun(.nasty, "cheated and collided: −500 once", Outcome(points: -500, isDisqualified: true)) {
      started()
      saw("understand", at: "0:30")
      saw("cheating", count: 2, at: "2:10")
      saw("major-collision", at: "2:20")
      finished(.refereeStopped, at: "2:20")
    }

    WorkedRun(.nasty, "the team does not come", Outcome(points: -500, state: "no-show")) {
      finished(.noShow, at: "0:00")
    }
  }
}

// MARK: - Doing Laundry: 7 minutes, a ladder of qualities, help taken off the maximum, each piece floored by itself

extension WorkedRuns.RobocupAthome2026 {
  static let furtherPieces: [Instance.ID] = ["piece-2", "piece-3", "piece-4", "piece-5", "piece-6"]

  static let sixPieces: [Told] =
    [
      started(),
      saw("navigate", at: "0:15"), saw("machine", at: "0:40"), saw("unload", at: "1:00"), saw("basket", at: "1:30"),
      saw("pick", at: "1:40"), chose("fold", "q100", at: "2:20"), chose("fold-help", "none", at: "2:20"),
    ]
    + furtherPieces.map { chose("fold-more", "q100", on: $0, at: "6:00") }
    + [saw("stack", count: 6, at: "6:30")]

  static let doingLaundry = worked("robocup-athome-2026/doing-laundry") {
    //   navigate 15; pick 100; fold 800; machine 300; unload 300; basket 300
    //   further pieces 5 × 400 = 2000; stack 6 × 100 = 600
    //   15 + 100 + 800 + 900 + 2000 + 600 = 4415, the printed maximum.
    WorkedRun(.perfect, "six pieces folded perfectly and stacked", Outcome(points: 4415)) {
      sixPieces
      finished(at: "6:40")
    }

    //   Laying out and touching the floor are ticked twice and charged once.
    //   navigate 15; pick 100
    //   fold           75 % of 800 = 600 − laid out first 200 − minimal help 12.5 % of 800 = 100 → 300
    //   unload         300 − touched the floor 200 = 100; basket 300
    //   second piece   50 % of 400 = 200 − minimal help 12.5 % of 400 = 50 → 150
    //   third piece    31.25 % of 400 = 125 − laid out first 100 = 25
    //   stack          2 × 100 = 200; environment 2 × −40 = −80
    //   15 + 100 + 300 + 100 + 300 + 150 + 25 + 200 = 1190; 1190 − 80 = 1110
    WorkedRun(.ordinary, "three pieces with help", Outcome(points: 1110)) {
      started()
      saw("environment", count: 2, at: "0:00")
      saw("navigate", at: "0:20")
      saw("unload", at: "1:00")
      saw("touched-floor", count: 2, at: "1:00")
      saw("basket", at: "1:30")
      saw("pick", at: "1:50")
      saw("flattened", count: 2, at: "2:10")
      chose("fold", "q75", at: "3:00")
      chose("fold-help", "minimal", at: "3:00")
      chose("fold-more", "q50", on: "piece-2", at: "4:30")
      chose("fold-more-help", "minimal", on: "piece-2", at: "4:30")
      saw("flattened-more", on: "piece-3", count: 2, at: "5:00")
      chose("fold-more", "q31", on: "piece-3", at: "6:00")
      chose("fold-more-help", "none", on: "piece-3", at: "6:00")
      saw("stack", count: 2, at: "6:30")
      finished(.timeLimit, at: "7:00")
    }

    //   The ladder of 400: 0, 25 % = 100, 31.25 % = 125, 87.5 % = 350, 100 % = 400; of 800: 37.5 % = 300.
    //   300 + 0 + 100 + 125 + 350 + 400 = 1275; the committee gives 2 %: 4415 × 0.02 = 88.3.   1363.3
    WorkedRun(
      .ordinary, "every step of the ladder, two per cent from the committee", Outcome(points: Points(13633, over: 10))
    ) {
      started()
      chose("fold", "q37", at: "1:00")
      chose("fold-more", "q0", on: "piece-2", at: "2:00")
      chose("fold-more", "q25", on: "piece-3", at: "3:00")
      chose("fold-more", "q31", on: "piece-4", at: "4:00")
      chose("fold-more", "q87", on: "piece-5", at: "5:00")
      chose("fold-more", "q100", on: "piece-6", at: "6:00")
      rated("outstanding", "2%", by: "committee", at: "6:50")
      finished(at: "6:50")
    }

    //   The first piece alone is worth 25 % of 800 = 200.
    WorkedRun(.ordinary, "a quarter of a fold", Outcome(points: 200)) {
      started()
      chose("fold", "q25", at: "6:00")
      finished(.timeLimit, at: "7:00")
    }
    //   31.25 % of 800 = 250, partial help 25 % of 800 = 200 → 50; second piece 37.5 % of 400 = 150.   200
    WorkedRun(.ordinary, "a fold that help nearly ate", Outcome(points: 200)) {
      started()
      chose("fold", "q31", at: "3:00")
      chose("fold-help", "partial", at: "3:00")
      chose("fold-more", "q37", on: "piece-2", at: "6:00")
      finished(.timeLimit, at: "7:00")
    }
    //   50 % of 800 = 400; second piece 75 % of 400 = 300, partial help 25 % of 400 = 100 → 200.   600
    WorkedRun(.ordinary, "half a fold, and three quarters with help", Outcome(points: 600)) {
      started()
      chose("fold", "q50", at: "3:00")
      chose("fold-more", "q75", on: "piece-2", at: "6:00")
      chose("fold-more-help", "partial", on: "piece-2", at: "6:00")
      finished(.timeLimit, at: "7:00")
    }
    //   First put down as 50 %, then by all referees as 87.5 % of 800 = 700: the last one holds.
    //   Second piece 100 % of 400, but with major help: 400 − 400 = 0; third piece not folded: 0.
    WorkedRun(.ordinary, "a quality settled after a discussion", Outcome(points: 700)) {
      started()
      chose("fold", "q50", at: "3:00")
      chose("fold", "q87", at: "3:30")
      chose("fold-more", "q100", on: "piece-2", at: "5:00")
      chose("fold-more-help", "major", on: "piece-2", at: "5:00")
      chose("fold-more", "q0", on: "piece-3", at: "6:00")
      finished(.timeLimit, at: "7:00")
    }
    //   800 − major help, 100 % of the maximum = 0, and its laying out takes nothing more; stack 100.
    WorkedRun(.nasty, "a perfect fold that was a person's", Outcome(points: 100)) {
      started()
      chose("fold", "q100", at: "3:00")
      chose("fold-help", "major", at: "3:00")
      saw("stack", at: "4:00")
      finished(.timeLimit, at: "7:00")
    }

    //   pick           100 − several at once 100 = 0
    //   fold           25 % of 800 = 200 − laid out 200 − partial help 200 = −200 → 0
    //   basket         300 − lost laundry (ticked twice, once) 200 = 100
    //   second piece   100 − partial help 100 = 0
    //   third piece    300 − major help 400 = −100 → 0: it takes nothing from the fourth
    //   fourth piece   87.5 % of 400 = 350
    //   fifth piece    laid out, never folded: −100 → 0
    //   unload         in the last moment of the seventh minute 300; machine a millisecond late → 0
    //   stack          7 seen, 6 × 100 = 600; environment 5 × −40 = −200 (no limit)
    //   100 + 350 + 300 + 600 − 200 = 1150; start signal −100: 1050
    WorkedRun(
      .nasty, "each piece stops at zero by itself",
      Outcome(
        points: 1050,
        findings: [tooLate("machine", at: "7:00.001", of: "7:00")])
    ) {
      started()
      saw("start-signal", at: "0:00")
      saw("environment", count: 5, at: "0:00")
      saw("basket", at: "1:00")
      saw("lost-laundry", count: 2, at: "1:00")
      saw("pick", at: "1:20")
      saw("picked-several", at: "1:20")
      saw("flattened", at: "1:40")
      chose("fold", "q25", at: "2:00")
      chose("fold-help", "minimal", at: "1:50")
      chose("fold-help", "partial", at: "2:00")
      chose("fold-more", "q25", on: "piece-2", at: "3:00")
      chose("fold-more-help", "partial", on: "piece-2", at: "3:00")
      chose("fold-more", "q75", on: "piece-3", at: "4:00")
      chose("fold-more-help", "major", on: "piece-3", at: "4:00")
      chose("fold-more", "q87", on: "piece-4", at: "5:00")
      saw("flattened-more", on: "piece-5", at: "5:30")
      saw("stack", count: 7, at: "6:00")
      saw("unload", at: "7:00")
      saw("machine", at: "7:00.001")
      finished(.timeLimit, at: "7:00.001")
    }

    //   The perfect run and one more of every line; the special penalty once.      4415 − 100 = 4315
    WorkedRun(.nasty, "one more of everything than the sheet has room for", Outcome(points: 4315)) {
      sixPieces
      for item: Item.ID in ["navigate", "pick", "machine", "unload", "basket", "stack"] { saw(item, at: "6:35") }
      saw("start-signal", count: 2, at: "6:35")
      finished(at: "6:40")
    }

    //   15 < 40: restarted; what was before is void, the changed environment too. pick 100 − 2 × 40 = 20.
    //   A second restart is refused.
    WorkedRun(.nasty, "restarted after fifteen points", Outcome(points: 20, refused: [.noRestartLeft])) {
      started()
      saw("navigate", at: "0:20")
      saw("environment", at: "0:30")
      restarted(at: "0:40")
      saw("pick", at: "2:00")
      saw("environment", count: 2, at: "2:10")
      chose("fold", "q0", at: "4:00")
      restarted(at: "4:10")
      finished(.timeLimit, at: "7:00")
    }

    //   100 ≥ 40: no restart. 100 − 3 × 40 = −20 → 0; start signal −100.
    WorkedRun(.nasty, "too far for a restart, and below zero", Outcome(points: -100, refused: [.tooLateToRestart])) {
      started()
      saw("pick", at: "1:00")
      restarted(at: "1:10")
      saw("start-signal", at: "1:20")
      saw("environment", count: 3, at: "2:00")
      finished(.timeLimit, at: "7:00")
    }

    //   A restart is allowed until the robot has scored 40 points, and this one has scored 100. The special penalty is no
    //   part of the test's score, so it cannot buy a restart: refused, 100 − 100 = 0.
    WorkedRun(
      .nasty, "a start signal buys no restart", Outcome(points: 0, refused: [.tooLateToRestart])
    ) {
      started()
      saw("start-signal", at: "0:00")
      saw("pick", at: "1:00")
      restarted(at: "1:10")
      finished(.timeLimit, at: "7:00")
    }

    WorkedRun(.nasty, "cheated after a perfect run", Outcome(points: -500, isDisqualified: true)) {
      sixPieces
      saw("cheating", count: 2, at: "6:35")
      finished(.refereeStopped, at: "6:40")
    }

    WorkedRun(.nasty, "a grossly negligent collision", Outcome(points: 0, isDisqualified: true)) {
      started()
      saw("navigate", at: "0:20")
      saw("major-collision", at: "0:25")
      finished(.refereeStopped, at: "0:25")
    }

    WorkedRun(.nasty, "the team does not come", Outcome(points: -500, state: "no-show")) {
      finished(.noShow, at: "0:00")
    }
  }
}

// MARK: - Finals: 10 minutes, no maximum, repetition before percentages, a restart that costs only who goes on

extension WorkedRuns.RobocupAthome2026 {
  static let finalsAsPublished = worked("robocup-athome-2026/finals") {
    //   The rulebook's own example: 650 × 0.6 = 390 penalty points; 650 − 390 = 260 remain.
    WorkedRun(.ordinary, "a first solution with 60 % help, as published", Outcome(points: 260)) {
      started()
      saw("solve", on: "problem-1", at: "3:00")
      chose("repeated", "first", on: "problem-1", at: "3:00")
      measured("help", "60%", on: "problem-1", at: "3:00")
      finished(.timeLimit, at: "10:00")
    }

    //   And the second of its category: (650 − 300) × 0.6 = 210 penalty points; 350 − 210 = 140 remain.    260 + 140
    WorkedRun(.ordinary, "a second solution of its category with 60 % help, as published", Outcome(points: 400)) {
      started()
      saw("solve", on: "problem-1", at: "3:00")
      measured("help", "60%", on: "problem-1", at: "3:00")
      saw("solve", on: "problem-2", at: "6:00")
      chose("repeated", "second", on: "problem-2", at: "6:00")
      measured("help", "60%", on: "problem-2", at: "6:00")
      finished(.timeLimit, at: "10:00")
    }
  }

  static let finals = worked("robocup-athome-2026/finals") {
    //   The sheet as it is printed, every line full: find 3 × 150 = 450; solve 10 × 650 = 6500; basket 600; door 600;
    //   dishwasher 300.       450 + 6500 + 600 + 600 + 300 = 8450, the printed sum, if no category comes twice.
    //   It is no maximum: main goals may be repeated without limit, so the sheet states none.
    WorkedRun(.perfect, "the printed lines, all full", Outcome(points: 8450)) {
      started()
      for problem: Instance.ID in ["problem-1", "problem-2", "problem-3"] { saw("find", on: problem, at: "2:00") }
      for number in 1...10 { saw("solve", on: Instance.ID("problem-\(number)"), at: "8:00") }
      saw("basket", at: "8:30")
      saw("door", at: "9:00")
      saw("dishwasher", at: "9:30")
      finished(at: "9:40")
    }

    //   find           150 + (150 − 100 for its category, however often it is said) + (150 − 150 for asking where) = 200
    //   solve          650 + (650 − 300 = 350, help 20 % − 70 = 280) + (650, half of the command − 325 = 325) = 1255
    //   basket 600; dishwasher 300; first custom line 80
    //   200 + 1255 + 600 + 300 + 80 = 2435
    WorkedRun(.ordinary, "a repeated category, a command half done, a custom line", Outcome(points: 2435)) {
      started()
      saw("find", on: "problem-1", at: "0:40")
      saw("solve", on: "problem-1", at: "2:00")
      saw("find", on: "problem-2", at: "2:40")
      saw("found-again", on: "problem-2", count: 2, at: "2:40")
      saw("find", on: "problem-4", at: "3:00")
      saw("location-asked", on: "problem-4", at: "3:00")
      saw("solve", on: "problem-2", at: "4:00")
      chose("repeated", "second", on: "problem-2", at: "4:00")
      measured("help", "20%", on: "problem-2", at: "4:00")
      saw("solve", on: "problem-3", at: "6:00")
      measured("unsolved", "50%", on: "problem-3", at: "6:00")
      saw("basket", at: "7:00")
      saw("dishwasher", at: "8:00")
      measured("custom-1", "80 points", at: "9:00")
      finished(.timeLimit, at: "10:00")
    }

    //   find           four problems, the printed three are no limit: 4 × 150 = 600
    //   baskets        2 × 600, doors 2 × 600, dishwashers 2 × 300 = 3000
    //   An eleventh solution counts like the tenth: 11 × 650 = 7150.       600 + 3000 + 7150 = 10750
    WorkedRun(.ordinary, "more than the printed lines", Outcome(points: 10750)) {
      started()
      for number in 1...4 { saw("find", on: Instance.ID("problem-\(number)"), at: "2:00") }
      for number in 1...11 { saw("solve", on: Instance.ID("problem-\(number)"), at: "8:00") }
      for item: Item.ID in ["basket", "door", "dishwasher"] { saw(item, count: 2, at: "9:00") }
      finished(.timeLimit, at: "10:00")
    }

    //   problem 1      found 150 (ticked twice, once) before the restart: it stays
    //   problem 2      found 150 − again 100 − asked where 150 = −100 → 0
    //   problem 4      third of its category 650 − 500 = 150, help 50 % − 75 = 75, a fifth unsolved − 15 = 60; ticked twice
    //   problem 5      solved by a person: 650 − 100 % = 0
    //   basket         600 in the last moment; door a millisecond late → 0
    //   custom lines   −120 and 12.5
    //   restart        it scores again: −50. A second restart is refused.
    //   150 + 60 + 600 − 120 + 12.5 − 50 = 652.5
    WorkedRun(
      .nasty, "restarted, then a third time of its category with help",
      Outcome(
        points: Points(1305, over: 2), refused: [.noRestartLeft],
        findings: [tooLate("door", at: "10:00.001", of: "10:00")])
    ) {
      started()
      saw("find", on: "problem-1", count: 2, at: "0:40")
      restarted(at: "2:00")
      restarted(at: "2:30")
      saw("find", on: "problem-2", at: "3:00")
      saw("found-again", on: "problem-2", at: "3:00")
      saw("location-asked", on: "problem-2", at: "3:00")
      saw("solve", on: "problem-4", count: 2, at: "5:00")
      chose("repeated", "third", on: "problem-4", at: "5:00")
      measured("help", "50%", on: "problem-4", at: "5:00")
      measured("unsolved", "20%", on: "problem-4", at: "5:00")
      saw("solve", on: "problem-5", at: "7:00")
      measured("help", "100%", on: "problem-5", at: "7:00")
      measured("custom-2", "-120 points", at: "8:00")
      measured("custom-3", "12.5 points", at: "8:00")
      saw("basket", at: "10:00")
      saw("door", at: "10:00.001")
      finished(.timeLimit, at: "10:00.001")
    }

    //   A custom line of −30 and nothing else: −30 → 0.
    WorkedRun(.nasty, "a custom line below zero", Outcome(points: 0)) {
      started()
      measured("custom-1", "-30 points", at: "2:00")
      finished(.timeLimit, at: "10:00")
    }

    //   650 on the sheet; cheating disqualifies, and the Finals know no special penalty: 0.
    WorkedRun(.nasty, "cheated: zero and no more", Outcome(points: 0, isDisqualified: true)) {
      started()
      saw("solve", on: "problem-1", at: "2:00")
      saw("cheating", at: "2:30")
      finished(.refereeStopped, at: "2:30")
    }

    WorkedRun(.nasty, "a grossly negligent collision", Outcome(points: 0, isDisqualified: true)) {
      started()
      saw("door", at: "2:00")
      saw("major-collision", at: "2:30")
      finished(.refereeStopped, at: "2:30")
    }
  }

  /// Published: a restart keeps the points; −50 is charged only if the robot scores again afterwards.
  static let finalsRestarts = worked("robocup-athome-2026/finals") {
    //   150 stay; it does nothing more, so nothing is charged.
    WorkedRun(.nasty, "restarted, then nothing", Outcome(points: 150)) {
      started()
      saw("find", on: "problem-1", at: "0:40")
      restarted(at: "2:00")
      finished(.teamStopped, at: "4:00")
    }

    //   150; the solution after the restart was a wrong key: nothing was scored, nothing is charged.
    WorkedRun(.nasty, "restarted, then a solution that was taken back", Outcome(points: 150)) {
      started()
      saw("find", on: "problem-1", at: "0:40")
      restarted(at: "2:00")
      saw("solve", on: "problem-1", at: "3:00", as: "wrong")
      retracted("wrong", at: "3:10")
      finished(.teamStopped, at: "4:00")
    }

    //   150; the door came after the tenth minute, so nothing was scored.
    WorkedRun(
      .nasty, "restarted, then a door too late",
      Outcome(points: 150, findings: [tooLate("door", at: "10:05", of: "10:00")])
    ) {
      started()
      saw("find", on: "problem-1", at: "0:40")
      restarted(at: "2:00")
      saw("door", at: "10:05")
      finished(.timeLimit, at: "10:06")
    }

    //   150; the problem found afterwards was shown to it: 150 − 150 = 0 points, so it has not scored again.
    WorkedRun(
      .nasty, "restarted, then a problem that was worth nothing", Outcome(points: 150)
    ) {
      started()
      saw("find", on: "problem-1", at: "0:40")
      restarted(at: "2:00")
      saw("find", on: "problem-2", at: "3:00")
      saw("location-asked", on: "problem-2", at: "3:00")
      finished(.teamStopped, at: "4:00")
    }

    //   150 + 200 on a custom line after the restart: it has scored again.      150 + 200 − 50 = 300
    WorkedRun(
      .nasty, "restarted, then points on a custom line", Outcome(points: 300)
    ) {
      started()
      saw("find", on: "problem-1", at: "0:40")
      restarted(at: "2:00")
      measured("custom-1", "200 points", at: "3:00")
      finished(.teamStopped, at: "4:00")
    }
  }
}
