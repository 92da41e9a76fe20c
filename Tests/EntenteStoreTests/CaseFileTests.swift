import EntenteExtraction
import EntenteModel
import EntenteStore
import EntenteText
import Foundation
import GRDB
import Synchronization
import Testing

@Suite struct CaseFileTests {
    /// Made once: it reads all data files.
    private static let extractor = Result { try Extractor() }

    private let folder = CaseFolder()
    private var path: String { folder.path + "/a.entente" }

    private func document(_ id: DocumentID, _ text: String, path: String? = nil) throws -> Document {
        try Document(id: id, path: path, text: text)
    }

    private func documents() throws -> [Document] {
        [
            try document("one", "Russia supports Tajikistan. The Taliban threatened Uzbekistan."),
            try document("two", "China held talks with the Taliban."),
            try document("three", "Russia supports Tajikistan. Nothing else was said."),
        ]
    }

    @discardableResult
    private func build(
        _ documents: [Document], at path: String? = nil, prune: Bool = false
    ) async throws -> CaseFile.BuildSummary {
        try await CaseFile.build(
            at: path ?? self.path, documents: documents, extractor: Self.extractor.get(), prune: prune)
    }

    /// Everything that a case says, as text that differs where anything differs.
    private func content(_ path: String? = nil) throws -> String {
        let graph = try CaseFile.open(path ?? self.path).graph()
        return "\(graph.documents)\n\(graph.actors)\n\(graph.relations)"
    }

    @Test func aBuildKeepsWhatTheDocumentsSay() async throws {
        let summary = try await build(documents())
        #expect(summary == .init(added: 3))
        let file = try CaseFile.open(path)
        let graph = try file.graph()
        try graph.checkInvariants()
        #expect(graph.documents.map(\.id) == ["one", "three", "two"])
        let supports = try #require(graph.relations.first { $0.kind == "supports" })
        #expect(supports.id.description == "russia|supports|tajikistan")
        #expect(supports.statements.map(\.text) == ["Russia supports Tajikistan.", "Russia supports Tajikistan."])
        #expect(try file.text(of: "two") == "China held talks with the Taliban.")
        #expect(try file.text(of: "none") == nil)
    }

    @Test func theGraphOfACaseIsThatOfItsExtractions() async throws {
        try await build(documents())
        let extractor = try Self.extractor.get()
        let direct = try ActorGraph(ontology: extractor.ontology, extractions: documents().map(extractor.extract))
        #expect(try CaseFile.open(path).graph() == direct)
    }

    @Test func documentsThatHaveNotChangedAreSkipped() async throws {
        try await build(documents())
        let before = try content()
        #expect(try await build(documents()) == .init(unchanged: 3))
        #expect(try content() == before)
    }

    @Test func aChangedDocumentIsReadAgainAndTheCaseIsThatOfARebuild() async throws {
        try await build(documents())
        var changed = try documents()
        changed[0] = try document("one", "Iran accused the Taliban.")
        changed.append(try document("four", "Turkey met Qatar."))
        #expect(try await build(changed) == .init(added: 1, changed: 1, unchanged: 2))
        try await build(changed, at: folder.path + "/fresh.entente")
        #expect(try content() == content(folder.path + "/fresh.entente"))
        #expect(try CaseFile.open(path).graph()["uzbekistan" as ActorID] == nil)
    }

    @Test func documentsThatAreNotGivenStayUnlessTheCaseIsPruned() async throws {
        try await build(documents())
        let two = Array(try documents()[1...1])
        #expect(try await build(two) == .init(unchanged: 1))
        #expect(try CaseFile.open(path).graph().documents.count == 3)
        #expect(try await build(two, prune: true) == .init(unchanged: 1, removed: 2))
        #expect(try CaseFile.open(path).graph().documents.map(\.id) == ["two"])
        try await build(two, at: folder.path + "/fresh.entente")
        #expect(try content() == content(folder.path + "/fresh.entente"))
    }

    @Test func theOrderOfDocumentsDoesNotMatter() async throws {
        try await build(documents())
        try await build(documents().reversed(), at: folder.path + "/b.entente")
        #expect(try content() == content(folder.path + "/b.entente"))
    }

    @Test func anotherExtractorReadsEveryDocumentAgain() async throws {
        try await build(documents())
        let gazetteer = "id\tname\tkind\nx\tNothing\tstate\n"
        let other = try Extractor(gazetteers: [("own.tsv", gazetteer)])
        let summary = try await CaseFile.build(at: path, documents: documents(), extractor: other)
        #expect(summary == .init(changed: 3))
        #expect(try CaseFile.open(path).graph()["x" as ActorID] != nil)
    }

    @Test func twoFilesOfOneNameNeverReplaceEachOther() async throws {
        let (first, second) = (folder.path + "/x/report.txt", folder.path + "/y/report.txt")
        for (file, text) in [(first, "Russia supports Tajikistan."), (second, "China met Iran.")] {
            try FileManager.default.createDirectory(
                atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        }
        let reader = DocumentReader()
        try await build(reader.read(paths: [first]).documents)
        let before = try content()
        await #expect(throws: CaseError.self) { try await build(reader.read(paths: [second]).documents) }
        #expect(try content() == before)
        // Together they get ids that tell them apart, and the id that one had alone goes.
        let both = try reader.read(paths: [first, second]).documents
        try await build(both)
        try await build(both, at: folder.path + "/fresh.entente")
        #expect(try content() == content(folder.path + "/fresh.entente"))
    }

    @Test func aFileGivenUnderAnotherSpellingOfItsPathIsTheSameDocument() async throws {
        let file = folder.path + "/x/report.txt"
        try FileManager.default.createDirectory(atPath: folder.path + "/x", withIntermediateDirectories: true)
        try Data("Russia supports Tajikistan.".utf8).write(to: URL(fileURLWithPath: file))
        let reader = DocumentReader()
        try await build(reader.read(paths: [folder.path]).documents)
        #expect(try CaseFile.open(path).graph().documents.map(\.id) == ["x/report"])
        let summary = try await build(reader.read(paths: [folder.path + "/x/../x/report.txt"]).documents)
        #expect(summary == .init(changed: 1))
        #expect(try CaseFile.open(path).graph().documents.map(\.id) == ["report"])
    }

    @Test func kindsOfAnEarlierBuildStayWhileItsDocumentsDo() async throws {
        let own = try Ontology(yaml: "extends: default\nactors:\n  guild: {label: guild}\n", extending: .standard())
        let extractor = try Extractor(
            ontology: own, gazetteers: [("own.tsv", "id\tname\tkind\nzg\tZenda Guild\tguild\n")])
        let first = [try document("one", "Russia supports the Zenda Guild.")]
        _ = try await CaseFile.build(at: path, documents: first, extractor: extractor)
        try await build([document("two", "China held talks with the Taliban.")])
        let graph = try CaseFile.open(path).graph()
        #expect(graph["zg" as ActorID]?.kind == "guild")
        #expect(graph.ontology.actorKind("guild")?.label == "guild")
        // With the last such document the kind goes.
        try await build([document("two", "China held talks with the Taliban.")], prune: true)
        #expect(try CaseFile.open(path).graph().ontology.actorKind("guild") == nil)
    }

    @Test func aFileThatMovedIsTheSameDocument() async throws {
        try await build([document("report", "Russia supports Tajikistan.", path: folder.path + "/gone/report.txt")])
        let moved = try document("report", "Russia supports Tajikistan.", path: folder.path + "/new/report.txt")
        #expect(try await build([moved]) == .init(changed: 1))
        #expect(try CaseFile.open(path).graph().documents.map(\.path) == [folder.path + "/new/report.txt"])
    }

    @Test func aFailedBuildLeavesNothingAndChangesNothing() async throws {
        let unwritable = folder.path + "/none/a.entente"
        let error = await #expect(throws: CaseError.self) { try await build(documents(), at: unwritable) }
        #expect(error?.isOutputFailure == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)

        let text = folder.path + "/notes.txt"
        try Data("not a case at all, but long enough to be read as a header of one".utf8).write(
            to: URL(fileURLWithPath: text))
        let before = try Data(contentsOf: URL(fileURLWithPath: text))
        guard
            case .notACase? = await #expect(
                throws: CaseError.self, performing: { try await build(documents(), at: text) })
        else {
            Issue.record("a text file was taken for a case")
            return
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: text)) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["notes.txt"])
    }

    @Test func whatIsOnTheDiskWhileDocumentsAreReadIsAWholeCase() async throws {
        let (folder, path) = (folder.path, path)
        let problems = Mutex<[String]>([])
        _ = try await CaseFile.build(at: path, documents: documents(), extractor: Self.extractor.get()) { _, _ in
            guard FileManager.default.fileExists(atPath: path) else { return }
            do {
                try CaseFile.open(path).graph().checkInvariants()
            } catch {
                problems.withLock { $0.append("\(error)") }
            }
        }
        #expect(problems.withLock { $0 } == [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.entente"])
    }

    @Test func anotherProgramsDatabaseIsNoCase() async throws {
        let other = folder.path + "/other.entente"
        try await DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE t (x)") }
        for work in [{ _ = try CaseFile.open(other) }] {
            guard case .notACase? = #expect(throws: CaseError.self, performing: work) else {
                Issue.record("a foreign database was opened")
                continue
            }
        }
        guard
            case .notACase? = await #expect(
                throws: CaseError.self, performing: { try await build(documents(), at: other) })
        else {
            Issue.record("a foreign database was written")
            return
        }
    }

    @Test func aCaseOfANewerVersionIsLeftAlone() async throws {
        try await build(documents())
        try await DatabaseQueue(path: path).write {
            try $0.execute(
                sql: "INSERT INTO grdb_migrations VALUES ('99 of the future'); PRAGMA user_version = 99")
        }
        guard case .newerVersion? = #expect(throws: CaseError.self, performing: { try CaseFile.open(path) }) else {
            Issue.record("a newer case was opened")
            return
        }
        guard case .newerVersion? = await #expect(throws: CaseError.self, performing: { try await build(documents()) })
        else {
            Issue.record("a newer case was written")
            return
        }
    }

    @Test func aDamagedCaseIsNamedAsSuch() async throws {
        try await build(documents())
        try await DatabaseQueue(path: path).write { try $0.execute(sql: "UPDATE statement SET \"end\" = 100000") }
        let file = try CaseFile.open(path)
        guard case .damaged? = #expect(throws: CaseError.self, performing: { try file.graph() }) else {
            Issue.record("a statement outside its document was read")
            return
        }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: path))
        #expect(throws: CaseError.self) { try CaseFile.open(path).graph() }
    }

    @Test func aMissingCaseAndAFolderAreNamedAsSuch() {
        guard case .notFound? = #expect(throws: CaseError.self, performing: { try CaseFile.open(path) }) else {
            Issue.record("a missing case was opened")
            return
        }
        #expect(throws: CaseError.self) { try CaseFile.open(folder.path) }
    }

    @Test func aCaseAnswersWhileAnotherProgramWritesIt() async throws {
        try await build(documents())
        let before = try content()
        func writing(_ work: () throws -> Void) throws {
            try DatabaseQueue(path: path).inTransaction(.immediate) { database in
                try database.execute(sql: "DELETE FROM document")
                try work()
                return .rollback
            }
        }
        var meanwhile = ""
        try writing { meanwhile = try content() }
        #expect(meanwhile == before)
        #expect(try content() == before)
    }

    @Test(.enabled(if: geteuid() != 0, "permissions do not bind the superuser"))
    func aReadOnlyCaseTakesNoDecisionAndNothingIsLeftBesideIt() async throws {
        try await build(documents())
        chmod(path, 0o444)
        defer { chmod(path, 0o644) }
        let error = await #expect(throws: CaseError.self) { try await build(documents()) }
        #expect(error?.isOutputFailure == true)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("a.") } == [
                "a.entente"
            ])
    }

    @Test(.enabled(if: geteuid() != 0, "permissions do not bind the superuser"))
    func aReadOnlyFolderTakesNoNewCaseAndStillAnswers() async throws {
        try await build(documents())
        let before = try content()
        chmod(folder.path, 0o555)
        defer { chmod(folder.path, 0o755) }
        let error = await #expect(throws: CaseError.self) {
            try await build(documents(), at: folder.path + "/b.entente")
        }
        #expect(error?.isOutputFailure == true)
        #expect(try content() == before)
    }
}

/// A folder of a test's own, removed with everything in it.
final class CaseFolder {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("entente-\(UUID().uuidString)").path
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
