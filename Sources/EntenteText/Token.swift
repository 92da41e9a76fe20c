/// A syntactic word of a sentence, in the sense of Universal Dependencies.
///
/// `range` is the half-open range of UTF-8 bytes of the document's text that the word stands on. `form` is the word
/// itself; it differs from those bytes where the text was repaired ("sph-ere") or where one written token holds
/// several words. What later steps add (tag, lemma, head) is empty until they have run.
public struct Token: Hashable, Sendable {
    public var range: Range<Int>
    public var form: String
    /// The dictionary form, empty before tagging.
    public var lemma: String
    /// Universal part of speech ("PROPN"), empty before tagging.
    public var universalTag: String
    /// Penn Treebank tag ("NNP"), empty before tagging.
    public var pennTag: String
    /// Morphological features in CoNLL-U notation ("Number=Sing|Tense=Past"), empty where there are none.
    public var features: String
    /// Position in the sentence of the word that this one depends on; nil for the root and before parsing.
    public var head: Int?
    /// Universal dependency relation to the head ("nsubj:pass"), empty before parsing.
    public var relation: String
    /// Whether white space follows the word in the text.
    public var spaceAfter: Bool

    public init(
        range: Range<Int>, form: String, lemma: String = "", universalTag: String = "", pennTag: String = "",
        features: String = "", head: Int? = nil, relation: String = "", spaceAfter: Bool = true
    ) {
        self.range = range
        self.form = form
        self.lemma = lemma
        self.universalTag = universalTag
        self.pennTag = pennTag
        self.features = features
        self.head = head
        self.relation = relation
        self.spaceAfter = spaceAfter
    }
}

/// A sentence of a document: the bytes that it stands on and its words in order.
public struct Sentence: Hashable, Sendable {
    /// Half-open range of UTF-8 bytes of the document's text, from the first byte of the first word to the last byte
    /// of the last; cutting the text at it gives the quote.
    public var range: Range<Int>
    public var tokens: [Token]
    /// True where the sentence begins a paragraph.
    public var startsParagraph: Bool

    public init(range: Range<Int>, tokens: [Token], startsParagraph: Bool = false) {
        self.range = range
        self.tokens = tokens
        self.startsParagraph = startsParagraph
    }
}
