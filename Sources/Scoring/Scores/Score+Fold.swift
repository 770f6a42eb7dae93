extension Score {
  /// The score of a run's log by the rules it is kept under.
  public init(of log: RunLog) {
    self.init(state: log.state)
  }
}
