import ArgumentParser
import Foundation
import Operations
import Reports

/// How an answer is shown and where it goes, everywhere the same.
struct OutputOptions: ParsableArguments {
  @Option(help: "text, csv, json, markdown or html (default text, or as the name after -o ends).")
  var format: OutputFormat?

  @Option(
    name: [.customShort("o"), .customLong("output")], help: "Write to this file instead of the screen.",
    completion: .file())
  var output: String?

  @Flag(help: "CSV exactly as entered, for programs; without it, formulas and control characters are made harmless.")
  var raw = false

  @Flag(inversion: .prefixedNo, help: "Colour (default: on a terminal without NO_COLOR).")
  var color: Bool?

  /// The format in force.
  var chosen: Format { format?.format ?? output.flatMap { Format(fileName: $0) } ?? .text }

  /// Whether machines will read it.
  var isForMachines: Bool { chosen == .csv || chosen == .json }

  func show(_ report: Report) throws { try put(render(report, as: chosen, options: options)) }
  func show(_ table: Table) throws { try put(render(table, as: chosen, options: options)) }

  /// Puts a text where the answer goes.
  func put(_ text: String) throws {
    if let output, output != "-" { try WholeFile.write(text, to: output) } else { Process.answer(text) }
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

/// A file that is there whole or not at all.
enum WholeFile {
  /// Writes beside the file, makes it durable, and puts it in place in one step.
  static func write(_ text: String, to path: String) throws {
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw CommandError("\(path) could not be written (\(reason(error))); nothing was left half done")
    }
  }

  /// The bytes of a file, or of standard input for `-`.
  static func read(_ path: String, maximumBytes: Int) throws -> [UInt8] {
    do {
      let data: Data
      if path == "-" {
        data = try FileHandle.standardInput.read(upToCount: maximumBytes + 1) ?? Data()
      } else {
        let handle = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? handle.close() }
        data = try handle.read(upToCount: maximumBytes + 1) ?? Data()
      }
      guard data.count <= maximumBytes else {
        throw CommandError("\(path) is larger than \(maximumBytes / 1_000_000) MB; it cannot be what is wanted here")
      }
      return Array(data)
    } catch let error as CommandError {
      throw error
    } catch {
      throw CommandError("\(path) could not be read (\(reason(error)))")
    }
  }

  /// Takes away a file that this command made and could not finish.
  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  /// Gives a file another name, unless there is something of that name.
  static func rename(_ path: String, to other: String) throws {
    do {
      try FileManager.default.moveItem(atPath: path, toPath: other)
    } catch {
      throw CommandError("\(other) could not be made (\(reason(error)))")
    }
  }

  /// Whether there is anything at a path.
  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// Makes a folder where there is none yet.
  static func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CommandError("the folder \(path) could not be made (\(reason(error)))")
    }
  }

  private static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    if let code = (underlying ?? error as NSError) as NSError?, code.domain == NSPOSIXErrorDomain {
      return String(cString: strerror(Int32(code.code))).lowercased()
    }
    return (error as NSError).localizedDescription
  }
}
