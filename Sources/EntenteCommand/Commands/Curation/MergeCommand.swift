import ArgumentParser
import EntenteModel
import EntenteStore

struct MergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Say that two actors are one.",
        discussion: """
            The first becomes part of the second: all its statements move there, and its names become aliases. The
            decision is kept in the case, holds for every later build, and can be undone.

            EXAMPLE
              entente merge Rakhmon "Emomali Rahmon" --note "same office"
            """)

    @Argument(help: ArgumentHelp("The actor that becomes part of the other.", valueName: "from"))
    var from: String

    @Argument(help: ArgumentHelp("The actor that stays.", valueName: "into"))
    var into: String

    @OptionGroup var options: DecisionOptions

    func run() async throws {
        let file = try options.open()
        let (lower, upper) = (try file.find(from), try file.find(into))
        guard lower != upper else {
            throw CommandFailure(
                .badData,
                "'\(from)' and '\(into)' are one actor already; \(file.described(upper)); 'entente show --explain' says why"
            )
        }
        let moved = file.graph.relations.filter { $0.source == lower || $0.target == lower }
        let statements = moved.reduce(0) { $0 + $1.statements.count }
        let inside = file.content.curated.statementsWithinActors
        try options.take([.merge(lower, into: upper)], in: file) { after in
            let within = after.statementsWithinActors - inside
            return
                "\(file.described(lower)) is \(file.described(upper)) now; \(counted(statements, "statement")) moved."
                + (within > 0
                    ? " \(counted(within, "statement")) between the two stay out of the graph while they are one." : "")
        }
    }
}
