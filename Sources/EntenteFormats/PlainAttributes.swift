import EntenteModel

/// What the attributes of nodes and edges are called in files that Entente or others wrote.
///
/// Names are matched without regard to case. Attributes that mean nothing here are left out.
extension GraphAssembly.Node {
    mutating func set(_ name: String, to value: String) {
        switch name.lowercased() {
        case "name": self.name = value
        case "label": self.name = self.name ?? value
        case "kind": kind = value
        case "type": kind = kind ?? value
        case "aliases": aliases = EvidenceText.texts(value)
        case "country": country = value
        case "principal": principal = value
        case "documents": documents = EvidenceText.texts(value)
        case "mentions": mentions = Double(value).flatMap { Int(exactly: $0) } ?? 0
        default: break
        }
    }
}

extension GraphAssembly.EdgeFacts {
    mutating func set(_ name: String, to value: String) {
        switch name.lowercased() {
        case "kind": kind = value
        case "type": kind = kind ?? value
        case "label": label = value
        case "weight": weight = value
        case "status": status = value
        case "date": date = value
        case "firstdate", "start": firstDate = value
        case "lastdate", "end": lastDate = value
        case "evidence": evidence = value
        case "symmetric": isDirected = !["true", "1"].contains(value.lowercased())
        default: break
        }
    }
}

/// The facts of a node or an edge under the names that all plain formats share.
struct PlainFact {
    enum Value {
        case text(String)
        case number(Double)
        case count(Int)
        case flag(Bool)
    }

    let name: String
    let value: Value

    /// The facts of an actor besides its id and name.
    static func facts(of actor: Actor) -> [PlainFact] {
        var facts = [PlainFact(name: "kind", value: .text(actor.kind))]
        if !actor.aliases.isEmpty {
            facts.append(PlainFact(name: "aliases", value: .text(EvidenceText.json(actor.aliases))))
        }
        if let country = actor.country { facts.append(PlainFact(name: "country", value: .text(country))) }
        if let principal = actor.principal {
            facts.append(PlainFact(name: "principal", value: .text(principal.rawValue)))
        }
        if !actor.documents.isEmpty {
            let ids = EvidenceText.json(actor.documents.map(\.rawValue))
            facts.append(PlainFact(name: "documents", value: .text(ids)))
        }
        if actor.mentions != 0 { facts.append(PlainFact(name: "mentions", value: .count(actor.mentions))) }
        return facts
    }

    /// The facts of a relation besides its ends, its label and its strength.
    static func facts(of relation: Relation, in graph: ActorGraph, includesQuotes: Bool) -> [PlainFact] {
        var facts = [
            PlainFact(name: "kind", value: .text(relation.kind)),
            PlainFact(name: "status", value: .text(relation.status.rawValue)),
        ]
        if graph.ontology.relationKind(relation.kind)?.isSymmetric == true {
            facts.append(PlainFact(name: "symmetric", value: .flag(true)))
        }
        if let date = relation.firstDate { facts.append(PlainFact(name: "firstDate", value: .text(date.description))) }
        if let date = relation.lastDate { facts.append(PlainFact(name: "lastDate", value: .text(date.description))) }
        if !relation.statements.isEmpty {
            facts.append(PlainFact(name: "statements", value: .count(relation.statements.count)))
            let evidence = EvidenceText.json(relation.statements, includesQuotes: includesQuotes)
            facts.append(PlainFact(name: "evidence", value: .text(evidence)))
        }
        return facts
    }

    var text: String {
        switch value {
        case .text(let text): text
        case .number(let number): JSONText.number(number)
        case .count(let count): String(count)
        case .flag(let flag): flag ? "true" : "false"
        }
    }
}
