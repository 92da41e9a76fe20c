import EntenteExtraction
import EntenteModel
import EntenteText
import Testing

@Suite struct GazetteerTests {
    private let ontology = Ontology(
        actorKinds: [ActorKind(name: "state"), ActorKind(name: "militantGroup")], relationKinds: [])

    private func error(_ text: String) -> GazetteerError? {
        var gazetteer = Gazetteer()
        do throws(GazetteerError) {
            try gazetteer.read(text, file: "own.tsv", ontology: ontology)
            return nil
        } catch { return error }
    }

    private func read(_ files: String...) throws -> Gazetteer {
        var gazetteer = Gazetteer()
        for file in files { try gazetteer.read(file, file: "own.tsv", ontology: ontology) }
        return gazetteer
    }

    @Test func columnsMayStandInAnyOrderAndOnlyThreeAreNeeded() throws {
        let gazetteer = try read("kind\tname\tid\nstate\tRuritania\truritania\n")
        #expect(gazetteer["ruritania"]?.name == "Ruritania")
        #expect(gazetteer["ruritania"]?.aliases == [])
    }

    @Test func listsAreSplitAtBarsAndEmptyCellsAreNone() throws {
        let gazetteer = try read(
            "id\tname\tkind\tcountry\taliases\tadjectives\tseats\nr\tR\tstate\tRUR\tOld R|R Land\tRuritanian\t\n")
        #expect(gazetteer["r"]?.aliases == ["Old R", "R Land"])
        #expect(gazetteer["r"]?.adjectives == ["Ruritanian"])
        #expect(gazetteer["r"]?.seats == [])
        #expect(gazetteer["r"]?.country == "RUR")
        #expect(gazetteer["r"]?.principal == nil)
    }

    @Test func lineEndsOfWindowsAndAByteOrderMarkDoNoHarm() throws {
        let gazetteer = try read("\u{FEFF}id\tname\tkind\r\nr\tR\tstate\r\n\r\n")
        #expect(gazetteer["r"]?.kind == "state")
    }

    @Test func aLaterFileAddsNamesAndItsWordStands() throws {
        let gazetteer = try read(
            "id\tname\tkind\tcountry\taliases\nr\tRuritania\tstate\tRUR\tOld R\n",
            "id\tname\tkind\taliases\nr\tNew Ruritania\tstate\tNR\n")
        #expect(gazetteer["r"]?.name == "New Ruritania")
        #expect(Set(gazetteer["r"]?.aliases ?? []) == ["NR", "Old R", "Ruritania"])
        #expect(gazetteer["r"]?.country == "RUR")
    }

    @Test func faultsAreNamedWithFileAndLine() {
        let header = "id\tname\tkind\n"
        #expect(error("id\tnam\tkind\n") == .unknownColumn("nam", file: "own.tsv"))
        #expect(error("id\tname\n") == .missingColumn("kind", file: "own.tsv"))
        #expect(
            error(header + "r\tR\tstate\n\nx\tX\n") == .wrongCellCount(2, expected: 3, file: "own.tsv", line: 4))
        #expect(error(header + "r\tR\tstate\textra\n") == .wrongCellCount(4, expected: 3, file: "own.tsv", line: 2))
        #expect(error(header + "\tR\tstate\n") == .emptyCell(file: "own.tsv", line: 2))
        #expect(error(header + "r\t\tstate\n") == .emptyCell(file: "own.tsv", line: 2))
        #expect(
            error(header + "r\tR\tstat\n") == .unknownKind("stat", file: "own.tsv", line: 2, closest: "state"))
        #expect("\(GazetteerError.emptyCell(file: "own.tsv", line: 2))".contains("own.tsv:2; "))
    }

    @Test func anOwnGazetteerMakesItsActorsKnown() throws {
        let extractor = try Extractor(
            gazetteers: [("own.tsv", "id\tname\tkind\taliases\nzf\tZenda Front\tmilitantGroup\tZF\n")])
        let extraction = extractor.extract(try .init(id: "d", text: "The Zenda Front attacked Kenya. ZF fled."))
        #expect(extraction.actors.first { $0.id == "zf" }?.mentions == 2)
        #expect(extraction.findings.map { "\($0.source) \($0.kind) \($0.target)" } == ["zf attacks kenya"])
    }
}
