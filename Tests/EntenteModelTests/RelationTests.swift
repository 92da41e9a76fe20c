import EntenteModel
import Testing

@Suite struct RelationTests {
    private let id = RelationID(source: "a", kind: RelationKind(name: "attacks"), target: "b")

    private func said(
        _ text: String, _ status: Status = .asserted, in document: DocumentID = "d", on date: String? = nil,
        confidence: Double = 0.5
    ) -> Statement {
        Statement(
            document: document, range: 0..<text.utf8.count, text: text, status: status,
            date: date.flatMap { PartialDate($0) }, confidence: confidence)
    }

    @Test(
        arguments: [
            ([.asserted], .asserted), ([.possible], .possible), ([.denied], .denied),
            ([.possible, .asserted], .asserted), ([.possible, .denied], .denied), ([.asserted, .denied], .disputed),
            ([.denied, .possible, .asserted], .disputed), ([.disputed, .possible], .disputed), ([], .possible),
        ] as [([Status], Status)])
    func statusFollowsFromTheStatements(statuses: [Status], expected: Status) {
        #expect(Status.combined(statuses) == expected)
        #expect(Status.combined(statuses.reversed()) == expected)
    }

    @Test func independentSentencesStrengthenARelation() {
        #expect(Relation(id: id, statements: [said("one")]).strength == 0.5)
        #expect(Relation(id: id, statements: [said("one"), said("two")]).strength == 0.75)
        #expect(Relation(id: id, statements: [said("one"), said("two"), said("six")]).strength == 0.875)
    }

    @Test func aSentenceCopiedByAnotherDocumentCountsOnceAtItsBest() {
        let copied = [said("one", confidence: 0.5), said("one", in: "e", confidence: 0.6)]
        #expect(Relation(id: id, statements: copied).strength == 0.6)
    }

    @Test func statementsOfAnotherStatusAddNoStrength() {
        #expect(Relation(id: id, statements: [said("one"), said("two", .possible)]).strength == 0.5)
        let disputed = Relation(id: id, statements: [said("one", confidence: 0.4), said("two", .denied)])
        #expect(disputed.status == .disputed)
        #expect(disputed.strength == 0.4)
    }

    @Test func strengthDoesNotDependOnTheOrderOfStatements() {
        let statements = (0..<9).map { said("sentence \($0)", confidence: 0.1 + Double($0) / 17) }
        let strengths = Set(
            (0..<9).map { Relation(id: id, statements: statements.dropFirst($0) + statements.prefix($0)).strength })
        #expect(strengths.count == 1)
    }

    @Test func theSameStatementAddedAgainChangesNothing() {
        var relation = Relation(id: id, statements: [said("one")])
        let before = relation
        relation.add([said("one")])
        #expect(relation == before)
    }

    @Test func datesRunFromTheEarliestToTheLatestThatIsGiven() {
        let relation = Relation(
            id: id, statements: [said("a"), said("b", on: "2021-08-07"), said("c", on: "2020"), said("d", on: "2021")])
        #expect(relation.firstDate?.description == "2020")
        // The year 2021 ends after the seventh of August.
        #expect(relation.lastDate?.description == "2021")
    }

    @Test func rowsOfAPlainGraphAddTheirStrengthsWhateverTheirOrder() {
        let rows = [(2.0, "2021-08"), (3.0, "2021-08-31"), (0.5, "2020")].map { strength, date in
            Relation(id: id, strength: strength, firstDate: PartialDate(date), lastDate: PartialDate(date))
        }
        func joined(_ rows: [Relation]) -> Relation {
            var relation = rows[0]
            rows.dropFirst().forEach { relation.absorb($0) }
            return relation
        }
        let one = joined(rows)
        #expect(one.strength == 5.5)
        #expect(one.firstDate?.description == "2020")
        #expect(one.lastDate?.description == "2021-08")
        #expect(joined(rows.reversed()) == one)
    }
}
