import EntenteAnalysis
import EntenteFormats
import EntenteModel
import EntenteRendering
import Foundation
import Testing

extension InBrowser {
    /// The page in a real browser, used as readers use it.
    @Suite struct ExplorerTests {
        private let enter = "\u{E007}"
        private let escape = "\u{E00C}"
        private let tab = "\u{E004}"
        private let control = "\u{E009}"

        /// Opens a page and waits until it answers.
        private func open(_ path: String, address: String = "", width: Int = 1280) async throws -> Browser {
            let browser = try #require(Browser.shared)
            try await browser.resize(width, 800)
            try await browser.prefer()
            try await browser.open(path, address: address)
            try await browser.wait(for: "document.documentElement.dataset.ready")
            return browser
        }

        private func openConflict(address: String = "") async throws -> Browser {
            try await open(SamplePages.conflictPage.get(), address: address)
        }

        /// Where a line is on the screen: the middle of its path.
        private func place(ofLineBetween source: String, and target: String, in browser: Browser) async throws -> (
            Double, Double
        ) {
            let found = try await browser.run(
                """
                const data = JSON.parse(document.querySelector("#data").textContent);
                const place = id => data.actors.findIndex(actor => actor.id === id);
                const [a, b] = [place(arguments[0]), place(arguments[1])];
                const line = [...document.querySelectorAll("[data-line]")].find(line => {
                  const [ends] = line.dataset.line.split(" ");
                  return ends === `${a}>${b}` || ends === `${b}>${a}`;
                });
                const path = line.querySelector("path"), middle = path.getPointAtLength(path.getTotalLength() / 2);
                const { x, y } = middle.matrixTransform(path.getScreenCTM());
                return [x, y];
                """, .string(source), .string(target))
            let numbers = (found.list ?? []).compactMap(\.number)
            try #require(numbers.count == 2)
            return (numbers[0], numbers[1])
        }

        private func shownActors(_ browser: Browser) async throws -> [String] {
            try await browser.run(
                "return [...document.querySelectorAll('#actor-list [data-actor]')].map(item => item.dataset.actor)"
            ).texts
        }

        @Test func `The page opens without a fault and shows what is asserted`() async throws {
            let browser = try await openConflict()
            #expect(try await browser.text("#summary") == "5 actors, 4 relations")
            #expect(try await browser.count("#world .actor") == 5)
            #expect(try await browser.count("#world .line") == 4)
            #expect(try await browser.messages() == [])
        }

        @Test func `Search finds an alias without its accents, and Enter shows the profile`() async throws {
            let browser = try await openConflict()
            try await browser.type("republic of avar", into: "#search")
            #expect(try await browser.text("#search-results li .name") == "Avaria")
            #expect(try await browser.text("#search-results li .hint") == "also The Republic of Āvaria")
            try await browser.press(enter)
            #expect(try await browser.text("#details-heading") == "Avaria")
            try await browser.type("zoe urun", into: "#search")
            try await browser.press(enter)
            #expect(try await browser.text("#details-heading") == "Zoë Ürün")
        }

        @Test func `A click on a line shows every sentence of it within the text of its document`() async throws {
            let browser = try await openConflict()
            try await browser.drag([try await place(ofLineBetween: "avaria", and: "bovaria", in: browser)])
            #expect(try await browser.text("#details-heading") == "Avaria – Bovaria")
            let marks = try await browser.run(
                "return [...document.querySelectorAll('.statement mark')].map(mark => mark.textContent)"
            ).texts
            #expect(
                marks == [
                    "Avaria's envoys met Bovaria's ministers in Čzerny.", "They talked 🤝 about the dam for hours.",
                ])
            #expect(try await browser.text(".statement .around:last-child").contains("They talked"))
            let facts = try await browser.text(".statement .facts")
            #expect(facts.contains("July") && facts.contains("The Courier") && facts.contains("the document itself"))
            #expect(facts.contains("5 July 2021 (of the document)") && facts.contains("0.7"))
            try await browser.click(".statement:nth-of-type(2) .read")
            #expect(try await browser.text("#document mark.current") == "They talked 🤝 about the dam for hours.")
            #expect(try await browser.text("#document-text").contains("Überblick 👩‍👩‍👧: ‘Ärger’ im Tal."))
            try await browser.press(escape)
            #expect(try await browser.count("dialog[open]") == 0)
        }

        @Test func `Evidence names who says so, and what the filters leave out`() async throws {
            let browser = try await openConflict(address: "pair=front,bovaria")
            #expect(try await browser.text(".statement .facts").contains("Zoë Ürün"))
            #expect(try await browser.text(".statement .facts").contains("3 July 2021"))
            let disputed = try await openConflict(address: "pair=avaria,front")
            #expect(try await disputed.text(".left-out summary") == "Left out by the filters (1)")
            try await disputed.click("#tab-filters")
            try await disputed.click("[data-filter=status-disputed]")
            #expect(try await disputed.count("#details-content > .relation .statement") == 2)
            #expect(try await disputed.text("#details-content > .relation .status") == "disputed")
        }

        @Test func `Filters narrow and widen the map`() async throws {
            let browser = try await openConflict()
            try await browser.click("#tab-filters")
            try await browser.click("[data-filter=status-possible]")
            #expect(try await browser.text("#summary") == "5 actors, 5 relations")
            try await browser.click("[data-filter=polarity-hostile]")
            #expect(try await browser.text("#summary") == "4 actors, 2 relations")
            try await browser.click("#reset")
            try await browser.click("[data-filter=actor-militantGroup]")
            #expect(try await browser.text("#summary") == "4 actors, 2 relations")
            try await browser.click("#reset")
            try await browser.click("[data-filter=document-july]")
            // Without July nobody denies the support any more.
            #expect(try await browser.text("#summary") == "4 actors, 3 relations")
            try await browser.click("#reset")
            try await browser.click("[data-filter=kind-talksWith]")
            #expect(try await browser.text("#summary") == "4 actors, 3 relations")
            try await browser.press("z", holding: control)
            #expect(try await browser.text("#summary") == "5 actors, 4 relations")
            try await browser.click("[data-filter=unconnected]")
            #expect(try await browser.text("#summary") == "6 actors, 4 relations")
        }

        @Test func `The timeline keeps what holds in a stretch of time`() async throws {
            let browser = try await openConflict(address: "from=2021-08-01&to=2021-08-31")
            #expect(try await browser.text("#summary") == "4 actors, 3 relations")
            #expect(try await browser.text("#dates") == "1 August 2021 to 31 August 2021")
            try await browser.click("#all-time")
            #expect(try await browser.text("#summary") == "5 actors, 4 relations")
            try await browser.run("document.querySelector('#time-to').focus()")
            try await browser.press("\u{E011}")  // Home
            #expect(try await browser.text("#summary") == "2 actors, 1 relation")
            try await browser.click("#play")
            try await browser.wait(
                for: "document.querySelector('#play').getAttribute('aria-pressed') === 'false'", seconds: 30)
            #expect(try await browser.text("#summary") == "5 actors, 4 relations")
        }

        @Test func `A view survives its address`() async throws {
            let address =
                "actor=avaria&status=asserted,possible&polarity=cooperative,hostile,neutral&without=talksWith&withoutActors=person"
                + "&hide=cesaria&expand=front&documents=july&from=2021-07-01&to=2021-12-31&pin=bovaria@120@-40&focus=2,avaria,front"
                + "&top=3&unconnected=1&labels=0&path=avaria,bovaria,2,hops,undirected,1&via=front&at=40,50,1.25"
            let browser = try await openConflict(address: address)
            try await browser.click("[data-filter=labels]".isEmpty ? "" : "#tab-actors")
            try await browser.click("#open-export")
            let link = try await browser.text("#export-link code")
            #expect(link.split(separator: "#").last.map(String.init) == address)
            #expect(try await browser.run("return location.hash").text == "#" + address)
        }

        @Test func `An address that names what is not there opens all the same`() async throws {
            let browser = try await openConflict(
                address:
                    "actor=nobody&pair=a,b&hide=%ZZ,x&focus=x&path=a,b&pin=q@z@1&from=yesterday&top=-4&at=1,2&documents=&=&status="
            )
            #expect(try await browser.text("#empty").contains("Nothing to show"))
            #expect(try await browser.messages() == [])
        }

        @Test func `Actors can be hidden, focused on, expanded, pinned, and all of it undone`() async throws {
            let browser = try await openConflict(address: "actor=front")
            try await browser.click("[data-action=focus]")
            #expect(try await shownActors(browser) == ["bovaria", "cesaria", "front"])
            try await browser.click("[data-pair=cesaria]")
            try await browser.click("#details-content .kind [data-actor=cesaria]")
            try await browser.click("[data-action=expand]")
            #expect(try await shownActors(browser) == ["bovaria", "cesaria", "front", "urun"])
            try await browser.click("[data-action=hide]")
            #expect(try await shownActors(browser) == ["bovaria", "front"])
            for _ in 0..<3 { try await browser.click("#undo") }
            #expect(try await shownActors(browser).count >= 3)
            try await browser.click("#redo")
            let other = try await openConflict()
            let before = try await other.run(
                "const box = document.querySelector('#world [data-actor=avaria]').getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]"
            )
            let place = (before.list ?? []).compactMap(\.number)
            try await other.drag([(place[0], place[1]), (place[0] + 30, place[1] + 10), (place[0] + 60, place[1] + 40)])
            let after = try await other.run(
                "const box = document.querySelector('#world [data-actor=avaria]').getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]"
            )
            let moved = (after.list ?? []).compactMap(\.number)
            #expect(abs(moved[0] - place[0] - 60) < 4 && abs(moved[1] - place[1] - 40) < 4, "\(place) to \(moved)")
            try await other.wait(for: "location.hash.includes('pin=avaria@')")
            try await other.click("#undo")
            try await other.wait(for: "!location.hash.includes('pin=')")
        }

        @Test func `A reader without a mouse gets from the search to the sentence`() async throws {
            let browser = try await openConflict()
            try await browser.press("/")
            #expect(try await browser.run("return document.activeElement.id").text == "search")
            try await browser.press("f", "r", "o", "n", "t", enter)
            #expect(try await browser.text("#details-heading") == "People's Front")
            var steps = 0
            while try await browser.run("return document.activeElement.dataset.pair ?? ''").text != "bovaria",
                steps < 60
            {
                try await browser.press(tab)
                steps += 1
            }
            #expect(steps < 60)
            try await browser.press(enter)
            #expect(try await browser.text(".statement mark") == "The Front attacked Bovaria on 3 July, said Zoë Ürün.")
            #expect(try await browser.text("#announcer").contains("evidence shown"))
            try await browser.press(escape)
            #expect(try await browser.text("#details-content h2") == "Overview")
        }

        @Test func `A score is explained by what makes it`() async throws {
            let graph = try SamplePages.network(actors: 40, relations: 120)
            let path = try SamplePages.write(graph, name: "why")
            let view = try GraphView(graph)
            for measure in [Measure.betweenness, .degree, .strength, .constraint] {
                let scores = try view.scores(of: measure)
                for entry in scores.ranked(top: 3) {
                    let browser = try await open(path, address: "actor=\(entry.actor.id)")
                    let row = "[data-why='\(measure.rawValue)']"
                    let text = try await browser.run(
                        "return document.querySelector(arguments[0]).closest('tr').querySelector('.score').textContent",
                        .string(row)
                    ).text
                    let shown = Double((text ?? "").replacing(",", with: "")) ?? .nan
                    #expect(
                        abs(shown - entry.score) <= max(0.06, 1e-4 * abs(entry.score)), "\(measure) \(entry.actor.name)"
                    )
                    try await browser.click(row)
                    let more = try await browser.text(".why")
                    if measure == .betweenness {
                        #expect(more.contains("\(text ?? "?") in all"), "\(more)")
                    }
                    #expect(try await browser.count("[data-explains] li") > 0)
                }
            }
        }
    }
}
