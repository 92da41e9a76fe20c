import ArgumentParser
import EntenteFormats
import EntenteModel
import EntenteStore
import Foundation

struct CurationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "curation", abstract: "List, export and import what people decided about a case.",
        discussion: """
            EXAMPLE
              entente curation list
              entente curation export -o curation.yaml
              entente curation import curation.yaml
            """,
        subcommands: [CurationListCommand.self, CurationExportCommand.self, CurationImportCommand.self])
}

struct CurationListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the log of decisions, and which of them have no effect.",
        discussion: """
            EXAMPLE
              entente curation list --format csv
            """)

    @OptionGroup var caseOption: CaseOption

    @Option(help: "How to print the answer.")
    var format: OutputFormat = .table

    private struct Line {
        let step: Int
        let state: String
        let what: String
        var decision: Decision?
    }

    func run() async throws {
        let content = try CaseFile.open(try caseOption.path()).content()
        let lines = Self.lines(of: content)
        switch format {
        case .json:
            let items = lines.map { line in
                JSONText.object([
                    ("step", .raw(String(line.step))), ("state", .text(line.state)), ("decision", .text(line.what)),
                    ("by", .maybe(line.decision?.by)), ("date", .maybe(line.decision?.date?.description)),
                    ("note", .maybe(line.decision?.note)),
                ])
            }
            try Terminal.print("{\"decisions\": [\(items.joined(separator: ", "))]}\n")
        case .table, .csv:
            var table = Table([
                .init(title: "Step", isNumber: true), .init(title: "Decision"), .init(title: "State"),
                .init(title: "By"), .init(title: "Date"), .init(title: "Note"),
            ])
            table.rows = lines.map { line in
                [
                    String(line.step), line.what, line.state, line.decision?.by ?? "",
                    line.decision?.date?.description ?? "", line.decision?.note ?? "",
                ]
            }
            try Terminal.print(format == .csv ? table.csv : table.text)
        }
        if lines.isEmpty { throw CommandFailure(.nothingFound) }
    }

    private static func lines(of content: CaseContent) -> [Line] {
        let (undone, standing) = (content.curation.undone, Set(content.curation.standing))
        let reasons = Dictionary(
            content.curated.unapplied.map { ($0.standing, $0.reason) }, uniquingKeysWith: { first, _ in first })
        return content.curation.steps.flatMap { step -> [Line] in
            let gone = undone[step.number].map { "undone by step \($0)" }
            switch step.action {
            case .undo(let number):
                return [Line(step: step.number, state: gone ?? "holds", what: "undo step \(number)")]
            case .decide(let decisions):
                return decisions.map { decision in
                    let entry = Curation.Standing(step: step.number, decision: decision)
                    let state =
                        gone ?? reasons[entry].map { "no effect: \($0)" }
                        ?? (standing.contains(entry) ? "holds" : "replaced by a later step")
                    return Line(step: step.number, state: state, what: "\(decision)", decision: decision)
                }
            }
        }
    }
}

struct CurationExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the decisions that stand as YAML, to review and to share.",
        discussion: """
            EXAMPLE
              entente curation export -o curation.yaml
            """)

    @OptionGroup var caseOption: CaseOption

    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp("The file to write. Default: standard output.", valueName: "file"))
    var output: String?

    func run() async throws {
        let curation = try CaseFile.open(try caseOption.path()).curation()
        let text = CurationFile.yaml(curation.standing.map(\.decision))
        if let output { try OutputFile.write(text.utf8, to: output) } else { try Terminal.print(text) }
    }
}

struct CurationImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take the decisions of YAML files into the case, all or none of them.",
        discussion: """
            Decisions that contradict each other, or what was decided in the case, are named with both places, and nothing
            is imported. With --replace the word of the files stands over that of the case. The import is one step, which
            'entente undo' takes back.

            EXAMPLE
              entente curation import curation.yaml
            """)

    @Argument(help: ArgumentHelp("Files that 'entente curation export' wrote, or people.", valueName: "file"))
    var files: [String]

    @OptionGroup var caseOption: CaseOption

    @Flag(help: "Let the files replace what was decided in the case.")
    var replace = false

    /// A decision with where it stands.
    private struct Entry {
        let decision: Decision
        let place: String
        /// Whether it comes from a file rather than from the case.
        let isNew: Bool
    }

    func run() async throws {
        let path = try caseOption.path()
        let content = try CaseFile.open(path).content()
        var new: [Entry] = []
        for file in files { new += try Self.entries(of: file) }
        let standing = content.curation.standing.map {
            Entry(decision: $0.decision, place: "step \($0.step) of \(path)", isNew: false)
        }
        let replaced = try check(standing, new)
        let known = Set(standing.map { [$0.decision.subject: $0.decision.verdict] })
        var seen: Set<Decision.Subject> = []
        let wanted = new.map(\.decision).filter { decision in
            !known.contains([decision.subject: decision.verdict]) && seen.insert(decision.subject).inserted
        }
        guard !wanted.isEmpty else {
            return try Terminal.print("Nothing new: \(counted(new.count, "decision")) stood already.\n")
        }
        let decisions = replaced + wanted
        let after = content.after(decisions)
        let step = try CaseFile.decide(decisions, at: path)
        for entry in after.unapplied where entry.standing.step == step {
            Terminal.note("note: \(Terminal.safe("\(entry.standing.decision): no effect yet; \(entry.reason)"))")
        }
        let old = new.count - wanted.count
        try Terminal.print(
            "Imported \(counted(wanted.count, "decision"))" + (old > 0 ? ", \(old) stood already" : "")
                + ". Step \(step); 'entente undo \(step)' takes it back.\n")
    }

    private static func entries(of file: String) throws -> [Entry] {
        let bytes = try CaseOption.data(file)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw FormatError.notUTF8(file: file, bytes: bytes)
        }
        do throws(CurationFileError) {
            return try CurationFile(yaml: text).entries.map {
                Entry(decision: $0.decision, place: "\(file):\($0.line)", isNew: true)
            }
        } catch {
            throw CommandFailure(.badData, "bad curation; \(file):\(error.line): \(error.problem)")
        }
    }

    /// Names all conflicts and fails, save those with the case where the files may replace it.
    ///
    /// - Returns: What it takes to let the files replace merges of the case: those pairs are kept apart.
    private func check(_ standing: [Entry], _ new: [Entry]) throws -> [Decision] {
        let all = standing + new
        var conflicts: [DecisionConflict] = []
        var replaced: [Decision] = []
        for conflict in Curation.conflicts(among: all.map(\.decision)) {
            let (first, second) = (all[conflict.first], all[conflict.second])
            // Decisions of the case were taken one by one, with their order to say which stands.
            if !first.isNew, !second.isNew { continue }
            guard replace, !first.isNew else {
                conflicts.append(conflict)
                continue
            }
            if first.decision.subject != second.decision.subject,
                case .merge(let from, let into) = first.decision.verdict
            {
                replaced.append(Decision(.keepApart(from, into), note: "replaced by \(second.place)"))
            }
        }
        guard let first = conflicts.first else { return replaced }
        for conflict in conflicts.dropFirst() { Terminal.note("error: \(Terminal.safe(text(conflict, all)))") }
        throw CommandFailure(
            .badData,
            text(first, all) + "; nothing was imported; settle it in the file"
                + (all[first.first].isNew ? "" : ", or let the file replace the case with --replace"))
    }

    private func text(_ conflict: DecisionConflict, _ all: [Entry]) -> String {
        let (first, second) = (all[conflict.first], all[conflict.second])
        return "two decisions contradict each other about \(conflict.about); "
            + "\(first.place): \(first.decision); \(second.place): \(second.decision)"
    }
}
