import ArgumentParser
import Dispatch
import EntenteRendering
import Foundation

/// The command line `entente`.
struct EntenteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "entente",
        abstract: "Turns documents into a typed actor graph and answers questions about it.",
        discussion: """
            EXAMPLE
              entente build seeds -o sample.entente
              entente path Russia "the Taliban"
              entente map -o map.svg
            """,
        version: "0.1.0",
        subcommands: [
            BuildCommand.self, ExtractCommand.self, ParseCommand.self, ActorsCommand.self, RelationsCommand.self,
            ShowCommand.self, SearchCommand.self,
            PathCommand.self, ReachCommand.self, CentralityCommand.self, TimelineCommand.self, CommunitiesCommand.self,
            BridgesCommand.self, BalanceCommand.self, AssortativityCommand.self,
            MapCommand.self, ExploreCommand.self, ReportCommand.self, DiffCommand.self, ExportCommand.self,
            MergeCommand.self, SplitCommand.self, RenameCommand.self, RetypeCommand.self, RejectCommand.self,
            ConfirmCommand.self, AddCommand.self, UndoCommand.self, ReviewCommand.self, CurationCommand.self,
            EvaluateCommand.self,
            DoctorCommand.self,
        ])
}

/// Runs the command line on the process's arguments and ends with the status that its outcome has.
public func runEntente() -> Never {
    let words = CommandLine.arguments.dropFirst()
    // The other side of a map's layout in a process of its own; not a command for people.
    if words.first == GraphvizPlace.workerArgument { exit(GraphvizWorker.run()) }
    do {
        if let plain = PlainPathQuestion(words) {
            try plain.answer()
            exit(0)
        }
        var command = try EntenteCommand.parseAsRoot()
        guard let asynchronous = command as? any AsyncParsableCommand else {
            try command.run()
            exit(0)
        }
        Task { await run(asynchronous) }
        dispatchMain()
    } catch {
        exit(status(endingWith: error))
    }
}

private func run(_ command: any AsyncParsableCommand) async -> Never {
    var command = command
    do { try await command.run() } catch { exit(status(endingWith: error)) }
    exit(0)
}

/// Says what went wrong, and returns the exit status for it.
private func status(endingWith error: any Error) -> Int32 {
    let code = EntenteCommand.exitCode(for: error)
    if code == .success {
        do throws(CommandFailure) {
            try Terminal.print(EntenteCommand.fullMessage(for: error) + "\n")
            return 0
        } catch { return report(error) }
    }
    if code == .validationFailure {
        let lines = EntenteCommand.fullMessage(for: error).split(separator: "\n", omittingEmptySubsequences: false)
        let first = lines.first ?? ""
        let what = first.hasPrefix("Error: ") ? first.dropFirst("Error: ".count) : first
        var message = ["error: \(what)"] + lines.dropFirst().map(String.init)
        if what.hasPrefix("Missing expected argument"), CommandLine.arguments.contains(where: takesSeveralValues) {
            message.append("  An option that takes several values takes all words up to the next option: put it last.")
        }
        Terminal.note(Terminal.safeLines(message.joined(separator: "\n")))
        return CommandFailure.Status.usage.rawValue
    }
    return report(CommandFailure(error))
}

private func takesSeveralValues(_ argument: String) -> Bool {
    [
        "--kind", "--status", "--avoid", "--via", "--said-by", "--not-only-by", "--around", "--path", "--hop-kinds",
        "--personalize", "--document", "--hide",
    ].contains(argument)
}

func report(_ failure: CommandFailure) -> Int32 {
    if let message = failure.message { Terminal.note("error: " + Terminal.safe(message)) }
    return failure.status.rawValue
}
