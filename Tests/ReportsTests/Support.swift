import Reports

/// A small generator whose every run is the same: SplitMix64 (Steele, Lea, Flood, 2014).
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A string of what breaks formats, and of anything at all.
  mutating func hostileString() -> String {
    let pieces: [Unicode.Scalar] = [
      "\"", ",", ";", "\r", "\n", "\t", "\0", "\u{1B}", "\u{7F}", "\u{85}", "\u{202E}", "\u{FEFF}", "\u{200D}",
      "\u{301}",
      "=", "+", "-", "@", "'", " ", "<", ">", "&", "|", "`", "\\", "a", "é", "日", "👩", "🇯", "\u{2028}", "＝",
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...12, using: &self) {
      if Bool.random(using: &self), let piece = pieces.randomElement(using: &self) {
        text.append(piece)
      } else if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &self)) {
        text.append(scalar)
      }
    }
    return String(text)
  }
}

/// Names that somebody will enter one day, and some that somebody will enter on purpose.
let hostileNames = [
  "=1+1,\"<b>", "two\nlines", "crlf\r\nend", "\u{1B}[31mred", "\u{202E}drawkcab",
  "z\(String(repeating: "\u{301}", count: 500))algo",
  "👨‍👩‍👧‍👦 Robots", "日本チーム", "nul\0nul", "\u{1B}]0;PWNED\u{07}", "a|b`c`", "</title><script>alert(1)</script>",
  "\"><img onerror=x>",
  "\u{FEFF}bom", "\u{301}mark first", "🇯🇵🇳🇱", "עברית", "tab\there", "\u{9B}31m", "\u{2028}\u{2029}", "a;=1+1;b",
  "{{7*7}}", "", " ", "…",
]

/// Each hostile name beside numbers that must keep their column.
let hostileTable = Table(
  title: "\u{1B}[2J<h1>", columns: [.init("team", "Te\u{202E}am"), .init("points", "Points", alignment: .trailing)],
  rows: hostileNames.map { [.text($0), .number("102.5")] }, notes: ["\u{7}<i>note</i>"])

/// The same as a report with every kind of block.
let hostileReport = Report(
  title: "\u{1B}c",
  blocks: hostileNames.flatMap { name -> [Block] in
    [.heading(name), .paragraph(name), .lines([Line(name), Line(name, indent: 3, struck: true)])]
  } + [.table(hostileTable)])

/// A trial that ended in a tie.
let standings = Table(
  title: "Coffee shop orders, trials",
  columns: [
    .init("rank", "Rank", alignment: .trailing), .init("team", "Team"), .init("points", "Points", alignment: .trailing),
    .init("time", "Time", alignment: .trailing), .init("mean", "Mean", alignment: .trailing), .init("final", "Final"),
  ],
  rows: [
    [
      .rank(1, shared: true), .text("日本チーム"), .number("102.5"), .duration(milliseconds: 245_500), .number("7/3"),
      .flag(true),
    ],
    [
      .rank(1, shared: true), .text("Łódź, \"Iron\""), .number("102.5"), .duration(milliseconds: 245_500), .integer(2),
      .flag(true),
    ],
    [
      .rank(3, shared: false), .text("=Robo|x"), .number("-5"), .duration(milliseconds: 3_723_000), .missing,
      .flag(false),
    ],
  ],
  notes: ["Equal points and equal time share a rank."])

/// The walk from a rank to its entries.
let explanation = Report(
  title: "Why <Iron> is first",
  blocks: [
    .heading("Points"), .paragraph("102.5 points from 2 runs."),
    .lines([
      Line("run coffee-3"), Line("opened the door", indent: 1), Line("spilt", indent: 1, struck: true),
      Line("run coffee-4"),
    ]),
  ])

/// The scalars, which tell apart what `==` on strings takes for the same.
func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
