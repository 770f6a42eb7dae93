package import Scoring

/// A revision was named that was never given out.
package struct NoRevision: OperationRefusal, Equatable {
  package var number: Int
  /// How many there are.
  package var count: Int

  package init(_ number: Int, of count: Int) {
    self.number = number
    self.count = count
  }

  package var problem: String {
    "there is no revision \(number)" + (count == 0 ? "; nothing was published yet" : "")
  }
}

extension Situation {
  /// The publication with this number.
  package func requireRevision(_ number: Int) throws(NoRevision) -> Publication {
    if let known = competition.publications.first(where: { $0.publication.revision == number }) {
      return known.publication
    }
    throw NoRevision(number, of: competition.publications.count)
  }
}
