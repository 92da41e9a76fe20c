import EntenteModel
import GRDB

/// The log of decisions as rows; which column holds what is said in `docs/case-file.md`.
enum StoredCuration {
    /// The whole log.
    static func read(_ database: Database) throws -> Curation {
        var curation = Curation()
        guard try database.holds(table: "curation") else { return curation }
        var pending: [Decision] = []
        var number = 0
        func finish() { if !pending.isEmpty { curation.append(pending) } }
        for row in try Row.fetchAll(database, sql: "SELECT * FROM curation ORDER BY step, number") {
            let step: Int = row["step"]
            if step != number {
                finish()
                pending = []
                number = step
                guard step == curation.steps.count + 1 else {
                    throw CaseRowError(problem: "step \(curation.steps.count + 1) of the decisions is missing")
                }
            }
            if row["action"] == "undo" {
                try curation.undo(row["undoes"])
            } else {
                pending.append(try decision(row))
            }
        }
        finish()
        return curation
    }

    /// Adds the step at the end of a log.
    static func append(_ step: Curation.Step, in database: Database) throws {
        switch step.action {
        case .undo(let number):
            try insert(["step": step.number, "number": 1, "action": "undo", "undoes": number], database)
        case .decide(let decisions):
            for (place, decision) in decisions.enumerated() {
                var values = values(of: decision)
                values["step"] = step.number
                values["number"] = place + 1
                try insert(values, database)
            }
        }
    }

    private static func insert(_ values: [String: (any DatabaseValueConvertible)?], _ database: Database) throws {
        let columns = values.keys.sorted()
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        try database.execute(
            sql: "INSERT INTO curation (\(columns.joined(separator: ", "))) VALUES (\(marks))",
            arguments: StatementArguments(columns.map { values[$0] ?? nil }))
    }

    private static func values(of decision: Decision) -> [String: (any DatabaseValueConvertible)?] {
        var values: [String: (any DatabaseValueConvertible)?] = [
            "decided_by": decision.by, "decided_on": decision.date?.description, "note": decision.note,
        ]
        func set(_ action: String, _ more: [String: (any DatabaseValueConvertible)?]) {
            values["action"] = action
            values.merge(more) { $1 }
        }
        switch decision.verdict {
        case .merge(let from, let into): set("merge", ["actor": from.rawValue, "other": into.rawValue])
        case .keepApart(let one, let other): set("apart", ["actor": one.rawValue, "other": other.rawValue])
        case .divide(let actor, let division):
            set(
                "split",
                [
                    "actor": actor.rawValue, "other": division.id.rawValue, "citation": division.name,
                    "kind": division.kind,
                ])
            switch division.part {
            case .name(let name): values["name"] = name
            case .document(let document): values["document"] = document.rawValue
            }
        case .rename(let actor, let name): set("rename", ["actor": actor.rawValue, "name": name])
        case .retype(let actor, let kind): set("retype", ["actor": actor.rawValue, "kind": kind])
        case .reject(let claim): set("reject", columns(of: claim))
        case .confirm(let claim): set("confirm", columns(of: claim))
        case .addActor(let actor, let name, let kind):
            set("actor", ["actor": actor.rawValue, "name": name, "kind": kind])
        case .add(let known):
            set(
                "add",
                [
                    "actor": known.source.rawValue, "kind": known.kind, "other": known.target.rawValue,
                    "citation": known.citation, "quote": known.quote, "status": known.status.rawValue,
                    "holds": known.date?.description, "confidence": known.confidence,
                ])
        }
        return values
    }

    private static func columns(of claim: Claim) -> [String: (any DatabaseValueConvertible)?] {
        [
            "actor": claim.source.rawValue, "kind": claim.kind, "other": claim.target.rawValue,
            "document": claim.evidence?.document.rawValue, "quote": claim.evidence?.quote,
        ]
    }

    private static func decision(_ row: Row) throws -> Decision {
        func text(_ column: String) throws -> String {
            guard let text = row[column] as String? else {
                throw CaseRowError(
                    problem: "decision \(row["step"] as Int).\(row["number"] as Int) has no \(column)")
            }
            return text
        }
        func actor(_ column: String) throws -> ActorID { ActorID(try text(column)) }
        func date(_ column: String) -> PartialDate? { (row[column] as String?).flatMap { PartialDate($0) } }
        func claim() throws -> Claim {
            var evidence: Claim.Evidence?
            if let document = row["document"] as String? {
                evidence = .init(document: DocumentID(document), quote: try text("quote"))
            }
            return Claim(
                source: try actor("actor"), kind: try text("kind"), target: try actor("other"), evidence: evidence)
        }
        let action = try text("action")
        let verdict: Decision.Verdict
        switch action {
        case "merge": verdict = .merge(try actor("actor"), into: try actor("other"))
        case "apart": verdict = .keepApart(try actor("actor"), try actor("other"))
        case "split":
            let part: Division.Part =
                if let name = row["name"] as String? { .name(name) } else {
                    .document(DocumentID(try text("document")))
                }
            verdict = .divide(
                try actor("actor"),
                Division(part: part, id: try actor("other"), name: try text("citation"), kind: row["kind"]))
        case "rename": verdict = .rename(try actor("actor"), to: try text("name"))
        case "retype": verdict = .retype(try actor("actor"), to: try text("kind"))
        case "reject": verdict = .reject(try claim())
        case "confirm": verdict = .confirm(try claim())
        case "actor": verdict = .addActor(try actor("actor"), name: try text("name"), kind: try text("kind"))
        case "add":
            guard let status = Status(rawValue: try text("status")) else {
                throw CaseRowError(problem: "step \(row["step"] as Int) has an unknown status")
            }
            verdict = .add(
                KnownRelation(
                    source: try actor("actor"), kind: try text("kind"), target: try actor("other"),
                    citation: try text("citation"), quote: try text("quote"), status: status, date: date("holds"),
                    confidence: row["confidence"] ?? 1))
        default: throw CaseRowError(problem: "step \(row["step"] as Int) decides '\(action)', which nobody knows")
        }
        return Decision(verdict, by: row["decided_by"], date: date("decided_on"), note: row["note"])
    }
}
