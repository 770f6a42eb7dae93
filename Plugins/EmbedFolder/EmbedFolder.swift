import Foundation
import PackagePlugin

/// Turns each file of a folder into a Swift string literal, so that one binary carries every file it ships with
/// and the folder stays the only source of truth: `rulesets/` for the rule sets, `Sources/Pages/web/` for the pages of the board.
@main
struct EmbedFolder: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let (name, endings) = target.name == "Pages" ? ("Sources/Pages/web", ["css", "js", "svg"]) : ("rulesets", ["yaml"])
    let folder = context.package.directoryURL.appending(path: name)
    let files = (FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? [])
      .compactMap { $0 as? URL }
      .filter { endings.contains($0.pathExtension) }
      .sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "ShippedFiles.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) files of \(name)/",
        executable: try context.tool(named: "EmbedFiles").url,
        arguments: [output.path, folder.path] + files.map(\.path),
        inputFiles: files,
        outputFiles: [output])
    ]
  }
}
