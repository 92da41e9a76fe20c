import ArgumentParser
import EntenteModel
import EntenteStore

struct RenameCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give an actor another name; the former one stays as an alias.",
        discussion: """
            EXAMPLE
              entente rename Taliban "Afghan Taliban"
            """)

    @Argument(help: ArgumentHelp("Id, name or alias.", valueName: "actor"))
    var actor: String

    @Argument(help: ArgumentHelp("The new name.", valueName: "name"))
    var name: String

    @OptionGroup var options: DecisionOptions

    func validate() throws {
        if !name.contains(where: { $0.isLetter || $0.isNumber }) { throw ValidationError("a name needs a letter") }
    }

    func run() async throws {
        let file = try options.open()
        let id = try file.find(actor)
        try options.take([.rename(id, to: name)], in: file) { _ in
            "\(file.described(id)) is called \(name) now."
        }
    }
}

struct RetypeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retype", abstract: "Say of which kind an actor is.",
        discussion: """
            EXAMPLE
              entente retype "Panjshir Front" militantGroup
            """)

    @Argument(help: ArgumentHelp("Id, name or alias.", valueName: "actor"))
    var actor: String

    @Argument(help: ArgumentHelp("A kind of the ontology (state, person, militantGroup …).", valueName: "kind"))
    var kind: String

    @OptionGroup var options: DecisionOptions

    func run() async throws {
        let file = try options.open()
        let id = try file.find(actor)
        let label = try file.actorKind(kind).label
        try options.take([.retype(id, to: kind)], in: file) { _ in "\(file.described(id)) is a \(label) now." }
    }
}
