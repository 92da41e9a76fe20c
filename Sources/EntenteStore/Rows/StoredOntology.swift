import EntenteModel
import GRDB

/// The kinds that a case was built with.
enum StoredOntology {
    static func write(_ ontology: Ontology, in database: Database) throws {
        // What was joined under other kinds is not the graph of these.
        if try read(database) == ontology { return }
        try database.execute(sql: "UPDATE revision SET documents = documents + 1")
        try database.execute(sql: "DELETE FROM actor_kind; DELETE FROM relation_kind")
        for (number, kind) in ontology.actorKinds.enumerated() {
            try database.execute(
                sql: "INSERT INTO actor_kind VALUES (?, ?, ?, ?)",
                arguments: [kind.name, number, kind.label, kind.family])
        }
        for (number, kind) in ontology.relationKinds.enumerated() {
            try database.execute(
                sql: "INSERT INTO relation_kind VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    kind.name, number, kind.label, kind.isSymmetric ? 1 : 0, kind.polarity.rawValue, kind.plover,
                    kind.means, kind.influence?.along.rawValue, kind.influence?.strength,
                ])
        }
    }

    static func read(_ database: Database) throws -> Ontology {
        let actors = try Row.fetchAll(database, sql: "SELECT * FROM actor_kind ORDER BY number").map { row in
            ActorKind(name: row["name"], label: row["label"], family: row["family"])
        }
        let relations = try Row.fetchAll(database, sql: "SELECT * FROM relation_kind ORDER BY number").map { row in
            RelationKind(
                name: row["name"], label: row["label"], isSymmetric: (row["is_symmetric"] as Int) != 0,
                polarity: RelationKind.Polarity(rawValue: row["polarity"]) ?? .neutral, plover: row["plover"],
                means: row["means"],
                influence: (row["influence_along"] as String?).flatMap(Influence.Direction.init).map {
                    Influence(along: $0, strength: row["influence_strength"] ?? 1)
                })
        }
        return Ontology(actorKinds: actors, relationKinds: relations)
    }
}
