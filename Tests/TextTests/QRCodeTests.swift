import Testing
import Text

@Suite("Codes to scan")
struct QRCodeTests {
  /// Read by zbar when it was recorded.
  @Test("an address as a code, module by module")
  func known() throws {
    let code = try #require(QRCode("http://192.168.178.20:8080/"))
    #expect(code.rows.count == 29)
    #expect(
      code.lines.joined(separator: "\n") == """
        █████████████████████████████████
        ██ ▄▄▄▄▄ █   ▀▄   ██▀▀ █ ▄▄▄▄▄ ██
        ██ █   █ █▄█▄▄▄▄ ▀█▀ ▀██ █   █ ██
        ██ █▄▄▄█ █▄▄█▀▀ ▀▄█ ▀▄▄█ █▄▄▄█ ██
        ██▄▄▄▄▄▄▄█▄▀ █▄█ █▄█ ▀ █▄▄▄▄▄▄▄██
        ██▄▀█▄▄▄▄▄▄ ▄ █▄ ▄▄ ▄   ██ █  ▄██
        ███▀▄▀▄▄▄  ▄  ▄█ ▀█  ▀▄██▀ █▄█▀██
        ██▄▀█▀█▄▄▄█  █ ▄▄███▄▄▀  █▀▀█▀ ██
        ██  ▀█▄▀▄█▄▄█▄█▀ ▄▀█  █▄▀▀█▄ █ ██
        ██  ▄  █▄▀▄██▀▄██▄██  ▄▄█ ▀▀▀▀███
        ██   ███▄█▀▄ ▄█ ▄▀ ██  █▀▄▀▀▀█▄██
        ██▄▄▄██▄▄▄ █▄▄▀ ██▀▀ ▀ ▄▄▄  ▄▄███
        ██ ▄▄▄▄▄ █ ▀ ▄█ █▄ █▀▄ █▄█ ▄█▀███
        ██ █   █ █ ██ ▄ ▀▄ ▄▀▄▄▄▄ ▄▀▀ ███
        ██ █▄▄▄█ ██▀█ ▀ ▀▀▄█▄▀██▀▀ █▀▄ ██
        ██▄▄▄▄▄▄▄█▄▄▄▄▄▄██▄▄▄█▄██▄█▄█████
        █████████████████████████████████
        """)
  }

  @Test("every length up to 213 bytes has its code, each larger than the one before or as large; longer ones have none")
  func lengths() {
    var last = 21
    for count in 0...213 {
      guard let code = QRCode(String(repeating: "a", count: count)) else {
        Issue.record("none for \(count)")
        continue
      }
      #expect(code.rows.count >= last && code.rows.allSatisfy { $0.count == code.rows.count })
      last = code.rows.count
    }
    #expect(last == 57 && QRCode(String(repeating: "a", count: 214)) == nil)
  }

  @Test(
    "what is read again is what was written, in every version",
    arguments: [1, 14, 15, 26, 42, 62, 84, 106, 122, 152, 180, 213])
  func read(count: Int) throws {
    let text = String("http://10.0.0.1:8080/?x=".prefix(count)) + String(repeating: "k", count: max(0, count - 24))
    #expect(try #require(QRCode(text)).rows.read() == text)
  }
}

// Reads a code again, the plain way and by no table of the writer's but the sizes of blocks.
extension [[Bool]] {
  fileprivate func read() -> String? {
    let size = count
    let version = (size - 17) / 4
    // The mask stands beside the upper left square, below its own mask.
    let mask = (0..<3).reduce(0) { $0 << 1 | (self[8][2 + $1] != ([true, false, true][$1]) ? 1 : 0) }
    var isFixed = [[Bool]](repeating: [Bool](repeating: false, count: size), count: size)
    func fix(_ xs: Range<Int>, _ ys: Range<Int>) {
      for y in ys where y >= 0 && y < size { for x in xs where x >= 0 && x < size { isFixed[y][x] = true } }
    }
    fix(0..<9, 0..<9)
    fix(size - 8..<size, 0..<9)
    fix(0..<9, size - 8..<size)
    fix(6..<7, 0..<size)
    fix(0..<size, 6..<7)
    if version >= 7 {
      fix(size - 11..<size - 8, 0..<6)
      fix(0..<6, size - 11..<size - 8)
    }
    let middle = [7: 22, 8: 24, 9: 26, 10: 28][version]
    let places = version == 1 ? [] : [6] + (middle.map { [$0] } ?? []) + [size - 7]
    for x in places {
      for y in places where !(x == 6 && y == 6 || x == 6 && y == size - 7 || x == size - 7 && y == 6) {
        fix(x - 2..<x + 3, y - 2..<y + 3)
      }
    }
    var bits: [Bool] = []
    var x = size - 1
    var isUpward = true
    while x > 0 {
      if x == 6 { x -= 1 }
      for y in isUpward ? (0..<size).reversed() : Array<Int>(0..<size) {
        for column in [x, x - 1] where !isFixed[y][column] {
          let isMasked =
            switch mask {
            case 0: (column + y) % 2 == 0
            case 1: y % 2 == 0
            case 2: column % 3 == 0
            case 3: (column + y) % 3 == 0
            case 4: (column / 3 + y / 2) % 2 == 0
            case 5: (column * y) % 2 + (column * y) % 3 == 0
            case 6: ((column * y) % 2 + (column * y) % 3) % 2 == 0
            default: ((column + y) % 2 + (column * y) % 3) % 2 == 0
            }
          bits.append(self[y][column] != isMasked)
        }
      }
      x -= 2
      isUpward.toggle()
    }
    let words = stride(from: 0, to: bits.count - 7, by: 8).map { start in
      bits[start..<start + 8].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
    }
    // Data words of each block, at level M.
    let blocks: [Int] = [
      [16], [28], [44], [32, 32], [43, 43], [27, 27, 27, 27], [31, 31, 31, 31], [38, 38, 39, 39], [36, 36, 36, 37, 37],
      [43, 43, 43, 43, 44],
    ][version - 1]
    var parts = [[Int]](repeating: [], count: blocks.count)
    var next = 0
    for index in 0..<blocks.max()! {
      for block in blocks.indices where index < blocks[block] {
        parts[block].append(words[next])
        next += 1
      }
    }
    let data = parts.joined().flatMap { word in (0..<8).map { word >> (7 - $0) & 1 == 1 } }
    func number(_ range: Range<Int>) -> Int { data[range].reduce(0) { $0 << 1 | ($1 ? 1 : 0) } }
    guard number(0..<4) == 4 else { return nil }
    let head = version < 10 ? 12 : 20
    let count = number(4..<head)
    return String(
      decoding: (0..<count).map { UInt8(number(head + $0 * 8..<head + $0 * 8 + 8)) }, as: UTF8.self)
  }
}
