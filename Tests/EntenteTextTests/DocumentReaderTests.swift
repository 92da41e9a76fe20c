import EntenteModel
import EntenteText
import Foundation
import Testing

@Suite struct DocumentReaderTests {
    private func read(_ bytes: [UInt8], name: String = "a.txt") throws -> Document {
        let folder = try TemporaryFolder()
        let reading = try DocumentReader().read(paths: [try folder.write(name, bytes)])
        if let failure = reading.failures.first { throw failure }
        return try #require(reading.documents.first)
    }

    private func failure(_ bytes: [UInt8], name: String = "a.txt") throws -> DocumentError? {
        do {
            _ = try read(bytes, name: name)
            return nil
        } catch let error as DocumentError { return error }
    }

    @Test func foldersAreReadRecursivelyInTheOrderOfBytesAndLeaveOthersOut() throws {
        let folder = try TemporaryFolder()
        for name in [
            "b.txt", "a/z.md", "B.TXT", "ä.txt", "README.md", ".hidden.txt", ".git/x.txt", "image.png", "a/c.markdown",
        ] {
            try folder.write(name, "Some text.")
        }
        let reading = try DocumentReader().read(paths: [folder.path])
        #expect(reading.documents.map(\.id.rawValue) == ["B", "a/c", "a/z", "b", "ä"])
        #expect(reading.leftOut.map { $0.dropFirst(folder.path.count + 1) } == ["README.md", "image.png"])
        #expect(reading.failures.isEmpty)
        #expect(
            try DocumentReader().read(paths: [folder.path + "/"]).documents.map(\.id) == reading.documents.map(\.id))
    }

    @Test func filesThatShareANameGetIdsThatTellThemApart() throws {
        let folder = try TemporaryFolder()
        let paths = try [folder.write("x/report.txt", "One."), folder.write("y/report.txt", "Two.")]
        let ids = try DocumentReader().read(paths: paths).documents.map(\.id.rawValue)
        #expect(Set(ids).count == 2)
        #expect(ids.allSatisfy { $0.hasPrefix("report~") })
        #expect(try DocumentReader().read(paths: paths.reversed()).documents.map(\.id.rawValue) == ids.reversed())
    }

    @Test func aFileThatIsGivenTwiceIsReadOnce() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("x/report.txt", "One.")
        let ways = [path, "\(folder.path)/x", "\(folder.path)/x/../x/report.txt", "\(folder.path)//x/./report.txt"]
        #expect(try DocumentReader().read(paths: ways).documents.map(\.id.rawValue) == ["report"])
    }

    @Test func aReadmeThatIsNamedOutrightIsRead() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("README.md", "Text.")
        #expect(try DocumentReader().read(paths: [path]).documents.count == 1)
    }

    @Test func aPathThatDoesNotExistAndAFolderWithoutDocumentsAreErrors() throws {
        let folder = try TemporaryFolder()
        try folder.write("image.png", "x")
        #expect(throws: DocumentError.notFound(path: "\(folder.path)/none")) {
            try DocumentReader().read(paths: ["\(folder.path)/none"])
        }
        #expect(throws: DocumentError.noDocuments(path: folder.path, leftOut: 1)) {
            try DocumentReader().read(paths: [folder.path])
        }
        #expect(throws: DocumentError.unknownFormat(path: "\(folder.path)/image.png")) {
            try DocumentReader().read(paths: ["\(folder.path)/image.png"])
        }
    }

    @Test func aFileThatCannotBeReadDoesNotHideTheOthers() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.txt", [0x80])
        try folder.write("b.txt", "Good.")
        let reading = try DocumentReader().read(paths: [folder.path])
        #expect(reading.documents.map(\.id) == ["b"])
        #expect(reading.failures == [.notUTF8(path: "\(folder.path)/a.txt", line: 1, byte: 0)])
    }

    @Test func linksThatLeadRoundInCirclesOrNowhereDoNoHarm() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.txt", "Text.")
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/loop", withDestinationPath: folder.path)
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/gone.txt", withDestinationPath: "nowhere")
        let reading = try DocumentReader().read(paths: [folder.path])
        #expect(reading.documents.map(\.id) == ["a"])
        #expect(reading.failures.count == 1)
    }

    @Test(.timeLimit(.minutes(1)))
    func aPipeIsRefusedInsteadOfWaitedFor() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.txt", "Text.")
        mkfifo("\(folder.path)/pipe.txt", 0o600)
        let reading = try DocumentReader().read(paths: [folder.path])
        #expect(reading.documents.map(\.id) == ["a"])
        #expect(reading.failures == [.notReadable(path: "\(folder.path)/pipe.txt", reason: "not a regular file")])
    }

    @Test(arguments: [String(repeating: "[", count: 50_000), String(repeating: "- ", count: 50_000) + "x"])
    func deeplyNestedFrontMatterIsRefusedInsteadOfFollowed(value: String) throws {
        guard case .badFrontMatter? = try failure(Array("---\n\(value)\n---\nText.".utf8), name: "a.md") else {
            Issue.record("it was read")
            return
        }
    }

    @Test func theFirstByteThatIsNotUTF8IsNamedWithItsLine() throws {
        let error = try failure(Array("One.\ncaf".utf8) + [0xE9] + Array(" two".utf8))
        guard case .notUTF8(_, let line, let byte) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect((line, byte) == (2, 8))
    }

    @Test(
        arguments: [
            ([0xC0, 0x80], 1), ([0x61, 0xED, 0xA0, 0x80], 1), ([0xF4, 0x90, 0x80, 0x80], 1), ([0x61, 0xE2, 0x82], 1),
        ] as [([UInt8], Int)])
    func overlongSurrogateAndCutSequencesAreNotUTF8(bytes: [UInt8], line: Int) throws {
        guard case .notUTF8 = try failure(bytes) else {
            Issue.record("\(bytes) was read")
            return
        }
    }

    @Test func binaryFilesAndOtherEncodingsAreNamedAsSuch() throws {
        guard case .binary(_, 3) = try failure([0x61, 0x62, 0x63, 0, 0x64]) else {
            Issue.record("a NUL was read")
            return
        }
        for (bytes, name) in [
            ([0xFF, 0xFE, 0x61, 0], "UTF-16LE"), ([0xFE, 0xFF, 0, 0x61], "UTF-16BE"),
            ([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], "UTF-32LE"), ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61], "UTF-32BE"),
        ] as [([UInt8], String)] {
            guard case .wrongEncoding(_, name) = try failure(bytes) else {
                Issue.record("\(name) was not recognized")
                continue
            }
        }
    }

    @Test func filesAboveTheLimitAreRefusedBeforeTheyAreRead() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a.txt", "123456")
        var reader = DocumentReader()
        reader.sizeLimit = 5
        #expect(try reader.read(paths: [path]).failures == [.tooLarge(path: path, bytes: 6, limit: 5)])
    }

    @Test func anEmptyFileIsADocumentWithoutText() throws {
        let document = try read([])
        #expect(document.body.isEmpty)
        // SHA-256 of nothing, from FIPS 180-4's test vectors.
        #expect(document.sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func theTextKeepsEveryByteOfTheFile() throws {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("One\r\ntwo\r\n\r\nthree\tfour\u{A0}e\u{301}".utf8)
        let document = try read(bytes)
        #expect(Array(document.text.utf8) == bytes)
        #expect(document.body.first?.lowerBound == 3)
    }

    @Test func everyErrorSaysWhatWhereAndWhatToDo() {
        let errors: [DocumentError] = [
            .notFound(path: "p"), .notReadable(path: "p", reason: "r"), .noDocuments(path: "p", leftOut: 1),
            .unknownFormat(path: "p"), .binary(path: "p", byte: 1), .notUTF8(path: "p", line: 2, byte: 3),
            .wrongEncoding(path: "p", encoding: "UTF-16LE"), .tooLarge(path: "p", bytes: 2, limit: 1),
            .badFrontMatter(path: "p", line: 2, problem: "x"),
        ]
        for error in errors {
            #expect("\(error)".components(separatedBy: "; ").count >= 3, "\(error)")
            #expect("\(error)".contains("; p"), "\(error)")
        }
    }
}
