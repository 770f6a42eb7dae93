/// A form a report can be handed over in.
public enum Format: String, Sendable, CaseIterable {
  /// For a terminal, or a printer that knows only letters.
  case text
  /// For spreadsheets.
  case csv
  /// For programs: nothing is lost.
  case json
  /// For wikis and issue trackers.
  case markdown
  /// For a browser, and for paper.
  case html

  /// The format a file's name asks for by its ending, or nil when the ending is none of ours.
  public init?(fileName: String) {
    let name = fileName.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
    let ending = name[name.index(after: dot)...].lowercased()
    guard let format = Self.allCases.first(where: { $0.fileExtension == ending }) else { return nil }
    self = format
  }

  /// The ending of a file in this format, without the dot.
  public var fileExtension: String {
    switch self {
    case .text: "txt"
    case .csv: "csv"
    case .json: "json"
    case .markdown: "md"
    case .html: "html"
    }
  }
}

/// What may be asked of a rendering beside its format.
public struct RenderOptions: Sendable, Hashable {
  /// What a CSV file is for.
  public enum CSVForm: Sendable, Hashable {
    /// To be opened in a spreadsheet: no text can become a formula, and nothing is unseen.
    case spreadsheet
    /// To be read back: each text is exactly what was entered.
    case raw
  }

  /// The columns of the terminal, which text does not exceed; nil for as wide as it takes.
  public var width: Int?
  /// Whether text may use colour; never unless asked for.
  public var colour: Bool
  /// What CSV is for.
  public var csv: CSVForm
  /// The language of an HTML page, such as `en`.
  public var language: String

  /// Plain text of any width, and CSV that is safe in a spreadsheet, unless said otherwise.
  public init(width: Int? = nil, colour: Bool = false, csv: CSVForm = .spreadsheet, language: String = "en") {
    self.width = width
    self.colour = colour
    self.csv = csv
    self.language = language
  }
}

/// The report in this format, ending in a line end.
public func render(_ report: Report, as format: Format, options: RenderOptions = .init()) -> String {
  switch format {
  case .text: TextRenderer(options: options).render(report)
  case .csv: CSVRenderer(form: options.csv).render(report)
  case .json: JSONRenderer().render(report)
  case .markdown: MarkdownRenderer().render(report)
  case .html: HTMLRenderer(language: options.language).render(report)
  }
}

/// The table in this format, ending in a line end; in JSON, an array of objects.
public func render(_ table: Table, as format: Format, options: RenderOptions = .init()) -> String {
  switch format {
  case .text: TextRenderer(options: options).render(table)
  case .csv: CSVRenderer(form: options.csv).render(table)
  case .json: JSONRenderer().render(table)
  case .markdown: MarkdownRenderer().render(table)
  case .html: HTMLRenderer(language: options.language).render(table)
  }
}
