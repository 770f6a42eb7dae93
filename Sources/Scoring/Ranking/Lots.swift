/// Drawing lots so that anybody can draw them again.
///
/// The whole recipe, for whoever wants to do it with a calculator or in another language (all arithmetic is of whole
/// numbers modulo 2⁶⁴):
///
/// 1. Sort the teams' short names by their bytes; each counts once.
/// 2. The state begins as the FNV-1a hash of the seed: start with 14695981039346656037; for each byte of its UTF-8,
///    exclusive-or the byte, then multiply by 1099511628211.
/// 3. A number is drawn with SplitMix64: add 0x9E3779B97F4A7C15 to the state; z = the state;
///    z = (z xor (z >> 30)) × 0xBF58476D1CE4E5B9; z = (z xor (z >> 27)) × 0x94D049BB133111EB; the number is
///    z xor (z >> 31).
/// 4. For each position i from the last down to the second (counted from 0): draw a number and swap the names at i and
///    at number mod (i + 1).
///
/// What stands first then has the best lot.
public enum Lots {
  /// The teams in the order of their lots, the best first. In which order they are given makes no difference.
  public static func order(of teams: [Team.ID], seed: String) -> [Team.ID] {
    var order = Set(teams).sorted()
    var state: UInt64 = 14_695_981_039_346_656_037
    for byte in seed.utf8 { state = (state ^ UInt64(byte)) &* 1_099_511_628_211 }
    var numbers = SeededNumbers(seed: state)
    for position in order.indices.reversed().dropLast() {
      order.swapAt(position, numbers.below(position + 1))
    }
    return order
  }
}
