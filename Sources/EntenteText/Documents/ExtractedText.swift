import EntenteModel

/// The running text that was taken out of a file with markup or layout, and what the file says of itself.
///
/// The text is what a document's byte ranges refer to. Blank lines part its paragraphs; other line ends are spaces. Where
/// the file has pages, a form feed stands before the first character of each page but the first.
struct ExtractedText: Equatable {
    var text: String
    var title: String?
    var date: PartialDate?
    var source: String?

    /// Joins paragraphs, each on lines of its own, with blank lines between them.
    static func joined(_ paragraphs: [String]) -> String {
        paragraphs.isEmpty ? "" : paragraphs.joined(separator: "\n\n") + "\n"
    }

    /// Text with every run of white space as one space, and none at the ends.
    static func collapsed(_ text: some StringProtocol) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The first date of a timestamp such as `2021-08-07T10:00:00Z`.
    static func date(_ text: String) -> PartialDate? {
        let trimmed = text.drop { $0.isWhitespace }
        return PartialDate(trimmed.prefix { $0.isNumber || $0 == "-" })
    }
}
