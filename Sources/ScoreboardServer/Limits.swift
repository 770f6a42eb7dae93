/// What one viewer, or all of them together, may take. The figures were measured: see `docs/serve.md`.
public struct Limits: Sendable, Equatable {
  /// Viewers at one time; whoever comes then is sent away at once.
  public var connections = 12_000
  /// Viewers from one address, but for this machine's own: one phone cannot take every place, and a hall behind one
  /// router still gets in.
  public var connectionsOfOneAddress = 6_000
  /// How long a whole request may take, counted from the moment at which it could have begun. A deadline and not an idle
  /// time: who sends a letter a second is not idle.
  public var secondsForRequest = 10.0
  /// How long an answer may take to be read.
  public var secondsForAnswer = 30.0
  /// How long a viewer who follows may take nothing.
  public var secondsStalled = 5.0
  /// Header fields of a request, bytes of one of them, and of all.
  public var headerFields = 64
  /// Bytes of one header field, and of the address that is asked for.
  public var headerFieldBytes = 8 * 1024
  /// Bytes of all header fields together.
  public var headerBytes = 16 * 1024
  /// Bytes that may come with a request although nobody wants them.
  public var bodyBytes = 64 * 1024
  /// How often those who follow hear that all is well.
  public var secondsBetweenBeats = 10.0

  /// The usual limits.
  public init() {}
}
