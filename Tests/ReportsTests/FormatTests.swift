import Reports
import Testing

@Suite("A table in every format")
struct FormatTests {
  @Test("text stands in columns")
  func text() {
    #expect(
      render(standings, as: .text) == """
        Coffee shop orders, trials

        Rank  Team          Points     Time  Mean  Final
        ----  ------------  ------  -------  ----  -----
          =1  日本チーム     102.5   4:05.5   7/3  yes
          =1  Łódź, "Iron"   102.5   4:05.5     2  yes
           3  =Robo|x           -5  1:02:03     –  no

        Equal points and equal time share a rank.

        """)
  }

  @Test("CSV has ids, ranks without a sign, seconds, and no formula")
  func csv() {
    #expect(
      render(standings, as: .csv)
        == "rank,team,points,time,mean,final\r\n" + "1,日本チーム,102.5,245.5,2.333,true\r\n"
        + "1,\"Łódź, \"\"Iron\"\"\",102.5,245.5,2,true\r\n" + "3,'=Robo|x,-5,3723,,false\r\n")
    #expect(render(standings, as: .csv, options: .init(csv: .raw)).contains("\r\n3,=Robo|x,-5,"))
  }

  @Test("JSON is an array of objects; decimals are numbers, fractions strings")
  func json() {
    var table = standings
    table = Table(title: table.title, columns: table.columns, rows: [table.rows[0], table.rows[2]])
    #expect(
      render(table, as: .json) == """
        [
          {
            "rank": 1,
            "team": "日本チーム",
            "points": 102.5,
            "time": 245.5,
            "mean": "7/3",
            "final": true
          },
          {
            "rank": 3,
            "team": "=Robo|x",
            "points": -5,
            "time": 3723,
            "mean": null,
            "final": false
          }
        ]

        """)
  }

  @Test("Markdown is a table of pipes")
  func markdown() {
    #expect(
      render(standings, as: .markdown) == """
        **Coffee shop orders, trials**

        | Rank | Team | Points | Time | Mean | Final |
        | ---: | :--- | ---: | ---: | ---: | :--- |
        | =1 | 日本チーム | 102.5 | 4:05.5 | 7/3 | yes |
        | =1 | Łódź, "Iron" | 102.5 | 4:05.5 | 2 | yes |
        | 3 | =Robo\\|x | -5 | 1:02:03 | – | no |

        Equal points and equal time share a rank.

        """)
  }

  @Test("HTML is one whole page")
  func html() {
    let page = render(standings, as: .html)
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"))
    #expect(page.contains("<title>Coffee shop orders, trials</title>"))
    #expect(
      page.hasSuffix(
        """
        <body>
        <main>
        <table>
        <caption>Coffee shop orders, trials</caption>
        <thead>
        <tr><th scope="col" class="end">Rank</th><th scope="col">Team</th><th scope="col" class="end">Points</th>\
        <th scope="col" class="end">Time</th><th scope="col" class="end">Mean</th><th scope="col">Final</th></tr>
        </thead>
        <tbody>
        <tr><td class="end">=1</td><td dir="auto">日本チーム</td><td class="end">102.5</td>\
        <td class="end">4:05.5</td><td class="end">7/3</td><td>yes</td></tr>
        <tr><td class="end">=1</td><td dir="auto">Łódź, &quot;Iron&quot;</td><td class="end">102.5</td>\
        <td class="end">4:05.5</td><td class="end">2</td><td>yes</td></tr>
        <tr><td class="end">3</td><td dir="auto">=Robo|x</td><td class="end">-5</td>\
        <td class="end">1:02:03</td><td class="end">–</td><td>no</td></tr>
        </tbody>
        </table>
        <p class="note">Equal points and equal time share a rank.</p>
        </main>
        </body>
        </html>

        """))
  }

  @Test("a file's ending chooses its format")
  func endings() {
    for format in Format.allCases {
      #expect(Format(fileName: "out/standings.\(format.fileExtension)") == format)
    }
    #expect(Format(fileName: "A.CSV") == .csv)
    #expect(Format(fileName: "standings.pdf") == nil)
    #expect(Format(fileName: "csv") == nil)
    #expect(Format(fileName: ".csv") == nil)
    #expect(Format(fileName: "out.csv/standings") == nil)
  }

  @Test("no format changes from one rendering to the next", arguments: Format.allCases)
  func stable(format: Format) {
    #expect(render(hostileReport, as: format) == render(hostileReport, as: format))
  }
}

@Suite("A report in every format")
struct ReportTests {
  @Test("text marks what was struck out with words")
  func text() {
    #expect(
      render(explanation, as: .text) == """
        Why <Iron> is first
        ===================

        Points
        ------

        102.5 points from 2 runs.

        run coffee-3
          opened the door
          ✗ spilt (struck out)
        run coffee-4

        """)
  }

  @Test("Markdown strikes through")
  func markdown() {
    #expect(
      render(explanation, as: .markdown) == """
        # Why &lt;Iron&gt; is first

        ## Points

        102.5 points from 2 runs.

        - run coffee-3
          - opened the door
          - ~~spilt~~
        - run coffee-4

        """)
  }

  @Test("HTML strikes through, and says so")
  func html() {
    #expect(
      render(explanation, as: .html).contains(
        """
        <h1>Why &lt;Iron&gt; is first</h1>
        <h2>Points</h2>
        <p>102.5 points from 2 runs.</p>
        <ul>
        <li>run coffee-3<ul>
        <li>opened the door</li>
        <li><s>spilt</s> (struck out)</li>
        </ul>
        </li>
        <li>run coffee-4</li>
        </ul>
        </main>
        </body>
        """))
  }

  @Test("JSON keeps the order of the blocks")
  func json() {
    #expect(
      render(Report(title: "T", blocks: [.heading("H"), .lines([Line("x", indent: 1, struck: true)])]), as: .json)
        == """
        {
          "title": "T",
          "blocks": [
            {
              "kind": "heading",
              "text": "H"
            },
            {
              "kind": "lines",
              "lines": [
                {
                  "indent": 1,
                  "text": "x",
                  "struck": true
                }
              ]
            }
          ]
        }

        """)
  }

  @Test("CSV is the report's tables, or its lines when it has none")
  func csv() {
    #expect(
      render(explanation, as: .csv)
        == "indent,text,struck\r\n0,run coffee-3,false\r\n1,opened the door,false\r\n1,spilt,true\r\n0,run coffee-4,false\r\n"
    )
    let table = Table(columns: [.init("a", "A")], rows: [[.integer(1)]])
    let report = Report(title: "T", blocks: [.lines([Line("x")]), .table(table), .table(table)])
    #expect(render(report, as: .csv) == "a\r\n1\r\n\r\na\r\n1\r\n")
  }

  @Test("a jump in indent is one step in a nested list, and the lists close again")
  func nesting() {
    let report = Report(
      title: "", blocks: [.lines([Line("a", indent: 9), Line("b", indent: 9), Line("c", indent: .max), Line("d")])])
    let page = render(report, as: .html)
    #expect(page.components("<ul>") == page.components("</ul>") && page.components("<li>") == page.components("</li>"))
    #expect(render(report, as: .markdown) == "- a\n  - b\n    - c\n- d\n")
  }
}

extension String {
  fileprivate func components(_ part: String) -> Int {
    split(separator: part, omittingEmptySubsequences: false).count - 1
  }
}

@Suite("Cells")
struct CellTests {
  @Test(
    "a duration is a clock to people and exact seconds to machines",
    arguments: [
      (0, "0:00", "0"), (31_000, "0:31", "31"), (245_500, "4:05.5", "245.5"), (245_043, "4:05.043", "245.043"),
      (3_723_000, "1:02:03", "3723"), (-500, "-0:00.5", "-0.5"),
      (Int64.min, "-2562047788015:12:55.808", "-9223372036854775.808"),
    ])
  func duration(milliseconds: Int64, people: String, machine: String) {
    let cell = Cell.duration(milliseconds: milliseconds)
    #expect(cell.forPeople == people)
    #expect(render(Table(columns: [.init("t", "T")], rows: [[cell]]), as: .csv) == "t\r\n\(machine)\r\n")
    #expect(render(Table(columns: [.init("t", "T")], rows: [[cell]]), as: .json).contains("\"t\": \(machine)\n"))
  }

  @Test(
    "what only claims to be a number is words: quoted in JSON, no formula in CSV",
    arguments: ["=1+1", "+5", "", "-", "1.", ".5", "007", "1e5", "NaN", "1/", "1/2/3", "1,5", "٣", "--1", "1\n"])
  func notANumber(text: String) {
    let table = Table(columns: [.init("n", "N")], rows: [[.number(text)]])
    #expect(render(table, as: .json).contains("\"n\": \""))
    #expect(!render(table, as: .csv).contains("\r\n=") && !render(table, as: .csv).contains("\r\n+"))
  }

  @Test("missing is blank, null or a dash, and a lone blank field is still a row")
  func missing() {
    let table = Table(columns: [.init("n", "N")], rows: [[.missing]])
    #expect(render(table, as: .csv) == "n\r\n\"\"\r\n")
    #expect(render(table, as: .json).contains("\"n\": null"))
    #expect(Cell.missing.forPeople == "–")
  }
}
