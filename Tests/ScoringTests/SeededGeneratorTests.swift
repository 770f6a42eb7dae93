import ScoringTestSupport
import Testing

@Suite struct SeededGeneratorTests {
  @Test("seeds that follow each other have no numbers in common") func seeds() {
    var seen: Set<UInt64> = []
    for seed in 0..<100 as Range<UInt64> {
      var chance = SeededGenerator(seed: seed)
      for _ in 0..<100 { seen.insert(chance.next()) }
    }
    #expect(seen.count == 10_000)
  }

  @Test("a seed gives the same numbers again") func again() {
    var (a, b) = (SeededGenerator(seed: 42), SeededGenerator(seed: 42))
    #expect((0..<50).map { _ in a.next() } == (0..<50).map { _ in b.next() })
  }
}
