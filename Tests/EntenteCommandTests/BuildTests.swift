import Foundation
import Testing

/// From documents to answers, as a user goes.
@Suite struct BuildTests {
    static let documents = [
        "a.txt":
            "date 2021-08-07\n\nRussia supports Tajikistan. “Côte d’Ivoire” is far — 北京 too.\r\n\r\nTajikistan accused the Taliban.\n",
        "b.md": "---\ntitle: Talks\ndate: 2021-08-09\n---\n# Talks\n\nChina held talks with the Taliban.\n",
        "sub/c.txt": "Russia supports Tajikistan. Iran accused the Taliban.\n",
    ]

    /// Built once; tests that change a case make their own.
    static let built = Result {
        let folder = try Folder()
        for (name, text) in documents { try folder.write("in/\(name)", text) }
        let answer = try Entente(["build", "in", "-o", "a.entente"], in: folder.path)
        // Seen before others read the case, who have files of their own beside it meanwhile.
        return (folder: folder, answer: answer, names: try folder.names)
    }

    private func folder() throws -> Folder { try Self.built.get().folder }

    @Test func aBuildSaysInOneLineWhatItRead() throws {
        let (_, answer, names) = try Self.built.get()
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(answer.output.hasPrefix("a.entente: 3 documents (3 new), "))
        #expect(answer.output.split(separator: "\n").count == 1)
        #expect(answer.errors == "")
        #expect(names == ["a.entente", "in"])
    }

    @Test func evidenceIsExactlyTheBytesOfTheDocument() throws {
        let folder = try folder()
        let answer = try Entente(["export", "--case", "a.entente"], in: folder.path)
        let documents = try #require(answer.json?["documents"] as? [[String: Any]])
        #expect(documents.compactMap { $0["id"] as? String } == ["a", "b", "sub/c"])
        let paths = Dictionary(
            uniqueKeysWithValues: documents.map { ($0["id"] as? String ?? "", $0["path"] as? String ?? "") })
        var checked = 0
        for relation in try #require(answer.json?["relations"] as? [[String: Any]]) {
            for statement in relation["statements"] as? [[String: Any]] ?? [] {
                let bytes = try folder.bytes(paths[statement["document"] as? String ?? ""] ?? "")
                let range = try #require(statement["start"] as? Int)..<(try #require(statement["end"] as? Int))
                #expect(String(decoding: bytes[range], as: UTF8.self) == statement["text"] as? String)
                checked += 1
            }
        }
        #expect(checked >= 5)
    }

    @Test func aPathLeadsFromDocumentsToTheirSentences() throws {
        let answer = try Entente(["path", "Russia", "the Taliban"], in: folder().path)
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(answer.output.contains("Russia supports Tajikistan"))
        #expect(answer.output.contains("“Tajikistan accused the Taliban.”"))
    }

    @Test func theSameDocumentsGiveTheSameBytesInWhateverOrder() throws {
        let first = try Entente(["export", "--case", "a.entente"], in: folder().path)
        let other = try copy()
        let build = try Entente(
            ["build", "in/sub/../b.md", "in", "./in/a.txt", "-q", "-o", "b.entente"], in: other.path)
        #expect(build.status == 0, "\(build.errors)")
        #expect(build.output == "")
        let second = try Entente(["export", "--case", "b.entente"], in: other.path)
        // Paths are kept as they were given; all else is the same.
        #expect(second.output.replacing("in/sub/../b.md", with: "in/b.md") == first.output)
        let again = try Entente(["export", "--case", "b.entente"], in: other.path)
        #expect(again.output == second.output)
    }

    /// The documents in a folder of the test's own.
    private func copy() throws -> Folder {
        let copy = try Folder()
        for (name, text) in Self.documents { try copy.write("in/\(name)", text) }
        return copy
    }

    @Test func aSecondBuildReadsWhatChangedAndPruningDropsWhatIsGone() throws {
        let folder = try copy()
        func build(_ options: String...) throws -> Entente {
            try Entente(["build", "in", "-o", "a.entente"] + options, in: folder.path)
        }
        _ = try build()
        #expect(try build().output.contains("3 documents (3 unchanged)"))
        let export = try Entente(["export", "--case", "a.entente"], in: folder.path).output

        try folder.write("in/b.md", "Iran accused the Taliban.\n")
        try FileManager.default.removeItem(atPath: "\(folder.path)/in/sub/c.txt")
        try folder.write("in/broken.txt", [0xFF])
        let failing = try build("--prune", "--keep-going")
        #expect(failing.status == 65)
        #expect(failing.errors.contains("in/broken.txt:1: byte 0"))
        #expect(failing.errors.contains("nothing is removed"))
        try FileManager.default.removeItem(atPath: "\(folder.path)/in/broken.txt")
        #expect(try build("--prune").output.contains("2 documents (2 unchanged, 1 removed)"))

        // Back to the first state, a case answers as it did then.
        for (name, text) in Self.documents { try folder.write("in/\(name)", text) }
        _ = try build()
        #expect(try Entente(["export", "--case", "a.entente"], in: folder.path).output == export)
    }

    @Test(arguments: [
        ("empty", 66, "put .txt, .md, .html, .pdf, .docx or .eml files there"), ("none.txt", 66, "check the spelling"),
        ("binary.txt", 65, "NUL at byte 3"), ("latin.txt", 65, "iconv"), ("wide.txt", 65, "UTF-16LE"),
        ("image.png", 65, "give .txt, .md, .html, .pdf, .docx or .eml"), ("front.md", 65, "front.md:2: "),
        ("mixed", 65, "mixed/bad.txt:1: "),
    ])
    func whatCannotBeReadIsNamedAndNoCaseIsLeft(input: String, status: Int32, says: String) throws {
        let folder = try Folder()
        try FileManager.default.createDirectory(atPath: "\(folder.path)/empty", withIntermediateDirectories: true)
        try folder.write("binary.txt", [0x61, 0x62, 0x63, 0])
        try folder.write("latin.txt", [0x63, 0x61, 0x66, 0xE9])
        try folder.write("wide.txt", [0xFF, 0xFE, 0x61, 0])
        try folder.write("image.png", [0x89])
        try folder.write("front.md", "---\ndate: soon\n---\n")
        try folder.write("mixed/bad.txt", [0xFF])
        try folder.write("mixed/good.txt", "Russia supports Tajikistan.")
        let before = try folder.names
        let answer = try Entente(["build", input, "-o", "a.entente"], in: folder.path)
        #expect(answer.status == status)
        #expect(answer.errors.hasPrefix("error: "))
        #expect(answer.firstError.components(separatedBy: "; ").count > 2, "\(answer.errors)")
        #expect(answer.errors.contains(input))
        #expect(answer.errors.contains(says), "\(answer.errors)")
        #expect(answer.output == "")
        #expect(try folder.names == before)
    }

    @Test(.enabled(if: geteuid() != 0, "permissions do not bind the superuser"))
    func anUnreadableFileIsStatus66() throws {
        let folder = try Folder()
        let path = try folder.write("a.txt", "Text.")
        chmod(path, 0)
        let answer = try Entente(["build", "a.txt", "-o", "a.entente"], in: folder.path)
        #expect(answer.status == 66)
        #expect(answer.errors.contains("check its permissions"))
    }

    @Test(arguments: ["none/a.entente", "folder", "a.txt/b.entente"])
    func aCaseThatCannotBeWrittenIsStatus73(output: String) throws {
        let folder = try Folder()
        try folder.write("a.txt", "Russia supports Tajikistan.")
        try FileManager.default.createDirectory(atPath: "\(folder.path)/folder", withIntermediateDirectories: true)
        let answer = try Entente(["build", "a.txt", "-o", output], in: folder.path)
        #expect(answer.status == 73, "\(answer.errors)")
        #expect(answer.errors.hasPrefix("error: "))
        #expect(answer.errors.contains(output))
        #expect(try folder.names == ["a.txt", "folder"])
    }

    @Test func anotherFileIsNeverTakenForACase() throws {
        let folder = try Folder()
        try folder.write("a.txt", "Russia supports Tajikistan.")
        try folder.write("notes.entente", "These are notes, not a case, and long enough to be one. ")
        let answer = try Entente(["build", "a.txt", "-o", "notes.entente"], in: folder.path)
        #expect(answer.status == 65)
        #expect(try folder.text("notes.entente").hasPrefix("These are notes"))
        #expect(try folder.names == ["a.txt", "notes.entente"])
    }

    @Test(arguments: [
        (["--ontology", "o.yaml"], "o.yaml:2"), (["--ontology", "none.yaml"], "none.yaml"),
        (["--gazetteer", "g.tsv"], "g.tsv:2"), (["--gazetteer", "bytes.tsv"], "bytes.tsv"),
    ])
    func aFaultyDataFileOfTheUserIsNamedWithItsLine(options: [String], place: String) throws {
        let folder = try Folder()
        try folder.write("a.txt", "Russia supports Tajikistan.")
        try folder.write("o.yaml", "actors:\n  state: {lable: x}\n")
        try folder.write("g.tsv", "id\tname\tkind\nx\tX\tstat\n")
        try folder.write("bytes.tsv", Array("id\tname\tkind\nx\tX".utf8) + [0xFF] + Array("\tstate\n".utf8))
        let answer = try Entente(["build", "a.txt", "-o", "a.entente"] + options, in: folder.path)
        #expect(answer.status == (place == "none.yaml" ? 66 : 65))
        #expect(answer.errors.hasPrefix("error: "))
        #expect(answer.errors.contains(place), "\(answer.errors)")
        #expect(try !folder.names.contains("a.entente"))
    }

    @Test func twoFilesOfOneNameInTwoBuildsAreRefused() throws {
        let folder = try Folder()
        try folder.write("x/report.txt", "Russia supports Tajikistan.")
        try folder.write("y/report.txt", "Iran accused the Taliban.")
        _ = try Entente(["build", "x/report.txt", "-o", "a.entente"], in: folder.path)
        let answer = try Entente(["build", "y/report.txt", "-o", "a.entente"], in: folder.path)
        #expect(answer.status == 65)
        #expect(answer.errors.contains("x/report.txt, which is not y/report.txt"))
        let both = try Entente(["build", "x", "y", "-o", "a.entente"], in: folder.path)
        #expect(both.status == 0, "\(both.errors)")
    }
}
