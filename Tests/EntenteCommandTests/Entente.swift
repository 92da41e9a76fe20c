import Foundation

/// Runs the built program as a user does, and keeps what it answered.
struct Entente {
    let status: Int32
    /// Whether a signal ended it, in which case `status` is the signal.
    let wasKilled: Bool
    let output: String
    let errors: String

    /// The lines of standard error that report an error.
    var firstError: String { errors.split(separator: "\n").first.map(String.init) ?? "" }

    var json: [String: Any]? {
        (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any]
    }

    /// - Parameters:
    ///   - folder: The working directory; relative paths are of there.
    ///   - input: What standard input gives; nothing unless told.
    init(
        _ arguments: [String], in folder: String = NSTemporaryDirectory(), input: [UInt8] = [],
        environment: [String: String] = [:]
    ) throws {
        try self.init(program: Self.binary, arguments, in: folder, input: input, environment: environment)
    }

    /// Runs a line of shell, in which `$ENTENTE` is the program.
    init(shell line: String, in folder: String = NSTemporaryDirectory()) throws {
        try self.init(
            program: URL(fileURLWithPath: "/bin/sh"), ["-c", line], in: folder, input: [],
            environment: ["ENTENTE": Self.binary.path])
    }

    private init(
        program: URL, _ arguments: [String], in folder: String, input: [UInt8], environment: [String: String]
    ) throws {
        let scratch = try Folder()
        // Files take any amount of output; pipes would block.
        let streams = try ["in", "out", "err"].map { try scratch.write($0, $0 == "in" ? input : []) }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        var all = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("ENTENTE_CASE") }
        all.merge(environment) { $1 }
        process.environment = all
        process.standardInput = FileHandle(forReadingAtPath: streams[0])
        process.standardOutput = FileHandle(forWritingAtPath: streams[1])
        process.standardError = FileHandle(forWritingAtPath: streams[2])
        try process.run()
        process.waitUntilExit()
        status = process.terminationStatus
        wasKilled = process.terminationReason == .uncaughtSignal
        output = String(decoding: try Data(contentsOf: URL(fileURLWithPath: streams[1])), as: UTF8.self)
        errors = String(decoding: try Data(contentsOf: URL(fileURLWithPath: streams[2])), as: UTF8.self)
    }

    /// `entente` stands beside the bundle of the tests.
    static let binary: URL = {
        #if os(Linux)
            let here = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
            return URL(fileURLWithPath: here).deletingLastPathComponent().appendingPathComponent("entente")
        #else
            let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
            return bundle.bundleURL.deletingLastPathComponent().appendingPathComponent("entente")
        #endif
    }()
}

/// A folder of a test's own, removed with everything in it when the value goes.
final class Folder: Sendable {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory.appendingPathComponent("entente-\(UUID().uuidString)")
            .resolvingSymlinksInPath().path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        let url = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return url.path
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String { try write(name, text.utf8) }

    func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")) }

    func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    /// The names in the folder, hidden ones included, sorted.
    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }
}

/// Graphs that queries are tried on, without any extraction.
enum Sample {
    /// a ─attacks→ b ─attacks→ c, c ─supports→ d; "Twin" names two actors.
    static let graph = """
        {"format": "entente-graph", "version": 1,
         "documents": [{"id": "one", "path": "one.txt", "title": "One", "date": "2021-08-07", "sha256": "00"}],
         "actors": [
          {"id": "alpha", "name": "Alpha", "kind": "state", "aliases": ["A-land"], "country": "AAA", "documents": ["one"], "mentions": 2},
          {"id": "beta", "name": "Béta", "kind": "state", "documents": ["one"], "mentions": 1},
          {"id": "gamma", "name": "Gamma", "kind": "person", "principal": "delta"},
          {"id": "delta", "name": "Delta", "kind": "state"},
          {"id": "twin-1", "name": "Twin", "kind": "place"}, {"id": "twin-2", "name": "Twin", "kind": "place"}],
         "relations": [
          {"source": "alpha", "kind": "attacks", "target": "beta", "statements": [
           {"document": "one", "start": 0, "end": 20, "text": "Alpha attacked Béta", "date": "2021-08-06", "confidence": 0.5}]},
          {"source": "beta", "kind": "attacks", "target": "gamma", "statements": [
           {"document": "one", "start": 20, "end": 39, "confidence": 0.5}]},
          {"source": "alpha", "kind": "supports", "target": "delta", "statements": [
           {"document": "one", "start": 40, "end": 45, "status": "possible", "attributedTo": "beta", "confidence": 0.5}]}]}
        """

    /// Names that try to steer a terminal, a spreadsheet, a drawing and a page.
    static let hostileNames = [
        "=HYPERLINK(\"http://x\")", "\u{1B}[31mred\u{1B}[0m", "two\nlines", "<script>alert(1)</script>",
        "a\"]; b [label=\"x",
        "back\\slash\\", "\u{202E}desrever", "&amp; &", "-dash", "\\N \\G", "nul\u{7F}", "北京 👩‍👩‍👧", "';--",
    ]

    static var hostileGraph: String {
        let actors = hostileNames.enumerated().map { place, name in
            "{\"id\": \"\(place)\", \"name\": \(quoted(name)), \"kind\": \(quoted("kind " + name)), \"aliases\": [\(quoted("alias " + name))]}"
        }
        let relations = hostileNames.indices.dropLast().map { place in
            "{\"source\": \"\(place)\", \"kind\": \(quoted("rel " + hostileNames[place])), \"target\": \"\(place + 1)\"}"
        }
        return """
            {"format": "entente-graph", "version": 1, "documents": [], "actors": [\(actors.joined(separator: ","))],
             "relations": [\(relations.joined(separator: ","))]}
            """
    }

    private static func quoted(_ text: String) -> String {
        "\""
            + text.unicodeScalars.map {
                $0.value < 32 || $0 == "\"" || $0 == "\\" ? String(format: "\\u%04x", $0.value) : String($0)
            }.joined()
            + "\""
    }

    static let shared = Result {
        let folder = try Folder()
        try folder.write("graph.json", graph)
        try folder.write("hostile.json", hostileGraph)
        try folder.write("plain.csv", "source,target,weight\na,b,2\nb,c,4\na,c,1\n")
        return folder
    }

    static func path(_ name: String) throws -> String { try "\(shared.get().path)/\(name)" }
}
