import ArgumentParser

/// The command line `entente`.
struct EntenteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "entente", abstract: "Turns documents into a typed actor graph and answers questions about it.")
}

/// Runs the command line on the process's arguments and exits.
public func runEntente() async {
    await EntenteCommand.main()
}
