import ArgumentParser
import EntenteModel
import EntenteStore

struct SplitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "Say that one actor is two.",
        discussion: """
            PART is another actor, or one that became part of ACTOR: the two are kept apart from now on and never
            proposed again. Or it is a name of ACTOR: the sentences that call it only by this name get an actor of their
            own. With --document, what that document says of ACTOR does.

            EXAMPLE
              entente split Rahmon rahmon-2
              entente split Georgia "Peach State" --kind region
              entente split Georgia --document us-election --as "Georgia (United States)"
            """)

    @Argument(help: ArgumentHelp("The actor to split.", valueName: "actor"))
    var actor: String

    @Argument(help: ArgumentHelp("Another actor, or a name of this one.", valueName: "part"))
    var part: String?

    @Option(help: ArgumentHelp("Split off what this document says.", valueName: "document"))
    var document: String?

    @Option(name: .customLong("as"), help: ArgumentHelp("The name of the new actor. Default: PART.", valueName: "name"))
    var newName: String?

    @Option(help: ArgumentHelp("The kind of the new actor. Default: that of ACTOR.", valueName: "kind"))
    var kind: String?

    @OptionGroup var options: DecisionOptions

    func validate() throws {
        if (part == nil) == (document == nil) { throw ValidationError("name a part, or a document with --document") }
        if document != nil, newName == nil { throw ValidationError("--document needs --as NAME for the new actor") }
    }

    func run() async throws {
        let file = try options.open()
        let whole = try file.find(actor)
        if let kind { _ = try file.actorKind(kind) }
        if let document {
            return try divide(whole, .document(DocumentID(document)), newName ?? document, in: file)
        }
        let part = part ?? ""
        if let joined = joinedActor(part, in: whole, file) { return try keepApart(joined, whole, in: file) }
        let folded = ActorLookup.folded(part)
        // Most sentences call an actor by its name; to take them all away needs a word on who they are about.
        if newName == nil, let name = file.graph[whole]?.name, ActorLookup.folded(name) == folded {
            throw CommandFailure(
                .badData, "'\(part)' is \(file.described(whole)) itself; name a part of it, or the new actor with --as")
        }
        if let name = file.graph[whole].map({ [$0.name] + $0.aliases })?.first(where: {
            ActorLookup.folded($0) == folded
        }) {
            return try divide(whole, .name(name), newName ?? name, in: file)
        }
        let other = try file.find(part)
        guard other != whole else {
            throw CommandFailure(.badData, "'\(part)' is \(file.described(whole)) itself; name a part of it")
        }
        try options.take([.keepApart(whole, other)], in: file) { _ in
            "\(file.described(whole)) and \(file.described(other)) are two, and stay so."
        }
    }

    /// An actor of the documents that became part of this one, by its id or a name of its own.
    private func joinedActor(_ text: String, in whole: ActorID, _ file: CaseAtHand) -> CuratedGraph.Joined? {
        let parts = file.content.curated.joined.filter { $0.into == whole }
        let folded = ActorLookup.folded(text)
        return parts.first { $0.actor.id == ActorID(text) }
            ?? parts.first { ([$0.actor.name] + $0.actor.aliases).contains { ActorLookup.folded($0) == folded } }
    }

    private func keepApart(_ joined: CuratedGraph.Joined, _ whole: ActorID, in file: CaseAtHand) throws {
        // The pair that was joined, so that the later word replaces the former, and the pair that a reader sees.
        var pairs: [ActorPair] = []
        switch joined.reason {
        case .decision(let standing):
            if case .merge(let from, let into) = standing.decision.verdict { pairs.append(ActorPair(from, into)) }
        case .link(let link): pairs.append(ActorPair(link.from, link.into))
        }
        let seen = ActorPair(joined.actor.id, whole)
        if !pairs.contains(seen) { pairs.append(seen) }
        try options.take(pairs.map { .keepApart($0.first, $0.second) }, in: file) { _ in
            "\(joined.actor.name) (\(joined.actor.id)) is an actor of its own again, apart from \(file.described(whole))."
        }
    }

    private func divide(_ whole: ActorID, _ part: Division.Part, _ name: String, in file: CaseAtHand) throws {
        let id = file.newID(for: name)
        let division = Division(part: part, id: id, name: name, kind: kind)
        try options.take([.divide(whole, division)], in: file) { after in
            let moved = after.graph.relations.filter { $0.source == id || $0.target == id }
            let statements = moved.reduce(0) { $0 + $1.statements.count }
            return "\(name) (\(id)) is an actor of its own now, apart from \(file.described(whole)); "
                + "\(counted(statements, "statement")) moved."
        }
    }
}
