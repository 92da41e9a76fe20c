import EntenteModel
import EntenteText

/// The statements of one sentence: each relation once, the first frame that found it.
struct SentenceFindings {
    let ontology: Ontology
    private let document: Document
    private let sentence: Sentence
    private let tree: SentenceTree
    private let quote: String
    private let dates: [StatementDates.Found]
    private var seen: Set<RelationID> = []
    private(set) var findings: [Finding] = []
    /// The word of each finding that says it; the sentence's first where none is known.
    private var places: [Int] = []
    /// What the persons of this sentence lead by their titles: "Lebanon's Hezbollah leader" does not lead Lebanon.
    var offices: [ActorID: ActorID] = [:]
    /// Who speaks, where the whole sentence stands in quotation marks and names nobody.
    var quotedSpeaker: ActorID?
    /// Who says the sentence in answer to a question, unless it says otherwise.
    var answering: ActorID?
    /// Who leads whom, as offices say: a secretary general is no secretary.
    var held: Set<[ActorID]> = []
    /// Persons with the bodies in which they have an office of any sort.
    var tied: Set<[ActorID]> = []

    init(document: Document, sentence: Sentence, tree: SentenceTree, ontology: Ontology) {
        self.document = document
        self.tree = tree
        self.sentence = sentence
        self.ontology = ontology
        quote = document.quote(sentence.range) ?? ""
        dates = StatementDates(published: document.date).dates(
            inDatelineOf: sentence.tokens.map { $0.form.lowercased() })
    }

    /// The date of the sentence that stands the nearest to a word in the tree, else by far the nearest to it in the order of the
    /// words; nil where others compete.
    private func date(near place: Int, _ status: Status) -> PartialDate? {
        let dates =
            status == .possible && isAhead(place)
            ? dates.map { ($0.next ?? $0.date, $0.place) } : dates.map { ($0.date, $0.place) }
        return Self.nearest(to: place, of: dates, in: tree)
    }

    /// Whether what a word says is still to come: "will attack", "is to meet".
    private func isAhead(_ place: Int) -> Bool {
        var verb = place
        for _ in 0..<4 {
            let marks = tree.children(verb, ["aux", "mark"])
            if marks.contains(where: {
                ["will", "shall", "'ll", "’ll", "to", "wo"].contains(tree.tokens[$0].form.lowercased())
            }) {
                return !marks.contains { tree.lemmas[$0] == "have" }
            }
            guard let head = tree.head(verb) else { return false }
            verb = head
        }
        return false
    }

    private static func nearest(
        to place: Int, of dates: [(date: PartialDate, place: Int)], in tree: SentenceTree
    ) -> PartialDate? {
        guard let first = dates.first else { return nil }
        if dates.allSatisfy({ $0.date == first.date }) { return first.date }
        // Of two clauses each has its own.
        let verb = Self.verb(at: place, in: tree)
        let own = Set(dates.filter { Self.verb(at: $0.place, in: tree) == verb }.map(\.date))
        if let date = own.first, own.count == 1 { return date }
        let steps = dates.map { (date: $0.date, distance: tree.distance(place, $0.place)) }
        if let least = steps.map(\.distance).min(),
            case let nearest = Set(steps.filter { $0.distance == least }.map(\.date)),
            nearest.count == 1, !steps.contains(where: { !nearest.contains($0.date) && $0.distance == least + 1 })
        {
            return nearest.first
        }
        let sorted = dates.map { (date: $0.date, distance: abs($0.place - place)) }.sorted { $0.distance < $1.distance }
        guard let nearest = sorted.first else { return nil }
        let next = sorted.first { $0.date != nearest.date }
        return next.map { nearest.distance * 3 < $0.distance } ?? true ? nearest.date : nil
    }

    /// The verb that a word belongs to, itself if it is one.
    private static func verb(at place: Int, in tree: SentenceTree) -> Int? {
        var place = place
        for _ in 0..<12 {
            if tree.isVerb(place) { return place }
            guard let head = tree.head(place) else { return nil }
            place = head
        }
        return nil
    }

    mutating func add(
        _ match: PredicateMatcher.Match,
        confidence sureness: (ActorID, _ kind: String, ActorID, _ confidence: Double) -> Double? = { $3 }
    ) {
        var (kind, status) = (match.frame.kind, match.status)
        if status == .denied, let other = match.frame.whenDenied {
            (kind, status) = (other, .asserted)
        } else if let own = match.frame.status, status != .denied, !match.isOpen {
            status = own
        }
        // "that Kherson is part of Russia" is said, "the port of Kherson" is not.
        let isInPassing =
            RelationFinder.isMentionedInPassing(match.frame.kind) && !tree.isVerb(match.place)
            && tree.children(match.place, ["cop"]).isEmpty
        let speakers = isInPassing ? [] : match.speakers
        let quotedSpeaker = isInPassing ? nil : quotedSpeaker
        let answering = isInPassing ? nil : answering
        let speaker = speakers.first ?? quotedSpeaker
        let confidence = match.frame.confidence * match.linking
        for pair in match.pairs {
            func rounded(_ kind: String, from source: ActorID, to target: ActorID) -> Double? {
                sureness(source, kind, target, confidence).map {
                    ($0 * RelationFinder.certainty(of: status) * 100).rounded() / 100
                }
            }
            let date = date(near: match.place, status)
            if status == .denied, let renounced = match.frame.whenRenounced,
                match.isRenounced || match.isAhead && speaker == pair.source
            {
                if let sure = rounded(renounced, from: pair.source, to: pair.target) {
                    add(
                        pair.source, renounced, pair.target, .asserted, confidence: sure,
                        speaker: Self.source(speakers, pair.source, pair.target) ?? quotedSpeaker, date: date,
                        place: match.place)
                }
                continue
            }
            guard let sure = rounded(kind, from: pair.source, to: pair.target) else { continue }
            add(
                pair.source, kind, pair.target, status, confidence: sure,
                speaker: Self.source(speakers, pair.source, pair.target) ?? quotedSpeaker ?? answering, date: date,
                place: match.place)
            if status != .denied, let said = match.frame.whenSaid, let speaker, speaker != pair.source,
                let sure = rounded(said, from: speaker, to: pair.source)
            {
                add(
                    speaker, said, pair.source, .asserted, confidence: sure, speaker: nil, date: date,
                    place: match.place)
            }
        }
    }

    /// Of those who say so the nearest who is no party to it: "the ministry reported that the rebels had promised to disarm".
    private static func source(_ speakers: [ActorID], _ source: ActorID, _ target: ActorID) -> ActorID? {
        speakers.first { $0 != source && $0 != target } ?? speakers.first
    }

    /// Adds what the classifier read off two actors, unless the sentence says so already.
    mutating func add(
        _ item: PairClassifier.Found, _ status: Status, confidence: Double, speakers: [ActorID]?,
        offices: Set<String>
    ) {
        if offices.contains(item.kind),
            held.contains([item.source, item.target]) || tied.contains([item.source, item.target])
        {
            return
        }
        let speaker = speakers.flatMap { Self.source($0, item.source, item.target) ?? quotedSpeaker ?? answering }
        add(
            item.source, item.kind, item.target, status, confidence: (confidence * 100).rounded() / 100,
            speaker: speaker,
            date: date(near: item.place, status), place: item.place)
    }

    mutating func add(
        _ source: ActorID, _ kind: String, _ target: ActorID, _ status: Status, confidence: Double, speaker: ActorID?,
        date: PartialDate? = nil, place: Int = 0
    ) {
        guard source != target, let known = ontology.relationKind(kind) else { return }
        if kind == "officialOf", held.contains([source, target]) { return }
        if kind == "leads", let office = offices[source], office != target { return }
        let id = RelationID(source: source, kind: known, target: target)
        guard seen.insert(id).inserted else { return }
        // What stands as it is has no date of its own: an office does not begin on the day of the report.
        let isStanding = known.polarity == .structural
        places.append(place)
        findings.append(
            Finding(
                source: id.source, kind: kind, target: id.target,
                statement: Statement(
                    document: document.id, range: sentence.range, text: quote, status: status,
                    date: isStanding ? nil : date, attributedTo: speaker == source && speaker == target ? nil : speaker,
                    confidence: confidence)))
    }

    /// What words before this one say.
    func findings(before place: Int) -> [Finding] { zip(findings, places).filter { $0.1 < place }.map(\.0) }

    /// Puts a denial beside what was reported here or in the sentence before.
    mutating func deny(_ finding: Finding, speaker: ActorID) {
        let isSaid = findings.contains {
            $0.source == finding.source && $0.kind == finding.kind && $0.target == finding.target
                && $0.statement.status == .denied
        }
        guard !isSaid else { return }
        places.append(0)
        findings.append(
            Finding(
                source: finding.source, kind: finding.kind, target: finding.target,
                statement: Statement(
                    document: document.id, range: sentence.range, text: quote, status: .denied,
                    date: finding.statement.date, attributedTo: speaker, confidence: Self.denialConfidence)))
    }

    private static let denialConfidence = 0.7
}
