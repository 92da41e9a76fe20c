import EntenteExtraction
import EntenteFormats
import EntenteModel
import EntenteStore

/// Why an actor is who it is: where each of its names comes from, what became part of it, and who decided what.
struct ActorExplanation {
    struct Name {
        let text: String
        /// The actor of the documents that bears it.
        let actor: ActorID
        /// "known name", "as the documents write it", "decision".
        let origin: String
        let documents: [DocumentID]
    }

    struct Part {
        let id: ActorID
        let name: String
        let reason: String
    }

    let names: [Name]
    let parts: [Part]
    let decisions: [Curation.Standing]

    /// - Throws: `CaseError` where the case cannot be read, `ExtractorError` where the data files cannot.
    init(_ id: ActorID, in content: CaseContent, file: CaseFile) throws {
        let gazetteer = try Gazetteer.standard()
        let joined = content.curated.joined.filter { $0.into == id }
        var names: [Name] = []
        for actor in [id] + joined.map(\.actor.id) {
            let entry = gazetteer[actor]
            var documents: [String: [DocumentID]] = [:]
            for name in try file.names(of: actor) { documents[name.name, default: []].append(name.document) }
            for text in documents.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
                let isKnown = entry?.allNames.contains(text) ?? false
                names.append(
                    Name(
                        text: text, actor: actor,
                        origin: isKnown ? "a known name of '\(actor)' (gazetteer)" : "as the documents write it",
                        documents: documents[text] ?? []))
            }
        }
        let decisions = content.curation.standing.filter { Self.concerns($0.decision, [id] + joined.map(\.actor.id)) }
        for entry in decisions {
            if case .rename(let actor, let name) = entry.decision.verdict {
                names.append(Name(text: name, actor: actor, origin: Self.signed(entry), documents: []))
            }
        }
        self.names = names
        self.decisions = decisions
        parts = joined.map { entry in
            switch entry.reason {
            case .link(let link): Part(id: entry.actor.id, name: entry.actor.name, reason: link.reason)
            case .decision(let standing):
                Part(id: entry.actor.id, name: entry.actor.name, reason: Self.signed(standing))
            }
        }
    }

    private static func concerns(_ decision: Decision, _ ids: [ActorID]) -> Bool {
        switch decision.verdict {
        case .merge(let one, let other), .keepApart(let one, let other): ids.contains(one) || ids.contains(other)
        case .divide(let actor, let division): ids.contains(actor) || ids.contains(division.id)
        case .rename(let actor, _), .retype(let actor, _), .addActor(let actor, _, _): ids.contains(actor)
        case .reject(let claim), .confirm(let claim): ids.contains(claim.source) || ids.contains(claim.target)
        case .add(let known): ids.contains(known.source) || ids.contains(known.target)
        }
    }

    /// "step 3, jd, 2021-08-09: same office".
    private static func signed(_ entry: Curation.Standing) -> String {
        let facts = ["step \(entry.step)", entry.decision.by, entry.decision.date?.description].compactMap { $0 }
        return facts.joined(separator: ", ") + (entry.decision.note.map { ": \($0)" } ?? "")
    }

    var text: String {
        var out = "\nwhy these names\n"
        for name in names {
            let documents = name.documents.isEmpty ? "" : "; in \(counted(name.documents.count, "document"))"
            let first = name.documents.first.map { name.documents.count > 1 ? ", first \($0)" : ", \($0)" } ?? ""
            out += "  \(Terminal.safe(name.text)): \(Terminal.safe(name.origin + documents + first))\n"
        }
        if !parts.isEmpty {
            out += "\nparts\n"
            for part in parts { out += "  \(Terminal.safe("\(part.name) (\(part.id)): \(part.reason)"))\n" }
        }
        if !decisions.isEmpty {
            out += "\ndecisions\n"
            for entry in decisions {
                out += "  \(Terminal.safe("\(Self.signed(entry)): \(entry.decision)"))\n"
            }
        }
        return out
    }

    var json: String {
        JSONText.object([
            (
                "names",
                .list(
                    names.map { name in
                        JSONText.object([
                            ("name", .text(name.text)), ("actor", .text(name.actor.rawValue)),
                            ("origin", .text(name.origin)),
                            ("documents", .list(name.documents.map { JSONText.quoted($0.rawValue) })),
                        ])
                    })
            ),
            (
                "parts",
                .list(
                    parts.map { part in
                        JSONText.object([
                            ("id", .text(part.id.rawValue)), ("name", .text(part.name)), ("reason", .text(part.reason)),
                        ])
                    })
            ),
            (
                "decisions",
                .list(
                    decisions.map { entry in
                        JSONText.object([
                            ("step", .raw(String(entry.step))), ("decision", .text("\(entry.decision)")),
                            ("by", .maybe(entry.decision.by)), ("date", .maybe(entry.decision.date?.description)),
                            ("note", .maybe(entry.decision.note)),
                        ])
                    })
            ),
        ])
    }
}
