import Files
import Pages
import Text

/// What the named screens of the hall show: a line each in a file beside the competition's. The log is no place for it:
/// it is about furniture.
struct ScreenFile {
  let path: String

  /// The screens of a competition's file.
  init(of database: String) { path = database + ".screens" }

  private static let head = "# Screens of the hall: name, seconds for each page, pages. Written by 'tally screen'."

  /// The screens, by name. What is no line of a screen is left out.
  func read() throws -> [Screen] {
    guard try FileThere(at: path) != nil else { return [] }
    let text = String(decoding: try bytesOfFile(at: path, atMost: 1 << 20), as: UTF8.self)
    var screens: [Screen] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      guard let screen = Screen(line: line) else { continue }
      screens.removeAll { $0.name == screen.name }
      screens.append(screen)
    }
    return screens.sorted { $0.name < $1.name }
  }

  /// Keeps these screens, in place of what was kept.
  func write(_ screens: [Screen]) throws {
    let file = try UnfinishedFile(for: path, mode: 0o644)
    try file.file.write(([ScreenFile.head] + screens.map(\.line)).joined(separator: "\n").utf8 + [10])
    try file.file.synchronise()
    try file.replace()
  }
}
