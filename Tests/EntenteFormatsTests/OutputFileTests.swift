import EntenteFormats
import Foundation
import Testing

@Suite struct OutputFileTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("entente-\(UUID().uuidString)")
        .path

    private func inFolder(_ work: () throws -> Void) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try work()
    }

    private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }

    @Test func aFileIsWrittenAndWrittenOverWhole() throws {
        try inFolder {
            try OutputFile.write("first, and longer".utf8, to: "\(folder)/a.txt")
            try OutputFile.write("second".utf8, to: "\(folder)/a.txt")
            #expect(try String(contentsOfFile: "\(folder)/a.txt", encoding: .utf8) == "second")
            #expect(try names() == ["a.txt"])
        }
    }

    @Test func anEmptyFileIsWritten() throws {
        try inFolder {
            try OutputFile.write([], to: "\(folder)/a.txt")
            #expect(FileManager.default.contents(atPath: "\(folder)/a.txt")?.isEmpty == true)
        }
    }

    @Test func aLinkStaysALinkAndItsTargetIsWritten() throws {
        try inFolder {
            try OutputFile.write("old".utf8, to: "\(folder)/target.txt")
            try FileManager.default.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "target.txt")
            try OutputFile.write("new".utf8, to: "\(folder)/link")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/link") == "target.txt")
            #expect(try String(contentsOfFile: "\(folder)/target.txt", encoding: .utf8) == "new")
        }
    }

    @Test(arguments: ["", "/none/a.txt", "/file/a.txt"])
    func whereNothingCanBeWrittenNothingIsLeftBehind(ending: String) throws {
        try inFolder {
            try OutputFile.write("x".utf8, to: "\(folder)/file")
            let path = folder + ending
            let error = #expect(throws: OutputError.self) { try OutputFile.write("y".utf8, to: path) }
            #expect(error?.path == path)
            #expect(try names() == ["file"])
        }
    }

    #if os(Linux)
        @Test func aDeviceIsWrittenAsItStandsAndItsFailureReported() throws {
            try OutputFile.write("x".utf8, to: "/dev/null")
            let error = #expect(throws: OutputError.self) { try OutputFile.write("x".utf8, to: "/dev/full") }
            #expect(error?.reason == "No space left on device")
        }
    #endif
}
