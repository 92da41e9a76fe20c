import ArgumentParser
import EntenteModel
import EntenteStore

struct AddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a relation that you know of, with its source.",
        discussion: """
            The source becomes a document of its own, so that evidence, filters and exports show where the relation comes
            from. An actor that no document names needs its kind.

            EXAMPLE
              entente add Iran funds "Example Group" --to-kind militantGroup \\
                --source "interview, customs officer, Mashhad" --quote "They are paid in cash." --date 2021-08
            """)

    @Argument(help: ArgumentHelp("The actor where the relation starts.", valueName: "from"))
    var from: String

    @Argument(help: ArgumentHelp("The kind of relation.", valueName: "kind"))
    var kind: String

    @Argument(help: ArgumentHelp("The actor where it ends.", valueName: "to"))
    var to: String

    @Option(help: ArgumentHelp("Where it is known from, as you would cite it.", valueName: "citation"))
    var source: String

    @Option(help: ArgumentHelp("What the source says. Default: the relation in words.", valueName: "text"))
    var quote: String?

    @Option(help: ArgumentHelp("When it holds (2021, 2021-08, 2021-08-07).", valueName: "date"))
    var date: PartialDate?

    @Option(help: "Whether it is asserted, possible or denied.")
    var status: Status = .asserted

    @Option(help: ArgumentHelp("How certain it is, 0 to 1.", valueName: "number"))
    var confidence = 1.0

    @Option(help: ArgumentHelp("The kind of FROM, where no document names it.", valueName: "kind"))
    var fromKind: String?

    @Option(help: ArgumentHelp("The kind of TO, where no document names it.", valueName: "kind"))
    var toKind: String?

    @OptionGroup var options: DecisionOptions

    func validate() throws {
        if !(0...1).contains(confidence) { throw ValidationError("--confidence needs a number from 0 to 1") }
        if status == .disputed {
            throw ValidationError("--status disputed is for relations of several statements; add each of them")
        }
        if source.allSatisfy(\.isWhitespace) { throw ValidationError("--source needs a citation") }
    }

    func run() async throws {
        let file = try options.open()
        let relationKind = try file.relationKind(kind)
        var verdicts: [Decision.Verdict] = []
        let (start, startName) = try end(from, kind: fromKind, option: "--from-kind", in: file, &verdicts)
        let (target, targetName) = try end(to, kind: toKind, option: "--to-kind", in: file, &verdicts)
        guard start != target else {
            throw CommandFailure(.badData, "both ends are \(startName); a relation needs two actors; name another")
        }
        let quote = quote ?? "\(startName) \(relationKind.label) \(targetName)."
        verdicts.append(
            .add(
                KnownRelation(
                    source: start, kind: kind, target: target, citation: source, quote: quote, status: status,
                    date: date, confidence: confidence)))
        try options.take(verdicts, in: file) { _ in
            "Added: \(startName) \(relationKind.label) \(targetName), from \(source)."
        }
    }

    /// The actor at an end, made where it is new and its kind is given.
    private func end(
        _ text: String, kind: String?, option: String, in file: CaseAtHand, _ verdicts: inout [Decision.Verdict]
    ) throws -> (ActorID, String) {
        do {
            let id = try file.find(text)
            return (id, file.name(id))
        } catch ActorLookupError.unknown(_, let nearest) {
            guard let kind else {
                throw CommandFailure(
                    .badData,
                    "no actor '\(text)'; "
                        + (nearest.isEmpty ? "" : "did you mean \(nearest.joined(separator: ", "))? ")
                        + "If it is new, give its kind with \(option)")
            }
            _ = try file.actorKind(kind)
            let id = file.newID(for: text)
            verdicts.append(.addActor(id, name: text, kind: kind))
            return (id, text)
        }
    }
}
