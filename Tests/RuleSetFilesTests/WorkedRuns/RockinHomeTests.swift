import Scoring
import ScoringTestSupport
import Testing

extension WorkedRuns {
  /// RoCKIn@Home 2014 and 2015: no points; achievements, penalised behaviours and time are counted, ten minutes.
  @Suite("RoCKIn@Home")
  struct RockinHome {
    static let runs = catering + gettingToKnow + welcoming

    @Test("counts what the pencil counts", arguments: runs)
    func comesOut(run: WorkedRun) throws { try run.check() }

    //   knocked: 8 achievements, disqualified             → class 0, below everybody
    //   many: 4 achievements, 2 penalised, 8:00           → most achievements, first
    //   clean: 3, 0, 9:00 and fast: 3, 0, 7:00            → equal in achievements and behaviours: the faster one
    //   bumpy: 3, 1, 2:00                                 → a behaviour weighs more than any time
    @Test("class 0 last, then achievements, then behaviours, then time")
    func chain() throws {
      let visitors: [Instance.ID] = ["doctor", "deli-man", "postman", "unknown"]
      func identified(_ count: Int) -> [Told] {
        visitors.prefix(count).map { saw("identified", on: $0, at: "2:00") }
      }
      #expect(
        try ranked(
          "rockin-home/welcoming-visitors",
          [
            "bumpy": [started()] + identified(3) + [saw("bump", at: "2:00"), finished(at: "2:00")],
            "clean": [started()] + identified(3) + [finished(at: "9:00")],
            "fast": [started()] + identified(3) + [finished(at: "7:00")],
            "knocked": [started()] + identified(4) + visitors.map { saw("behaved", on: $0, at: "3:00") }
              + [saw("hits-person", at: "3:00"), finished(at: "3:00")],
            "many": [started()] + identified(4) + [saw("bump", count: 2, at: "3:00"), finished(at: "8:00")],
          ]) == ["1 many", "2 fast", "3 clean", "4 bumpy", "5 knocked"])
    }
  }
}

extension WorkedRuns.RockinHome {
  static let catering = worked("rockin-home/catering-for-granny-annies-comfort") {
    //   Annie asks for two devices and two things. enters 1, understood 1, device 2, found 2, brought 2 = 8; no behaviour.
    //   Devices and things are counted, so the sheet itself knows no most.
    WorkedRun(.perfect, "two devices and two things", Outcome(achievements: 8, penalised: 0, time: "8:20")) {
      started()
      saw("enters", at: "0:30")
      saw("understood", at: "1:10")
      saw("device", at: "2:00")
      saw("device", at: "3:00")
      saw("found", count: 2, at: "4:30")
      saw("brought", at: "6:00")
      saw("brought", at: "8:00")
      finished(at: "8:20")
    }

    //   enters 1, understood 1, found 2, brought 1 = 5; bump 1, drop 1 = 2; given up at 7:45.
    WorkedRun(.ordinary, "one thing brought, one dropped", Outcome(achievements: 5, penalised: 2, time: "7:45")) {
      started()
      saw("enters", at: "0:40")
      saw("bump", at: "0:50")
      saw("understood", at: "2:00")
      saw("found", count: 2, at: "4:00")
      saw("brought", at: "6:00")
      saw("drop", at: "7:00")
      finished(.teamStopped, at: "7:45")
    }

    //   enters and understood are ticked, so twice is once: 2; devices 3, in the tenth minute's last moment = 5.
    //   brought a millisecond later → 0. drop 4, stopped 1 = 5. It broke a cup after the time: still disqualified.
    WorkedRun(
      .nasty, "ticks and counts, and a cup broken after the time",
      Outcome(
        achievements: 5, penalised: 5, time: "10:00", isDisqualified: true,
        findings: [tooLate("brought", at: "10:00.001", of: "10:00")])
    ) {
      started()
      saw("enters", count: 2, at: "0:30")
      saw("understood", count: 2, at: "1:00")
      saw("drop", count: 4, at: "5:00")
      saw("stopped", at: "6:00")
      saw("device", count: 3, at: "10:00")
      saw("brought", at: "10:00.001")
      saw("damages-object", at: "10:03")
      finished(.timeLimit, at: "10:05")
    }

    //   Two disqualifying behaviours are no worse than one; what was achieved stays on the sheet: 1.
    WorkedRun(
      .nasty, "hits Annie and the wall; restarts are not known here",
      Outcome(achievements: 1, penalised: 0, time: "1:00", isDisqualified: true, refused: [.noRestartLeft])
    ) {
      started()
      saw("enters", at: "0:30")
      restarted(at: "0:40")
      saw("hits-person", at: "0:50")
      saw("damages-arena", at: "0:55")
      finished(.refereeStopped, at: "1:00")
    }
  }

  static let gettingToKnow = worked("rockin-home/getting-to-know-my-home") {
    //   The door, two moved pieces, three changed objects, the command: 1 + 2 + 3 + 1 = 7. Pieces and objects are
    //   counted, so the sheet itself knows no most.
    WorkedRun(.perfect, "everything that was changed", Outcome(achievements: 7, penalised: 0, time: "8:10")) {
      started()
      saw("door", at: "1:00")
      saw("furniture", count: 2, at: "3:00")
      saw("object", count: 3, at: "5:00")
      saw("command", at: "8:00")
      finished(at: "8:10")
    }

    //   furniture 1, objects 2, command 1 = 4; repetitions 2, bump 1 = 3; time up.
    WorkedRun(.ordinary, "the door unnoticed", Outcome(achievements: 4, penalised: 3, time: "10:00")) {
      started()
      saw("repetition", count: 2, at: "1:00")
      saw("furniture", at: "3:00")
      saw("bump", at: "4:00")
      saw("object", count: 2, at: "6:00")
      saw("command", at: "9:30")
      finished(.timeLimit, at: "10:00")
    }

    //   door 1 (ticked twice), furniture 1 at 10:00 exactly = 2; an object a millisecond later → 0; the command is ticked
    //   twice and counts once = 3. bumps 12, stopped 1 = 13. It hits a person at 10:02: that counts at any time.
    WorkedRun(
      .nasty, "twelve bumps and a person",
      Outcome(
        achievements: 3, penalised: 13, time: "10:00", isDisqualified: true,
        findings: [tooLate("object", at: "10:00.001", of: "10:00")])
    ) {
      started()
      saw("door", count: 2, at: "1:00")
      saw("bump", count: 12, at: "4:00")
      saw("stopped", at: "5:00")
      saw("command", count: 2, at: "9:00")
      saw("furniture", at: "10:00")
      saw("object", at: "10:00.001")
      saw("hits-person", at: "10:02")
      finished(.timeLimit, at: "10:05")
    }

    //   The command was never carried out: taken back. 1 − 0; damage disqualifies.
    WorkedRun(
      .nasty, "a command taken back, a lamp thrown down",
      Outcome(achievements: 1, penalised: 0, time: "4:00", isDisqualified: true, refused: [.noRestartLeft])
    ) {
      started()
      saw("object", at: "1:00")
      saw("command", at: "2:00", as: "hasty")
      retracted("hasty", "it went to the wrong room", at: "2:30")
      restarted(at: "3:00")
      saw("damages-arena", at: "4:00")
      finished(.refereeStopped, at: "4:00")
    }
  }

  static let visitors: [Instance.ID] = ["doctor", "deli-man", "postman", "unknown"]

  static let welcoming = worked("rockin-home/welcoming-visitors") {
    //   Four visitors, identified and met as they should be: 4 + 4 = 8, the eight ticks of the sheet.
    WorkedRun(.perfect, "four visitors", Outcome(achievements: 8, penalised: 0, time: "9:30")) {
      started()
      for visitor in visitors {
        saw("identified", on: visitor, at: "4:00")
        saw("behaved", on: visitor, at: "8:00")
      }
      finished(at: "9:30")
    }

    //   identified 3, behaved 2 = 5; rights 1, repetitions 2 = 3.
    WorkedRun(.ordinary, "three visitors, one let in too far", Outcome(achievements: 5, penalised: 3, time: "9:12")) {
      started()
      saw("identified", on: "doctor", at: "1:00")
      saw("repetition", count: 2, at: "1:30")
      saw("behaved", on: "doctor", at: "2:30")
      saw("identified", on: "deli-man", at: "4:00")
      saw("behaved", on: "deli-man", at: "5:00")
      saw("identified", on: "postman", at: "7:00")
      saw("rights", at: "7:30")
      finished(at: "9:12")
    }

    //   The doctor identified three times is one; the behaviour towards the unknown person, ticked twice, counts without
    //   its identification: the sheet ticks them apart. 1 + 1 = 2, and the postman at 10:00 exactly = 3; the Deli Man
    //   a millisecond later → 0. An identification without its visitor, or of a milkman, is refused.
    //   alarms 2, state 1, stopped 1, bumps 3 = 7. The hit person was a wrong key.
    WorkedRun(
      .nasty, "visitors that are not on the sheet, a hit that was none",
      Outcome(
        achievements: 3, penalised: 7, time: "10:00", refused: [.missingInstance, .unknownInstance],
        findings: [tooLate("identified", at: "10:00.001", of: "10:00")])
    ) {
      started()
      saw("identified", on: "doctor", at: "1:00")
      saw("identified", on: "doctor", count: 2, at: "1:10")
      saw("identified", at: "2:00")
      saw("identified", on: "milkman", at: "2:00")
      saw("behaved", on: "unknown", count: 2, at: "3:00")
      saw("false-alarm", count: 2, at: "4:00")
      saw("state", at: "5:00")
      saw("stopped", at: "6:00")
      saw("bump", count: 3, at: "7:00")
      saw("hits-person", at: "8:00", as: "wrong")
      retracted("wrong", at: "8:10")
      saw("identified", on: "postman", at: "10:00")
      saw("identified", on: "deli-man", at: "10:00.001")
      finished(.timeLimit, at: "10:00.001")
    }

    WorkedRun(
      .nasty, "a visitor is hit, the test bed damaged",
      Outcome(achievements: 1, penalised: 0, time: "2:00", isDisqualified: true, refused: [.noRestartLeft])
    ) {
      started()
      saw("identified", on: "doctor", at: "1:00")
      restarted(at: "1:30")
      saw("hits-person", at: "1:50")
      saw("damages-arena", at: "2:00")
      finished(.refereeStopped, at: "2:00")
    }
  }
}
