import Yams

extension CurationFile {
    /// Writes decisions as YAML, sorted by what they are about.
    ///
    /// - Returns: UTF-8 text that ends with a line feed; the same decisions give the same bytes in whatever order.
    public static func yaml(_ decisions: [Decision]) -> String {
        let entries = decisions.map { (key: sortKey($0), node: node($0)) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
            .map(\.node)
        let head = """
            # What people decided about a case of Entente. One entry a decision; edit, review and merge it as you like.
            entente-curation: \(version)

            """
        guard !entries.isEmpty else { return head + "decisions: []\n" }
        let list = Node([(Node("decisions"), Node(entries, Tag(.seq), .block))], Tag(.map), .block)
        // Nodes made here hold nothing that could not be written.
        let text = (try? Yams.serialize(node: list, width: -1, allowUnicode: true)) ?? ""
        return head + text
    }

    private static func sortKey(_ decision: Decision) -> [String] {
        let subject: [String] =
            switch decision.verdict {
            case .merge(let from, let into): [from.rawValue, into.rawValue]
            case .keepApart(let one, let other):
                [ActorPair(one, other).first.rawValue, ActorPair(one, other).second.rawValue]
            case .divide(let actor, let division): [actor.rawValue, division.id.rawValue]
            case .rename(let actor, _), .retype(let actor, _), .addActor(let actor, _, _): [actor.rawValue]
            case .reject(let claim), .confirm(let claim):
                [
                    claim.source.rawValue, claim.kind, claim.target.rawValue,
                    claim.evidence?.document.rawValue ?? "", claim.evidence?.quote ?? "",
                ]
            case .add(let known):
                [known.source.rawValue, known.kind, known.target.rawValue, known.citation, known.quote]
            }
        return subject + [decision.description]
    }

    private static func node(_ decision: Decision) -> Node {
        var fields: [(String, Node)]
        switch decision.verdict {
        case .merge(let from, let into): fields = [("merge", text(from.rawValue)), ("into", text(into.rawValue))]
        case .keepApart(let one, let other):
            let pair = ActorPair(one, other)
            fields = [("apart", list([pair.first.rawValue, pair.second.rawValue]))]
        case .divide(let actor, let division):
            fields = [("split", text(actor.rawValue))]
            switch division.part {
            case .name(let name): fields.append(("name", text(name)))
            case .document(let document): fields.append(("document", text(document.rawValue)))
            }
            fields += [("as", text(division.id.rawValue)), ("called", text(division.name))]
            if let kind = division.kind { fields.append(("kind", text(kind))) }
        case .rename(let actor, let name): fields = [("rename", text(actor.rawValue)), ("to", text(name))]
        case .retype(let actor, let kind): fields = [("retype", text(actor.rawValue)), ("to", text(kind))]
        case .reject(let claim): fields = claimFields("reject", claim)
        case .confirm(let claim): fields = claimFields("confirm", claim)
        case .addActor(let actor, let name, let kind):
            fields = [("actor", text(actor.rawValue)), ("name", text(name)), ("kind", text(kind))]
        case .add(let known):
            fields = [
                ("add", list([known.source.rawValue, known.kind, known.target.rawValue])),
                ("source", text(known.citation)), ("quote", text(known.quote)),
            ]
            if known.status != .asserted { fields.append(("status", text(known.status.rawValue))) }
            if let date = known.date { fields.append(("holds", text(date.description))) }
            if known.confidence != 1 { fields.append(("confidence", text("\(known.confidence)"))) }
        }
        if let by = decision.by { fields.append(("by", text(by))) }
        if let date = decision.date { fields.append(("date", text(date.description))) }
        if let note = decision.note { fields.append(("note", text(note))) }
        return Node(fields.map { (Node($0.0), $0.1) }, Tag(.map), .block)
    }

    private static func claimFields(_ verb: String, _ claim: Claim) -> [(String, Node)] {
        var fields = [(verb, list([claim.source.rawValue, claim.kind, claim.target.rawValue]))]
        if let evidence = claim.evidence {
            fields += [("document", text(evidence.document.rawValue)), ("quote", text(evidence.quote))]
        }
        return fields
    }

    /// Quoted where a plain word could be taken for something else.
    private static func text(_ value: String) -> Node {
        let isPlain = value.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"),
                UInt8(ascii: "."):
                true
            default: false
            }
        }
        let isWord = isPlain && value.utf8.first.map { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ".") } ?? false
        return Node(value, Tag(.str), isWord ? .plain : .doubleQuoted)
    }

    private static func list(_ values: [String]) -> Node { Node(values.map(text), Tag(.seq), .flow) }
}
