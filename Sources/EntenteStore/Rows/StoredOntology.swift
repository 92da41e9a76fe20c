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
        let actors = try Row.fetchAll(database, sql: "SELECT name, label, family FROM actor_kind ORDER BY number")
            .map { ActorKind(name: $0[0], label: $0[1], family: $0[2]) }
        let relations = try Row.fetchAll(
            database,
            sql: """
                SELECT name, label, is_symmetric, polarity, plover, means, influence_along, influence_strength
                FROM relation_kind ORDER BY number
                """
        ).map { row in
            RelationKind(
                name: row[0], label: row[1], isSymmetric: (row[2] as Int) != 0,
                polarity: RelationKind.Polarity(rawValue: row[3]) ?? .neutral, plover: row[4], means: row[5],
                influence: (row[6] as String?).flatMap(Influence.Direction.init).map {
                    Influence(along: $0, strength: row[7] ?? 1)
                })
        }
        return Ontology(actorKinds: actors, relationKinds: relations)
    }
}
