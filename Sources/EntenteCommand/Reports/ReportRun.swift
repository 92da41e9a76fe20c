import EntenteModel
import EntenteReports
import Foundation

/// Answers all blocks of a document in their order.
struct ReportRun {
    let answers: BlockAnswers

    func editor(
        for blocks: [(block: Result<ReportBlock, ReportProblem>, line: Int?)]
    ) async -> ReportEditor {
        var editor = ReportEditor(graph: answers.source.graph)
        for (block, line) in blocks {
            switch block {
            case .failure(let problem): editor.add(nil, line: line, answer: .failure(problem))
            case .success(let block):
                let answer = await answers.answer(block, anchor: editor.anchor(for: block))
                editor.add(block, line: line, answer: answer)
            }
        }
        return editor
    }

    /// The failure that the problems of a report amount to; nil where there are none.
    static func failure(of editor: ReportEditor, file: String) -> CommandFailure? {
        let problems = editor.problems
        guard let first = problems.first else { return nil }
        func place(_ line: Int?) -> String { line.map { "\(file):\($0)" } ?? file }
        let more = problems.count > 1 ? " (and \(problems.count - 1) more, shown in the report)" : ""
        let isTimeLimit = problems.allSatisfy(\.problem.isTimeLimit)
        return CommandFailure(
            isTimeLimit ? .timeLimit : .badData,
            "\(problems.count) of \(editor.items.count) blocks failed; \(place(first.line)): \(first.problem)\(more)")
    }
}
