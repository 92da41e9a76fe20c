import EntenteExtraction
import EntenteModel
import EntenteText
import Testing

/// Frames that users bring, on top of those that ship.
@Suite struct UserFrameTests {
    private static let ontology = """
        extends: default
        relations:
          lendsMoneyTo: {label: lends money to, polarity: cooperative}
        """
    private static let frames = """
        family: finance
        frames:
          - kind: lendsMoneyTo
            confidence: 0.8
            verbs: {lend money: to}
        """

    private func relations(_ text: String, _ extractor: Extractor) throws -> [String] {
        let extraction = extractor.extract(try Document(id: "d", text: text))
        return try ActorGraph(ontology: extractor.ontology, extractions: [extraction]).relations.map {
            "\($0.source) \($0.kind) \($0.target) \($0.status.rawValue)"
        }
    }

    private func extended() throws -> Ontology {
        try Ontology(yaml: Self.ontology, extending: try Ontology.standard())
    }

    @Test func aFrameStatesAKindThatOnlyTheUsersOntologyHas() throws {
        let extractor = try Extractor(
            ontology: try extended(), frames: [(file: "mine.yaml", text: Self.frames)], classifiesPairs: false)
        // A shipped frame sees help in the same words; both stand.
        #expect(
            try relations("Kenya lent money to Uganda.", extractor)
                == ["kenya aids uganda asserted", "kenya lendsMoneyTo uganda asserted"])
        #expect(try relations("Kenya attacked Uganda.", extractor) == ["kenya attacks uganda asserted"])
    }

    @Test func framesArePartOfTheFingerprint() throws {
        let ontology = try extended()
        let without = try Extractor(ontology: ontology)
        let with = try Extractor(ontology: ontology, frames: [(file: "mine.yaml", text: Self.frames)])
        #expect(without.fingerprint != with.fingerprint)
    }

    @Test func shippedFramesWhoseKindTheOntologyLacksAreLeftOut() throws {
        let small = try Ontology(
            yaml: "actors:\n  state: {}\nrelations:\n  accuses: {polarity: hostile}\n")
        let extractor = try Extractor(ontology: small)
        #expect(try relations("Kenya attacked Uganda.", extractor).isEmpty)
        #expect(try relations("Kenya accused Uganda.", extractor) == ["kenya accuses uganda asserted"])
    }

    @Test func ofGazetteersThatDisagreeTheLaterOneStandsAndNamesAddUp() throws {
        let extractor = try Extractor(gazetteers: [
            (file: "a.tsv", text: "id\tname\tkind\tcountry\nzorland\tZorland\tstate\tZOR\n"),
            (file: "b.tsv", text: "id\tname\tkind\nzorland\tRed Zorland\tmilitantGroup\n"),
        ])
        let text = "Red Zorland attacked Kenya. Zorland accused Kenya."
        let actor = extractor.extract(try Document(id: "d", text: text)).actors.first { $0.id == "zorland" }
        #expect(actor?.name == "Red Zorland")
        #expect(actor?.kind == "militantGroup")
        #expect(actor?.mentions == 2)
    }

    @Test(arguments: [
        ("They roasted a turkey and sold it to us.", 0), ("Chad Smith bought a guinea fowl.", 0),
        ("Turkey accused Chad.", 2), ("Guinea attacked nobody.", 1),
    ])
    func aNameThatIsAlsoAWordIsAnActorOnlyAsAName(text: String, count: Int) throws {
        let states = try SharedExtractor.extract(text).actors.filter { $0.kind == "state" && $0.mentions > 0 }
        #expect(states.count == count, "\(states.map(\.name))")
    }

    @Test(arguments: [
        ("frames: [", "mine.yaml:"),
        ("family: x", "mine.yaml:1; expected 'frames:'"),
        ("frames:\n  - kind: befriends\n    verbs: {help: obj}", "no kind 'befriends' in the ontology; mine.yaml:2"),
        ("frames:\n  - kind: attacks\n    verb: {hit: obj}", "no field 'verb'; mine.yaml:3"),
        (
            "frames:\n  - kind: attacks\n    confidence: 8\n    verbs: {hit: obj}",
            "wrong shape; mine.yaml:3; expected a confidence from 0 to 1"
        ),
        (
            "frames:\n  - kind: attacks\n    confidence: high\n    verbs: {hit: obj}",
            "mine.yaml:3; expected a confidence"
        ),
        ("frames:\n  - kind: attacks\n    status: disputed\n    verbs: {hit: obj}", "mine.yaml:3; expected a status"),
        ("frames:\n  - kind: attacks", "mine.yaml:2; expected words"),
    ])
    func aBadFrameIsNamedWithFileAndLine(text: String, message: String) throws {
        let error = try #require(throws: ExtractorError.self) {
            _ = try Extractor(frames: [(file: "mine.yaml", text: text)])
        }
        #expect("\(error)".contains(message), "\(error)")
    }

    @Test func `A frame for a shipped kind stands though the classifier has never met its words`() throws {
        let own = """
            family: own
            frames:
              - kind: attacks
                verbs: {bamboozle: obj}
            """
        let extractor = try Extractor(ontology: try Ontology.standard(), frames: [(file: "mine.yaml", text: own)])
        let found = try relations("Kenya bamboozled Uganda.", extractor)
        #expect(found.contains("kenya attacks uganda asserted"), "found \(found)")
    }
}
