import Scoring

/// A file's text that may be given to the YAML parser: valid UTF-8, not too large, without hidden characters.
struct SourceText {
  let file: String
  let scalars: [Unicode.Scalar]
  /// Where each line begins in ``scalars``.
  let lineStarts: [Int]

  /// The most a file may hold.
  static let largest = 256 * 1024

  /// Looks at the bytes. What is wrong with them is reported with its place, and then there is no text.
  init?(bytes: [UInt8], file: String, report: (Diagnostic) -> Void) {
    self.file = file
    guard bytes.count <= SourceText.largest else {
      report(
        Diagnostic(
          file: file, line: 1, column: 1, severity: .error,
          message: "the file has \(bytes.count) bytes; at most \(SourceText.largest) are read"))
      return nil
    }
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(bytes.count)
    var starts = [0]
    var isSound = true
    var isIndentation = true
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    func fault(_ message: String) {
      isSound = false
      report(
        Diagnostic(
          file: file, line: starts.count, column: scalars.count - starts[starts.count - 1] + 1, severity: .error,
          message: message))
    }
    scan: while true {
      switch decoder.decode(&iterator) {
      case .emptyInput: break scan
      case .error:
        fault("a byte that is not UTF-8; save the file as UTF-8")
        break scan
      case .scalarValue(let scalar):
        switch scalar {
        case "\u{FEFF}" where scalars.isEmpty:
          fault("the file begins with a byte order mark; save it as UTF-8 without one")
        case "\t" where isIndentation: fault("a tab at the beginning of a line; indent with spaces")
        case "\n", "\t": break
        default:
          if scalars.last == "\r", scalar != "\n", scalar != "\r" {
            fault("a line that ends with a carriage return alone; end lines with a line feed")
          }
          if !SourceText.isPlain(scalar) {
            let digits = String(scalar.value, radix: 16, uppercase: true)
            let code = String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
            fault("the hidden character U+\(code); delete it")
          }
        }
        scalars.append(scalar)
        if scalar == "\n" {
          starts.append(scalars.count)
          isIndentation = true
        } else if scalar != " " {
          isIndentation = false
        }
      }
    }
    guard isSound else { return nil }
    self.scalars = scalars
    lineStarts = starts
  }

  /// Whether a character may stand in a file as it is: what YAML allows, without the line ends that editors hide.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0D, 0x20...0x7E, 0xA0...0x2027, 0x202F...0x2065, 0x206A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
      0x10000...0x10FFFF:
      return true
    default: return false
    }
  }

  /// The position of a place in ``scalars``, if it lies in the text.
  func position(line: Int, column: Int) -> Int? {
    guard line >= 1, line <= lineStarts.count, column >= 1 else { return nil }
    let position = lineStarts[line - 1] + column - 1
    return position < scalars.count ? position : nil
  }
}

/// A text of these scalars, in storage of its own.
func text(of scalars: [Unicode.Scalar]) -> String {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(scalars.count)
  for scalar in scalars {
    // A view of scalars takes much longer to append to.
    if scalar.isASCII { bytes.append(UInt8(scalar.value)) } else { bytes += UTF8.encode(scalar)! }
  }
  return String(decoding: bytes, as: UTF8.self)
}
