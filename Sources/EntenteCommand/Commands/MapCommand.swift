import ArgumentParser
import EntenteFormats
import EntenteRendering
import EntenteReports
import EntenteStore
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

    @Flag(
        inversion: .prefixedNo,
        help: ArgumentHelp(
            "Keep actors where they stood on the last edition of this map, as the case remembers it, and remember this "
                + "one (default, where the case can be written)."))
    var positions: Bool?

    func validate() throws {
        if let timeout, !(timeout > 0) { throw ValidationError("--timeout needs more than 0 seconds, not \(timeout)") }
        if MapFormat(rawValue: (output as NSString).pathExtension.lowercased()) == nil {
            throw ValidationError("'\(output)' has no known ending; use .svg, .png, .pdf or .dot")
        }
    }

    func run() async throws {
        let source = try caseOption.load()
        var plan = try question.plan(of: source) { options in
            options.title = options.title ?? Self.title(of: source)
            options.dotsPerInch = dpi
        }
        let format = MapFormat(rawValue: (output as NSString).pathExtension.lowercased()) ?? .svg
        var map = try plan.map
        let memory = format == .dot || positions == false || !source.isCaseFile ? nil : MapMemory(case: source.path)
        let content = ReportStamp.digest(of: map.layoutContent)
        let last = memory?.edition(of: plan.name)
        let start = last?.start(for: content) ?? [:]
        if !start.isEmpty {
            plan.options.previousPositions = start.mapValues { MapPoint(x: $0.x, y: $0.y) }
            map = try plan.map
        }
        let picture = try map.picture(format, isolation: GraphvizPlace.isolation(of: map, timeout: timeout))
        try OutputFile.write(picture.bytes, to: output)
        guard let memory, last?.content != content else { return }
        let edition = MapMemory.Edition(
            content: content, start: start,
            places: picture.positions.mapValues { MapMemory.Place(x: $0.x, y: $0.y) })
        do throws(CaseError) {
            try memory.keep(edition, of: plan.name)
        } catch {
            // The map is drawn; a case that may only be read forgets it.
            if positions == true { throw CommandFailure(error) }
        }
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
        isolation(relations: map.relations.count, timeout: timeout)
    }

    static func isolation(relations: Int, timeout: Double?) -> GraphvizIsolation {
        guard timeout != nil || relations > 250, let executable else { return .inProcess }
        return .helper(executable: executable, arguments: [workerArgument], timeout: timeout ?? 300)
    }

    private static var executable: String? {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? Bundle.main.executablePath
    }
}
