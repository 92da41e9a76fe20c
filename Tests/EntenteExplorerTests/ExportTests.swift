import EntenteFormats
import EntenteModel
import EntenteRendering
import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

extension InBrowser {
    /// What the page saves is what the library writes.
    @Suite struct ExportTests {
        /// Opens a page and catches what its buttons save.
        private func saved(_ button: String, address: String = "", page: String) async throws -> String {
            let browser = try #require(Browser.shared)
            try await browser.resize(1280, 800)
            try await browser.prefer()
            try await browser.open(page, address: address)
            try await browser.wait(for: "document.documentElement.dataset.ready")
            try await browser.run(
                """
                window.saved = null;
                URL.createObjectURL = blob => { blob.text().then(text => { window.saved = text; }); return "data:,"; };
                URL.revokeObjectURL = () => {};
                HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };
                """)
            try await browser.click("#open-export")
            try await browser.click(button)
            try await browser.wait(for: "window.saved !== null")
            return try await browser.run("return window.saved").text ?? ""
        }

        private let everything = "status=asserted,possible,denied,disputed&unconnected=1"

        @Test func `The graph is saved as the library exports it`() async throws {
            let graph = try SamplePages.conflict()
            let text = try await saved("#export-json", address: everything, page: SamplePages.conflictPage.get())
            let read = try JSONReader(ontology: SamplePages.ontology).graph(Data(text.utf8), file: "saved.json")
            #expect(JSONWriter().text(read) == JSONWriter().text(graph))
        }

        @Test func `The table is saved as the library exports it`() async throws {
            let graph = try SamplePages.conflict()
            let text = try await saved("#export-csv", address: everything, page: SamplePages.conflictPage.get())
            #expect(text == CSVWriter.edges(graph))
        }

        @Test func `The picture is well-formed and holds what is on the map`() async throws {
            let text = try await saved("#export-svg", address: "labels=1", page: SamplePages.conflictPage.get())
            #expect(XMLParser(data: Data(text.utf8)).parse(), "\(text.prefix(300))")
            for word in ["People's Front", "talks with ×2", "Zoë Ürün", "5 actors, 4 relations"] {
                #expect(text.contains(word), "\(word)")
            }
            #expect(!text.contains("var(") && !text.contains("NaN"))
            let picture = try await saved("#export-png", page: SamplePages.conflictPage.get())
            #expect(picture.contains("PNG"))
        }

        @Test func `The command says what the view shows`() async throws {
            let browser = try #require(Browser.shared)
            try await browser.open(
                SamplePages.conflictPage.get(),
                address: "status=asserted,possible&polarity=hostile&from=2021-07-01&focus=2,front&hide=urun"
                    + "&documents=july&expand=avaria")
            try await browser.wait(for: "document.documentElement.dataset.ready")
            try await browser.click("#open-export")
            let command = try await browser.text("#export-command code")
            #expect(
                command
                    == "entente map --case sample.entente --status asserted possible --polarity hostile --from 2021-07-01 "
                    + "--document july --around front --depth 2 --all --expand avaria --hide urun --title Sample -o map.svg"
            )
            #expect(try await browser.count("#export-command p") == 0)
            try await browser.open(
                SamplePages.conflictPage.get(),
                address: "status=asserted,possible&path=front,cesaria,1,influence,directed,0&via=bovaria")
            try await browser.wait(for: "document.documentElement.dataset.ready")
            try await browser.click("#open-export")
            #expect(
                try await browser.text("#export-command code").contains("--all --path front bovaria cesaria --title"))
        }
    }
}
