import Reports
import Testing
import Text

@Suite("Text")
struct TextTests {
  @Test(
    "width is what a terminal shows",
    arguments: [
      ("", 0), ("Iron", 4), ("Łódź", 4), ("日本", 4), ("ﾊ", 1), ("ＡＢ", 4), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
      ("e\u{301}", 1), ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧‍👦", 2), ("🇯🇵", 2), ("🇯🇵🇳🇱", 4), ("1️⃣", 2), ("❤️", 2), ("❤", 1), ("🏳️‍🌈", 2),
      ("☝🏽", 2),
      ("⛹🏽‍♂️", 2), ("🤖", 2), ("–…✗␛", 4), ("क", 1), ("𠮷", 2), ("שלום", 4),
    ])
  func width(text: String, width: Int) {
    #expect(displayWidth(of: text) == width)
  }

  @Test("whatever the names, the columns stand under one another", arguments: [nil, 20, 40, 80])
  func columns(width: Int?) {
    var generator = SplitMix64(state: 42)
    let names = hostileNames + (0..<500).map { _ in generator.hostileString() }
    let table = Table(
      columns: [
        .init("n", "N", alignment: .trailing), .init("team", "Team"), .init("points", "Points", alignment: .trailing),
      ],
      rows: names.map { [.integer(1), .text($0), .number("102.5")] })
    let lines = render(table, as: .text, options: .init(width: width)).split(separator: "\n")
    #expect(lines.count == names.count + 2)
    #expect(Set(lines.map { displayWidth(of: String($0)) }).count == 1)
    #expect(lines.dropFirst(2).allSatisfy { $0.hasPrefix("1  ") && $0.hasSuffix("102.5") })
  }

  @Test("eighty columns hold, and so do fewer", arguments: [8, 10, 24, 40, 79, 80, 81, 200])
  func eightyColumns(width: Int) {
    let long = String(repeating: "日本チーム and a very long name ", count: 10)
    let columns = (0..<12).map {
      Table.Column("c\($0)", "A title \($0)", alignment: $0.isMultiple(of: 2) ? .leading : .trailing)
    }
    let row = (0..<12).map { $0.isMultiple(of: 2) ? Cell.text(long) : .number("102.5") }
    for count in 1...12 {
      let table = Table(title: long, columns: Array(columns[..<count]), rows: [Array(row[..<count])], notes: [long])
      let report = Report(
        title: long,
        blocks: [
          .heading(long), .paragraph(long), .lines([Line(long), Line(long, indent: 50, struck: true)]), .table(table),
        ])
      for line in render(report, as: .text, options: .init(width: width)).split(separator: "\n") {
        #expect(displayWidth(of: String(line)) <= width, "\(count) columns")
      }
    }
  }

  @Test("the longest words give way first, and numbers never do")
  func givingWay() {
    let table = Table(
      columns: [.init("team", "Team"), .init("points", "Points", alignment: .trailing), .init("why", "Decided by")],
      rows: [[.text("Iron"), .number("102.5"), .text("the time of the best run, which was shorter")]])
    #expect(
      render(table, as: .text, options: .init(width: 32)) == """
        Team  Points  Decided by
        ----  ------  ------------------
        Iron   102.5  the time of the b…

        """)
  }

  @Test("a table too wide for columns becomes a list for each row")
  func records() {
    let table = Table(
      columns: [.init("team", "Team"), .init("a", "Points"), .init("b", "Time")],
      rows: [
        [.text("Iron Robots of Łódź"), .number("1234567"), .number("7654321")], [.text("B"), .missing, .missing],
      ])
    #expect(
      render(table, as: .text, options: .init(width: 20)) == """
        Team    Iron Robots
                of Łódź
        Points  1234567
        Time    7654321

        Team    B
        Points  –
        Time    –

        """)
  }

  @Test("colour only when it is asked for, and it changes no word")
  func colour() {
    let table = Table(
      title: "T", columns: [.init("a", "A", style: .red), .init("b", "B", style: .yellow)],
      rows: [[.text("x"), .integer(1)]])
    let plain = render(table, as: .text)
    let coloured = render(table, as: .text, options: .init(colour: true))
    #expect(!plain.contains("\u{1B}"))
    #expect(coloured.contains("\u{1B}[31mx\u{1B}[0m  \u{1B}[33m1\u{1B}[0m\n"))
    var stripped = coloured
    for code in ["0", "1", "2", "31", "33"] {
      stripped = stripped.split(separator: "\u{1B}[\(code)m", omittingEmptySubsequences: false).joined()
    }
    #expect(stripped == plain)
  }

  @Test("a name of a hundred thousand letters costs little", .timeLimit(.minutes(1)))
  func endless() {
    let name = String(repeating: "日本チームabc", count: 15_000)
    let table = Table(columns: [.init("a", "A"), .init("b", "B")], rows: [[.text(name), .text(name)]])
    #expect(
      render(table, as: .text, options: .init(width: 80)).split(separator: "\n").allSatisfy {
        displayWidth(of: String($0)) <= 80
      })
  }
}
