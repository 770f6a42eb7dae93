/// A short text as a square that phones read (ISO/IEC 18004: bytes, error correction level M, versions 1 to 10).
///
/// It takes up to 213 bytes, which is more than any address that people would otherwise type.
package struct QRCode: Sendable, Equatable {
  /// The modules, row by row; `true` is dark.
  package let rows: [[Bool]]

  /// The code of a text; `nil` where it is too long.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let version = (1...10).first(where: { bytes.count <= Layout(version: $0).capacity }) else { return nil }
    let layout = Layout(version: version)
    let words = layout.interleaved(layout.words(of: bytes))
    var best: (penalty: Int, rows: [[Bool]])?
    for mask in 0..<8 {
      var drawing = Drawing(layout)
      drawing.draw(words, mask: mask)
      let penalty = drawing.penalty
      if best.map({ penalty < $0.penalty }) ?? true { best = (penalty, drawing.dark) }
    }
    rows = best!.rows
  }

  /// The code as a picture, with the margin that readers need, dark on light whatever is around it.
  package var svg: String {
    let size = rows.count + 8
    var path = ""
    for (y, row) in rows.enumerated() {
      for (x, isDark) in row.enumerated() where isDark { path += "M\(x + 4) \(y + 4)h1v1h-1z" }
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size) \(size)" shape-rendering="crispEdges">
      <path fill="#fff" d="M0 0h\(size)v\(size)H0z"/><path fill="#000" d="\(path)"/></svg>

      """
  }

  /// The code in letters, two modules one above the other in each: for a terminal. Light modules are drawn, so that it
  /// is right on a dark ground.
  package var lines: [String] {
    func isLight(_ x: Int, _ y: Int) -> Bool {
      guard rows.indices.contains(y), rows.indices.contains(x) else { return true }
      return !rows[y][x]
    }
    return stride(from: -2, to: rows.count + 2, by: 2).map { y in
      (-2..<rows.count + 2).map { x in
        switch (isLight(x, y), isLight(x, y + 1)) {
        case (true, true): "█"
        case (true, false): "▀"
        case (false, true): "▄"
        case (false, false): " "
        }
      }.joined()
    }
  }
}

/// How a version is laid out: what the standard's tables say for level M.
private struct Layout {
  let version: Int
  var size: Int { version * 4 + 17 }
  private var total: Int { [26, 44, 70, 100, 134, 172, 196, 242, 292, 346][version - 1] }
  private var correction: Int { [10, 16, 26, 18, 24, 16, 18, 22, 22, 26][version - 1] }
  private var blocks: Int { [1, 1, 1, 2, 2, 4, 4, 4, 5, 5][version - 1] }
  private var data: Int { total - correction * blocks }
  private var countBits: Int { version < 10 ? 8 : 16 }
  var capacity: Int { (data * 8 - 4 - countBits) / 8 }

  /// Where the small squares have their middles.
  var alignments: [Int] {
    switch version {
    case 1: []
    case 2...6: [6, version * 4 + 10]
    case 7: [6, 22, 38]
    case 8: [6, 24, 42]
    case 9: [6, 26, 46]
    default: [6, 28, 50]
    }
  }

  /// The text's bytes with what says how many they are, filled up.
  func words(of bytes: [UInt8]) -> [UInt8] {
    var bits: [Bool] = []
    func append(_ value: Int, _ count: Int) {
      for index in (0..<count).reversed() { bits.append(value >> index & 1 == 1) }
    }
    append(0b0100, 4)
    append(bytes.count, countBits)
    for byte in bytes { append(Int(byte), 8) }
    append(0, min(4, data * 8 - bits.count))
    append(0, (8 - bits.count % 8) % 8)
    var words = stride(from: 0, to: bits.count, by: 8).map { start in
      bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
    }
    var filler: UInt8 = 0xEC
    while words.count < data {
      words.append(filler)
      filler ^= 0xEC ^ 0x11
    }
    return words
  }

  /// The words in blocks, each with its correction, one word of each block after the other.
  func interleaved(_ words: [UInt8]) -> [UInt8] {
    let short = total / blocks - correction
    let longer = total % blocks
    var parts: [[UInt8]] = []
    var start = 0
    for block in 0..<blocks {
      let count = short + (block < blocks - longer ? 0 : 1)
      parts.append(Array(words[start..<start + count]))
      start += count
    }
    let corrections = parts.map { ReedSolomon.correction(of: $0, count: correction) }
    var result: [UInt8] = []
    for index in 0...short { for part in parts where index < part.count { result.append(part[index]) } }
    for index in 0..<correction { for part in corrections { result.append(part[index]) } }
    return result
  }
}

/// Arithmetic in the field of 256 elements that the standard uses.
private enum ReedSolomon {
  static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
    var (a, b, result) = (Int(a), Int(b), 0)
    while b > 0 {
      if b & 1 == 1 { result ^= a }
      a <<= 1
      if a > 0xFF { a ^= 0x11D }
      b >>= 1
    }
    return UInt8(result)
  }

  static func correction(of data: [UInt8], count: Int) -> [UInt8] {
    var generator = [UInt8](repeating: 0, count: count)
    generator[count - 1] = 1
    var root: UInt8 = 1
    for _ in 0..<count {
      for index in 0..<count {
        generator[index] = product(generator[index], root) ^ (index + 1 < count ? generator[index + 1] : 0)
      }
      root = product(root, 2)
    }
    var rest = [UInt8](repeating: 0, count: count)
    for byte in data {
      let factor = byte ^ rest.removeFirst()
      rest.append(0)
      for index in 0..<count { rest[index] ^= product(generator[index], factor) }
    }
    return rest
  }
}

/// A code while it is drawn.
private struct Drawing {
  let layout: Layout
  private(set) var dark: [[Bool]]
  private var isFixed: [[Bool]]
  private var size: Int { layout.size }

  init(_ layout: Layout) {
    self.layout = layout
    dark = Array(repeating: Array(repeating: false, count: layout.size), count: layout.size)
    isFixed = dark
    for index in 0..<size {
      fix(6, index, index % 2 == 0)
      fix(index, 6, index % 2 == 0)
    }
    for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] { finder(x, y) }
    let places = layout.alignments
    for (i, x) in places.enumerated() {
      for (j, y) in places.enumerated() {
        let last = places.count - 1
        if (i, j) == (0, 0) || (i, j) == (0, last) || (i, j) == (last, 0) { continue }
        for dx in -2...2 { for dy in -2...2 { fix(x + dx, y + dy, max(abs(dx), abs(dy)) != 1) } }
      }
    }
    drawFormat(mask: 0)
    if layout.version >= 7 { drawVersion() }
  }

  private mutating func fix(_ x: Int, _ y: Int, _ isDark: Bool) {
    dark[y][x] = isDark
    isFixed[y][x] = true
  }

  private mutating func finder(_ x: Int, _ y: Int) {
    for dx in -4...4 {
      for dy in -4...4 where (0..<size).contains(x + dx) && (0..<size).contains(y + dy) {
        let ring = max(abs(dx), abs(dy))
        fix(x + dx, y + dy, ring != 2 && ring != 4)
      }
    }
  }

  private mutating func drawFormat(mask: Int) {
    // Level M is written as 00.
    var rest = mask
    for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
    let bits = (mask << 10 | rest) ^ 0x5412
    func bit(_ index: Int) -> Bool { bits >> index & 1 == 1 }
    for index in 0...5 { fix(8, index, bit(index)) }
    fix(8, 7, bit(6))
    fix(8, 8, bit(7))
    fix(7, 8, bit(8))
    for index in 9..<15 { fix(14 - index, 8, bit(index)) }
    for index in 0..<8 { fix(size - 1 - index, 8, bit(index)) }
    for index in 8..<15 { fix(8, size - 15 + index, bit(index)) }
    fix(8, size - 8, true)
  }

  private mutating func drawVersion() {
    var rest = layout.version
    for _ in 0..<12 { rest = rest << 1 ^ (rest >> 11) * 0x1F25 }
    let bits = layout.version << 12 | rest
    for index in 0..<18 {
      let isDark = bits >> index & 1 == 1
      fix(size - 11 + index % 3, index / 3, isDark)
      fix(index / 3, size - 11 + index % 3, isDark)
    }
  }

  mutating func draw(_ words: [UInt8], mask: Int) {
    drawFormat(mask: mask)
    var index = 0
    for right in stride(from: size - 1, through: 1, by: -2) {
      let right = right <= 6 ? right - 1 : right
      for step in 0..<size {
        for x in [right, right - 1] {
          let isUpward = (right + 1) & 2 == 0
          let y = isUpward ? size - 1 - step : step
          if isFixed[y][x] { continue }
          let isDark = index < words.count * 8 && words[index / 8] >> (7 - index % 8) & 1 == 1
          dark[y][x] = isDark != Drawing.isMasked(x, y, mask)
          index += 1
        }
      }
    }
  }

  private static func isMasked(_ x: Int, _ y: Int, _ mask: Int) -> Bool {
    switch mask {
    case 0: (x + y) % 2 == 0
    case 1: y % 2 == 0
    case 2: x % 3 == 0
    case 3: (x + y) % 3 == 0
    case 4: (x / 3 + y / 2) % 2 == 0
    case 5: x * y % 2 + x * y % 3 == 0
    case 6: (x * y % 2 + x * y % 3) % 2 == 0
    default: ((x + y) % 2 + x * y % 3) % 2 == 0
    }
  }

  /// How hard it would be to read, as the standard counts it.
  var penalty: Int {
    var result = 0
    let lines = dark + (0..<size).map { x in dark.map { $0[x] } }
    for line in lines {
      var run = 0
      for (index, isDark) in line.enumerated() {
        run = index > 0 && line[index - 1] == isDark ? run + 1 : 1
        if run == 5 { result += 3 } else if run > 5 { result += 1 }
      }
      let finder = [true, false, true, true, true, false, true]
      for start in 0...(size - 7) where Array(line[start..<start + 7]) == finder {
        let isClear = { (range: Range<Int>) in range.allSatisfy { !line.indices.contains($0) || !line[$0] } }
        if isClear((start - 4)..<start) || isClear((start + 7)..<(start + 11)) { result += 40 }
      }
    }
    for y in 0..<size - 1 {
      for x in 0..<size - 1 {
        let square = [dark[y][x + 1], dark[y + 1][x], dark[y + 1][x + 1]]
        if square.allSatisfy({ $0 == dark[y][x] }) { result += 3 }
      }
    }
    let count = dark.joined().count { $0 }
    return result + abs(count * 20 - size * size * 10) / (size * size) * 10
  }
}
