/// The positions of a few names, for looking names up all day: a sheet's items, an item's levels, a list's instances.
///
/// A dictionary would do; its hash guards against hostile keys, which takes most of the time that making a log takes.
/// The names here are those of one sheet, and at worst each is compared.
struct NameTable<Kind>: Sendable {
  private let names: [Identifier<Kind>]
  /// Positions in `names`, each where its name's hash puts it or behind; -1: free. Never more than half full.
  private let places: [Int32]

  /// A table of these names; of two that are the same the first counts.
  init(_ names: [Identifier<Kind>]) {
    var size = 2
    while size < 2 * names.count { size *= 2 }
    var places = [Int32](repeating: -1, count: size)
    for (position, name) in names.enumerated() {
      var place = NameTable.hash(name.text) & (size - 1)
      while places[place] >= 0, names[Int(places[place])] != name { place = (place + 1) & (size - 1) }
      if places[place] < 0 { places[place] = Int32(position) }
    }
    self.names = names
    self.places = places
  }

  /// Where a name stands; `nil`: nowhere.
  subscript(_ name: Identifier<Kind>) -> Int? {
    var place = NameTable.hash(name.text) & (places.count - 1)
    while places[place] >= 0 {
      if names[Int(places[place])] == name { return Int(places[place]) }
      place = (place + 1) & (places.count - 1)
    }
    return nil
  }

  private static func hash(_ text: String) -> Int {
    var hash: UInt64 = 0
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      var index = 0
      while index + 8 <= raw.count {
        mix(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        index += 8
      }
      var rest: UInt64 = 0
      while index < raw.count {
        rest = rest << 8 | UInt64(raw[index])
        index += 1
      }
      mix(rest)
    }
    if isDone == nil { for byte in text.utf8 { mix(UInt64(byte)) } }
    return Int(truncatingIfNeeded: hash & 0x7FFF_FFFF_FFFF_FFFF)
  }
}
