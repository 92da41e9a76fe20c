/// What turns the text of a document into sentences: the seam between reading and extraction.
///
/// `Analyzer` is the implementation that ships; tests and users may bring sentences from elsewhere (CoNLL-U).
public protocol TextAnalyzer: Sendable {
    /// Splits the body of a text into sentences of words, each with its place in the text.
    ///
    /// - Parameters:
    ///   - text: The document's text as read.
    ///   - body: The ranges of UTF-8 bytes that hold running text, ascending and disjoint; what lies outside (front
    ///     matter, header lines) is not analysed, and no sentence crosses from one range into the next.
    func sentences(of text: String, in body: [Range<Int>]) -> [Sentence]
}
