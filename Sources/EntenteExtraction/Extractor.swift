import Crypto
public import EntenteModel
public import EntenteText
import Foundation

/// Reads documents: who is mentioned, and what is stated about whom.
///
/// ```swift
/// let extractor = try Extractor()
/// let extraction = extractor.extract(document)
/// ```
/// An extractor is a value: it holds the ontology, the gazetteers and the frames, and may be used from many threads. The
/// same document gives the same extraction. Each step can be looked at apart: the analyzer gives sentences, the mention
/// finder says which words refer to which actor, the relation finder states what ties them.
public struct Extractor: Sendable {
    public let ontology: Ontology
    /// Tells extractors apart that may read a document differently: a hash of ontology, gazetteers and frames.
    public let fingerprint: String
    private let analyzer: any TextAnalyzer
    /// The model that knows which words are English; nil where sentences come from elsewhere.
    private let model: Analyzer?
    private let mentionFinder: MentionFinder
    private let relationFinder: RelationFinder

    /// Makes an extractor from the data files that ship with Entente.
    ///
    /// - Parameters:
    ///   - ontology: What to look for; nil for the default ontology.
    ///   - gazetteers: Further known actors, as (name of the file, its content).
    ///   - frames: Further frames, as (name of the file, its content), for kinds of the ontology that is used.
    ///   - classifiesPairs: Whether a model trained on annotated sentences adds what no frame spells out, and leaves out what
    ///     frames only guess and it doubts; without it the frames stand alone.
    ///   - analyzer: What turns text into parsed sentences; nil for the language model that ships with Entente.
    /// - Throws: `ExtractorError` where a data file is missing or faulty.
    public init(
        ontology: Ontology? = nil, gazetteers: [(file: String, text: String)] = [],
        frames: [(file: String, text: String)] = [], analyzer: (any TextAnalyzer)? = nil, classifiesPairs: Bool = true
    ) throws(ExtractorError) {
        try self.init(
            ontology: ontology, gazetteers: gazetteers, frames: frames, analyzer: analyzer,
            classifiesPairs: classifiesPairs, ranksAntecedents: true)
    }

    /// - Parameter ranksAntecedents: Whether learned weights have a say in what pronouns and descriptions stand for.
    init(
        ontology: Ontology? = nil, gazetteers: [(file: String, text: String)] = [],
        frames: [(file: String, text: String)] = [], analyzer: (any TextAnalyzer)? = nil, classifiesPairs: Bool,
        ranksAntecedents: Bool
    ) throws(ExtractorError) {
        let resources = ExtractionResources()
        let standard = try resources.ontology()
        let lexicon = try resources.lexicon()
        let ontology = ontology ?? standard
        self.ontology = ontology
        let used: any TextAnalyzer
        do throws(LanguageModelError) {
            used = if let analyzer { analyzer } else { try Analyzer() }
        } catch {
            throw .languageModel(error)
        }
        self.analyzer = used
        let model = used as? Analyzer
        self.model = model
        let typeName = model.map { model in
            { @Sendable (span: Range<Int>, sentence: Sentence) in model.nameType(of: span, in: sentence) }
        }
        let version = try resources.fingerprint(and: gazetteers, frames: frames)
        let data = model.map { "\(version)-\($0.checksum)" } ?? version
        fingerprint = ontology == standard ? data : "\(data)-\(Self.digest(of: ontology))"
        // Shipped names and frames refer to the default kinds; a user's ontology may lack some of them.
        var gazetteer = try resources.gazetteer(ontology: standard)
        gazetteer.keep { ontology.actorKind($0.kind) != nil }
        let regions = Set(gazetteer.entries.values.filter { $0.kind == "place" && $0.country == nil }.map(\.id))
        for file in gazetteers {
            do throws(GazetteerError) {
                try gazetteer.read(file.text, file: file.file, ontology: ontology)
            } catch {
                throw .gazetteer(error)
            }
        }
        var leaders = try resources.leaders(ontology: standard)
        leaders.keep { ontology.actorKind($0.kind) != nil }
        mentionFinder = MentionFinder(
            gazetteer: gazetteer, lexicon: lexicon, leaders: LeaderIndex(leaders), typeName: typeName)
        // A shipped frame whose kind the user's ontology lacks is left out.
        var families = try resources.frames(ontology: standard, lexicon: lexicon).map { $0.keeping(kindsOf: ontology) }
        for file in frames {
            do throws(FrameError) {
                families.append(
                    try UserFrames(ontology: ontology, wordClasses: lexicon.wordClasses)
                        .read(file.text, file: file.file))
            } catch {
                throw .userFrames(error)
            }
        }
        relationFinder = RelationFinder(
            matcher: PredicateMatcher(families: families, lexicon: lexicon, ontology: ontology),
            lexicon: lexicon, ontology: ontology,
            classifier: classifiesPairs ? PairClassifier(model: try resources.pairModel()) : nil,
            knownRegions: regions,
            antecedents: ranksAntecedents ? try resources.antecedentModel() : nil)
    }

    /// Sentences and mentions of a document, and what finds relations in them.
    func analysis(of document: Document) -> (sentences: [Sentence], found: MentionFinder.Result, finder: RelationFinder)
    {
        let sentences = analyzer.sentences(of: document.text, in: document.body)
        return (sentences, mentionFinder.find(in: document, sentences: sentences), relationFinder)
    }

    private func isInAnotherLanguage(_ sentences: [Sentence]) -> Bool { model?.seemsForeign(sentences) ?? false }

    private static func digest(of ontology: Ontology) -> String {
        let text = "\(ontology.actorKinds)\(ontology.relationKinds)"
        return SHA256.hash(data: Data(text.utf8)).prefix(8).map { String($0, radix: 16) }.joined()
    }

    /// Extracts one document.
    ///
    /// - Complexity: about linear in the text: each sentence is matched against the frames whose words it holds.
    public func extract(_ document: Document) -> DocumentExtraction {
        extract(document, sentences: analyzer.sentences(of: document.text, in: document.body))
    }

    /// Extracts one document whose sentences were parsed elsewhere.
    public func extract(_ document: Document, sentences: [Sentence]) -> DocumentExtraction {
        let found = mentionFinder.find(in: document, sentences: sentences)
        // "in Beijing's eyes": the state says so, not the place.
        let findings = relationFinder.findings(in: document, sentences: sentences, found: found).map { finding in
            finding.attributed(to: finding.statement.attributedTo.map { found.seats[$0] ?? $0 })
        }
        // A capital where people merely meet is a place, unless the text takes its name for the state as well; the state
        // of such a place is an actor only where something is said of it.
        let tied = Set(findings.flatMap { [$0.source, $0.target] + ($0.statement.attributedTo.map { [$0] } ?? []) })
        // Whom somebody acts for stays as well.
        let served = Set(found.actors.values.compactMap { $0.mentions > 0 ? $0.principal : nil })
        let known = found.actors.filter { id, actor in
            guard ontology.actorKind(actor.kind) != nil else { return false }
            if found.backdrops.contains(id) { return tied.contains(id) }
            guard found.settings.contains(id) else { return true }
            return actor.kind == "place"
                ? !found.spokenCapitals.contains(id) : tied.contains(id) || served.contains(id)
        }
        let principals = Principals(actors: known, findings: findings)
        return DocumentExtraction(
            document: document.record, actors: known.values.map(principals.completing).sorted { $0.id < $1.id },
            mentions: found.mentions.flatMap { $0 }.filter { known[$0.actor] != nil },
            findings: findings.filter { known[$0.source] != nil && known[$0.target] != nil }.map { finding in
                finding.attributed(to: finding.statement.attributedTo.flatMap { known[$0]?.id })
            },
            sentences: sentences.map(\.range), isInAnotherLanguage: isInAnotherLanguage(sentences))
    }
}

/// Why an extractor cannot be made.
public enum ExtractorError: Error, CustomStringConvertible {
    case missing(MissingResource)
    case unreadable(file: String, reason: String)
    case ontology(OntologyError, file: String)
    case gazetteer(GazetteerError)
    case lexicon(LexiconError)
    case frames(FrameError)
    /// A fault in frames that the user gave.
    case userFrames(FrameError)
    case languageModel(LanguageModelError)

    public var description: String {
        switch self {
        case .missing(let error): "\(error)"
        case .unreadable(let file, let reason): "cannot read a data file; \(file): \(reason); reinstall Entente"
        case .ontology(let error, let file): "bad ontology; \(file):\(error.line): \(error)"
        case .gazetteer(let error): "\(error)"
        case .lexicon(let error): "\(error)"
        case .frames(let error), .userFrames(let error): "\(error)"
        case .languageModel(let error): "\(error)"
        }
    }
}

extension Gazetteer {
    /// Leaves out the entries for which the test fails.
    mutating func keep(_ isKept: (Entry) -> Bool) {
        self = Gazetteer(entries: entries.filter { isKept($0.value) })
    }
}
