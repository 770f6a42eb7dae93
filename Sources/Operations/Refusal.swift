/// Why an operation was not done. Each kind is a type that carries what it is about, so that every face can say what would
/// be right in its own words: a command to type, a button to press.
package protocol OperationRefusal: Error, CustomStringConvertible {
  /// What is wrong, in a sentence without a full stop, and what would be right where that names no command and no page.
  var problem: String { get }
}

extension OperationRefusal {
  package var description: String { problem }
}
