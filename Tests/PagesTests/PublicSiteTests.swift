import Operations
import Scoring
import ScoringTestSupport
import Testing

@testable import Pages

/// Whole random competitions, as the public sees them.
@Suite("The public board as a site")
struct PublicSiteTests {
  private func site(_ decisions: [Decision], _ logs: [RunLog], _ event: SeededEvent) throws -> PublicSite {
    let situation = Situation(decisions, logs: logs, rules: event.rules)
    return PublicSite(try PublicBoard(situation, only: nil) { event.rules[$0] })
  }

  /// A competition as it stood when its board was held, and the same with all that was recorded since.
  private func held(
    _ event: SeededEvent, _ chance: inout SeededGenerator
  ) throws -> (before: (decisions: [Decision], logs: [RunLog]), after: [Decision]) {
    var heads: [String: Heads.Head] = [:]
    for (terminal, all) in Dictionary(grouping: event.logs.flatMap(\.entries), by: \.terminal) {
      heads[terminal, default: .init()].entries = Int.random(in: 0...(all.map(\.number).max() ?? 0), using: &chance)
    }
    let cut = Int.random(in: event.decisions.count / 3...event.decisions.count, using: &chance)
    for decision in event.decisions[..<cut] { heads[decision.terminal, default: .init()].decisions = decision.number }
    let moment = Heads(heads)
    let froze = Decision(
      id: "froze", official: "O", terminal: "freezer", number: 1, recordedAt: Int64(event.decisions.count + 1),
      ruling: .froze(moment, reason: "until the ceremony"))
    let all = Situation(event.decisions, logs: event.logs, rules: event.rules)
    let then = try all.asOf(.heads(moment)) { event.rules[$0] }
    return ((then.decisions + [froze], then.logs), event.decisions + [froze])
  }

  @Test("law: while the board is held, nothing that is recorded changes a byte of it, nor a name of one")
  func freeze() throws {
    var chance = SeededGenerator(seed: 7)
    var (checked, wouldHaveChanged) = (0, 0)
    for seed in 1...60 as ClosedRange<UInt64> {
      let event = SeededEvent(seed: seed)
      let ((then, logs), now) = try held(event, &chance)
      let (before, after) = (try site(then, logs, event), try site(now, event.logs, event))
      #expect(before.id == after.id, "seed \(seed)")
      for (a, b) in zip(before.files, after.files) where a != b {
        Issue.record("seed \(seed): \(a.path) and \(b.path) differ")
        break
      }
      // The control: without the hold the same records are seen.
      if try site(then.dropLast(), logs, event).id != site(now.dropLast(), event.logs, event).id {
        wouldHaveChanged += 1
      }
      checked += 1
    }
    #expect(checked > 40 && wouldHaveChanged > 30, "\(checked) held, \(wouldHaveChanged) would have changed")
  }

  @Test("law: equal facts give equal bytes, and every link leads to a page that is there")
  func links() throws {
    for seed in 1...30 as ClosedRange<UInt64> {
      let event = SeededEvent(seed: seed)
      let site = try site(event.decisions, event.logs, event)
      let again = try self.site(event.decisions, event.logs, event)
      #expect(site.id == again.id)
      let paths = Set(site.files.map(\.path))
      for file in site.files where file.isPage {
        #expect(file.text.components(of: "<script") == 1 && !file.text.contains("style="), "\(file.path)")
        for match in file.text.matches(of: /(?:href|src)="([^"#]*)"/) {
          let target = resolve(String(match.1), from: file.path)
          #expect(paths.contains(target), "seed \(seed): \(file.path) leads to \(match.1)")
        }
        for id in file.text.matches(of: /aria-labelledby="([^"]*)"/) {
          #expect(file.text.components(of: "id=\"\(id.1)\"") == 1, "\(file.path) has \(id.1)")
        }
      }
    }
  }

  private func resolve(_ link: String, from path: String) -> String {
    var parts = path.split(separator: "/").map(String.init)
    for part in link.split(separator: "/") where part != "." {
      if part == ".." { parts.removeLast() } else { parts.append(String(part)) }
    }
    let name = parts.joined(separator: "/")
    return name.isEmpty || link.contains(".") && !link.hasSuffix("/") ? name : name + "/"
  }

  private static let names = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</title><script>alert(1)</script>", "{{7*7}}",
    "x\n\ndata: {\"rank\":1}", "x\r\nSet-Cookie: a=b", "</script>", "\u{202E}Robots", "=1+1",
    String(repeating: "longest name of all ", count: 9), "日本チーム", "' onmouseover='alert(1)",
  ]

  @Test("whatever a team is called, its name is a name: on pages, in attributes, in data, in paths")
  func hostileNames() throws {
    let event = SeededEvent(seed: 3)
    var decisions = event.decisions
    for (index, name) in PublicSiteTests.names.enumerated() {
      decisions.append(
        Decision(
          id: Decision.ID("name-\(index)"), official: "O", terminal: "names", number: index + 1,
          recordedAt: Int64(decisions.count),
          ruling: .enteredTeam(
            index < event.teams.count ? event.teams[index] : Team.ID(name), name: name, affiliation: name)))
    }
    let site = try site(decisions, event.logs, event)
    for file in site.files {
      #expect(file.path.wholeMatch(of: /[A-Za-z0-9._~\/-]*/) != nil && !file.path.contains(".."), "\(file.path)")
      guard file.isPage else { continue }
      #expect(file.text.components(of: "<script") == 1 && !file.text.contains("<img src=x"), "\(file.path)")
      #expect(!file.text.contains("' onmouseover") && !file.text.contains("\u{202E}"), "\(file.path)")
      // Whatever is between two tags was written by us.
      for tag in file.text.matches(of: /<(\/?[a-zA-Z!][a-zA-Z0-9]*)/) {
        #expect(PublicSiteTests.tags.contains(tag.1.drop { $0 == "/" }.lowercased()), "\(file.path) has <\(tag.1)>")
      }
    }
    #expect(site.live(events: true).text.count { $0.isNewline } == 1)
    let json = try #require(site.files.first { $0.path == "board.json" })
    #expect(!json.text.contains("<script"))
  }

  private static let tags: Set<String> = [
    "!doctype", "html", "head", "meta", "title", "link", "noscript", "script", "body", "a", "header", "p", "nav",
    "main",
    "div", "h1", "h2", "section", "table", "thead", "tbody", "tr", "th", "td", "footer", "img", "ul", "li", "s",
    "details", "summary",
  ]

  @Test("a name in a path is its own, and no path of its own")
  func paths() {
    var chance = SeededGenerator(seed: 5)
    var seen: [String: String] = [:]
    for text in ["../x", "a/b", "~7e", "%7e", "~", "", ".", "é", "e\u{301}"]
      + (0..<2000).map({ _ in
        String((0..<3).map { _ in Character(Unicode.Scalar(UInt8.random(in: 32...126, using: &chance))) })
      })
    {
      let name = pathName(text)
      #expect(!name.contains("/") && !name.contains("."))
      if let other = seen.updateValue(text, forKey: name) { #expect(Array(other.utf8) == Array(text.utf8)) }
    }
  }

  @Test("a screen is a line, and what is no screen is none")
  func screens() {
    let screen = Screen(name: "left", pages: ["coffee", "next"], seconds: 20)
    #expect(screen.line == "left 20 coffee next" && Screen(line: screen.line[...]) == screen)
    for line in ["", "left", "left x", "left 0 a", "left 99999", "le<ft 20"] { #expect(Screen(line: line[...]) == nil) }
  }
}

extension String {
  fileprivate func components(of word: String) -> Int { ranges(of: word).count }
}
