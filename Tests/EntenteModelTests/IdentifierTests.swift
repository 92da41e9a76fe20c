import EntenteModel
import Testing

@Suite struct IdentifierTests {
    private let borders = RelationKind(name: "borders", isSymmetric: true)
    private let attacks = RelationKind(name: "attacks")

    @Test func aSymmetricRelationIsTheSameFromBothEnds() {
        let one = RelationID(source: "iran", kind: borders, target: "afghanistan")
        let other = RelationID(source: "afghanistan", kind: borders, target: "iran")
        #expect(one == other)
        #expect(one.source == "afghanistan")
    }

    @Test func aDirectedRelationKeepsItsEnds() {
        #expect(RelationID(source: "b", kind: attacks, target: "a").description == "b|attacks|a")
    }

    @Test func barsAndPercentSignsInIdsCannotForgeAnotherRelation() {
        let forged = RelationID(source: "a|attacks|b", kind: attacks, target: "100%")
        #expect(forged.description == "a%7Cattacks%7Cb|attacks|100%25")
    }

    @Test func idsOrderByBytesWhateverTheLocale() {
        let ids: [ActorID] = ["ä", "z", "a-b", "Z", "a"]
        #expect(ids.sorted().map(\.rawValue) == ["Z", "a", "a-b", "z", "ä"])
    }

    @Test func relationsOrderBySourceThenKindThenTarget() {
        let ids = [
            RelationID(source: "b", kind: attacks, target: "a"), RelationID(source: "a", kind: borders, target: "b"),
            RelationID(source: "a", kind: attacks, target: "c"), RelationID(source: "a", kind: attacks, target: "b"),
        ]
        #expect(ids.sorted().map(\.description) == ["a|attacks|b", "a|attacks|c", "a|borders|b", "b|attacks|a"])
    }
}
