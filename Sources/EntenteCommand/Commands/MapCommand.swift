import ArgumentParser
import EntenteFormats
import EntenteRendering
import Foundation

struct MapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map", abstract: "Draw the graph, or a part of it, through Graphviz.",
        discussion: """
            The ending of the output says the format: .svg, .png, .pdf or .dot. 'docs/maps.md' explains every symbol.

            EXAMPLE
              entente map --around Taliban --depth 1 --with-possible -o taliban.svg
            """)

    @OptionGroup var caseOption: CaseOption

    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp("The file to write: .svg, .png, .pdf or .dot.", valueName: "file"))
    var output: String

    @OptionGroup var question: MapQuestion

    @Option(help: ArgumentHelp("Resolution of PNG output.", valueName: "n"))
    var dpi = 144.0

    @Option(help: ArgumentHelp("How many seconds the layout may take.", valueName: "seconds"))
    var timeout: Double?

    func validate() throws {
        if let timeout, !(timeout > 0) { throw ValidationError("--timeout needs more than 0 seconds, not \(timeout)") }
        if MapFormat(rawValue: (output as NSString).pathExtension.lowercased()) == nil {
            throw ValidationError("'\(output)' has no known ending; use .svg, .png, .pdf or .dot")
        }
    }

    func run() async throws {
        let source = try caseOption.load()
        let map = try question.map(of: source) { options in
            options.title = options.title ?? Self.title(of: source)
            options.dotsPerInch = dpi
        }
        let format = MapFormat(rawValue: (output as NSString).pathExtension.lowercased()) ?? .svg
        try OutputFile.write(
            try map.render(format, isolation: GraphvizPlace.isolation(of: map, timeout: timeout)), to: output)
    }

    private static func title(of source: CaseOption.Source) -> String {
        ((source.path as NSString).lastPathComponent as NSString).deletingPathExtension
    }
}

/// Where Graphviz draws the maps of this program.
enum GraphvizPlace {
    static let workerArgument = "graphviz-worker"

    /// Small maps are laid out right here, which is faster; what can run for long, or has a time limit, runs in a process of
    /// its own, so that it can be stopped and cannot take the program with it.
    static func isolation(of map: ActorMap, timeout: Double?) -> GraphvizIsolation {
        let isSmall = map.relations.count <= 250
        guard timeout != nil || !isSmall, let executable else { return .inProcess }
        return .helper(executable: executable, arguments: [workerArgument], timeout: timeout ?? 300)
    }

    private static var executable: String? {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? Bundle.main.executablePath
    }
}
