import Testing
import Text

@Suite("Small words are made once")
struct WordsTests {
  @Test("one thing has no plural, none and many have")
  func counts() {
    #expect(counted(1, "run") == "1 run")
    #expect(counted(0, "run") == "0 runs")
    #expect(counted(2, "entry", "entries") == "2 entries")
    #expect(counted(1, "entry", "entries") == "1 entry")
  }

  @Test(
    "ordinals end as people say them, teens too",
    arguments: zip(
      [1, 2, 3, 4, 10, 11, 12, 13, 21, 22, 23, 101, 111, 112, 113, 1002],
      [
        "1st", "2nd", "3rd", "4th", "10th", "11th", "12th", "13th", "21st", "22nd", "23rd", "101st", "111th", "112th",
        "113th", "1002nd",
      ]))
  func ordinals(number: Int, words: String) {
    #expect(ordinal(number) == words)
  }

  @Test("lists read as a sentence does, and long ones end")
  func lists() {
    #expect(oneOf([]) == "nothing")
    #expect(oneOf(["a"]) == "a")
    #expect(oneOf(["a", "b"]) == "a or b")
    #expect(oneOf(["a", "b", "c"], "and") == "a, b and c")
    #expect(oneOf((1...13).map(String.init)) == "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 …")
  }

  @Test("hexadecimal keeps its zeros")
  func digits() {
    #expect(hexadecimal([0, 1, 15, 16, 255]) == "00010f10ff")
    #expect(hexadecimal([UInt8]()) == "")
  }
}
