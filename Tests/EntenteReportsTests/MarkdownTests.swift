import EntenteRendering
import Testing

@testable import EntenteReports

@Suite struct MarkdownTests {
    @Test(arguments: [
        ("a_b *c*", #"a\_b \*c\*"#), ("<script>", #"\<script\>"#), ("x | y", #"x \| y"#), ("1. item", #"1\. item"#),
        ("- dash", #"\- dash"#), ("two\nlines", "two lines"), ("[link](x)", #"\[link\](x)"#),
        ("`code`", #"\`code\`"#), ("https://x", #"https\://x"#), ("www.x.org", #"www\.x.org"#), ("me@x", #"me\@x"#),
        ("$x$", #"\$x\$"#), ("plain, text.", "plain, text."), ("\u{202E}x\u{1B}[1m", "\u{FFFD}x\u{FFFD}\\[1m"),
    ])
    func textStaysText(input: String, output: String) { #expect(MarkdownEscaping.inline(input) == output) }

    @Test(arguments: [
        "<script>alert(1)</script>", "*a* _b_ `c` [d](e) ![f](g)", "| cell | x |", "# head", "1) x", "+ plus",
        "a <b@c.d> www.e.f http://g.h", "~~x~~ ^y^ $z$ \\ back\\", "&amp; & \"q\" 'r'", "--- three", "> quote",
        "[^note] @cite {#id}", "a\\", "-- x --- y",
    ])
    func escapedTextRendersAsItself(text: String) {
        let html = CommonMark("before " + MarkdownEscaping.inline(text) + " after")?.html ?? ""
        let expected = "<p>before \(HTMLWriter.escaped(text)) after</p>\n"
        #expect(html.replacing("&#39;", with: "'") == expected)
    }

    @Test func `a command line is split as a shell splits it and nothing is expanded`() throws {
        let words = try ReportBlock.words(#"map --around "the Taliban" --title 'a "b" $HOME' x\ y "q\"r\n" ''"#)
        #expect(words == ["map", "--around", "the Taliban", "--title", #"a "b" $HOME"#, "x y", #"q"r\n"#, ""])
        #expect(throws: ReportProblem.self) { try ReportBlock.words("map \"open") }
    }

    @Test func `a fence's attributes give the id, the caption and the evidence`() throws {
        let block = try #require(
            try ReportBlock(
                info: #"{.entente #fig:x caption="A \"b\" c" evidence=yes}"#,
                text: "# a comment\nentente map \\\n  --top 5\n"))
        #expect(block.identifier == "fig:x")
        #expect(block.caption == #"A "b" c"#)
        #expect(block.showsEvidence == true)
        #expect(block.words == ["map", "--top", "5"])
        #expect(try ReportBlock(info: "entente", text: "actors")?.words == ["actors"])
        #expect(try ReportBlock(info: "entente {#tbl:y}", text: "actors")?.identifier == "tbl:y")
        for other in ["", "swift", "ententes", "{.python}", "{=html}", "{.python #x"] {
            #expect(try ReportBlock(info: other, text: "actors") == nil, "\(other)")
        }
    }

    @Test(arguments: [
        ("{.entente #a\"b}", "map"), ("{.entente #<x>}", "map"), ("{.entente width=3}", "map"),
        ("{.entente evidence=maybe}", "map"), ("entente nonsense", "map"), ("entente", " \n# only a comment\n"),
        ("{.entente #x", "map"),
    ])
    func whatCannotBeUnderstoodIsAProblem(info: String, text: String) {
        #expect(throws: ReportProblem.self) { try ReportBlock(info: info, text: text) }
    }

    @Test func `a template knows its title and where its blocks stand`() throws {
        let template = try ReportTemplate(
            "---\r\ntitle: T\nauthor: [A, B]\n---\n\n# Head\n\n> - x\n>\n>   ~~~~entente\n>   actors\n>   ~~~~\n\n"
                + "```swift\nlet\n```\n\n```entente\nbalance")
        #expect(template.title == "T")
        #expect(template.authors == ["A", "B"])
        #expect(template.entries.map(\.line) == [10, 18])
        #expect(try template.entries.map { try $0.block.get().words } == [["actors"], ["balance"]])
    }

    @Test func `references become links, and only those to known ids`() {
        let references = CrossReferences(["fig:a": "Figure 1"])
        let text = references.replaced("see @fig:a. [@fig:a] @fig:b x@fig:a @", text: { $0 }) { "<\($0)|\($1)>" }
        #expect(text == "see <fig:a|Figure 1>. <fig:a|Figure 1> @fig:b x@fig:a @")
    }

    @Test func `a stamp reads back from a page and from Markdown`() throws {
        let block = ReportBlock(
            identifier: "fig:x", caption: "a: --> \" <b>", showsEvidence: false, words: ["map", "--around", "A:B\n%"])
        let stamp = ReportStamp(name: "Figure 1", caseDigest: "c0", block: block, answerDigest: "a0")
        #expect(stamp.word.unicodeScalars.allSatisfy { "<>\"' -\n".unicodeScalars.contains($0) == ($0 == "-") })
        #expect(ReportStamp.stamps(in: "text <!-- \(stamp.word) --> text") == [stamp])
        #expect(ReportStamp.stamps(in: "<div data-stamp=\"\(stamp.word)\">") == [stamp])
        #expect(ReportStamp.stamps(in: "a sentence that says \(stamp.word)").isEmpty)
        let edited = stamp.word.replacing("A%3AB", with: "B")
        #expect(ReportStamp.stamps(in: "<!-- \(edited) -->").isEmpty)
    }
}
