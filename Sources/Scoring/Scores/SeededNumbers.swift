/// Numbers that follow from a seed (SplitMix64), the same on every machine: for lots, rehearsals and simulations. No
/// score ever depends on them.
public struct SeededNumbers: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The numbers of this seed.
  public init(seed: UInt64) { state = seed }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// The next number from 0 up to this one, itself left out.
  public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
