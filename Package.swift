// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same strictness; warnings become errors in `scripts/check` (CI) only, so that a newer
/// compiler's new warning never stops an organiser from building.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// What `tally --version` says it was built of: TALLY_COMMIT where the sources have no history, as in an archive.
let commit =
  Context.environment["TALLY_COMMIT"]
  ?? Context.gitInformation.map { $0.currentCommit.prefix(12) + ($0.hasUncommittedChanges ? " and changes" : "") }
  ?? ""

let package = Package(
  name: "Tally",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Scoring", targets: ["Scoring"]),
    .library(name: "RuleSetFiles", targets: ["RuleSetFiles"]),
    .library(name: "EventStore", targets: ["EventStore"]),
    .library(name: "LogFiles", targets: ["LogFiles"]),
    .library(name: "Reports", targets: ["Reports"]),
    .library(name: "Operations", targets: ["Operations"]),
    .library(name: "Pages", targets: ["Pages"]),
    .library(name: "ScoreboardServer", targets: ["ScoreboardServer"]),
    .executable(name: "tally", targets: ["tally"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    // The core: standard library only. It imports nothing.
    .target(name: "Scoring", swiftSettings: strict),

    // A leaf: how words are measured, cut, made harmless and put into plain English. It imports nothing.
    .target(name: "Text", swiftSettings: strict),

    // A leaf: files made whole, durable, never over something else. CFiles is what Swift's view of the C library lacks.
    .target(name: "CFiles"),
    .target(name: "Files", dependencies: ["CFiles"], swiftSettings: strict),

    // The middle: each knows the core and not its neighbours.
    .target(
      name: "RuleSetFiles",
      dependencies: ["Scoring", "Text", "Yams", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict,
      plugins: ["EmbedFolder"]),
    .target(
      name: "EventStore",
      // GRDBSQLite is SQLite's own C interface: texts with a NUL inside, and a look at a file that touches nothing.
      dependencies: [
        "Scoring", "Text", "Files", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"), .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: strict),
    .target(name: "LogFiles", dependencies: ["Scoring", "Text"], swiftSettings: strict),
    .target(name: "Reports", dependencies: ["Scoring", "Text"], swiftSettings: strict),
    // The second, independent way to a score: it may not use what the first is made of.
    .target(name: "Recount", dependencies: ["Scoring"], swiftSettings: strict),
    .target(name: "RefereeConsole", dependencies: ["Scoring"], swiftSettings: strict),
    // The running order: who is up where, and when.
    .target(name: "Scheduling", dependencies: ["Scoring"], swiftSettings: strict),
    .target(name: "ScoringTestSupport", dependencies: ["Scoring"], swiftSettings: strict),
    .target(name: "ServerTestSupport", swiftSettings: strict),

    // What officials do (operations) and what people read (pages): above the middle, below the faces. A page may show what
    // an operation came to; an operation knows no page.
    .target(
      name: "Operations",
      dependencies: [
        "Scoring", "Text", "RuleSetFiles", "EventStore", "LogFiles", "Reports", "Recount", "RefereeConsole",
        "Scheduling",
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: strict),
    .target(
      name: "Pages",
      dependencies: ["Scoring", "Text", "RuleSetFiles", "EventStore", "Reports", "RefereeConsole", "Operations"],
      exclude: ["web"],  // The plugin reads it.
      swiftSettings: strict,
      plugins: ["EmbedFolder"]),

    // The live board for the hall and every phone: bytes from memory, and nothing else. It knows no file and no log.
    .target(
      name: "ScoreboardServer",
      dependencies: [
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ], swiftSettings: strict),

    // What the program was built of: in C, so that another commit compiles one small file again.
    .target(name: "CBuild", cSettings: [.define("TALLY_COMMIT", to: "\"\(commit)\"")]),

    // The face: parse, call, print.
    .executableTarget(
      name: "tally",
      dependencies: [
        "CBuild",
        "Scoring", "Text", "Files", "RuleSetFiles", "EventStore", "LogFiles", "Reports", "RefereeConsole", "Scheduling",
        "Operations",
        "Pages", "ScoreboardServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),

    // An outsider's program, which docs/decisions.md and the documentation show; a test compiles it with what is public only.
    .executableTarget(
      name: "FirstTable", dependencies: ["Scoring", "RuleSetFiles"], path: "docs/example", swiftSettings: strict),

    // rulesets/ and Sources/Pages/web/ travel inside the binary.
    .executableTarget(name: "EmbedFiles", swiftSettings: strict),
    .plugin(name: "EmbedFolder", capability: .buildTool(), dependencies: ["EmbedFiles"]),

    .testTarget(name: "ScoringTests", dependencies: ["Scoring", "ScoringTestSupport"], swiftSettings: strict),
    .testTarget(
      name: "RuleSetFilesTests", dependencies: ["Scoring", "RuleSetFiles", "Recount", "ScoringTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "EventStoreTests",
      dependencies: [
        "Scoring", "EventStore", "ScoringTestSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ], swiftSettings: strict),
    .testTarget(
      name: "LogFilesTests", dependencies: ["Scoring", "LogFiles", "ScoringTestSupport"], swiftSettings: strict),
    .testTarget(name: "ReportsTests", dependencies: ["Scoring", "Text", "Reports"], swiftSettings: strict),
    .testTarget(name: "TextTests", dependencies: ["Text"], swiftSettings: strict),
    .testTarget(
      name: "SchedulingTests", dependencies: ["Scoring", "Scheduling", "ScoringTestSupport"], swiftSettings: strict),
    .testTarget(
      name: "RefereeConsoleTests", dependencies: ["Scoring", "RefereeConsole", "ScoringTestSupport"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "OperationsTests",
      dependencies: ["Scoring", "RuleSetFiles", "EventStore", "LogFiles", "Operations", "ScoringTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RecountTests",
      dependencies: [
        "Scoring", "Recount", "ScoringTestSupport", "RuleSetFiles", "EventStore", "LogFiles", "Operations", "tally",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PagesTests", dependencies: ["Scoring", "Pages", "Operations", "Reports", "ScoringTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ScoreboardServerTests", dependencies: ["ScoreboardServer", "ServerTestSupport"], swiftSettings: strict),
    .testTarget(
      name: "TallyTests", dependencies: ["tally", "Reports", "ScoringTestSupport", "ServerTestSupport"],
      exclude: ["Browser"],
      swiftSettings: strict),
    .testTarget(name: "ProjectTests", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
