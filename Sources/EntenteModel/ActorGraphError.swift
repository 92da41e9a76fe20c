/// Which rule of a graph an insertion would break.
public enum ActorGraphError: Error, Equatable, CustomStringConvertible {
    case unknownActorKind(String, closest: String?)
    case unknownRelationKind(String, closest: String?)
    case unknownActor(ActorID)
    case unknownDocument(DocumentID)
    case circularPrincipal(ActorID)
    case loop(RelationID)
    case unorderedEnds(RelationID)
    case noEvidence(ActorID, String, ActorID)
    case badStrength(RelationID)
    case badStatement(RelationID, DocumentID, Range<Int>)

    public var description: String {
        switch self {
        case .unknownActorKind(let kind, let closest):
            "no actor kind '\(kind)' in the ontology" + Self.hint(closest)
        case .unknownRelationKind(let kind, let closest):
            "no relation kind '\(kind)' in the ontology" + Self.hint(closest)
        case .unknownActor(let id): "no actor '\(id)' in the graph; insert it first"
        case .unknownDocument(let id): "no document '\(id)' in the graph; insert it first"
        case .circularPrincipal(let id): "'\(id)' would act on its own behalf through its principals"
        case .loop(let id): "'\(id)' joins an actor with itself"
        case .unorderedEnds(let id): "'\(id)' is symmetric; its ends stand in the order of their ids"
        case .noEvidence(let source, let kind, let target):
            "'\(source)' \(kind) '\(target)' comes without a statement"
        case .badStrength(let id): "'\(id)' has a strength below zero or not a number"
        case .badStatement(let id, let document, let range):
            "a statement of '\(id)' (\(document), bytes \(range.lowerBound) to \(range.upperBound)) needs a status "
                + "other than disputed, a confidence from 0 to 1 and a text as long as its range"
        }
    }

    private static func hint(_ closest: String?) -> String { closest.map { "; did you mean '\($0)'?" } ?? "" }
}
