package import EntenteText

/// Numbers the rows of the tables of `PairNetwork`.
package struct PairVocabulary: Sendable {
    private let words: LookupTable
    private let wordCount: Int
    private let tags: [String: Int32]
    private let relations: [String: Int32]
    private let kinds: [String: Int]
    private let frames: [UInt64: Int32]
    /// Rows at which each table begins.
    private let wordStarts: [Int32]
    private let pairStarts: [Int32]

    package let wordRows: Int
    package let pairRows: Int

    /// Universal parts of speech.
    private static let universalTags = [
        "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
        "SYM", "VERB", "X",
    ]
    /// Universal dependency relations of English.
    private static let dependencyRelations = [
        "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc",
        "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "dep",
        "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark",
        "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl",
        "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
    ]

    private static let (forms, statuses) = (6, 5)
    private static let (distances, others) = (9, 5)
    /// Directions and distances of a finding of a frame.
    private static let (directions, reaches) = (4, 4)

    /// - Parameters:
    ///   - words: Row of each known word; its memory must outlive the vocabulary.
    ///   - wordCount: How many words it knows.
    ///   - kinds: Kinds of actors.
    ///   - frames: Kinds of relations that frames find.
    package init(words: LookupTable, wordCount: Int, kinds: [String], frames: [String]) {
        func numbered(_ names: [String]) -> [String: Int32] {
            Dictionary(names.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
        }
        self.words = words
        self.wordCount = wordCount
        tags = numbered(Self.universalTags)
        relations = numbered(Self.dependencyRelations)
        self.kinds = numbered(kinds).mapValues { Int($0) + 1 }
        self.frames = Dictionary(
            frames.enumerated().map { (FeatureHash.of($1), Int32($0)) }, uniquingKeysWith: { first, _ in first })
        func starts(_ sizes: [Int]) -> ([Int32], Int) {
            var starts: [Int32] = []
            var total = 0
            for size in sizes {
                starts.append(Int32(total))
                total += size
            }
            return (starts, total)
        }
        let kindCount = kinds.count + 1
        (wordStarts, wordRows) = starts([
            wordCount, PairInput.lemmaRows, tags.count, relations.count, kindCount, Self.forms, Self.statuses,
        ])
        (pairStarts, pairRows) = starts([
            kindCount * kindCount, Self.distances, Self.others, 1, frames.count * Self.directions * Self.reaches,
        ])
    }

    // MARK: Words

    func word(_ form: String, lemma: UInt64) -> Int32? {
        // The table comes from a file: a row beyond those of words must not be read.
        (words[FeatureHash.of(form)] ?? words[lemma]).flatMap { $0 < UInt32(wordCount) ? Int32($0) : nil }
    }

    func lemmaRow(_ lemma: UInt64) -> Int32 { wordStarts[1] + Int32(lemma % UInt64(PairInput.lemmaRows)) }
    func tagRow(_ tag: String) -> Int32 { tags[tag].map { wordStarts[2] + $0 } ?? -1 }
    func relationRow(_ relation: String) -> Int32 { relations[relation].map { wordStarts[3] + $0 } ?? -1 }
    func kindRow(_ kind: Int) -> Int32 { wordStarts[4] + Int32(kind) }
    func formRow(_ form: Int) -> Int32 { wordStarts[5] + Int32(min(form, Self.forms - 1)) }
    func statusRow(_ status: Int) -> Int32 { wordStarts[6] + Int32(min(status, Self.statuses - 1)) }

    /// Number of a kind of actor; 0 for one that the network does not know.
    func kind(_ name: String) -> Int { kinds[name] ?? 0 }

    // MARK: Pairs

    func kindsRow(_ first: Int, _ second: Int) -> Int32 { pairStarts[0] + Int32(first * (kinds.count + 1) + second) }

    func distanceRow(_ words: Int) -> Int32 {
        pairStarts[1] + Int32(words < 6 ? words : words < 10 ? 6 : words < 20 ? 7 : 8)
    }

    func othersRow(_ others: Int) -> Int32 { pairStarts[2] + Int32(min(others, Self.others - 1)) }
    var biasRow: Int32 { pairStarts[3] }

    func frameRow(_ kind: UInt64, direction: Int, distance: Int) -> Int32? {
        guard let number = frames[kind] else { return nil }
        let place =
            (Int(number) * Self.directions + direction) * Self.reaches + min(max(distance - 1, 0), Self.reaches - 1)
        return pairStarts[4] + Int32(place)
    }
}
