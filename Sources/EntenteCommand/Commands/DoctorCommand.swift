import ArgumentParser
import EntenteExtraction
import EntenteModel
import EntenteRendering
import EntenteStore
import EntenteText
import Foundation

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Say what is installed, what is missing and how to get it.",
        discussion: """
            EXAMPLE
              entente doctor
            """)

    /// One line of the report.
    private struct Finding {
        let subject: String
        let state: String
        var remedy: String?
    }

    func run() async throws {
        let findings = [resources(), Finding(subject: "SQLite", state: CaseFile.sqliteVersion), graphviz()] + tools()
        let width = findings.map(\.subject.count).max() ?? 0
        for finding in findings {
            let subject = finding.subject + String(repeating: " ", count: width - finding.subject.count)
            try Terminal.print("\(finding.remedy == nil ? "ok     " : "missing") \(subject)  \(finding.state)\n")
            if let remedy = finding.remedy { try Terminal.print("        → \(remedy)\n") }
        }
        if findings.contains(where: { $0.remedy != nil && $0.subject == "data files" }) {
            throw CommandFailure(.internalError, "data files are missing; reinstall Entente")
        }
    }

    private func resources() -> Finding {
        do throws(ExtractorError) {
            let extractor = try Extractor()
            let kinds =
                "\(extractor.ontology.actorKinds.count) kinds of actor, \(extractor.ontology.relationKinds.count) of relation"
            return Finding(subject: "data files", state: "\(kinds), version \(extractor.fingerprint.prefix(12))")
        } catch {
            return Finding(
                subject: "data files", state: "\(error)", remedy: "reinstall Entente, or set ENTENTE_RESOURCES")
        }
    }

    private func graphviz() -> Finding {
        guard let version = GraphvizLibrary.version else {
            return Finding(
                subject: "Graphviz", state: "not installed, or not the release that Entente was built for",
                remedy: "maps: apt-get install libgvc6 (macOS: brew install graphviz)")
        }
        return Finding(subject: "Graphviz", state: version)
    }

    private func tools() -> [Finding] {
        [
            ("pandoc", "reports in PDF and DOCX: apt-get install pandoc"),
            ("pdftotext", "text of PDF files: apt-get install poppler-utils"),
        ]
        .map { name, remedy in
            let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            let found = folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
            return Finding(
                subject: name, state: found ?? "not installed (optional)", remedy: found == nil ? remedy : nil)
        }
    }
}
