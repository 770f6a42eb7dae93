import Scoring
import Testing

@Suite struct NearNamesTests {
  @Test(
    "names that people take for each other",
    arguments: [
      ("LASR", "lasr"), ("LASR", "L A S R"), ("Team-7", "team 7"), ("007", "7"), ("team-07", "team-7"),
      ("Café", "Cafe"),
      ("Cafe\u{301}", "Café"), ("LASR", "L\u{410}SR"), ("MK:U", "MKU"), ("Straße", "STRASSE"), ("Ｔｅａｍ１", "Team 1"),
      ("jury-1", "jury-1 "), ("Zero\u{200B}Width", "ZeroWidth"), ("anna", "Anna"), ("0", "0"),
    ])
  func near(a: String, b: String) {
    #expect(isNearly(a, b) && isNearly(b, a))
  }

  @Test(
    "names that are two",
    arguments: [
      ("LASR", "LASER"), ("team-1", "team-2"), ("team-1", "team-10"), ("70", "7"), ("anna", "anne"), ("日本", "日木"),
      ("!", "?"),
      ("0", "1"), ("a", ""), ("Alpha", "Beta"), ("team-1-1", "team-11-2"),
    ])
  func apart(a: String, b: String) {
    #expect(!isNearly(a, b) && !isNearly(b, a))
  }

  @Test(
    "a comma is a point where it can be nothing else",
    arguments: [
      ("12,5", "12.5"), ("0,125", "0.125"), ("-3,5", "-3.5"), ("12,5 cm", "12.5 cm"), ("12.5", "12.5"), ("7", "7"),
      ("", ""),
      ("1,0000", "1.0000"), ("1,000", nil), ("12,345", nil), ("1,2,3", nil), ("1,2.3", nil), (",5", nil), ("5,", nil),
      ("a,5", nil),
    ] as [(String, String?)])
  func comma(typed: String, read: String?) {
    #expect(Points.withPoint(typed) == read)
  }
}
