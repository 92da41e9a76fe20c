import EntenteExtraction
import EntenteModel
import Testing

@testable import EntenteStore

/// A case keeps graphs as bytes and uses them as long as their version is that of the program.
@Suite struct SnapshotVersionTests {
    /// What `extractions` and `decisions` give, as a hash, for the version under which they do. Where one of these tests fails,
    /// documents are joined or decisions applied otherwise than before: raise `JoinedDocuments.version` and write the new pair
    /// here. Never change the hash alone, for old cases would answer with what an older program thought.
    private let recorded = (
        version: 1002, joined: UInt64(12_149_670_166_206_265_100), curated: UInt64(2_073_154_568_669_551_793)
    )

    /// Everything that joining has a say in: kinds, names, countries and principals that disagree, spellings of one name,
    /// symmetric relations from both ends, circles, repeated sentences, denials.
    private static let extractions: [DocumentExtraction] = {
        func document(
            _ id: String, date: String?, _ actors: [Actor], _ findings: [(String, String, String, Status, Double)]
        ) -> DocumentExtraction {
            DocumentExtraction(
                document: DocumentRecord(
                    id: DocumentID(id), path: "\(id).txt", date: date.flatMap { PartialDate($0) }, sha256: "00"),
                actors: actors.map {
                    Actor(
                        id: $0.id, name: $0.name, kind: $0.kind, aliases: $0.aliases, country: $0.country,
                        principal: $0.principal, documents: [DocumentID(id)], mentions: 2)
                }, mentions: [],
                findings: findings.enumerated().map { number, finding in
                    Finding(
                        source: ActorID(finding.0), kind: finding.1, target: ActorID(finding.2),
                        statement: Statement(
                            document: DocumentID(id), range: (number * 20)..<(number * 20 + 11),
                            text: "Sentence \(number % 2).", status: finding.3,
                            date: number == 0 ? PartialDate("2021-08") : nil,
                            attributedTo: number == 1 ? "rahmon" : nil, confidence: finding.4))
                })
        }
        return [
            document(
                "one", date: "2021-08-07",
                [
                    Actor(
                        id: "rahmon", name: "Emomali Rahmon", kind: "person", aliases: ["Rahmon"],
                        principal: "tajikistan"),
                    Actor(id: "tajikistan", name: "Tajikistan", kind: "state", country: "TJK", principal: "csto"),
                    Actor(
                        id: "csto", name: "CSTO", kind: "alliance", aliases: ["Collective Security Treaty Organization"]
                    ),
                ],
                [
                    ("rahmon", "leads", "tajikistan", .asserted, 0.9),
                    ("tajikistan", "memberOf", "csto", .asserted, 0.7),
                    ("tajikistan", "meetsWith", "csto", .possible, 0.5),
                ]),
            document(
                "two", date: nil,
                [
                    Actor(id: "emomali-rakhmon", name: "Emomali Rakhmon", kind: "person"),
                    Actor(id: "tajikistan", name: "Republic of Tajikistan", kind: "region"),
                    Actor(id: "csto", name: "CSTO", kind: "organization", principal: "tajikistan"),
                    Actor(id: "taliban", name: "Taliban", kind: "militantGroup"),
                ],
                [
                    ("csto", "meetsWith", "tajikistan", .denied, 0.5),
                    ("emomali-rakhmon", "accuses", "taliban", .asserted, 0.8),
                    ("taliban", "attacks", "tajikistan", .asserted, 0.4),
                    ("taliban", "attacks", "tajikistan", .asserted, 0.6),
                ]),
        ]
    }()

    private static let decisions: [Decision] = [
        Decision(.rename("taliban", to: "The Movement")), Decision(.retype("csto", to: "organization")),
        Decision(.keepApart("rahmon", "taliban")), Decision(.merge("csto", into: "tajikistan")),
        Decision(.reject(Claim(source: "taliban", kind: "attacks", target: "tajikistan"))),
        Decision(.confirm(Claim(source: "rahmon", kind: "leads", target: "tajikistan"))),
        Decision(
            .divide(
                "tajikistan", Division(part: .document("two"), id: "tajikistan-2", name: "Tajikistan II", kind: nil))),
        Decision(.addActor("x", name: "X", kind: "person")),
        Decision(
            .add(
                KnownRelation(
                    source: "x", kind: "supports", target: "taliban", citation: "a letter", quote: "X supports them.",
                    status: .asserted, date: nil, confidence: 1))),
    ]

    private func joined() throws -> JoinedDocuments {
        try JoinedDocuments(ontology: Ontology.standard(), extractions: Self.extractions)
    }

    private func hash(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { ByteHash.of($0) } }

    @Test func whatIsJoinedChangesOnlyWithTheVersion() throws {
        #expect(SnapshotCoding.version == recorded.version)
        let found = hash(SnapshotCoding.bytes(of: try joined()))
        #expect(found == recorded.joined)
    }

    @Test func whatDecisionsMakeOfItChangesOnlyWithTheVersion() throws {
        let joined = try joined()
        var curation = Curation()
        curation.append(Self.decisions)
        let graph = curation.apply(to: joined.graph, links: joined.links).graph
        #expect(graph.actors.contains { $0.name == "The Movement" })
        #expect(graph.relations.contains { $0.kind == "supports" })
        #expect(hash(SnapshotCoding.bytes(of: graph)) == recorded.curated)
        // And a graph is what its bytes say.
        let again = try SnapshotCoding.bytes(of: graph).withUnsafeBytes {
            try SnapshotCoding.graph($0, ontology: graph.ontology)
        }
        #expect(again == graph)
    }
}
