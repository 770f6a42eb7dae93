import Reports
import Testing
import Text

@Suite("Words that people read are harmless")
struct SafeTextTests {
  /// Controls other than a line end, bidirectional controls and separators, byte order marks, other format characters.
  private func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C, 0xFEFF, 0x2028, 0x2029: true
    default: scalar.properties.generalCategory == .format || scalar.properties.isNoncharacterCodePoint
    }
  }

  @Test("no scalar from U+0000 to U+FFFF, alone or within a word, reaches people where it could act unseen")
  func everyScalar() {
    for value in UInt32(0)...0xFFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for text in [String(scalar), "a\(scalar)b"] {
        let safe = safeForPeople(text)
        if safe.unicodeScalars.contains(where: isHarmful) || safe.isEmpty {
          Issue.record("U+\(String(value, radix: 16)) got through as \(scalars(safe))")
        }
      }
    }
  }

  @Test("no control reaches any format for people", arguments: [Format.text, .markdown, .html])
  func everyFormat(format: Format) {
    let all = (UInt32(0)...0xFFFF).compactMap(Unicode.Scalar.init).filter(isHarmful).map { "x\($0)y" }
    let table = Table(title: all[27], columns: [.init("a", all[27])], rows: all.map { [.text($0)] }, notes: all)
    let report = Report(
      title: all[27], blocks: all.flatMap { [.heading($0), .paragraph($0), .lines([Line($0)])] } + [.table(table)])
    for output in [render(report, as: format), render(table, as: format), render(hostileReport, as: format)] {
      let harmful = output.unicodeScalars.filter { isHarmful($0) && $0 != "\n" && $0 != "\u{200D}" }
      #expect(harmful.isEmpty)
    }
  }

  @Test("CSV for spreadsheets has no control but its own line ends, JSON none but its own")
  func machineFormats() {
    let csv = render(hostileTable, as: .csv).unicodeScalars
    #expect(!csv.contains { isHarmful($0) && !["\r", "\n", "\u{200D}"].contains($0) })
    let json = render(hostileReport, as: .json).unicodeScalars
    #expect(!json.contains { isHarmful($0) && !["\n", "\u{200D}"].contains($0) })
  }

  @Test(
    "what could act unseen is shown",
    arguments: [
      ("\u{1B}[31mIron", "␛[31mIron"), ("a\nb\tc\r", "a␊b␉c␍"), ("\0", "␀"), ("\u{7F}", "␡"), ("\u{9B}", "\\u{9B}"),
      ("\u{202E}x", "\\u{202E}x"), ("\u{FEFF}x", "\\u{FEFF}x"), ("a\u{200B}b", "a\\u{200B}b"),
      ("\u{2028}", "\\u{2028}"),
      ("a\u{200D}b", "a\\u{200D}b"), ("👩\u{200D}", "👩\\u{200D}"), ("\u{FFFF}", "\\u{FFFF}"), ("\u{3164}", "\\u{3164}"),
      ("a\r\nb", "a␍␊b"),
    ])
  func shown(text: String, safe: String) {
    #expect(scalars(safeForPeople(text)) == scalars(safe))
  }

  @Test(
    "names are left as they are",
    arguments: [
      "", "Iron", "Łódź", "日本チーム", "👨‍👩‍👧‍👦", "👩🏽‍❤️‍💋‍👨🏿", "🏳️‍🌈", "🇯🇵", "1️⃣", "עברית", "فارسی", "हिन्दी", "Việt", "葛\u{E0100}",
      "e\u{301}\u{323}",
      "  spaces  ",
    ])
  func untouched(name: String) {
    #expect(scalars(safeForPeople(name)) == scalars(name))
  }

  @Test("a pile of accents is cut, and one without a letter gets a circle to stand on")
  func zalgo() {
    let marks = String(repeating: "\u{301}", count: 1000)
    #expect(scalars(safeForPeople("a\(marks)b")) == scalars("a\u{301}\u{301}\u{301}\u{301}…b"))
    #expect(scalars(safeForPeople("\u{301}a")) == scalars("◌\u{301}a"))
    let crowd = String(repeating: "👨\u{200D}", count: 1000) + "👨"
    #expect(displayWidth(of: safeForPeople(crowd)) > 2000)
  }

  @Test("safe words stay as they are when made safe again")
  func twice() {
    var generator = SplitMix64(state: 7)
    for _ in 0..<3000 {
      let safe = safeForPeople(generator.hostileString())
      if scalars(safeForPeople(safe)) != scalars(safe) { Issue.record("\(scalars(safe))") }
    }
  }
}
