import EntenteModel
import EntenteRendering
import Foundation
import Testing

extension InBrowser {
    /// Names and texts that try to become markup or script stay names and texts.
    @Suite struct HostilePageTests {
        static let names = [
            "</script><script>window.pwned = 1</script>", "<img src=x onerror=\"window.pwned = 1\">", "<!--<script>",
            "\"><svg onload=window.pwned=1>", "javascript:window.pwned=1", "{{data}} {{script}}", "\u{2028}\u{2029}]]>",
            "\u{202E}desrever", "&lt;b&gt; &amp; '\"`", "nul \u{0} bell \u{7} escape \u{1B}[1m",
            "=HYPERLINK(\"http://x\")",
            "__proto__", "constructor", "北京 👩‍👩‍👧", "a,b@1&c=d#e%41", String(repeating: "W", count: 3000),
        ]

        private func graph() throws -> (ActorGraph, [DocumentID: String]) {
            let names = Self.names
            var graph = ActorGraph(
                ontology: Ontology(
                    actorKinds: names.map { ActorKind(name: "kind " + $0, label: $0, family: $0) },
                    relationKinds: names.map {
                        RelationKind(name: "rel " + $0, label: $0, polarity: .hostile, means: $0)
                    }))
            var texts: [DocumentID: String] = [:]
            for (place, name) in names.enumerated() {
                let text = "before \(name)\n\nSaid \(name) so. After \(name)"
                texts[DocumentID(name)] = text
                graph.insert(
                    DocumentRecord(
                        id: DocumentID(name), path: name, title: name, date: PartialDate("2021-07-0\(place % 9 + 1)"),
                        source: name, sha256: name))
                try graph.insert(
                    Actor(
                        id: ActorID(name), name: name, kind: "kind " + name, aliases: ["alias " + name], country: name,
                        documents: [DocumentID(name)]))
            }
            for (place, name) in names.enumerated() {
                let other = names[(place + 1) % names.count], text = texts[DocumentID(name)] ?? ""
                let start = "before \(name)\n\n".utf8.count, sentence = "Said \(name) so."
                #expect(
                    String(decoding: Array(text.utf8)[start..<start + sentence.utf8.count], as: UTF8.self) == sentence)
                try graph.insert(
                    source: ActorID(name), kind: "rel " + name, target: ActorID(other),
                    statements: [
                        Statement(
                            document: DocumentID(name), range: start..<start + sentence.utf8.count, text: sentence,
                            attributedTo: ActorID(other), confidence: 0.9)
                    ])
            }
            return (graph, texts)
        }

        @Test func `No name and no text runs, and each is shown as it is`() async throws {
            let browser = try #require(Browser.shared)
            let (graph, texts) = try graph()
            let title = "</title><script>window.pwned = 1</script>"
            let page = try SamplePages.write(
                graph, texts: texts, title: title, name: "hostile", caseName: "'; rm -rf ~ #.entente")
            for name in Self.names {
                var allowed = CharacterSet.alphanumerics
                allowed.insert(charactersIn: "-_.")
                let id = name.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
                try await browser.open(page, address: "actor=\(id)")
                try await browser.wait(for: "document.documentElement.dataset.ready")
                let shown = try await browser.text("#details-heading")
                #expect(shown.unicodeScalars.count == name.unicodeScalars.count)
                if !name.unicodeScalars.contains(where: { $0.value < 32 || $0 == "\u{202E}" }) {
                    #expect(shown == name)
                }
                try await browser.click("#details-content [data-pair]")
                #expect(try await browser.count(".statement mark") == 1)
                try await browser.click(".statement .read")
                #expect(try await browser.text("#document-text").contains("After"))
                try await browser.press("\u{E00C}")
                try await browser.click("#open-export")
                #expect(try await browser.text("#export-command").contains("entente map"))
                #expect(try await browser.run("return window.pwned === undefined") == .bool(true), "\(name)")
                #expect(try await browser.count("script") == 2)
                #expect(try await browser.count("body img, body iframe, body object, body b") == 0)
                #expect(try await browser.messages() == [])
            }
            #expect(try await browser.run("return document.title").text == title)
            #expect(try await browser.run("return performance.getEntriesByType('resource').length").number == 0)
        }

        @Test func `The policy stops what somebody might still slip in`() async throws {
            let browser = try #require(Browser.shared)
            try await browser.open(SamplePages.conflictPage.get())
            try await browser.wait(for: "document.documentElement.dataset.ready")
            let refused = try await browser.run(
                """
                const refused = [];
                try { document.body.innerHTML = "<b>x</b>"; } catch { refused.push("markup"); }
                try { eval("1"); } catch { refused.push("eval"); }
                const script = document.createElement("script");
                try { script.text = "window.pwned = 1"; document.body.append(script); } catch { refused.push("script"); }
                return [...refused, String(window.pwned)];
                """)
            #expect(refused.texts.contains("markup"))
            #expect(refused.texts.last == "undefined")
        }

        @Test func `The page loads nothing, names no other place, and is small`() throws {
            let graph = ActorGraph(ontology: SamplePages.ontology)
            #expect(throws: ExplorerError.self) { try ExplorerPage(graph: graph).html() }
            let (hostile, texts) = try self.graph()
            let page = try ExplorerPage(graph: hostile, texts: texts).html()
            #expect(page == (try ExplorerPage(graph: hostile, texts: texts).html()))
            let small = try ExplorerPage(graph: SamplePages.conflict()).html()
            #expect(small.count < 300_000)
            let text = String(decoding: small, as: UTF8.self)
            for pattern in [" src=", "@import", "url(", "innerHTML", "eval(", "http://"] {
                #expect(!text.replacing("http://www.w3.org/2000/svg", with: "").contains(pattern), "\(pattern)")
            }
        }
    }
}
