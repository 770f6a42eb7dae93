import Scoring
import ScoringTestSupport
import Testing

/// What the public has seen of a table while the board is frozen.
@Suite("A ceremony")
struct CeremonyTests {
  private static let table = Tie.Place.overall("best-team")

  private func revealed(_ rulings: Decision.Ruling...) -> Int? {
    var event = Event(["a", "b", "c"])
    event.rulings.append(.froze(Heads(), reason: ""))
    event.rulings += rulings
    return event.competition.revealed[Self.table]
  }

  @Test("a ceremony only goes forward: what is on the stage is not hidden by a late record of another desk")
  func forward() {
    #expect(revealed(.revealed(Self.table, fromPlace: 3)) == 3)
    #expect(revealed(.revealed(Self.table, fromPlace: 3), .revealed(Self.table, fromPlace: 2)) == 2)
    #expect(revealed(.revealed(Self.table, fromPlace: 2), .revealed(Self.table, fromPlace: 3)) == 2)
  }

  @Test("a new freeze and a thaw both end it")
  func ends() {
    #expect(revealed(.revealed(Self.table, fromPlace: 2), .thawed) == nil)
    #expect(revealed(.revealed(Self.table, fromPlace: 2), .froze(Heads(), reason: "again")) == nil)
  }
}
