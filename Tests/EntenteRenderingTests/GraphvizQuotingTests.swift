import EntenteFormats
import EntenteModel
import Testing

@Suite struct GraphvizQuotingTests {
    @Test(arguments: [
        ("a \"b\"", "\"a \\\"b\\\"\"", "\"a \\\"b\\\"\""), ("back\\slash", "\"back\\slash\"", "\"back\\\\slash\""),
        ("A & B", "\"A & B\"", "\"A &amp; B\""), ("\\N", "\"\\N\"", "\"\\\\N\""),
        ("end\\", "\"end\\ \"", "\"end\\\\\""),
        ("", "\"\"", "\"\""),
    ])
    func textIsQuotedFor(text: String, identifier: String, label: String) {
        #expect(GraphvizQuoting.identifier(text) == identifier)
        #expect(GraphvizQuoting.label(text) == label)
    }

    @Test func markupIsText() { #expect(GraphvizQuoting.markup("<b>&\"") == "&lt;b&gt;&amp;&quot;") }

    @Test func nothingDangerousPassesAndNothingVanishesUnseen() {
        #expect(GraphvizQuoting.clean("a\u{0}b\u{202E}c\u{FFFF}") == "a\u{FFFD}b\u{FFFD}c\u{FFFD}")
        #expect(GraphvizQuoting.clean("a\r\nb\tc\u{2028}d") == "a\nb c\nd")
        #expect(GraphvizQuoting.clean("طالبان") == "طالبان")
    }

    @Test func plainDOTListsEveryActorAndRelation() throws {
        let text = DOTWriter().text(of: try SampleGraphs.conflict())
        let line = try #require(text.split(separator: "\n").first { $0.contains("\"front\" -> \"bovaria\"") })
        for fact in ["label=\"attacks\"", "weight=0.5", "kind=\"attacks\"", "status=\"possible\""] {
            #expect(line.contains(fact), "\(line)")
        }
        #expect(text.split(separator: " -> ").count == 8)
    }
}
