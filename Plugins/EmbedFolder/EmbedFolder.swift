import Foundation
import PackagePlugin

/// Turns each file below the top-level `rulesets/` into a Swift string literal, so that one binary carries every rule
/// set it ships with and `rulesets/` stays the only source of truth.
@main
struct EmbedRuleSets: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "rulesets")
    let files = (FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? [])
      .compactMap { $0 as? URL }
      .filter { $0.pathExtension == "yaml" }
      .sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "ShippedFiles.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) rule sets",
        executable: try context.tool(named: "EmbedFiles").url,
        arguments: [output.path, folder.path] + files.map(\.path),
        inputFiles: files,
        outputFiles: [output])
    ]
  }
}
