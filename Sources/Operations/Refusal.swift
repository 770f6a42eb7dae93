/// What an operation refuses, as one sentence: what is wrong; what would be right.
package struct Refusal: Error {
  package var message: String
  package init(_ message: String) { self.message = message }
}
