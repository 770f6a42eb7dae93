import ArgumentParser
import Files
import Operations
import Reports
import Text

/// How an answer is shown and where it goes, everywhere the same.
struct OutputOptions: ParsableArguments {
  @Option(help: "text, csv, json, markdown or html (default text, or as the name after -o ends).")
  var format: OutputFormat?

  @Option(
    name: [.customShort("o"), .customLong("output")], help: "Write to this file instead of the screen.",
    completion: .file())
  var output: String?

  @Flag(help: "Let -o replace a file that Tally did not write; never a competition, a log, a plan or rules.")
  var replace = false

  @Flag(help: "CSV exactly as entered, for programs; without it, formulas and control characters are made harmless.")
  var raw = false

  @Flag(inversion: .prefixedNo, help: "Colour (default: on a terminal without NO_COLOR).")
  var color: Bool?

  /// The format in force.
  var chosen: Format { format?.format ?? output.flatMap { Format(fileName: $0) } ?? .text }

  /// Whether machines will read it.
  var isForMachines: Bool { chosen == .csv || chosen == .json }

  /// The file it goes to, if it goes to one.
  func file(as content: AnswerFile.Content? = nil) -> AnswerFile? {
    output.flatMap { $0 == "-" ? nil : AnswerFile($0, as: content ?? .report(chosen), replacing: replace) }
  }

  func show(_ report: Report) throws { try put(render(report, as: chosen, options: options)) }
  func show(_ table: Table) throws { try put(render(table, as: chosen, options: options)) }

  /// Puts a text where the answer goes.
  func put(_ text: String, as content: AnswerFile.Content? = nil) throws {
    if let file = file(as: content) { try file.write(text) } else { Process.answer(text) }
  }

  private var options: RenderOptions {
    let goesToScreen = output == nil || output == "-"
    let colour =
      color
      ?? (goesToScreen && Process.isTerminal(1) && Process.environment("NO_COLOR") == nil
        && Process.environment("TERM") != "dumb")
    return RenderOptions(
      width: goesToScreen ? Process.terminalWidth : nil, colour: colour && chosen == .text,
      csv: raw ? .raw : .spreadsheet)
  }
}

/// The formats by the names people type.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, csv, json, markdown, html
  var format: Format {
    switch self {
    case .text: .text
    case .csv: .csv
    case .json: .json
    case .markdown: .markdown
    case .html: .html
    }
  }
}

/// A command whose answer goes to a file that is not a report: it says which, so that it can be refused in time.
protocol WritesFile {
  var answerFile: AnswerFile? { get }
}

extension AnswerFile {
  /// The file that a command's answer goes to, if any.
  static func of(_ command: any ParsableCommand) -> AnswerFile? {
    if let command = command as? any WritesFile { return command.answerFile }
    for child in Mirror(reflecting: command).children {
      if let output = (child.value as? OptionGroup<OutputOptions>)?.wrappedValue { return output.file() }
    }
    return nil
  }

  /// The same for a name that may be missing or `-`, both of which mean the screen.
  static func named(_ path: String?, as content: Content) -> AnswerFile? {
    path.flatMap { $0 == "-" ? nil : AnswerFile($0, as: content) }
  }
}

/// Files that commands read, and folders that they make.
enum WholeFile {
  /// The bytes of a file, or of standard input for `-`.
  static func read(_ path: String, maximumBytes: Int) throws -> [UInt8] {
    do throws(FileTrouble) {
      return path == "-"
        ? try OpenFile(lent: 0).rest(atMost: maximumBytes) : try bytesOfFile(at: path, atMost: maximumBytes)
    } catch .isTooLarge {
      throw CommandError(
        "\(safeForPeople(path)) is larger than \(maximumBytes / 1_000_000) MB; it cannot be what is wanted here")
    } catch {
      throw CommandError("\(safeForPeople(path)) could not be read (\(error))")
    }
  }

  /// Whether there is anything at a path.
  static func exists(_ path: String) -> Bool { ((try? FileThere(at: path)) ?? nil) != nil }

  /// Makes a folder where there is none yet.
  static func makeFolder(_ path: String) throws {
    do throws(FileTrouble) {
      try Files.makeFolder(path)
    } catch {
      throw CommandError("the folder \(safeForPeople(path)) could not be made (\(error))")
    }
  }
}
