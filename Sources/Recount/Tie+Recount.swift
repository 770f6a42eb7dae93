public import Scoring

extension Tie {
  /// The order that the lots of this tie give when they are drawn again, after the recipe that people are told; `nil`
  /// where no lots were drawn.
  public var redrawnOrder: [Team.ID]? {
    guard case .lots(let seed) = method else { return nil }
    var names: [Team.ID] = []
    for team in order where !names.contains(team) { names.append(team) }
    names.sort { Array($0.text.utf8).lexicographicallyPrecedes(Array($1.text.utf8)) }
    // FNV-1a of the seed, then SplitMix64, all modulo 2⁶⁴.
    var state: UInt64 = 14_695_981_039_346_656_037
    for byte in Array(seed.utf8) {
      state ^= UInt64(byte)
      state = state.multipliedReportingOverflow(by: 1_099_511_628_211).partialValue
    }
    var position = names.count - 1
    while position >= 1 {
      state = state.addingReportingOverflow(0x9E37_79B9_7F4A_7C15).partialValue
      var number = state
      number = (number ^ (number >> 30)).multipliedReportingOverflow(by: 0xBF58_476D_1CE4_E5B9).partialValue
      number = (number ^ (number >> 27)).multipliedReportingOverflow(by: 0x94D0_49BB_1331_11EB).partialValue
      number ^= number >> 31
      let other = Int(number % UInt64(position + 1))
      (names[position], names[other]) = (names[other], names[position])
      position -= 1
    }
    return names
  }
}
