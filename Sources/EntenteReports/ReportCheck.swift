public import EntenteModel

/// Which figures and tables of a written report are no longer what the case says.
public struct ReportCheck: Sendable {
    public struct Finding: Sendable {
        public enum State: String, Sendable {
            /// Made from this very case.
            case current
            /// The case has changed since, though the answer has not.
            case unchanged
            /// The answer is another now.
            case stale
            /// The block has no answer any more.
            case failed
        }

        public let name: String
        /// The command of its block, in one line.
        public let command: String
        public let state: State
        public let reason: String
    }

    public let findings: [Finding]

    /// Whether everything was made from this very case.
    public var isCurrent: Bool { findings.allSatisfy { $0.state == .current } }

    /// - Parameters:
    ///   - report: The text of a report in Markdown or HTML, made here or by the pandoc filter.
    ///   - graph: The case as it is now.
    ///   - template: The blocks of the template as it is now; nil where it is not at hand.
    ///   - answer: Answers a block from the case as it is now.
    /// - Throws: `ReportProblem` where the report holds no stamps.
    public init(
        report: String, graph: ActorGraph, template: ReportTemplate?,
        answer: (ReportBlock, _ place: Int) async -> Result<ReportAnswer, ReportProblem>
    ) async throws(ReportProblem) {
        let stamps = ReportStamp.stamps(in: report)
        guard !stamps.isEmpty else {
            throw ReportProblem(
                "the report holds no figure or table of Entente's; give a .md or .html that 'entente report' wrote")
        }
        let caseDigest = ReportStamp.digest(of: graph)
        let since = ReportDocuments(report: report).map { " (\($0.changes(to: ReportDocuments(graph))))" } ?? ""
        var findings: [Finding] = []
        for (place, stamp) in stamps.enumerated() {
            func find(_ state: Finding.State, _ reason: String) {
                findings.append(
                    Finding(
                        name: stamp.name, command: stamp.block.words.joined(separator: " "), state: state,
                        reason: reason))
            }
            if let template, !template.holds(stamp.block) {
                find(.stale, "the template has no such block any more")
                continue
            }
            if stamp.caseDigest == caseDigest {
                find(.current, "made from this case")
                continue
            }
            switch await answer(stamp.block, place) {
            case .failure(let problem): find(.failed, "the case has changed since\(since), and now: \(problem)")
            case .success(let now):
                if ReportEditor.digest(of: now) == stamp.answerDigest {
                    find(.unchanged, "the case has changed since\(since); the answer is the same")
                } else {
                    find(.stale, "the case has changed since\(since), and so has the answer")
                }
            }
        }
        for block in template?.blocks ?? [] where !stamps.contains(where: { $0.block == block }) {
            findings.append(
                Finding(
                    name: block.identifier.map { "#" + $0 } ?? "a block", command: block.words.joined(separator: " "),
                    state: .stale, reason: "the template has this block, the report has not"))
        }
        self.findings = findings
    }
}

extension ReportTemplate {
    var blocks: [ReportBlock] { entries.compactMap { try? $0.block.get() } }

    func holds(_ block: ReportBlock) -> Bool { blocks.contains(block) }
}
