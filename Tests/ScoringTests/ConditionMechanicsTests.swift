import Scoring
import ScoringTestSupport
import Testing

/// Rows 9–14 of the mechanics that the real rulebooks need (`rulebooks.md`, section 3).
@Suite("When an item counts")
struct ConditionMechanicsTests {
  private static func madrob(_ keep: Group.Keep) -> RuleSet {
    RuleSet.make(["touch", "unlock", "open", "cross", "close", "lock"].map { .achievement(Item.ID($0)) }) {
      $0.groups = [Group(id: "steps", title: "Capability level", items: $0.items.map(\.id))]
      $0.groups[0].keep = keep
    }
  }

  @Test(
    "9: MADROB: the text counts a step only when all before it are done, the code counts without order",
    arguments: [(Group.Keep.untilFirstGap, 2), (.all, 4)])
  func capability(keep: Group.Keep, expected: Int) {
    let score = Score(
      of: run(under: Self.madrob(keep)) {
        started()
        saw("touch")
        saw("unlock")
        saw("cross")
        saw("close")
      })
    #expect(score.achievements == expected)
  }

  @Test("9: stages stop at the first gap at each place by itself")
  func stagesPerPlace() {
    let rules = RuleSet.make([
      .achievement("touch", 1) { $0.per = "door" }, .achievement("open", 1) { $0.per = "door" },
    ]) {
      $0.instances = [places("door", "1", "2")]
      $0.groups = [Group(id: "steps", title: "Steps", items: ["touch", "open"])]
      $0.groups[0].keep = .untilFirstGap
      $0.groups[0].per = "door"
    }
    #expect(
      total(under: rules) {
        started()
        saw("touch", on: "1")
        saw("open", on: "1")
        saw("open", on: "2")
      } == 2)
  }

  @Test("10: the flag counts only if the bridge is down; the dishwasher closes only after something was put in")
  func prerequisites() {
    let rules = RuleSet.make([
      .achievement("bridge", 20), .achievement("flag", 10) { $0.needs = [.seen("bridge", atLeast: 1)] },
      .achievement("put-in", 40), .achievement("close", 200) { $0.after = [.seen("put-in", atLeast: 1)] },
      .achievement("park", 15) { $0.needs = [.any([.seen("bridge", atLeast: 1), .seen("put-in", atLeast: 1)])] },
      .achievement("tier-3", 3), .achievement("tier-2", 2) { $0.needs = [.seen("tier-3", atLeast: 2)] },
    ])
    #expect(
      total(under: rules) {
        started()
        saw("flag")
        saw("close", at: "0:30")
        saw("park")
        saw("tier-2")
        saw("tier-3")
      } == 3)
    #expect(
      total(under: rules) {
        started()
        saw("close", at: "0:30")
        saw("put-in", at: "0:40")
        saw("close", at: "0:50")
        saw("bridge", at: "2:00")
        saw("flag", at: "1:00")
        saw("park")
        saw("tier-3", count: 2)
        saw("tier-2")
      } == 293)  // 40 + 200 + 20 + 10 + 15 + 6 + 2
  }

  @Test("11: RoboCup Junior: a dead victim counts only after all the live ones")
  func order() {
    let rules = RuleSet.make([
      .achievement("live", 10) { $0.limit = 2 },
      .achievement("dead", 10) {
        $0.limit = 1
        $0.after = [.complete(["live"])]
      },
      .achievement("mat", 1), .achievement("object", 2) { $0.after = [.seen("mat", atLeast: 1)] },
    ])
    #expect(
      total(under: rules) {
        started()
        saw("live", at: "1:00")
        saw("dead", at: "1:30")
        saw("live", at: "2:00")
      } == 20)
    #expect(
      total(under: rules) {
        started()
        saw("live", at: "1:00")
        saw("live", at: "2:00")
        saw("dead", at: "2:30")
        saw("object", at: "2:40")
        saw("mat", at: "2:50")
        saw("object", at: "2:50")
      } == 33)
  }

  @Test("11: after a bonus that follows by itself means after what earned it")
  func afterDerived() {
    let rules = RuleSet.make([
      .achievement("live", 10) { $0.limit = 2 },
      .achievement("all-live", 5) {
        $0.quantity = .automatic
        $0.needs = [.complete(["live"])]
      },
      .achievement("dead", 100) { $0.after = [.seen("all-live", atLeast: 1)] },
    ])
    #expect(
      total(under: rules) {
        started()
        saw("live", at: "1:00")
        saw("dead", at: "1:30")
        saw("live", at: "2:00")
        saw("dead", at: "2:00")
      } == 125)
  }

  @Test("12: Set the Table: 250 if all is placed; @Work: ten for each pick and place of a perfect run")
  func bonuses() {
    let rules = RuleSet.make([
      .achievement("pick", 0) { $0.limit = 2 }, .achievement("place", 0) { $0.limit = 2 }, .penalty("wrong"),
      .achievement("all", 250) {
        $0.quantity = .automatic
        $0.needs = [.complete(["pick", "place"])]
      },
      .achievement("perfect", 10) {
        $0.quantity = .sum(of: ["pick", "place"])
        $0.needs = [.complete(["pick", "place"])]
        $0.unless = [.seen("wrong", atLeast: 1)]
      },
    ])
    func sum(_ picks: Int, _ wrong: Int) -> Points {
      total(under: rules) {
        started()
        saw("pick", count: picks)
        saw("place", count: 2)
        if wrong > 0 { saw("wrong", count: wrong) }
      }
    }
    #expect(sum(2, 0) == 290)
    #expect(sum(2, 1) == 250)
    #expect(sum(1, 0) == 0)
  }

  @Test("13: more than four units in a house: none counts")
  func overfill() {
    let rules = RuleSet.make([
      .achievement("unit", 5) {
        $0.per = "house"
        $0.voidAbove = 4
      }
    ]) { $0.instances = [places("house", "1", "2")] }
    let score = Score(
      of: run(under: rules) {
        started()
        saw("unit", on: "1", count: 4)
        saw("unit", on: "2", count: 5)
      })
    #expect(score.total == 20)
    #expect(score.achievements == 4)
  }

  @Test("13: a room overfilled by several kinds together is worth nothing, though each kind is within its limit")
  func overfullGroup() {
    let rules = RuleSet.make([
      .achievement("red", 5) {
        $0.per = "room"
        $0.limit = 2
      },
      .achievement("blue", 5) { $0.per = "room" },
    ]) {
      $0.instances = [places("room", "1", "2")]
      $0.groups = [Group(id: "room", title: "Room", items: ["red", "blue"])]
      $0.groups[0].per = "room"
      $0.groups[0].voidAbove = 4
    }
    func sum(_ red: Int, _ blue: Int) -> Points {
      total(under: rules) {
        started()
        saw("red", on: "1", count: red)
        saw("blue", on: "1", count: blue)
        saw("blue", on: "2")
      }
    }
    #expect(sum(2, 2) == 25)
    #expect(sum(2, 3) == 5)
    #expect(sum(3, 1) == 20)
    #expect(sum(4, 1) == 5)
  }

  @Test("13: only the highest of an area counts")
  func highestPerArea() {
    let rules = RuleSet.make([
      .achievement("low", 10) { $0.per = "area" }, .achievement("high", 30) { $0.per = "area" },
    ]) {
      $0.instances = [places("area", "1", "2")]
      $0.groups = [Group(id: "area", title: "Area", items: ["low", "high"])]
      $0.groups[0].per = "area"
      $0.groups[0].keep = .best(1)
    }
    #expect(
      total(under: rules) {
        started()
        saw("low", on: "1")
        saw("high", on: "1")
        saw("low", on: "2")
      } == 40)
  }

  @Test("14: a sheet that contradicts itself is invalid, which is not zero, until mended or accepted")
  func checks() {
    let rules = RuleSet.make([.achievement("precise", 10), .achievement("cavity", 5)]) {
      $0.checks = [
        Check(
          id: "precise-cavity", when: .all([.seen("precise", atLeast: 1), .none([.seen("cavity", atLeast: 1)])]),
          message: "A precise placement is in the cavity.")
      ]
    }
    let odd = run(under: rules) {
      started()
      saw("precise")
    }
    #expect(Score(of: odd).isInvalid)
    #expect(Score(of: odd).total == 10)
    #expect(
      Score(of: odd).findings.map(\.message) == ["A precise placement is in the cavity. (check 'precise-cavity')"])
    let accepted = run(under: rules) {
      started()
      saw("precise")
      told(.accepted("precise-cavity", reason: "the cavity was removed"))
    }
    #expect(!Score(of: accepted).isInvalid)
    #expect(
      Score(of: accepted).findings.map(\.message)
        == ["A precise placement is in the cavity. Accepted: the cavity was removed"])
    let mended = run(under: rules) {
      started()
      saw("precise")
      saw("cavity")
    }
    #expect(Score(of: mended).findings.isEmpty)
  }

  /// Rooms of which a wet one is skipped; a robot greets only where it entered.
  private func rooms(_ check: Check) -> RuleSet {
    RuleSet.make([
      .achievement("enter", 30) {
        $0.per = "room"
        $0.limit = 1
      },
      .achievement("greet", 20) {
        $0.per = "room"
        $0.limit = 1
        $0.needs = [.seen("enter", atLeast: 1)]
      },
      .make(.record, "wet-floor") { $0.per = "room" },
    ]) {
      $0.timeLimit = clock("5:00")
      $0.restart.allowed = 1
      $0.restart.earlier = .void
      $0.instances = [places("room", "1", "2")]
      $0.checks = [check]
    }
  }
  private let wetAndGreeted = Condition.all([.seen("wet-floor", atLeast: 1), .seen("greet", atLeast: 1)])

  @Test("14: a check looks at what was entered and stands, whether it counts or not")
  func checksOfEntries() {
    let rules = rooms(Check(id: "wet", when: wetAndGreeted, message: "Wet."))
    func findings(@ScriptBuilder _ script: () -> [Told]) -> [String] {
      Score(of: run(under: rules, script)).findings.filter { $0.severity == .error }.map(\.message)
    }
    let found = ["Wet. (check 'wet')"]
    #expect(
      findings {
        started()
        saw("wet-floor", on: "1")
        saw("greet", on: "1")  // and never entered: it is worth nothing, and still it was seen
      } == found)
    #expect(
      findings {
        started()
        saw("wet-floor", on: "1")
        saw("greet", on: "1", at: "6:00")  // too late to count
      } == found)
    #expect(
      findings {
        started()
        saw("greet", on: "1", at: "1:00")
        restarted(at: "2:00")  // what came before is void, and no part of the sheet
        saw("wet-floor", on: "1", at: "3:00")
      } == [])
    let often = rooms(Check(id: "often", when: .seen("enter", atLeast: 3), message: "Too often."))
    let log = run(under: often) {
      started()
      saw("enter", on: "1", count: 3)  // one counts, three were entered
    }
    #expect(Score(of: log).isInvalid)
    #expect(Score(of: log).total == 30)
  }

  @Test("14: a check per room looks at each room by itself and names it; without, at all rooms together")
  func checksPerInstance() {
    let per = rooms(Check(id: "wet", when: wetAndGreeted, per: "room", message: "Wet."))
    let across = rooms(Check(id: "wet", when: wetAndGreeted, message: "Wet."))
    func findings(_ rules: RuleSet, wet: Instance.ID, greeted: Instance.ID, accepted: Bool = false) -> [String] {
      Score(
        of: run(under: rules) {
          started()
          saw("wet-floor", on: wet)
          saw("enter", on: greeted)
          saw("greet", on: greeted)
          if accepted { told(.accepted("wet", reason: "it dried")) }
        }
      ).findings.map(\.message)
    }
    #expect(findings(per, wet: "1", greeted: "2") == [])
    #expect(findings(across, wet: "1", greeted: "2") == ["Wet. (check 'wet')"])
    #expect(findings(per, wet: "2", greeted: "2") == ["room 2: Wet. (check 'wet')"])
    #expect(findings(per, wet: "2", greeted: "2", accepted: true) == ["room 2: Wet. Accepted: it dried"])
  }
}
