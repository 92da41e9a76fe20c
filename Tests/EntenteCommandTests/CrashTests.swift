import Foundation
import Testing

/// Builds that end before their time: killed, or out of space. `scripts/crash-test` does this hundreds of times.
@Suite(.serialized) struct CrashTests {
    private static let documents = (0..<24).map { number in
        ("in/\(number).txt", "Report \(number).\n\nRussia supports Tajikistan. Tajikistan accused the Taliban.\n")
    }

    /// Documents, and what an undisturbed build of them exports.
    private static let whole = Result {
        let folder = try Folder()
        for (name, text) in documents { try folder.write(name, text) }
        let build = try Entente(["build", "in", "-q", "-o", "a.entente"], in: folder.path)
        try #require(build.status == 0, "\(build.errors)")
        return (folder: folder, export: try Entente(["export", "--case", "a.entente"], in: folder.path).output)
    }

    @Test func aBuildThatWasKilledAtAnyMomentGoesOnToTheSameExport() throws {
        let (whole, export) = try Self.whole.get()
        let folder = try Folder()
        try FileManager.default.copyItem(atPath: "\(whole.path)/in", toPath: "\(folder.path)/in")
        var random = SystemRandomNumberGenerator()
        for _ in 0..<3 {
            let process = Process()
            process.executableURL = Entente.binary
            process.arguments = ["build", "in", "-q", "-o", "a.entente"]
            process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
            try process.run()
            // Now and then before the case is there, mostly while documents are written.
            let deadline = Date(timeIntervalSinceNow: 60)
            while !FileManager.default.fileExists(atPath: "\(folder.path)/a.entente"), process.isRunning,
                Date() < deadline
            {
                usleep(2_000)
            }
            usleep(UInt32.random(in: 0..<20_000, using: &random))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let seen = try Entente(["export", "--case", "a.entente"], in: folder.path)
            #expect(seen.status == 0, "\(seen.errors)")
        }
        let end = try Entente(["build", "in", "-q", "-o", "a.entente"], in: folder.path)
        #expect(end.status == 0, "\(end.errors)")
        #expect(try Entente(["export", "--case", "a.entente"], in: folder.path).output == export)
        #expect(try folder.names == ["a.entente", "in"])
    }

    @Test func aFullDiskIsSaidAndTheNextBuildGoesOn() throws {
        let (whole, export) = try Self.whole.get()
        let folder = try Folder()
        let disk = "\(folder.path)/disk"
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        guard try Entente(shell: "mount -t tmpfs -o size=256k tmpfs '\(disk)' 2>/dev/null").status == 0 else {
            print("skipped: mounting a small disk is not permitted here")
            return
        }
        defer { _ = try? Entente(shell: "umount '\(disk)'") }
        let full = try Entente(["build", "in", "-q", "-o", "\(disk)/a.entente"], in: whole.path)
        #expect(full.status == 73, "\(full.errors)")
        #expect(full.errors.contains("\(disk)/a.entente"))
        #expect(full.errors.contains("the free space"))
        if FileManager.default.fileExists(atPath: "\(disk)/a.entente") {
            let seen = try Entente(["export", "--case", "\(disk)/a.entente"], in: whole.path)
            #expect(seen.status == 0, "\(seen.errors)")
        }
        #expect(try Entente(shell: "mount -o remount,size=64m '\(disk)'").status == 0)
        let end = try Entente(["build", "in", "-q", "-o", "\(disk)/a.entente"], in: whole.path)
        #expect(end.status == 0, "\(end.errors)")
        #expect(try Entente(["export", "--case", "\(disk)/a.entente"], in: whole.path).output == export)
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk) == ["a.entente"])
    }
}
