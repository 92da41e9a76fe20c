import Foundation
import Testing

/// Decisions as a user takes them, on a case that was built from two documents.
@Suite struct CurationCommandTests {
    /// Built once; each test works on a copy.
    private static let built = Result {
        let folder = try Folder()
        try folder.write("in/a.txt", "Russia supports Tajikistan. Emomali Rahmon met Emomali Rakhmon.\n")
        try folder.write("in/b.txt", "China held talks with the Taliban. Tajikistan accused the Taliban.\n")
        let answer = try Entente(["build", "in", "-q", "-o", "a.entente"], in: folder.path)
        try #require(answer.status == 0, "\(answer.errors)")
        return folder
    }

    private let folder: Folder

    init() throws {
        folder = try Folder()
        let from = try Self.built.get().path
        for name in ["a.entente", "in"] {
            try FileManager.default.copyItem(atPath: "\(from)/\(name)", toPath: "\(folder.path)/\(name)")
        }
    }

    private func entente(_ arguments: String..., input: String = "") throws -> Entente {
        try Entente(arguments, in: folder.path, input: Array(input.utf8), environment: ["ENTENTE_AUTHOR": "jd"])
    }

    private func export() throws -> String { try entente("export").output }

    private func relations() throws -> [String] {
        let answer = try entente("export")
        return (answer.json?["relations"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    @Test func aMergeMovesEverythingSurvivesABuildAndIsUndoneToTheByte() throws {
        let before = try export()
        let merged = try entente("merge", "China", "Russia", "--note", "a test")
        #expect(merged.status == 0, "\(merged.errors)")
        #expect(merged.output.contains("Step 1; 'entente undo 1' takes it back."))
        #expect(try relations().contains("russia|negotiatesWith|taliban"))
        #expect(try folder.names == ["a.entente", "in"])
        try folder.write("in/c.txt", "China held talks with the Taliban.\n")
        #expect(try entente("build", "in", "-o", "a.entente").status == 0)
        #expect(try entente("show", "China").output.hasPrefix("Russia (state)"))
        #expect(try entente("build", "in/a.txt", "in/b.txt", "--prune", "-o", "a.entente").status == 0)
        #expect(try entente("undo").output.contains("Undone: step 1, merge china into russia"))
        #expect(try export().replacing("in/", with: "") == before.replacing("in/", with: ""))
        let again = try entente("undo", "1")
        #expect(again.status == 65)
        #expect(again.errors.contains("step 1 is undone already; by step 2"))
        #expect(try entente("undo", "2").status == 0)
        #expect(try entente("show", "China").output.hasPrefix("Russia (state)"))
    }

    @Test func aRejectedStatementStaysRejectedWhenTheDocumentIsReadAgain() throws {
        #expect(try relations().contains("russia|supports|tajikistan"))
        let answer = try entente("reject", "Russia", "supports", "Tajikistan", "--document", "a")
        #expect(answer.output.contains("nothing else carries it"), "\(answer.output)\(answer.errors)")
        #expect(try !relations().contains("russia|supports|tajikistan"))
        // The text before it changes, and with it every position; the quote stays.
        try folder.write(
            "in/a.txt", "Something new.\n\nRussia supports Tajikistan. Emomali Rahmon met Emomali Rakhmon.\n")
        #expect(try entente("build", "in", "-o", "a.entente").output.contains("1 changed"))
        #expect(try !relations().contains("russia|supports|tajikistan"))
        try folder.write("in/a.txt", "Nothing is left of it.\n")
        let idle = try entente("build", "in", "-o", "a.entente")
        #expect(idle.errors.contains("note: 1 decision of people has no effect on these documents"))
        #expect(try entente("curation", "list").output.contains("no effect: "))
    }

    @Test func whatHoldsIsSaidAndWhatDoesNotIsRefused() throws {
        #expect(try entente("confirm", "Russia", "supports", "Tajikistan").output.contains("its strength is 1 now"))
        #expect(try entente("rename", "Taliban", "Afghan Taliban").status == 0)
        #expect(try entente("retype", "Taliban", "state").output.contains("is a state now"))
        let shown = try entente("show", "Taliban", "--explain").output
        #expect(shown.hasPrefix("Afghan Taliban (state)"))
        #expect(shown.contains("Afghan Taliban: step 2, jd, "))
        #expect(shown.contains("a known name of 'taliban' (gazetteer)"))
        #expect(try entente("show", "Taliban", "--explain", "--format", "json").json?["explanation"] != nil)
        for (arguments, status, says) in [
            (["merge", "Russia", "russia"], 65, "are one actor already"),
            (["merge", "Russia", "Atlantis"], 65, "no actor 'Atlantis'"),
            (["retype", "Russia", "sate"], 65, "did you mean 'state'?"),
            (["reject", "Russia", "attacks", "Tajikistan"], 65, "'russia|supports|tajikistan'"),
            (["reject", "Russia", "suports", "Tajikistan"], 65, "did you mean 'supports'?"),
            (["reject", "Russia", "supports", "Tajikistan", "--quote", "nowhere"], 65, "no such sentence"),
            (["split", "Russia", "Russia"], 65, "is Russia (russia) itself"), (["split", "Russia"], 64, "name a part"),
            (["add", "Russia", "supports", "Nobody", "--source", "x"], 65, "--to-kind"),
            (["add", "Russia", "supports", "China", "--source", " "], 64, "citation"),
            (["undo", "99"], 65, "no step 99"),
            (["rename", "Russia", "--"], 64, "Missing"),
        ] as [([String], Int32, String)] {
            let answer = try Entente(arguments, in: folder.path)
            #expect(answer.status == status, "\(arguments): \(answer.errors)")
            #expect(answer.errors.contains(says), "\(arguments): \(answer.errors)")
        }
        #expect(try entente("curation", "list", "--format", "csv").output.split(separator: "\n").count == 4)
    }

    @Test func anActorCanBeSplitFromWhatSpellingOrPeopleJoined() throws {
        // Two spellings of one president are one actor; a person may know better.
        let before = try entente("actors", "--search", "Rakhmon", "--format", "csv").output
        #expect(before.split(separator: "\n").count == 2, "\(before)")
        let explained = try entente("show", "Rahmon", "--explain").output
        if explained.contains("spellings of one name") {
            #expect(try entente("split", "Emomali Rahmon", "Emomali Rakhmon").status == 0)
            #expect(
                try entente("actors", "--search", "Emomali", "--format", "csv").output.split(separator: "\n").count == 3
            )
        }
        #expect(try entente("merge", "China", "Russia").status == 0)
        #expect(try entente("split", "Russia", "China").output.contains("China (china) is an actor of its own again"))
        #expect(try entente("show", "China").output.hasPrefix("China"))
    }

    @Test func whatPeopleKnowIsAddedWithItsSource() throws {
        let answer = try entente(
            "add", "China", "funds", "Example Group", "--to-kind", "militantGroup", "--source", "an officer",
            "--quote", "They pay in cash.", "--date", "2021-08")
        #expect(answer.status == 0, "\(answer.errors)")
        let path = try entente("path", "China", "Example Group")
        #expect(path.output.contains("“They pay in cash.”"))
        #expect(path.output.contains("note/an officer, bytes 0–17"))
        #expect(try entente("undo").status == 0)
        #expect(try entente("show", "Example Group").status == 65)
    }

    @Test func aReviewAsksKeepsAnswersAtOnceAndGoesOnWhereItStopped() throws {
        #expect(try entente("add", "China", "funds", "Tajikistann", "--to-kind", "state", "--source", "x").status == 0)
        let nothing = try entente("review")
        #expect(nothing.status == 0)
        #expect(nothing.output.contains("'Tajikistann' differ by a letter"), "\(nothing.output)")
        #expect(nothing.output.contains("0 decisions taken"))
        let first = try entente("review", "--duplicates", input: "what?\nn\nq\n")
        #expect(first.output.contains("Please answer y"))
        #expect(first.output.contains("1 decision taken"), "\(first.output)")
        #expect(try !entente("review", "--duplicates").output.contains("Tajikistann"))
        let relation = try entente("review", "--relations", "--below", "1", "--limit", "1", input: "n\n")
        #expect(relation.output.contains("Does this say that "), "\(relation.output)")
        #expect(try entente("curation", "list").output.contains("reject "))
    }

    @Test func decisionsTravelAsAFileWhollyOrNotAtAll() throws {
        _ = try entente("rename", "Taliban", "Afghan Taliban")
        _ = try entente("reject", "Russia", "supports", "Tajikistan", "--document", "a")
        #expect(try entente("curation", "export", "-o", "c.yaml").status == 0)
        let curated = try export()
        let yaml = try folder.text("c.yaml")
        #expect(
            yaml.contains(
                "- reject: [russia, supports, tajikistan]\n  document: a\n  quote: \"Russia supports Tajikistan.\""))
        _ = try entente("undo", "1")
        _ = try entente("undo", "2")
        let imported = try entente("curation", "import", "c.yaml")
        #expect(imported.output.contains("Imported 2 decisions. Step 5"), "\(imported.errors)")
        #expect(try export() == curated)
        #expect(try entente("curation", "export").output == yaml)
        #expect(try entente("curation", "import", "c.yaml").output.contains("Nothing new"))

        // Two desks, one file: both lines are named, and nothing is taken.
        let other = "entente-curation: 1\ndecisions:\n- rename: taliban\n  to: Emirate\n- retype: china\n  to: person\n"
        try folder.write("d.yaml", other)
        let conflict = try entente("curation", "import", "d.yaml")
        #expect(conflict.status == 65)
        #expect(
            conflict.errors.contains("step 5 of a.entente: rename taliban to 'Afghan Taliban'"), "\(conflict.errors)")
        #expect(conflict.errors.contains("d.yaml:3: rename taliban to 'Emirate'"))
        #expect(try export() == curated)
        #expect(try entente("curation", "import", "d.yaml", "--replace").status == 0)
        #expect(try entente("show", "Taliban").output.hasPrefix("Emirate"))
        try folder.write("e.yaml", other + "- rename: taliban\n  to: Other\n")
        #expect(try entente("curation", "import", "e.yaml").errors.contains("e.yaml:7: rename taliban to 'Other'"))
        try folder.write("f.yaml", "entente-curation: 1\ndecisions:\n- rename: taliban\n  too: x\n")
        #expect(try entente("curation", "import", "f.yaml").errors.contains("f.yaml:4: no field 'too'"))
    }

    @Test func sentencesAreFoundByTheirWords() throws {
        try folder.write("in/n.txt", "The Côte d’Ivoire supports Tajikistan’s migration plan. “O’Neill” OR nothing.\n")
        #expect(try entente("build", "in", "-o", "a.entente").status == 0)
        let hit = try entente("search", "SUPPORTS côte", "--format", "json")
        let found = try #require((hit.json?["sentences"] as? [[String: Any]])?.first, "\(hit.output)\(hit.errors)")
        #expect(found["document"] as? String == "n")
        let range = try #require(found["start"] as? Int)..<(try #require(found["end"] as? Int))
        let bytes = try folder.bytes("in/n.txt")
        #expect(String(decoding: bytes[range], as: UTF8.self) == found["text"] as? String)
        #expect((found["actors"] as? [String])?.contains("tajikistan") == true)
        // The decomposed form, a beginning, a phrase, and marks that mean something to the index.
        for text in ["co\u{302}te", "migra*", "\"migration plan\"", "plan -migration", "o’neill or"] {
            #expect(try entente("search", text).status == 0, "\(text)")
        }
        for text in ["\"plan migration\"", "nothing* AND nowhere"] {
            #expect(try entente("search", text).status == 1, "\(text)")
        }
        #expect(try entente("search", "()\"").status == 64)
        #expect(try entente("search", "Russia supports").output.contains("→ Russia supports Tajikistan"))
        try folder.write("in/n.txt", "Nothing.\n")
        _ = try entente("build", "in", "-o", "a.entente")
        #expect(try entente("search", "côte").status == 1)
        _ = try entente("build", "in/b.txt", "--prune", "-o", "a.entente")
        #expect(try entente("search", "Russia").status == 1)
    }

    @Test(arguments: [
        "merge", "split", "rename", "retype", "reject", "confirm", "add", "undo", "review", "curation", "search",
    ])
    func everyCommandHasHelpWithAnExample(command: String) throws {
        let answer = try Entente([command, "--help"])
        #expect(answer.status == 0)
        #expect(answer.output.contains("EXAMPLE\n  entente \(command)"))
    }
}
