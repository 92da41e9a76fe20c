public import EntenteModel

/// An actor graph measured against annotations of its documents.
///
/// ```swift
/// let evaluation = Evaluation(of: graph, against: try GoldDocument.read(folder: "gold"))
/// print(evaluation[.relationsByState].f1)
/// ```
/// Figures are sums over documents. Relations that the annotations mark optional are neither missed nor spurious. A document
/// without counterpart in the graph counts as one in which nothing was found.
public struct Evaluation: Sendable {
    public enum Figure: String, CaseIterable, Sendable {
        /// An actor counts where a name and the kind agree.
        case actors
        /// The same, whatever the kind.
        case actorsUntyped = "actors-untyped"
        /// Source, kind, target and status agree; ends in either order where the kind is symmetric.
        case relations
        /// The same with persons, bodies and forces replaced by the state or group that they act for, loops dropped.
        case relationsByState = "relations-state"
        /// As before, any kind and status: were the right pairs connected?
        case dyadsByState = "dyads-state"
    }

    /// A relation or an actor on which graph and annotations differ.
    public struct Difference: Sendable, Hashable {
        public enum Sort: String, Sendable {
            case missed, spurious
            case missedActor = "missed actor"
            case spuriousActor = "spurious actor"
        }
        public let file: String
        public let sort: Sort
        /// "source kind target status"; a "?" stands before names that the annotations lack. For an actor: id or name, and kind.
        public let what: String
        /// The sentence or quote that carries it, where there is one.
        public let quote: String
    }

    /// Of what matched and has such a value in the annotations: how often it agrees.
    public struct Agreement: Sendable, Hashable, CustomStringConvertible {
        public fileprivate(set) var agreeing = 0
        public fileprivate(set) var all = 0
        public var description: String { "\(agreeing)/\(all)" }
    }

    public private(set) var tallies: [Figure: Tally] = [:]
    public private(set) var dates = Agreement()
    public private(set) var attributions = Agreement()
    /// In the order of files; relations are compared as they are, not by state.
    public private(set) var differences: [Difference] = []
    /// Statements by confidence, right or wrong at the level of states; those of optional relations left out.
    public private(set) var calibration = ConfidenceBand.all
    /// Annotated documents that the graph does not hold, by the name of the text.
    public private(set) var missingDocuments: [String] = []

    public subscript(figure: Figure) -> Tally { tallies[figure] ?? Tally() }

    /// Compares a graph with annotations. A document of the graph belongs to the annotations of the same base name.
    ///
    /// - Complexity: O(files · (statements + actors²)).
    public init(of graph: ActorGraph, against gold: [GoldDocument]) {
        let documents = Dictionary(
            graph.documents.map { (Self.stem($0.path.isEmpty ? $0.id.rawValue : $0.path), $0.id) },
            uniquingKeysWith: { $1 })
        for annotated in gold {
            let document = documents[Self.stem(annotated.document)] ?? documents[Self.stem(annotated.file)]
            if document == nil { missingDocuments.append(annotated.document) }
            add(DocumentComparison(graph: graph, document: document, gold: annotated))
        }
    }

    private mutating func add(_ comparison: DocumentComparison) {
        let (present, gold) = (comparison.present, comparison.gold)
        let (typed, mapping) = (comparison.typed.count, comparison.alignment.gold)
        tallies[.actors, default: Tally()].add(found: present.count, wanted: gold.actors.count, right: typed)
        tallies[.actorsUntyped, default: Tally()].add(
            found: present.count, wanted: gold.actors.count, right: mapping.count)
        differences += comparison.actorDifferences
        let literal = comparison.compare(.relations)
        differences += comparison.differences(literal)
        let byState = comparison.compare(.relationsByState)
        for (figure, result) in [
            (Figure.relations, literal), (.relationsByState, byState),
            (.dyadsByState, comparison.compare(.dyadsByState)),
        ] {
            tallies[figure, default: Tally()].add(
                found: result.judged.count, wanted: result.wanted.count, right: result.right.count)
        }
        for (relation, statement) in literal.right {
            if let date = relation.date, !date.isEmpty {
                dates.all += 1
                if statement.date?.description.hasPrefix(date.prefix(7)) == true { dates.agreeing += 1 }
            }
            if let speaker = relation.attributedTo, !speaker.isEmpty {
                attributions.all += 1
                if let by = statement.attributedTo, mapping[by] == speaker { attributions.agreeing += 1 }
            }
        }
        for item in comparison.statements {
            guard let key = comparison.key(item, .relationsByState) else { continue }
            let isRight = byState.wanted[key] != nil
            guard isRight || !byState.optional.contains(key) else { continue }
            calibration.add(item.statement.confidence, isRight: isRight)
        }
    }

    /// The last part of a path without its ending.
    private static func stem(_ path: String) -> Substring {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), name[..<dot].contains(where: { $0 != "." }) else { return name }
        return name[..<dot]
    }
}
