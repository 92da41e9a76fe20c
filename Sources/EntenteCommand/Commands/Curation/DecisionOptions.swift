import ArgumentParser
import EntenteModel
import EntenteStore
import Foundation

/// What every decision takes: the case, who decides, and why.
struct DecisionOptions: ParsableArguments {
    @OptionGroup var caseOption: CaseOption

    @Option(help: ArgumentHelp("Who decides. Default: $ENTENTE_AUTHOR, else $USER.", valueName: "name"))
    var by: String?

    @Option(help: ArgumentHelp("Why, for those who read it later.", valueName: "text"))
    var note: String?

    func open() throws -> CaseAtHand { try CaseAtHand(path: caseOption.path()) }

    /// The decisions with who takes them, when and why.
    func signed(_ verdicts: [Decision.Verdict]) -> [Decision] {
        let environment = ProcessInfo.processInfo.environment
        let author = [by, environment["ENTENTE_AUTHOR"], environment["USER"]].compactMap { $0 }.first { !$0.isEmpty }
        return verdicts.map { Decision($0, by: author, date: Self.today, note: note) }
    }

    /// Takes decisions, unless they would have no effect, and says what came of them.
    func take(_ verdicts: [Decision.Verdict], in file: CaseAtHand, _ saying: (CuratedGraph) -> String) throws {
        let decisions = signed(verdicts)
        let after = file.content.after(decisions)
        let step = file.content.curation.steps.count + 1
        if let left = after.unapplied.first(where: { $0.standing.step == step }) {
            throw CommandFailure(
                .badData, "this would change nothing; \(left.reason); 'entente curation list' shows what was decided")
        }
        let taken = try CaseFile.decide(decisions, at: file.path)
        try Terminal.print(Terminal.safe(saying(after)) + "\nStep \(taken); 'entente undo \(taken)' takes it back.\n")
    }

    private static var today: PartialDate? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: Date())
        guard let year = parts.year else { return nil }
        return PartialDate(year: year, month: parts.month, day: parts.day)
    }
}

/// A case with what it holds, to decide about.
struct CaseAtHand {
    let path: String
    let content: CaseContent
    let lookup: ActorLookup

    init(path: String) throws {
        self.path = path
        content = try CaseFile.open(path).content()
        lookup = ActorLookup(content.graph)
    }

    var graph: ActorGraph { content.graph }

    /// The actor that a person means; the id of one that became part of another means that one.
    func find(_ text: String) throws -> ActorID {
        let id = ActorID(text)
        if graph[id] == nil, content.curated.joined.contains(where: { $0.actor.id == id }) {
            return content.curated.representative(id)
        }
        return try lookup.find(text)
    }

    func name(_ id: ActorID) -> String { graph[id]?.name ?? id.rawValue }

    /// "Emomali Rahmon (emomali-rahmon)".
    func described(_ id: ActorID) -> String { "\(name(id)) (\(id))" }

    func relationKind(_ name: String) throws -> RelationKind {
        guard let kind = graph.ontology.relationKind(name) else {
            throw ActorGraphError.unknownRelationKind(
                name, closest: graph.ontology.closestRelationKind(to: name))
        }
        return kind
    }

    func actorKind(_ name: String) throws -> ActorKind {
        guard let kind = graph.ontology.actorKind(name) else {
            throw ActorGraphError.unknownActorKind(name, closest: graph.ontology.closestActorKind(to: name))
        }
        return kind
    }

    /// An id for a new actor: its name in lower-case letters and digits of any script, and a number where it is taken.
    func newID(for name: String) -> ActorID {
        let slug = ActorLookup.folded(name).split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
        let first = slug.isEmpty ? "actor" : slug
        var (id, number) = (ActorID(first), 1)
        while graph[id] != nil || content.documentActor(id) != nil {
            number += 1
            id = ActorID("\(first)-\(number)")
        }
        return id
    }
}

/// A relation, and which of its sentences a decision is about.
struct ClaimOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The actor where the relation starts.", valueName: "from"))
    var source: String

    @Argument(help: ArgumentHelp("The kind of relation (attacks …).", valueName: "kind"))
    var kind: String

    @Argument(help: ArgumentHelp("The actor where it ends.", valueName: "to"))
    var target: String

    @Option(help: ArgumentHelp("Only what this document says.", valueName: "document"))
    var document: String?

    @Option(help: ArgumentHelp("Only the sentences that hold this text.", valueName: "text"))
    var quote: String?

    var isAboutSentences: Bool { document != nil || quote != nil }

    func relation(in file: CaseAtHand) throws -> Relation {
        let (start, end) = (try file.find(source), try file.find(target))
        let id = RelationID(source: start, kind: try file.relationKind(kind), target: end)
        guard let relation = file.graph[id] else {
            let others = file.graph.relations.filter { Set([$0.source, $0.target]) == [start, end] }
            throw CommandFailure(
                .badData,
                "no relation '\(id)'; \(file.path); "
                    + (others.isEmpty
                        ? "there is none between the two"
                        : "between the two there are \(others.map { "'\($0.id)'" }.joined(separator: ", "))"))
        }
        return relation
    }

    /// The sentences that are meant, each as a claim.
    func claims(in file: CaseAtHand) throws -> [Claim] {
        let relation = try relation(in: file)
        let meant = relation.statements.filter { statement in
            document.map { statement.document.rawValue == $0 } ?? true
                && quote.map {
                    statement.text.range(of: $0, options: [.caseInsensitive, .diacriticInsensitive]) != nil
                } ?? true
        }
        guard !meant.isEmpty else {
            throw CommandFailure(
                .badData,
                "no such sentence; '\(relation.id)' rests on \(relation.statements.count) others; "
                    + "'entente show \(relation.source)' lists them")
        }
        return Self.claims(of: relation, meant)
    }

    static func claims(of relation: Relation, _ statements: [Statement]) -> [Claim] {
        var seen: Set<Claim> = []
        return statements.map { statement in
            Claim(
                source: relation.source, kind: relation.kind, target: relation.target,
                evidence: .init(document: statement.document, quote: statement.text))
        }.filter { seen.insert($0).inserted }
    }
}

/// "1 statement", "2 statements".
func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
