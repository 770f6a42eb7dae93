/// A folder that 'tally export' wrote, as it is now: what its manifest says, and the digests of the files there.
package struct ResultsFolder {
  package let path: String
  /// The rows of its manifests: what, its name, its value.
  package let rows: [(kind: String, name: String, value: String)]
  /// The digest of every file that is there, manifests aside, by its path inside the folder.
  let digests: [String: String]

  package init(
    path: String, rows: [(kind: String, name: String, value: String)], digests: [String: String]
  ) {
    self.path = path
    self.rows = rows
    self.digests = digests
  }

  /// The values of a kind of row.
  package func values(_ kind: String) -> [String] { rows.filter { $0.kind == kind }.map(\.value) }
}
