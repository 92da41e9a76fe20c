import Foundation
import Testing

/// Where answers go, and what happens where they cannot.
@Suite struct OutputTests {
    @Test(arguments: [
        ["map", "-o", "none/m.svg"], ["map", "-o", "folder.svg"], ["export", "-o", "none/g.json"],
        ["export", "-o", "folder.svg"], ["map", "-o", "graph.json/m.svg"],
    ])
    func anOutputThatCannotBeWrittenIsStatus73AndLeavesNothing(arguments: [String]) throws {
        let folder = try Folder()
        try folder.write("graph.json", Sample.graph)
        try FileManager.default.createDirectory(atPath: "\(folder.path)/folder.svg", withIntermediateDirectories: true)
        let answer = try Entente(arguments + ["--case", "graph.json"], in: folder.path)
        #expect(answer.status == 73, "\(answer.errors)")
        #expect(answer.errors.hasPrefix("error: cannot write; \(arguments[2]): "))
        #expect(try folder.names == ["folder.svg", "graph.json"])
    }

    @Test func aFailedQuestionLeavesTheOldOutputAlone() throws {
        let folder = try Folder()
        try folder.write("m.svg", "old")
        let answer = try Entente(
            ["map", "--case", Sample.path("graph.json"), "--around", "nobody-at-all", "-o", "m.svg"], in: folder.path)
        #expect(answer.status == 65)
        #expect(try folder.text("m.svg") == "old")
        #expect(try folder.names == ["m.svg"])
    }

    @Test(arguments: ["svg", "png", "pdf", "dot"])
    func aMapIsWrittenInTheFormatOfItsEnding(ending: String) throws {
        let folder = try Folder()
        let answer = try Entente(["map", "--case", Sample.path("graph.json"), "-o", "m.\(ending)"], in: folder.path)
        #expect(answer.status == 0, "\(answer.errors)")
        let start = try folder.bytes("m.\(ending)").prefix(8)
        let expected: [String: [UInt8]] = [
            "svg": Array("<?xml".utf8), "png": [0x89, 0x50, 0x4E, 0x47], "pdf": Array("%PDF".utf8),
            "dot": Array("digraph".utf8),
        ]
        #expect(start.starts(with: expected[ending] ?? []))
        #expect(try folder.names == ["m.\(ending)"])
    }

    @Test func aMapLeavesOutWhomItIsToldToHide() throws {
        let folder = try Folder()
        let start = try ["map", "--case", Sample.path("graph.json"), "-o", "m.svg"]
        #expect(try Entente(start, in: folder.path).status == 0)
        #expect(try folder.text("m.svg").contains("actor-beta"))
        let answer = try Entente(start + ["--hide", "beta"], in: folder.path)
        #expect(answer.status == 0, "\(answer.errors)")
        let picture = try folder.text("m.svg")
        #expect(!picture.contains("actor-beta") && picture.contains("actor-alpha") && picture.contains("Left out: "))
        #expect(try Entente(start + ["--path", "alpha", "beta", "gamma"], in: folder.path).status == 0)
        #expect(try folder.text("m.svg").contains("actor-beta"))
        #expect(try Entente(start + ["--path", "alpha", "gamma", "--hide", "beta"], in: folder.path).status != 0)
        let unknown = try Entente(start + ["--document", "nowhere"], in: folder.path)
        #expect(unknown.status != 0 && unknown.errors.contains("nowhere"))
    }

    @Test func aMapIsTheSameBytesOnEveryRun() throws {
        let folder = try Folder()
        for name in ["1.svg", "2.svg"] {
            _ = try Entente(["map", "--case", Sample.path("graph.json"), "-o", name, "--title", "T"], in: folder.path)
        }
        #expect(try folder.bytes("1.svg") == folder.bytes("2.svg"))
    }

    @Test func anExportToADashIsStandardOutput() throws {
        let folder = try Folder()
        let answer = try Entente(["export", "--case", Sample.path("graph.json"), "-o", "-"], in: folder.path)
        #expect(answer.json?["format"] as? String == "entente-graph")
        #expect(try folder.names.isEmpty)
    }

    @Test func standardOutputMayBeNamedAsAFile() throws {
        let folder = try Folder()
        let graph = try Sample.path("graph.json")
        let line = "\"$ENTENTE\" export --case '\(graph)' -o /dev/stdout"
        let piped = try Entente(shell: "\(line) | cat", in: folder.path)
        #expect(piped.json?["format"] as? String == "entente-graph", "\(piped.errors)")
        _ = try Entente(shell: "\(line) > out.json", in: folder.path)
        #expect(try folder.text("out.json") == piped.output)
        #expect(try folder.names == ["out.json"])
    }

    @Test func quotesMayBeLeftOut() throws {
        let answer = try Entente(["export", "--case", Sample.path("graph.json"), "--no-quotes"])
        #expect(!answer.output.contains("attacked"))
        #expect(answer.output.contains("\"start\": 0, \"end\": 20"))
    }

    #if os(Linux)
        @Test(arguments: ["export", "actors", "doctor --help", "--version"])
        func aFullDiskBehindStandardOutputIsStatus73(command: String) throws {
            let answer = try Entente(
                shell:
                    "\"$ENTENTE\" \(command) \(command.contains("-") ? "" : "--case \(Sample.path("graph.json"))") > /dev/full"
            )
            #expect(answer.status == 73)
            #expect(answer.errors.hasPrefix("error: cannot write; standard output: No space left on device; "))
        }
    #endif

    #if os(Linux)
        @Test func aDiskThatFillsUpLeavesTheOldOutputAndNoPieces() throws {
            let folder = try Folder()
            try folder.write("out.json", "old")
            try folder.write("a.txt", "Russia supports Tajikistan.")
            // A limit on the size of files stands in for the disk; its signal is left out, so that writing fails.
            let limits = "trap '' XFSZ; ulimit -f 1;"
            let export = try Entente(
                shell: "\(limits) \"$ENTENTE\" export --case '\(Sample.path("hostile.json"))' -o out.json",
                in: folder.path)
            #expect(export.status == 73, "\(export.errors)")
            #expect(try folder.text("out.json") == "old")
            let build = try Entente(shell: "\(limits) \"$ENTENTE\" build a.txt -o a.entente", in: folder.path)
            #expect(build.status == 73, "\(build.errors)")
            #expect(try folder.names == ["a.txt", "out.json"])
        }
    #endif

    @Test func aReaderThatGoesAwayEndsTheCommandQuietly() throws {
        let rows = (0..<20_000).map { "actor-\($0),actor-\($0 + 1)" }.joined(separator: "\n")
        let folder = try Folder()
        try folder.write("long.csv", "source,target\n\(rows)\n")
        for trap in ["", "trap '' PIPE; "] {
            let answer = try Entente(shell: "\(trap)\"$ENTENTE\" actors --case long.csv | head -n 1", in: folder.path)
            #expect(answer.output.split(separator: "\n").count == 1)
            #expect(answer.errors == "")
        }
    }
}
