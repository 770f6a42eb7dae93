import Foundation

/// `EmbedFiles OUTPUT FOLDER FILE…` writes a Swift file with the text of each file, by its path below FOLDER.
/// Called by the build-tool plugin `EmbedFolder`; of no use on its own.
@main
struct EmbedFiles {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let output = arguments.first, let folder = arguments.dropFirst().first else {
      fatalError("usage: EmbedFiles OUTPUT FOLDER FILE…")
    }
    var code = "// Made by the EmbedFolder plugin. Do not edit.\n"
    code += "let shippedFiles: [(path: String, text: String)] = [\n"
    for file in arguments.dropFirst(2) {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      let path = String(file.dropFirst(folder.count)).drop { $0 == "/" }
      code += "  (path: \(literal(String(path))), text: \(literal(text))),\n"
    }
    code += "]\n"
    try code.write(toFile: output, atomically: true, encoding: .utf8)
  }

  /// A one-line Swift literal: everything outside printable ASCII is escaped, so no content can end it early.
  static func literal(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\"", "\\": result += "\\" + String(scalar)
      case " "..."~": result.unicodeScalars.append(scalar)
      default: result += "\\u{" + String(scalar.value, radix: 16) + "}"
      }
    }
    return result + "\""
  }
}
