/// Whether two texts are the same byte for byte; `==` is more generous, and slower where names are compared all day.
package func haveSameBytes(_ a: String, _ b: String) -> Bool {
  let (a, b) = (a.utf8, b.utf8)
  guard a.count == b.count else { return false }
  let same = a.withContiguousStorageIfAvailable { a in
    b.withContiguousStorageIfAvailable { b in haveSameBytes(UnsafeRawBufferPointer(a), UnsafeRawBufferPointer(b)) }
  }
  return (same ?? nil) ?? a.elementsEqual(b)
}

/// Whether two stretches of memory hold the same, eight bytes at a time.
package func haveSameBytes(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
  let count = a.count
  guard count == b.count else { return false }
  var index = 0
  while index + 8 <= count {
    let (mine, theirs) = (
      a.loadUnaligned(fromByteOffset: index, as: UInt64.self), b.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    )
    if mine != theirs { return false }
    index += 8
  }
  while index < count {
    if a[index] != b[index] { return false }
    index += 1
  }
  return true
}
