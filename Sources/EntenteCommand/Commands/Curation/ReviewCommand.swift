import ArgumentParser
import EntenteFormats
import EntenteModel
import EntenteStore
import Foundation

struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Go through what is doubtful: likely duplicates and uncertain relations.",
        discussion: """
            Each question takes y (yes), n (no), s (skip) or q (quit), then return. Every answer is kept at once, so a
            review can stop at any time and go on later; what was skipped comes again.

            EXAMPLE
              entente review --limit 20
            """)

    @OptionGroup var options: DecisionOptions

    @Option(help: ArgumentHelp("Ask about sentences of a confidence below this.", valueName: "number"))
    var below = 0.6

    @Option(help: ArgumentHelp("How many questions at most.", valueName: "n"))
    var limit: Int?

    @Flag(help: "Ask about likely duplicates alone.")
    var duplicates = false

    @Flag(help: "Ask about uncertain relations alone.")
    var relations = false

    func validate() throws {
        if duplicates, relations { throw ValidationError("--duplicates and --relations exclude each other") }
        if let limit, limit < 1 { throw ValidationError("--limit needs 1 or more, not \(limit)") }
        if !(0...1).contains(below) { throw ValidationError("--below needs a number from 0 to 1") }
    }

    func run() async throws {
        let path = try options.caseOption.path()
        var file = try CaseAtHand(path: path)
        let queue = questions(file)
        let count = min(queue.count, limit ?? queue.count)
        guard count > 0 else { return try Terminal.print("Nothing to review.\n") }
        var input = InputLines(descriptor: STDIN_FILENO)
        var (number, answered) = (0, 0)
        for question in queue.prefix(count) {
            number += 1
            // An earlier answer may have settled it.
            guard let text = question.text(in: file) else { continue }
            try Terminal.print("[\(number)/\(count)] \(Terminal.safeLines(text))\n")
            guard let answer = try Self.ask(&input) else { break }
            guard let verdict = answer == .yes ? question.yes(in: file) : answer == .no ? question.no(in: file) : nil
            else { continue }
            let decisions = options.signed([verdict])
            let next = file.content.after(decisions)
            if let left = next.unapplied.first(where: { $0.standing.step == file.content.curation.steps.count + 1 }) {
                try Terminal.print("  not possible: \(Terminal.safe(left.reason))\n\n")
                continue
            }
            let step = try CaseFile.decide(decisions, at: path)
            answered += 1
            try Terminal.print("  step \(step): \(Terminal.safe("\(decisions[0])"))\n\n")
            file = try CaseAtHand(path: path)
        }
        try Terminal.print(
            "\(counted(answered, "decision")) taken; \(queue.count - answered) of \(queue.count) left.\n")
    }

    private func questions(_ file: CaseAtHand) -> [ReviewQuestion] {
        var result: [ReviewQuestion] = []
        if !relations {
            result += file.content.curation.likelyDuplicates(in: file.content.curated).map(ReviewQuestion.duplicate)
        }
        if !duplicates {
            result += file.graph.relations
                .flatMap { relation in
                    relation.statements.filter { $0.confidence < below && !$0.document.rawValue.hasPrefix("note/") }
                        .map { (relation.id, $0) }
                }
                .sorted { ($0.1.confidence, $0.0, $0.1) < ($1.1.confidence, $1.0, $1.1) }
                .map(ReviewQuestion.statement)
        }
        return result
    }

    private enum Answer {
        case yes, no, skip
    }

    /// Nil where the person, or the input, has had enough.
    private static func ask(_ input: inout InputLines) throws -> Answer? {
        while true {
            try Terminal.print("  y/n/s/q? ")
            guard let line = try input.next() else {
                try Terminal.print("\n")
                return nil
            }
            switch String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines).lowercased() {
            case "y", "yes": return .yes
            case "n", "no": return .no
            case "s", "skip", "": return .skip
            case "q", "quit": return nil
            default: try Terminal.print("  Please answer y (yes), n (no), s (skip) or q (quit).\n")
            }
        }
    }
}

/// One question of a review.
enum ReviewQuestion {
    case duplicate(LikelyDuplicate)
    case statement(RelationID, Statement)

    /// The question in words; nil where it no longer arises.
    func text(in file: CaseAtHand) -> String? {
        switch self {
        case .duplicate(let pair):
            guard let from = file.graph[pair.from], let into = file.graph[pair.into] else { return nil }
            return "Is \(Self.described(from, in: file))\n      the same as \(Self.described(into, in: file))?\n"
                + pair.reasons.map { "      because \($0)" }.joined(separator: "\n")
        case .statement(let id, let statement):
            guard let relation = file.graph[id], relation.statements.contains(statement) else { return nil }
            let label = file.graph.ontology.relationKind(id.kind)?.label ?? id.kind
            let status = statement.status == .asserted ? "" : " (\(statement.status.rawValue))"
            return "Does this say that \(file.name(id.source)) \(label) \(file.name(id.target))\(status)?\n"
                + "      “\(statement.text.replacing("\n", with: " "))”\n"
                + "      \(statement.document), confidence \(JSONText.number(statement.confidence))"
        }
    }

    func yes(in file: CaseAtHand) -> Decision.Verdict? {
        switch self {
        case .duplicate(let pair): .merge(pair.from, into: pair.into)
        case .statement(let id, let statement): .confirm(Self.claim(id, statement))
        }
    }

    func no(in file: CaseAtHand) -> Decision.Verdict? {
        switch self {
        case .duplicate(let pair): .keepApart(pair.from, pair.into)
        case .statement(let id, let statement): .reject(Self.claim(id, statement))
        }
    }

    private static func claim(_ id: RelationID, _ statement: Statement) -> Claim {
        Claim(
            source: id.source, kind: id.kind, target: id.target,
            evidence: .init(document: statement.document, quote: statement.text))
    }

    private static func described(_ actor: Actor, in file: CaseAtHand) -> String {
        let kind = file.graph.ontology.actorKind(actor.kind)?.label ?? actor.kind
        let others = actor.aliases.isEmpty ? "" : ", also \(actor.aliases.prefix(4).joined(separator: ", "))"
        return "\(actor.name) (\(actor.id), \(kind), \(counted(actor.mentions, "mention"))\(others))"
    }
}
