import Reports
import Scoring
import Testing

@Suite("CSV")
struct CSVTests {
  @Test("raw CSV reads back as exactly what was entered")
  func roundTrip() throws {
    for seed in UInt64(0)..<10 {
      var generator = SplitMix64(state: seed)
      let width = Int(seed % 4) + 1
      let columns = (0..<width).map { Table.Column("c\($0)", "C") }
      let entered = (0..<500).map { _ in (0..<width).map { _ in generator.hostileString() } }
      let table = Table(columns: columns, rows: entered.map { $0.map { .text($0) } })
      let document = try CSVDocument.parse(render(table, as: .csv, options: .init(csv: .raw)))
      #expect(document.header.map(\.text) == columns.map(\.id))
      #expect(document.rows.map { $0.map { scalars($0.text) } } == entered.map { $0.map(scalars) }, "seed \(seed)")
    }
  }

  @Test("CSV for spreadsheets reads back too, and has no formula in any cell")
  func noFormula() throws {
    var generator = SplitMix64(state: 99)
    let signs: [Unicode.Scalar] = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"]
    let names = hostileNames + (0..<3000).map { _ in generator.hostileString() }
    let table = Table(columns: [.init("a", "A")], rows: names.map { [.text($0)] })
    for row in try CSVDocument.parse(render(table, as: .csv)).rows {
      for part in row[0].text.unicodeScalars.split(separator: ";") {
        let first = part.first { !$0.properties.isWhitespace }
        #expect(first.map { !signs.contains($0) } ?? true, "\(row[0].text.debugDescription)")
      }
    }
  }

  @Test(
    "text that a spreadsheet would calculate gets an apostrophe",
    arguments: [
      ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(1)", "'@SUM(1)"), ("＝1", "'＝1"), ("＠x", "'＠x"),
      ("  =1", "'  =1"),
      ("\u{A0}=1", "'\u{A0}=1"), ("\u{3000}=1", "'\u{3000}=1"), ("\tx", "'␉x"), ("\rx", "'␍x"), ("\nx", "'␊x"),
      ("\0=1", "'␀=1"),
      ("a;=1;b", "\"a;'=1;b\""), ("a=1", "a=1"), ("3-1", "3-1"), ("'=1", "'=1"), ("Łódź", "Łódź"), (" x", "\" x\""),
    ])
  func apostrophe(text: String, field: String) {
    let csv = render(Table(columns: [.init("a", "A")], rows: [[.text(text)]]), as: .csv)
    #expect(scalars(csv) == scalars("a\r\n\(field)\r\n"))
  }

  @Test("numbers are never given an apostrophe")
  func numbers() {
    let table = Table(
      columns: [.init("a", "A"), .init("b", "B"), .init("c", "C"), .init("d", "D")],
      rows: [[.number("-2.5"), .integer(-7), .duration(milliseconds: -1500), .number("-7/3")]])
    #expect(render(table, as: .csv) == "a,b,c,d\r\n-2.5,-7,-1.5,-2.333\r\n")
  }

  @Test("a fraction is a decimal, as people see it, and exact behind all other columns; JSON has it exact")
  func fractions() {
    let table = Table(
      columns: [.exact("points", "Points"), .init("team", "Team"), .exact("time", "Time"), .init("n", "N")],
      rows: [
        [.shown(as: "6.67", of: .number("20/3")), .text("a"), .shown(as: "3:07", of: .number("1871/10")), .integer(1)],
        [.number("2/3"), .text("b"), .shown(as: "0:20", of: .number("61/3")), .number("-1/3")],
        [.number("2.5"), .text("c"), .missing, .number("7")],
        [.integer(4), .text("3/4"), .duration(milliseconds: 1500), .missing],
      ])
    #expect(
      render(table, as: .csv) == """
        points,team,time,n,points_exact,time_exact\r
        6.67,a,187.100,1,20/3,1871/10\r
        0.667,b,20.333,-0.333,2/3,61/3\r
        2.5,c,,7,2.5,\r
        4,3/4,1.5,,4,1.5\r

        """)
    #expect(render(table, as: .json).contains("\"points\": \"20/3\""))
    #expect(!render(table, as: .json).contains("exact"))
  }

  @Test("no number of a table can be read as a date, however it is shown")
  func noDates() throws {
    var generator = SplitMix64(state: 27)
    for _ in 0..<2000 {
      let points = Points(
        Int.random(in: -999...999, using: &generator), over: Int.random(in: 1...99, using: &generator))
      let shown = [points.fixed(places: 2), "=1", "3:07", points.description].randomElement(using: &generator)!
      let cell = [Cell.number(points.description), .shown(as: shown, of: .number(points.description))]
        .randomElement(using: &generator)!
      let csv = render(Table(columns: [.exact("points", "Points")], rows: [[cell]]), as: .csv)
      let row = try CSVDocument.parse(csv).rows[0].map(\.text)
      #expect(!row[0].contains("/"), "\(row)")
      #expect(Points(row[1]) == points, "\(row)")
      let near = try #require(Points(row[0])) - points
      #expect(near.magnitude <= Points(1, over: 200), "\(row): rounded, and no more")
    }
  }

  @Test("reading knows where each field stands")
  func places() throws {
    let document = try CSVDocument.parse("\u{FEFF}team,note\n\"日本 \"\"x\"\"\",a\r\n\"two\nlines\",b\n\"\",\n")
    #expect(document.header.map(\.text) == ["team", "note"])
    #expect(document.rows.map { $0.map(\.text) } == [["日本 \"x\"", "a"], ["two\nlines", "b"], ["", ""]])
    #expect(
      document.rows.map { $0.map { [$0.line, $0.column] } } == [
        [[2, 1], [2, 12]], [[3, 1], [4, 8]], [[5, 1], [5, 4]],
      ])
    #expect(document.column("note") == 1)
    #expect(document.column("points") == nil)
  }

  @Test(
    "each mistake is pointed at, with what would be right",
    arguments: [
      ("", "1:1: error: the file is empty; begin with a line of column names"),
      ("\u{FEFF}", "1:1: error: the file is empty; begin with a line of column names"),
      ("a,b\n1\n", "2:2: error: the line has 1 field and the header 2; write a comma for each empty field"),
      ("a,b\n1,2,3\n", "2:5: error: the line has 3 fields and the header 2; put a field that has a comma in quotes"),
      (
        "a,b\nx\"y,2\n",
        "2:2: error: a quote inside a field without quotes; put the whole field in quotes and write the quote twice"
      ),
      (
        "a,b\n\"日\"x,2\n",
        "2:4: error: text after the closing quote; write a quote inside the field twice, or put a comma here"
      ),
      ("a,b\n1,\"2\n3", "2:3: error: the quote is never closed; close it with another"),
      ("a,b\r1,2\r", "1:4: error: a carriage return without a line feed; end lines with CR LF or LF"),
      (" \r\n,,\n", "1:1: error: the file is empty; begin with a line of column names"),
      ("a;b\n1\n", "2:2: error: the line has 1 field and the header 2; write a semicolon for each empty field"),
      (
        "a\tb\n1\t2\tx\n",
        "2:5: error: the line has 3 fields and the header 2; put a field that has a tab in quotes"
      ),
      ("a,b,,\n1,2,,3\n", "2:5: error: the line has 4 fields and the header 2; put a field that has a comma in quotes"),
      ("a,b,a\n", "1:5: error: a second column is named 'a'; give each column its own name"),
      (
        "a\n\"x\"\r",
        "2:4: error: text after the closing quote; write a quote inside the field twice, or put a comma here"
      ),
    ])
  func mistakes(text: String, message: String) {
    #expect(error(reading: text)?.description == message)
  }

  /// The same three lines as the spreadsheets of the world save them.
  @Test(
    "commas, semicolons, tabs, a mark at the beginning, CR LF, and rows and columns in which nothing stands",
    arguments: [
      ("id,name,note\na,\"A, B\",x\nc,D,\n", ",", 0),
      ("\u{FEFF}id;name;note\r\na;A, B;x\r\nc;D;\r\n", ";", 0),
      ("id\tname\tnote\r\na\tA, B\tx\r\nc\tD\t", "\t", 0),
      ("id;name;note\r\na;A, B;x\r\nc;D;\r\n;;\r\n;;\r\n\r\n ; ;\u{A0}\r\n", ";", 4),
      ("id,name,note,,\na,\"A, B\",x,,\n,,\n,,,,,,,\nc,D,,,\n", ",", 2),
      ("\r\n;;;\r\nid;name;note;\r\na;A, B;x;\r\nc;D;;\r\n", ";", 2),
      ("sep=;\r\nid;name;note\r\na;A, B;x\r\nc;D;\r\n", ";", 0),
      ("\u{FEFF}sep=\t\nid\tname\tnote\na\tA, B\tx\nc\tD\t\n\t\t\n", "\t", 1),
      ("\"id\";\"name\";\"note\"\na;\"A, B\";\"x\"\nc;D;\n", ";", 0),
      ("\"id\";\"na,m,e,\";\"note\"\na;\"A, B\";\"x\"\nc;D;\n", ";", 0),
    ])
  func spreadsheets(text: String, separator: String, empty: Int) throws {
    for bytes in [Array(text.utf8), utf16(text, low: true), utf16(text, low: false)] {
      let document = try CSVDocument.parse(bytes)
      #expect(document.header.count == 3 && document.column("note") == 2)
      #expect(document.rows.map { $0.map(\.text) } == [["a", "A, B", "x"], ["c", "D", ""]])
      #expect(document.separator.rawValue == separator)
      #expect(document.emptyLines == empty)
    }
  }

  /// UTF-16 with its mark, as "Unicode text" has it.
  private func utf16(_ text: String, low: Bool) -> [UInt8] {
    (text.hasPrefix("\u{FEFF}") ? text : "\u{FEFF}" + text).utf16.flatMap {
      let bytes = [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)]
      return low ? bytes : bytes.reversed()
    }
  }

  @Test("letters of another alphabet than UTF-8's are pointed at")
  func latin1() {
    let bytes = Array("id;name\na;K".utf8) + [0xF6, 0x6C, 0x6E]
    let error = #expect(throws: CSVError.self) { try CSVDocument.parse(bytes) }
    #expect(error?.description == "2:4: error: this is no letter in UTF-8; save the file as 'CSV UTF-8'")
  }

  @Test("a row of nothing that a table has is a row; whatever separator its words hold, they come back")
  func emptyRows() throws {
    var generator = SplitMix64(state: 11)
    for _ in 0..<300 {
      let width = Int.random(in: 1...4, using: &generator)
      let rows = (0..<5).map { _ in
        (0..<width).map { _ in
          ["", "", " ", ";", "\t", "a;b", "sep=;", ",", "\u{A0}"].randomElement(using: &generator)!
        }
      }
      let table = Table(
        columns: (0..<width).map { Table.Column("c\($0)", "C") }, rows: rows.map { $0.map { .text($0) } })
      let document = try CSVDocument.parse(render(table, as: .csv, options: .init(csv: .raw)))
      #expect(document.rows.map { $0.map(\.text) } == rows && document.emptyLines == 0)
    }
  }

  @Test("too long a file, or too many columns, is refused")
  func limits() {
    #expect(error(reading: "abcdef", maximumBytes: 5)?.message == "the file has 6 bytes; at most 5 can be read")
    #expect(
      error(reading: (0...1000).map(String.init).joined(separator: ","))?.message == "more than 1000 columns; use fewer"
    )
    #expect(error(reading: (0..<1000).map(String.init).joined(separator: ",")) == nil)
  }

  @Test("reading anything ends in a document or an error, never a crash")
  func anything() {
    var generator = SplitMix64(state: 5)
    for _ in 0..<5000 {
      let text = (0..<4).map { _ in generator.hostileString() }.joined(
        separator: ["\n", ",", "\"", "\r\n"].randomElement(using: &generator)!)
      if let document = try? CSVDocument.parse(text) {
        #expect(document.rows.allSatisfy { $0.count == document.header.count })
      }
    }
  }

  private func error(reading text: String, maximumBytes: Int = 1 << 20) -> CSVError? {
    do throws(CSVError) {
      _ = try CSVDocument.parse(text, maximumBytes: maximumBytes)
      return nil
    } catch { return error }
  }
}
