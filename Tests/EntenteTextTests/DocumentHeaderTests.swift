import EntenteModel
import EntenteText
import Testing

@Suite struct DocumentHeaderTests {
    private func document(_ text: String, _ format: Document.Format = .markdown) throws -> Document {
        try Document(id: "d", path: "d.md", text: text, format: format)
    }

    private func error(_ text: String) -> DocumentError? {
        do throws(DocumentError) {
            _ = try Document(id: "d", path: "d.md", text: text, format: .markdown)
            return nil
        } catch { return error }
    }

    private func body(_ document: Document) -> [String] { document.body.map { document.quote($0) ?? "cut" } }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func frontMatterGivesTitleDateAndSourceAndIsNoText(end: String) throws {
        let text = [
            "---", "title: \"Talks: a start\"", "date: 2021-08-07", "source: The Post", "author: X", "---", "Body.",
        ]
        let document = try document(text.joined(separator: end))
        #expect(document.title == "Talks: a start")
        #expect(document.date?.description == "2021-08-07")
        #expect(document.source == "The Post")
        #expect(body(document) == ["Body."])
    }

    @Test func frontMatterMayFollowAByteOrderMark() throws {
        let document = try document("\u{FEFF}---\ntitle: T\n---\nBody.")
        #expect(document.title == "T")
        #expect(body(document) == ["Body."])
    }

    @Test(arguments: [
        ("2021", "2021"), ("2021-08", "2021-08"), ("2021-08-07T10:00:00Z", "2021-08-07"),
        ("'2021-08-07'", "2021-08-07"),
        ("2021-08-07 10:00", "2021-08-07"),
    ])
    func frontMatterDatesKeepTheirPrecision(written: String, date: String) throws {
        #expect(try document("---\ndate: \(written)\n---\nBody.").date?.description == date)
    }

    @Test func badFrontMatterIsNamedWithTheLineOfTheFile() {
        #expect(
            error("---\ntitle: T\ndate: next week\n---\n")
                == .badFrontMatter(
                    path: "d.md", line: 3, problem: "'next week' is no date; write 2021, 2021-08 or 2021-08-07"))
        #expect(
            error("---\ntitle: T\nsource: [a\n---\n") == .badFrontMatter(path: "d.md", line: 4, problem: "not YAML"))
        #expect(error("---\ntitle: 'a\n---\nBody") != nil)
        guard case .badFrontMatter(_, 2, _) = error("---\njust words\n---\n") else {
            Issue.record("\(String(describing: error("---\njust words\n---\n")))")
            return
        }
    }

    @Test func aRuleWithoutPartnerAndEmptyFrontMatterAreNoError() throws {
        #expect(try body(document("---\nBody: text.\n")) == ["Body: text."])
        #expect(try body(document("---\n---\nBody.\n")) == ["Body."])
        #expect(try document("---\ntitle:\ndate: null\n---\nBody.\n").title == nil)
    }

    @Test func plainTextHasNoFrontMatter() throws {
        let document = try document("---\ntitle: T\n---\nBody.", .plain)
        #expect(document.title == nil)
    }

    @Test(arguments: [
        "date 2021-08-07\n", "Date: 2021-08-07\r\n", "\n DATE:\t2021-08-07\n\n", "\u{FEFF}date 2021-08-07\n",
    ])
    func aDateLineGivesTheDateAndIsNoText(line: String) throws {
        let document = try document(line + "Body text here.", .plain)
        #expect(document.date?.description == "2021-08-07")
        #expect(body(document) == ["Body text here."])
    }

    @Test func whatFollowsTheDateOnItsLineIsTextAndItsTitleWhereABlankLineFollows() throws {
        let document = try document("date 2021-08-07 Talks begin in Doha\n\nThe Taliban met China.", .plain)
        #expect(document.title == "Talks begin in Doha")
        #expect(body(document) == ["Talks begin in Doha", "The Taliban met China."])
        let running = try self.document("date 2021-08-07 The Taliban met China\nin Doha.", .plain)
        #expect(running.title == nil)
    }

    @Test(arguments: [
        "Date palms grow here.", "dated 2021-08-07", "date 2021-13-07 x", "date2021-08-07", "date 2021-08-07x",
    ])
    func otherWordsThatBeginLikeADateLineAreText(text: String) throws {
        let document = try document(text, .plain)
        #expect(document.date == nil)
        #expect(body(document) == [text])
    }

    @Test(arguments: ["", "d", "date", "date ", "date:", "date 2", "Source:", "Source: ", "---", "---\n", "\u{FEFF}"])
    func shortTextsDoNotBreakTheHeader(text: String) throws {
        _ = try document(text, .plain)
        _ = try document(text)
    }

    @Test func aLastSourceLineGivesThePublisherAndIsNoText() throws {
        let document = try document("Body.\n\nSource:  The   Post \n\n", .plain)
        #expect(document.source == "The Post")
        #expect(body(document) == ["Body."])
        let inside = try self.document("Source: close to talks\n\nBody.", .plain)
        #expect(inside.source == nil)
        #expect(inside.body.count == 2)
    }

    @Test func factsGivenByTheCallerGoBeforeThoseOfTheText() throws {
        let document = try Document(
            id: "d", text: "---\ntitle: T\ndate: 2020\n---\nB.", format: .markdown, title: "Own", date: .init("2021"))
        #expect(document.title == "Own")
        #expect(document.date?.description == "2021")
        #expect(document.path == "d")
    }
}
