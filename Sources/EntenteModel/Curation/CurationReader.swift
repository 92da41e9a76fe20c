import Yams

/// Reads decisions from YAML, each with its line.
enum CurationReader {
    static func entries(of yaml: String) throws(CurationFileError) -> [CurationFile.Entry] {
        try checkDepth(of: yaml)
        guard let root = try compose(yaml), let mapping = root.mapping else {
            throw CurationFileError(
                line: 1, problem: "no decisions here; start the file with 'entente-curation: 1' and 'decisions:'")
        }
        var version: String?
        var entries: [CurationFile.Entry] = []
        for (key, value) in mapping {
            switch key.string {
            case "entente-curation": version = value.string
            case "decisions":
                if value.null != nil { continue }
                guard let list = value.sequence else {
                    throw CurationFileError(line: value.line, problem: "'decisions' needs a list; write '- merge: …'")
                }
                for node in list { entries.append(try entry(node)) }
            default:
                throw CurationFileError(
                    line: key.line,
                    problem: "no field '\(key.string ?? "")' at the top; use 'entente-curation' and 'decisions'")
            }
        }
        guard version == "\(CurationFile.version)" else {
            throw CurationFileError(
                line: 1,
                problem: version == nil
                    ? "'entente-curation: \(CurationFile.version)' is missing; write it at the top"
                    : "the file is of version \(version ?? ""), this Entente reads \(CurationFile.version); update Entente"
            )
        }
        return entries
    }

    /// Nothing here nests deeper than a list of fields; a file that does would only exhaust the parser.
    private static func checkDepth(of yaml: String) throws(CurationFileError) {
        // `indent` counts what stands before the first letter of a line: "- - - " nests as "[[[" does.
        var (line, depth, indent, isIndent) = (1, 0, 0, true)
        for byte in yaml.utf8 {
            switch byte {
            case UInt8(ascii: "\n"): (line, indent, isIndent) = (line + 1, 0, true)
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "?"): if isIndent { indent += 1 }
            case UInt8(ascii: "["), UInt8(ascii: "{"): (depth, isIndent) = (depth + 1, false)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): (depth, isIndent) = (max(0, depth - 1), false)
            default: isIndent = false
            }
            if depth > 1000 || indent > 200 {
                throw CurationFileError(line: line, problem: "nested too deeply; write one entry a decision")
            }
        }
    }

    private static func compose(_ yaml: String) throws(CurationFileError) -> Node? {
        do {
            return try Yams.compose(yaml: yaml)
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                throw CurationFileError(line: mark.line, problem: "not YAML: \(problem); mend that line")
            case .duplicatedKeysInMapping(let duplicates, let context):
                throw CurationFileError(
                    line: context.mark.line, problem: "'\(duplicates.min() ?? "")' stands in one entry twice; keep one")
            default: throw CurationFileError(line: 1, problem: "not YAML: \(error)")
            }
        } catch {
            throw CurationFileError(line: 1, problem: "not YAML: \(error)")
        }
    }

    private static func entry(_ node: Node) throws(CurationFileError) -> CurationFile.Entry {
        let fields = try DecisionFields(node)
        return CurationFile.Entry(
            decision: Decision(
                try verdict(fields), by: try fields.optional("by"), date: try fields.date("date"),
                note: try fields.optional("note")), line: node.line)
    }

    private static func verdict(_ fields: DecisionFields) throws(CurationFileError) -> Decision.Verdict {
        switch fields.verb {
        case "merge":
            let (from, into) = (try fields.actor("merge"), try fields.actor("into"))
            if from == into { throw fields.fault("an actor cannot be merged into itself; name two") }
            return .merge(from, into: into)
        case "apart":
            let pair = try fields.list("apart", count: 2, shape: "[one, other]")
            if pair[0] == pair[1] { throw fields.fault("an actor cannot be kept apart from itself; name two") }
            return .keepApart(ActorID(pair[0]), ActorID(pair[1]))
        case "split":
            let (name, document) = (try fields.optional("name"), try fields.optional("document"))
            let part: Division.Part
            switch (name, document) {
            case (let name?, nil): part = .name(name)
            case (nil, let document?): part = .document(DocumentID(document))
            default: throw fields.fault("a split needs either 'name' or 'document'; write one of them")
            }
            let id = try fields.actor("as")
            return .divide(
                try fields.actor("split"),
                Division(
                    part: part, id: id, name: try fields.optional("called") ?? name ?? id.rawValue,
                    kind: try fields.optional("kind")))
        case "rename": return .rename(try fields.actor("rename"), to: try fields.text("to"))
        case "retype": return .retype(try fields.actor("retype"), to: try fields.text("to"))
        case "reject": return .reject(try claim(fields))
        case "confirm": return .confirm(try claim(fields))
        case "actor":
            return .addActor(try fields.actor("actor"), name: try fields.text("name"), kind: try fields.text("kind"))
        default: return .add(try known(fields))
        }
    }

    private static func claim(_ fields: DecisionFields) throws(CurationFileError) -> Claim {
        let ends = try fields.list(fields.verb, count: 3, shape: "[source, kind, target]")
        var evidence: Claim.Evidence?
        switch (try fields.optional("document"), try fields.optional("quote")) {
        case (let document?, let quote?): evidence = .init(document: DocumentID(document), quote: quote)
        case (nil, nil): break
        default: throw fields.fault("evidence is a 'document' and its 'quote'; write both or neither")
        }
        return Claim(source: ActorID(ends[0]), kind: ends[1], target: ActorID(ends[2]), evidence: evidence)
    }

    private static func known(_ fields: DecisionFields) throws(CurationFileError) -> KnownRelation {
        let ends = try fields.list("add", count: 3, shape: "[source, kind, target]")
        let status = try fields.optional("status") ?? Status.asserted.rawValue
        guard let status = Status(rawValue: status), status != .disputed else {
            throw fields.fault("'\(status)' is no status; use asserted, possible or denied")
        }
        let confidence = try fields.optional("confidence") ?? "1"
        guard let confidence = Double(confidence), (0...1).contains(confidence) else {
            throw fields.fault("'\(confidence)' is no confidence; write a number from 0 to 1")
        }
        return KnownRelation(
            source: ActorID(ends[0]), kind: ends[1], target: ActorID(ends[2]), citation: try fields.text("source"),
            quote: try fields.text("quote"), status: status, date: try fields.date("holds"), confidence: confidence)
    }
}

/// The fields of one entry, of which the verb says which there may be.
private struct DecisionFields {
    let verb: String
    private let values: [String: Node]
    private let line: Int

    init(_ node: Node) throws(CurationFileError) {
        line = node.line
        guard let mapping = node.mapping else {
            throw CurationFileError(line: line, problem: "a decision is a list of fields; write '- merge: …'")
        }
        var values: [String: Node] = [:]
        for (key, value) in mapping { values[key.string ?? ""] = value }
        // 'name', 'kind' and others are fields of several verbs, and no verb is a field of another.
        let verbs = CurationFields.verbs.filter { values[$0] != nil }
        guard verbs.count == 1, let verb = verbs.first else {
            throw CurationFileError(
                line: line,
                problem: (verbs.isEmpty
                    ? "it does not say what was decided" : "it says several things (\(verbs.joined(separator: ", ")))")
                    + "; write one of \(CurationFields.verbs.joined(separator: ", "))")
        }
        self.verb = verb
        self.values = values
        let allowed = [verb] + (CurationFields.byVerb[verb] ?? []) + CurationFields.common
        for (key, _) in mapping where !allowed.contains(key.string ?? "") {
            let name = key.string ?? ""
            throw CurationFileError(
                line: key.line,
                problem: "no field '\(name)' in '\(verb)'; "
                    + (EditDistance.closest(to: name, among: allowed).map { "did you mean '\($0)'?" }
                        ?? "use \(allowed.joined(separator: ", "))"))
        }
    }

    func fault(_ problem: String) -> CurationFileError { CurationFileError(line: line, problem: problem) }

    func optional(_ field: String) throws(CurationFileError) -> String? {
        guard let node = values[field] else { return nil }
        guard let text = node.scalar?.string, !text.isEmpty else {
            throw CurationFileError(line: node.line, problem: "'\(field)' needs text; write it behind the colon")
        }
        return text
    }

    func text(_ field: String) throws(CurationFileError) -> String {
        guard let text = try optional(field) else { throw fault("'\(field)' is missing in '\(verb)'; add it") }
        return text
    }

    func actor(_ field: String) throws(CurationFileError) -> ActorID { ActorID(try text(field)) }

    func date(_ field: String) throws(CurationFileError) -> PartialDate? {
        guard let text = try optional(field) else { return nil }
        guard let date = PartialDate(text) else {
            throw fault("'\(text)' is no date; write it as 2021-08-07, 2021-08 or 2021")
        }
        return date
    }

    func list(_ field: String, count: Int, shape: String) throws(CurationFileError) -> [String] {
        let words = values[field]?.sequence?.map { $0.scalar?.string ?? "" } ?? []
        guard words.count == count, !words.contains("") else {
            throw fault("'\(field)' needs \(count) words; write \(field): \(shape)")
        }
        return words
    }
}

extension Node {
    fileprivate var line: Int { mark?.line ?? 1 }
}
