import ScoreboardServer
import ServerTestSupport

/// A server of a small site on a port of its own, for as long as a test takes.
func withServer<Outcome>(
  _ site: Site = .small, hosts: Set<String>? = nil, limits: Limits = Limits(),
  _ body: (BoardServer) throws -> Outcome
) throws -> Outcome {
  let server = try BoardServer.start(site, at: "127.0.0.1", port: 0, hosts: hosts, limits: limits)
  defer { server.stop() }
  return try body(server)
}

extension Site {
  static let small = Site(
    id: "first",
    files: [
      "": .page("<p>the first page"), "c/coffee/": .page("<p>coffee"),
      "board.json": .init(
        type: "application/json", bytes: Array("{}".utf8), digest: "j1"),
      "great": .page(String(repeating: "x", count: 400_000)),
    ], missing: .page("<p>not there"))

  /// The same with other words on a page.
  func with(_ path: String, _ words: String, id: String) -> Site {
    var other = self
    other.files[path] = .page(words)
    other.id = id
    return other
  }
}

extension Site.File {
  static func page(_ words: String) -> Site.File {
    var hash: UInt64 = 5381
    for byte in words.utf8 { hash = hash &* 33 &+ UInt64(byte) }
    return Site.File(type: "text/html; charset=utf-8", bytes: Array(words.utf8), digest: "d\(hash)")
  }
}
