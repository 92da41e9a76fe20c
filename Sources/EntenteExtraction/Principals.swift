import EntenteModel

/// Whom persons, bodies and forces act for where no title beside their name says so, but a sentence does: "Timothy Kabba, his
/// foreign minister", "the unit is part of the army".
struct Principals {
    private let actors: [ActorID: Actor]
    private var found: [ActorID: (principal: ActorID, confidence: Double)] = [:]

    /// - Complexity: linear in the findings.
    init(actors: [ActorID: Actor], findings: [Finding]) {
        self.actors = actors
        for finding in findings where finding.statement.status == .asserted {
            guard let source = actors[finding.source], source.principal == nil,
                let target = actors[finding.target], Self.serves(source.kind, finding.kind, target.kind)
            else { continue }
            let confidence = finding.statement.confidence
            let principal = target.principal ?? target.id
            guard confidence >= Self.least, principal != source.id else { continue }
            if let known = found[source.id],
                (known.confidence, principal) >= (confidence, known.principal)
            {
                continue
            }
            found[source.id] = (principal, confidence)
        }
    }

    /// As sure as it has to be that somebody serves somebody before his acts count as the other's.
    private static let least = 0.5

    private static func serves(_ source: String, _ kind: String, _ target: String) -> Bool {
        switch source {
        case "person":
            ["leads", "officialOf"].contains(kind) && !["person", "place", "ethnicGroup", "company"].contains(target)
        case "governmentBody", "armedForce":
            kind == "partOf" && ["state", "governmentBody", "armedForce"].contains(target)
        default: false
        }
    }

    /// The actor with its principal, if one was found.
    func completing(_ actor: Actor) -> Actor {
        guard let principal = found[actor.id]?.principal, actors[principal] != nil else { return actor }
        var actor = actor
        actor.principal = principal
        return actor
    }
}
