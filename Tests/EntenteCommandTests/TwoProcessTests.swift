import Foundation
import Testing

/// Two programs on one case at a time, both real: a second writer waits or says who holds it, and who reads waits for nobody.
@Suite struct TwoProcessTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
        for number in 0..<12 {
            try folder.write("in/\(number).txt", "Russia supports Tajikistan. Tajikistan accused the Taliban.\n")
        }
        let build = try Entente(["build", "in", "-q", "-o", "a.entente"], in: folder.path)
        try #require(build.status == 0, "\(build.errors)")
        // All of it is to be read again, so that the next build takes its time.
        for number in 0..<24 {
            let text = String(repeating: "Report \(number). China held talks with the Taliban. ", count: 8)
            try folder.write("in/\(number).txt", text + "\n")
        }
    }

    private func start(_ arguments: String...) throws -> Process {
        let process = Process()
        process.executableURL = Entente.binary
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// A build that holds the case and stands still in the midst of its documents.
    private func stoppedBuild() throws -> Process {
        let process = try start("build", "in", "-q", "-o", "a.entente")
        let deadline = Date(timeIntervalSinceNow: 60)
        while !FileManager.default.fileExists(atPath: "\(folder.path)/a.entente-build"), Date() < deadline {
            usleep(1_000)
        }
        usleep(20_000)
        kill(process.processIdentifier, SIGSTOP)
        try #require(process.isRunning, "the build was too fast to be held")
        return process
    }

    @Test func whoReadsNeverWaitsAndASecondWriterWaitsForTheFirst() throws {
        let first = try stoppedBuild()
        defer { kill(first.processIdentifier, SIGKILL) }
        let clock = ContinuousClock()
        let start = clock.now
        let seen = try Entente(["export", "--case", "a.entente"], in: folder.path)
        #expect(seen.status == 0, "\(seen.errors)")
        #expect(seen.output.contains("supports"))
        // Far less than the five seconds for which a writer waits.
        #expect(clock.now - start < .seconds(4))

        let second = try self.start("build", "in", "-q", "-o", "a.entente")
        usleep(500_000)
        #expect(second.isRunning, "the second build did not wait")
        // However the first ends, its hold on the case ends with it.
        kill(first.processIdentifier, SIGKILL)
        second.waitUntilExit()
        #expect(second.terminationStatus == 0)
        #expect(try Entente(["build", "in", "-o", "a.entente"], in: folder.path).output.contains("24 unchanged"))
        #expect(try folder.names == ["a.entente", "in"])
    }

    @Test func aSecondWriterSaysWhoHoldsTheCase() throws {
        let first = try stoppedBuild()
        defer {
            kill(first.processIdentifier, SIGCONT)
            kill(first.processIdentifier, SIGKILL)
            first.waitUntilExit()
        }
        let second = try Entente(["build", "in", "-q", "-o", "a.entente"], in: folder.path)
        #expect(second.status != 0)
        #expect(second.firstError.contains("a.entente"), "\(second.errors)")
        #expect(second.firstError.contains("process \(first.processIdentifier), since "), "\(second.errors)")
        // Decisions do not wait for a build.
        let decision = try Entente(["rename", "Russia", "R.", "--case", "a.entente"], in: folder.path)
        #expect(decision.status == 0, "\(decision.errors)")
    }
}
