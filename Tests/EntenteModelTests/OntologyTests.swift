import EntenteModel
import Testing

@Suite struct OntologyTests {
    private func error(_ yaml: String, extending base: Ontology? = nil) -> OntologyError? {
        do throws(OntologyError) {
            _ = try Ontology(yaml: yaml, extending: base)
            return nil
        } catch { return error }
    }

    @Test func kindsAreReadWithTheirFieldsInTheOrderOfTheFile() throws {
        let ontology = try Ontology(
            yaml: """
                actors:
                  state: {label: state, family: polity}
                  bridge: {}
                relations:
                  borders: {label: shares a border with, symmetric: true, polarity: structural, plover: none}
                  funds: {plover: AID, means: "pays for", influence: {along: backward, strength: 0.7}}
                """)
        #expect(ontology.actorKinds.map(\.name) == ["state", "bridge"])
        #expect(ontology.actorKind("state")?.family == "polity")
        #expect(ontology.actorKind("bridge") == ActorKind(name: "bridge", label: "bridge", family: "other"))
        #expect(
            ontology.relationKind("borders")
                == RelationKind(
                    name: "borders", label: "shares a border with", isSymmetric: true, polarity: .structural))
        #expect(
            ontology.relationKind("funds")
                == RelationKind(
                    name: "funds", plover: "AID", means: "pays for",
                    influence: Influence(along: .backward, strength: 0.7)))
    }

    @Test func anExtensionAddsToTheDefaultAndItsWordStands() throws {
        let base = Ontology(
            actorKinds: [ActorKind(name: "state"), ActorKind(name: "person")],
            relationKinds: [RelationKind(name: "borders", polarity: .structural)])
        let yaml = "extends: default\nactors:\n  person: {label: human}\n  militia: {}\n"
        let ontology = try Ontology(yaml: yaml, extending: base)
        #expect(ontology.actorKinds.map(\.name) == ["state", "person", "militia"])
        #expect(ontology.actorKind("person")?.label == "human")
        #expect(ontology.relationKind("borders")?.polarity == .structural)
    }

    @Test func theWordExtendsMayStandLast() throws {
        let base = Ontology(actorKinds: [ActorKind(name: "state", label: "base")], relationKinds: [])
        let ontology = try Ontology(yaml: "actors:\n  state: {label: own}\nextends: default\n", extending: base)
        #expect(ontology.actorKind("state")?.label == "own")
    }

    @Test func anUnknownFieldIsNamedWithItsLineAndTheNearestOne() {
        let found = error("actors:\n  state: {label: state}\n  army:\n    lable: army\n")
        #expect(found == .unknownField("lable", line: 4, closest: "label"))
    }

    @Test func anUnknownSectionIsNamedWithItsLine() {
        #expect(
            error("# kinds\nactors: {state: {}}\nrelation: {}\n")
                == .unknownField("relation", line: 3, closest: "relations"))
    }

    @Test func aWrongValueIsNamedWithItsLineAndWhatIsAllowed() {
        #expect(
            error("relations:\n  funds: {}\n  fights: {polarity: friendly}\n")
                == .unknownValue(
                    "friendly", field: "polarity", line: 3,
                    allowed: ["cooperative", "hostile", "neutral", "structural"]))
        #expect(error("relations:\n  funds: {symmetric: maybe}\n")?.line == 2)
        #expect(error("relations:\n  a: {}\n  b: {influence: {along: sideways}}\n")?.line == 3)
    }

    @Test(arguments: ["0", "-1", "1.01", "strong", ".nan", ".inf"])
    func influenceStrengthsLieAboveZeroAndUpToOne(strength: String) {
        #expect(error("relations:\n  funds:\n    influence: {strength: \(strength)}\n")?.line == 3)
    }

    @Test func aKindThatIsDefinedTwiceIsNamedWithBothLines() {
        #expect(
            error("actors:\n  state: {}\n  army: {}\n  state: {label: x}\n")
                == .kindDefinedTwice("state", first: 2, second: 4))
    }

    @Test func brokenYAMLIsNamedWithItsLine() {
        #expect(error("actors:\n  state: {label: state\nrelations:\n  x: {}\n")?.line == 3)
        #expect(error("actors:\n  state: {}\n\tarmy: {}\n")?.line == 3)
    }

    @Test(arguments: ["", "# nothing\n", "actors: {}\n", "actors:\nrelations:\n"])
    func anOntologyWithoutKindsIsRefused(yaml: String) {
        #expect(error(yaml) == .empty)
    }

    @Test(arguments: ["just words\n", "- state\n", "actors: [state]\n", "actors: {state: polity}\n"])
    func anotherShapeThanMappingsIsRefused(yaml: String) {
        guard case .wrongShape = error(yaml) else {
            Issue.record("\(yaml): \(String(describing: error(yaml)))")
            return
        }
    }

    @Test func extendingNeedsSomethingToExtend() {
        #expect(error("extends: other\n")?.line == 1)
        #expect(error("actors: {a: {}}\nextends: default\n")?.line == 2)
    }

    @Test func theClosestKindIsASlipAwayOrNone() {
        let ontology = Ontology(
            actorKinds: [ActorKind(name: "militantGroup")], relationKinds: [RelationKind(name: "negotiatesWith")])
        #expect(ontology.closestActorKind(to: "militantgruop") == "militantGroup")
        #expect(ontology.closestRelationKind(to: "negotiateWith") == "negotiatesWith")
        #expect(ontology.closestRelationKind(to: "eats") == nil)
    }
}
