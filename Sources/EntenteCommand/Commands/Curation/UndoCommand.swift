import ArgumentParser
import EntenteModel
import EntenteStore

struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take back a decision.",
        discussion: """
            The log keeps both the decision and its undoing; to undo an undoing brings the decision back.

            EXAMPLE
              entente undo
              entente undo 3
            """)

    @Argument(help: ArgumentHelp("The step to take back. Default: the last that still counts.", valueName: "step"))
    var step: Int?

    @OptionGroup var caseOption: CaseOption

    func run() async throws {
        let path = try caseOption.path()
        let number = try CaseFile.undo(step, at: path)
        let curation = try CaseFile.open(path).curation()
        let what =
            switch curation.steps[number - 1].action {
            case .undo(let other): "the undoing of step \(other)"
            case .decide(let decisions):
                decisions.count == 1 ? "\(decisions[0])" : "\(decisions.count) decisions, the first: \(decisions[0])"
            }
        try Terminal.print("Undone: step \(number), \(Terminal.safe(what))\n")
    }
}
