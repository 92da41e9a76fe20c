import EntenteModel
package import EntenteText

/// Annotated sentences as examples for the model of pairs.
///
/// A line has three columns, parted by tabs: the sentence with each mention marked as `{id:words}`, the kinds of the
/// actors (`id=kind`), and the relations (`source kind target status`, parted by semicolons; `-` for none). A relation that only a
/// second reader found ends in `+`, one that careful readers could see either way in `?`.
package struct PairExamples {
    package private(set) var records: [PairRecord] = []
    /// Pairs of mentions in all records.
    package var pairCount: Int { records.reduce(0) { $0 + $1.labels.count } }
    /// Relations that no pair of mentions can show, since the analysis put the two into different sentences.
    package private(set) var lost = 0
    package let labels: [String]
    private let known: [PairModel.Label: Int]
    private let ontology: Ontology
    private let analyzer: Analyzer
    private let lexicon: Lexicon
    private let matcher: PredicateMatcher
    package let vocabulary: PairVocabulary

    package struct Fault: Error, CustomStringConvertible {
        package let line: Int
        package let problem: String
        package var description: String { "line \(line): \(problem)" }
    }

    /// - Parameters:
    ///   - words: Rows of the words that the network knows; its memory has to outlive the examples.
    ///   - wordCount: How many those are.
    package init(analyzer: Analyzer, words: LookupTable, wordCount: Int) throws {
        let resources = ExtractionResources()
        ontology = try resources.ontology()
        lexicon = try resources.lexicon()
        matcher = PredicateMatcher(
            families: try resources.frames(ontology: ontology, lexicon: lexicon), lexicon: lexicon, ontology: ontology)
        vocabulary = PairVocabulary(
            words: words, wordCount: wordCount, kinds: ontology.actorKinds.map(\.name),
            frames: ontology.relationKinds.map(\.name))
        self.analyzer = analyzer
        let all = ontology.relationKinds.flatMap { kind in
            [PairModel.Label(kind: kind.name, isForward: true)]
                + (kind.isSymmetric ? [] : [PairModel.Label(kind: kind.name, isForward: false)])
        }
        labels = all.map(\.text)
        known = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, $0) })
    }

    /// The first line of what the trainer reads.
    package func header(words: [String]) -> PairTrainingHeader {
        PairTrainingHeader(
            labels: labels, words: words, kinds: ontology.actorKinds.map(\.name),
            frames: ontology.relationKinds.map(\.name), wordRows: vocabulary.wordRows, pairRows: vocabulary.pairRows)
    }

    private struct Relation {
        let source: ActorID
        let kind: RelationKind
        let target: ActorID
        let status: Int
        /// Whether the first reader overlooked it.
        let isSecond: Bool
        /// Whether it counts neither as held nor as not held.
        let isOpen: Bool
    }

    package mutating func read(_ line: String, number: Int) throws(Fault) {
        func fault(_ problem: String) -> Fault { Fault(line: number, problem: problem) }
        let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard columns.count == 3 else { throw fault("it has \(columns.count) columns in place of 3") }
        let (text, marks) = Self.plain(columns[0])
        var actors: [ActorID: Actor] = [:]
        for part in columns[1].split(separator: " ") {
            let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard sides.count == 2, ontology.actorKind(sides[1]) != nil else { throw fault("bad actor '\(part)'") }
            let id = ActorID(rawValue: sides[0])
            actors[id] = Actor(id: id, name: sides[0], kind: sides[1])
        }
        var relations: [Relation] = []
        for part in columns[2].split(separator: ";") where part != "-" {
            let fields = part.split(separator: " ").map(String.init)
            guard fields.count >= 4, let kind = ontology.relationKind(fields[1]),
                let status = ["asserted", "possible", "denied"].firstIndex(of: fields[3]),
                actors[ActorID(rawValue: fields[0])] != nil, actors[ActorID(rawValue: fields[2])] != nil
            else { throw fault("bad relation '\(part)'") }
            relations.append(
                Relation(
                    source: ActorID(rawValue: fields[0]), kind: kind, target: ActorID(rawValue: fields[2]),
                    status: status, isSecond: fields.last == "+", isOpen: fields.last == "?"))
        }
        var shown = Set<Int>()
        for sentence in analyzer.sentences(of: text, in: [0..<text.utf8.count]) {
            add(sentence, text, marks, actors, relations, line: number, shown: &shown)
        }
        lost += relations.count - shown.count
    }

    /// The text without its marks, and where they stood.
    static func plain(_ marked: Substring) -> (String, [(range: Range<Int>, actor: ActorID)]) {
        var text = ""
        var marks: [(range: Range<Int>, actor: ActorID)] = []
        var rest = marked
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}"),
            let colon = rest[open..<close].firstIndex(of: ":")
        {
            text += rest[..<open]
            let start = text.utf8.count
            text += rest[rest.index(after: colon)..<close]
            let id = ActorID(rawValue: String(rest[rest.index(after: open)..<colon]))
            marks.append((start..<text.utf8.count, id))
            rest = rest[rest.index(after: close)...]
        }
        return (text + rest, marks)
    }

    private mutating func add(
        _ sentence: Sentence, _ text: String, _ marks: [(range: Range<Int>, actor: ActorID)],
        _ actors: [ActorID: Actor], _ relations: [Relation], line: Int, shown: inout Set<Int>
    ) {
        var mentions: [Mention] = []
        var references = References()
        for mark in marks where sentence.range.contains(mark.range.lowerBound) {
            let inside = sentence.tokens.filter {
                $0.range.upperBound > mark.range.lowerBound && $0.range.lowerBound < mark.range.upperBound
            }
            guard let last = inside.last else { continue }
            if inside.count == 1, last.universalTag == "PRON" || last.universalTag == "DET" {
                references.refer(last.range.lowerBound, to: mark.actor)
            } else if inside.allSatisfy({ $0.form == $0.form.lowercased() }), last.universalTag == "NOUN" {
                references.refer(last.range.lowerBound, to: mark.actor)
            } else {
                let isQualifier = inside.count == 1 && last.universalTag == "ADJ"
                mentions.append(Mention(range: mark.range, actor: mark.actor, role: isQualifier ? .qualifier : .name))
            }
        }
        let tree = SentenceTree(sentence: sentence, mentions: mentions, verbForms: lexicon.verbForms)
        let scene = PairScene(
            tree: tree, references: references, actors: actors, matcher: matcher, lexicon: lexicon)
        let candidates = PairClassifier.candidates(in: scene)
        var shownHere = Set<Int>()
        var labels: [[[Int]]] = []
        var seconds: [[Int]] = []
        var ignored: [[Int]] = []
        for (left, right, _) in candidates {
            var own: [[Int]] = []
            var ofSecond: [Int] = []
            var others: [Int] = []
            for (number, relation) in relations.enumerated() {
                let isForward = relation.source == left.actor && relation.target == right.actor
                let isBackward = relation.source == right.actor && relation.target == left.actor
                guard isForward || isBackward else { continue }
                let direction = isForward || relation.kind.isSymmetric
                guard let label = known[PairModel.Label(kind: relation.kind.name, isForward: direction)] else {
                    continue
                }
                // Candidates of the same actors come with the nearest mentions first.
                if shownHere.insert(number).inserted, !relation.isOpen {
                    own.append([label, relation.status])
                    if relation.isSecond { ofSecond.append(label) }
                } else {
                    others.append(label)
                }
            }
            labels.append(own)
            seconds.append(ofSecond)
            ignored.append(others)
        }
        shown.formUnion(shownHere)
        guard !candidates.isEmpty else { return }
        records.append(
            PairRecord(
                line: line, words: tree.tokens.map(\.form),
                input: PairInput(scene, candidates, vocabulary: vocabulary), labels: labels, seconds: seconds,
                ignored: ignored))
    }
}
