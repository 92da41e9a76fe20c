import EntenteModel
import Yams

/// A report's template: Markdown whose fenced blocks `entente` are to be answered.
///
/// ````markdown
/// ---
/// title: Who talks to whom
/// ---
/// As @fig:talks shows, …
///
/// ```{.entente #fig:talks caption="Talks"}
/// map --around Taliban
/// ```
/// ````
/// A template is untrusted: its blocks ask questions, they choose no files; its raw HTML is left out of pages.
public struct ReportTemplate: Sendable {
    /// A fenced block of ours, or what is wrong with it.
    public struct Entry: Sendable {
        public let block: Result<ReportBlock, ReportProblem>
        /// Line of the opening fence in the file, 1 for the first.
        public let line: Int
        let length: Int
    }

    public let entries: [Entry]
    /// From the front matter; nil where there is none.
    public let title: String?
    let authors: [String]
    let date: String?
    /// The whole file.
    let text: String
    /// Without front matter.
    let body: String
    /// Lines of the file before the body.
    let skipped: Int

    /// The most blocks that a report may hold.
    public static let mostBlocks = 500

    /// - Throws: `ReportProblem` where there are more blocks than a report may hold.
    public init(_ text: String) throws(ReportProblem) {
        let text = text.replacing("\r\n", with: "\n")
        self.text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        let (header, body, skipped) = Self.divide(self.text)
        (self.body, self.skipped) = (body, skipped)
        let fields = header.flatMap { try? Yams.load(yaml: $0, .default.removing(.timestamp)) } as? [String: Any] ?? [:]
        title = fields["title"].flatMap(Self.words)
        date = fields["date"].flatMap(Self.words)
        switch fields["author"] {
        case let list as [Any]: authors = list.compactMap(Self.words)
        case let one?: authors = [Self.words(one)].compactMap { $0 }
        case nil: authors = []
        }
        var found: [Entry] = []
        CommonMark(body)?.replaceFences { fence in
            if let block = Self.block(of: fence) {
                found.append(Entry(block: block, line: fence.line + skipped, length: fence.length))
            }
            return nil
        }
        guard found.count <= Self.mostBlocks else {
            throw ReportProblem("\(found.count) blocks; a report holds \(Self.mostBlocks) at most; divide it")
        }
        entries = found
    }

    static func block(of fence: CommonMark.Fence) -> Result<ReportBlock, ReportProblem>? {
        do throws(ReportProblem) {
            return try ReportBlock(info: fence.info, text: fence.text).map { .success($0) }
        } catch {
            return .failure(error)
        }
    }

    /// Front matter stands between a first line `---` and the next `---` or `...`.
    private static func divide(_ text: String) -> (header: String?, body: String, lines: Int) {
        guard text.hasPrefix("---\n") else { return (nil, text, 0) }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let end = lines.indices.dropFirst().first(where: { ["---", "..."].contains(lines[$0].trimmingEnd) })
        else { return (nil, text, 0) }
        return (
            lines[1..<end].joined(separator: "\n"), lines[(end + 1)...].joined(separator: "\n"), end + 1
        )
    }

    private static func words(_ value: Any) -> String? {
        switch value {
        case let text as String: text.isEmpty ? nil : text
        case let number as Int: String(number)
        case let map as [String: Any]: map["name"] as? String
        default: nil
        }
    }
}

extension Substring {
    fileprivate var trimmingEnd: Substring {
        var rest = self
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}
