import GRDB

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What the witness beside a file says.
public struct WitnessStatement: Hashable, Sendable {
  /// Where it is.
  public var path: String
  /// The competition that it names; `nil` where its first line names none.
  public var competition: String?
  /// What it has seen recorded.
  public var records: [WitnessedRecord] = []
}

extension EventStore {
  /// The witness beside this file, if there is one that can be read.
  public func witnessStatement() -> WitnessStatement? {
    let path = Witness.path(besides: self.path)
    guard let text = wholeText(of: path) else { return nil }
    var statement = WitnessStatement(path: path)
    // A last line without its end was torn.
    let end = text.utf8.lastIndex(of: UInt8(ascii: "\n")) ?? text.startIndex
    for (index, line) in text[..<end].split(separator: "\n").enumerated() {
      if let record = WitnessedRecord(line) {
        statement.records.append(record)
      } else if index == 0, line.hasPrefix("tally witness 1 ") {
        statement.competition = String(line.dropFirst("tally witness 1 ".count))
      }
    }
    return statement
  }
}

extension StoreReader {
  /// What a witness has seen recorded and this file has not, or has otherwise. Empty when all of it is here.
  public func lacking(_ statement: WitnessStatement) throws -> [WitnessedLoss] {
    var names: [Series.Kind: [String: String]] = [:]
    for kind in Series.Kind.allCases {
      let rows = try Rows(db, "SELECT DISTINCT terminal FROM \(kind.rawValue)", [])
      while let row = try rows.next() {
        let name = try row.text(0)
        names[kind, default: [:]][WitnessedRecord.escaped(name)] = name
      }
    }
    var losses: [WitnessedLoss] = []
    for record in Set(statement.records) {
      var found = false
      var isSame = false
      if let name = names[record.kind]?[record.terminal] {
        let rows = try Rows(
          db, "SELECT link FROM \(record.kind.rawValue) WHERE terminal = ? AND number = ?",
          [.text(name), .integer(Int64(record.number))])
        if let row = try rows.next() {
          found = true
          isSame = try record.link == nil || row.optionalText(0) == record.link
        }
      }
      if !found {
        losses.append(WitnessedLoss(record: record, isGone: true))
      } else if !isSame {
        losses.append(WitnessedLoss(record: record, isGone: false))
      }
    }
    return losses.sorted {
      ($0.record.kind.rawValue, $0.record.terminal, $0.record.number)
        < ($1.record.kind.rawValue, $1.record.terminal, $1.record.number)
    }
  }
}

/// A record that was made here once and is not here as it was.
public struct WitnessedLoss: Hashable, Sendable {
  /// The record.
  public var record: WitnessedRecord
  /// Whether there is no record with its number; otherwise there is another one.
  public var isGone: Bool
}
