// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nothing it needs reaches Tally. Run it with scripts/bench.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "Tally", path: ".."),
    // The same SQLite, through its C interface, to measure against.
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .executableTarget(
      name: "bench",
      dependencies: [
        .product(name: "Scoring", package: "Tally"),
        .product(name: "RuleSetFiles", package: "Tally"),
        .product(name: "EventStore", package: "Tally"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    // Tally's board server, told of events as the C server beside it is: scripts/bench-board.
    .executableTarget(
      name: "boardbench", dependencies: [.product(name: "ScoreboardServer", package: "Tally")]),
  ],
  swiftLanguageModes: [.v6]
)
