/// Everything that the board shows, as bytes: what a server gives out, and all that it can.
///
/// It is made elsewhere, from what the public may see; a server that holds nothing else can tell nothing else.
public struct Site: Sendable, Equatable {
  /// One file of it.
  public struct File: Sendable, Equatable {
    /// What it is: `text/html; charset=utf-8`.
    public var type: String
    /// Its bytes.
    public var bytes: [UInt8]
    /// A name for just these bytes, in letters and digits: the entity tag.
    public var digest: String

    /// A file of these bytes.
    public init(type: String, bytes: [UInt8], digest: String) {
      self.type = type
      self.bytes = bytes
      self.digest = digest
    }
  }

  /// A name for all of the bytes together: equal bytes, equal name, and nothing else goes into it.
  public var id: String
  /// The files by their paths as a browser writes them, without the first slash: `""`, `c/coffee/`, `board.json`.
  public var files: [String: File]
  /// The page for whoever asks for what is not there.
  public var missing: File

  /// A site of these files.
  public init(id: String, files: [String: File], missing: File) {
    self.id = id
    self.files = files
    self.missing = missing
  }

  /// The paths of which somebody who has seen `other` has not seen the newest.
  func changed(since other: Site?) -> [String] {
    guard let other else { return [] }
    let paths = Set(files.keys).union(other.files.keys)
    return paths.filter { files[$0]?.digest != other.files[$0]?.digest }.sorted()
  }
}
