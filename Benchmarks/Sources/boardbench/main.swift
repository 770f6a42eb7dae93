import Foundation
import ScoreboardServer

// Tally's own server, told of events as the C server is: each line on standard input is the name of a new board.
// boardbench PORT [FILE]: GET / gives the file.
let arguments = CommandLine.arguments
let page = arguments.count > 2 ? Array(try Data(contentsOf: URL(filePath: arguments[2]))) : Array("<p>".utf8)
func site(_ id: String) -> Site {
  Site(
    id: id,
    files: [
      "": .init(type: "text/html; charset=utf-8", bytes: page, digest: "same"),
      "board.json": .init(type: "application/json", bytes: Array(id.utf8), digest: id),
    ], missing: .init(type: "text/plain", bytes: [], digest: "none"))
}
let server = try BoardServer.start(site("first"), at: "127.0.0.1", port: Int(arguments[1])!)
try FileHandle.standardOutput.write(contentsOf: Data("listening\n".utf8))
while let line = readLine() { server.show(site(line)) }
server.stop()
