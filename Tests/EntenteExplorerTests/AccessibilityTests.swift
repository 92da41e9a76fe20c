import Foundation
import Testing

extension InBrowser {
    /// What can be checked of the page by rule: names, contrast, landmarks, headings, references, sizes, focus.
    @Suite struct AccessibilityTests {
        struct View: Sendable, CustomStringConvertible {
            var address = ""
            var clicks: [String] = []
            var width = 1280

            var description: String { "\(address) \(clicks) \(width)" }
        }

        @Test(
            arguments: [
                View(), View(address: "actor=front", clicks: ["[data-why=degree]"]),
                View(address: "pair=avaria,bovaria"),
                View(clicks: ["#tab-filters"]),
                View(address: "path=avaria,front,3,hops,undirected,0&via=bovaria&hide=urun"),
                View(address: "focus=1,front&status="), View(clicks: ["#open-export"]), View(clicks: ["#open-help"]),
                View(address: "pair=avaria,bovaria", clicks: [".read"]), View(width: 390),
                View(clicks: ["#views [data-view=filters]"], width: 390),
                View(address: "actor=front", clicks: ["#views [data-view=details]"], width: 390),
            ], [false, true])
        func `No rule is broken, in light and in dark`(view: View, dark: Bool) async throws {
            let browser = try #require(Browser.shared)
            try await browser.resize(view.width, 800)
            try await browser.prefer(dark: dark)
            try await browser.open(SamplePages.conflictPage.get(), address: view.address)
            try await browser.wait(for: "document.documentElement.dataset.ready")
            for selector in view.clicks { try await browser.click(selector) }
            #expect(try await browser.run(Self.rules).texts == [], "\(view), dark \(dark)")
        }

        @Test func `The rules find what breaks them`() async throws {
            let browser = try #require(Browser.shared)
            try await browser.resize(1280, 800)
            try await browser.prefer()
            try await browser.open(SamplePages.conflictPage.get())
            try await browser.wait(for: "document.documentElement.dataset.ready")
            let broken = try await browser.run(
                """
                const main = document.querySelector("main"), add = (name, fields, text = "") => {
                  const node = document.createElement(name);
                  for (const [key, value] of Object.entries(fields)) node.setAttribute(key, value);
                  node.textContent = text;
                  main.append(node);
                  return node;
                };
                add("button", {});
                add("p", {}, "faint").style.setProperty("color", "#cccccc");
                add("p", { id: "search" });
                add("div", { "aria-labelledby": "nowhere" });
                add("h5", {}, "deep");
                add("a", { href: "#x", tabindex: 4 }, "jump");
                \(Self.rules)
                """
            ).texts.joined(separator: "\n")
            for word in ["no name", "contrast", "id twice", "nowhere", "h5", "tabindex"] {
                #expect(broken.contains(word), "\(word) is not in \(broken)")
            }
        }

        @Test func `The focus goes through the page in the order of reading, and is seen`() async throws {
            let browser = try #require(Browser.shared)
            try await browser.resize(1280, 800)
            try await browser.open(SamplePages.conflictPage.get())
            try await browser.wait(for: "document.documentElement.dataset.ready")
            var seen: [String] = []
            for _ in 0..<40 {
                try await browser.press("\u{E004}")
                let place = try await browser.run(
                    """
                    const node = document.activeElement, style = getComputedStyle(node);
                    const isSeen = node.matches("body, input[type=range]") || style.outlineStyle !== "none" || node.matches(".skip");
                    return [node.closest("[id]")?.id ?? node.tagName, isSeen ? "" : "unseen"];
                    """
                ).texts
                #expect(place.last == "", "\(place)")
                if let name = place.first, seen.last != name { seen.append(name) }
            }
            let expected = [
                "search", "open-export", "tab-actors", "actor-list", "stage", "zoom-in", "play", "time-from",
                "details-content",
            ]
            let order = expected.compactMap { seen.firstIndex(of: $0) }
            #expect(order.count == expected.count, "\(seen)")
            #expect(order == order.sorted(), "\(seen)")
        }

        /// Returns what breaks a rule, each as a line.
        static let rules = """
            const faults = [];
            const isShown = node => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length > 0;
            const within = document.querySelector("dialog[open]") || document.body;
            const all = [...within.querySelectorAll("*")].filter(isShown);
            const spokenText = node => [...node.childNodes].map(child => child.nodeType === 3 ? child.data
              : child.nodeType === 1 && child.getAttribute("aria-hidden") !== "true" ? child.getAttribute("aria-label") || spokenText(child) : "").join(" ").trim();
            const nameOf = node => node.getAttribute("aria-label")
              || (node.getAttribute("aria-labelledby") || "").split(" ").map(id => document.getElementById(id)?.textContent || "").join("").trim()
              || [...(node.labels || [])].map(spokenText).join(" ").trim() || (node.matches("input, select, textarea") ? "" : spokenText(node));
            const describe = node => `${node.tagName.toLowerCase()}#${node.id}.${node.className.baseVal ?? node.className} “${node.textContent.trim().slice(0, 30)}”`;

            for (const node of all.filter(node => node.matches("button, a[href], input, select, textarea, summary, [role=tab], [role=listbox], [role=tablist], [role=application], [role=option], dialog, [role=group], [role=tabpanel]"))) {
              if (!nameOf(node)) faults.push(`no name: ${describe(node)}`);
            }
            const ids = new Map();
            for (const node of document.querySelectorAll("[id]")) ids.set(node.id, (ids.get(node.id) || 0) + 1);
            for (const [id, count] of ids) if (count > 1) faults.push(`id twice: ${id}`);
            for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "aria-activedescendant", "for"]) {
              for (const node of document.querySelectorAll(`[${attribute}]`)) {
                for (const id of node.getAttribute(attribute).split(" ")) if (!ids.has(id)) faults.push(`${attribute} leads nowhere: ${id}`);
              }
            }
            for (const node of document.querySelectorAll("[tabindex]")) if (Number(node.getAttribute("tabindex")) > 0) faults.push(`tabindex above 0: ${describe(node)}`);
            for (const node of document.querySelectorAll("[aria-hidden=true] :is(button, a[href], input, select, [tabindex='0'])")) faults.push(`focus within what is hidden: ${describe(node)}`);
            for (const [child, parent] of [["[role=tab]", "[role=tablist]"], ["[role=option]", "[role=listbox]"], ["li", "ul, ol"], ["dt, dd", "dl"]]) {
              for (const node of document.querySelectorAll(child)) if (!node.parentElement.closest(parent)) faults.push(`${child} outside of ${parent}: ${describe(node)}`);
            }
            if (!document.documentElement.lang) faults.push("no language");
            if (!document.title) faults.push("no title");
            for (const landmark of ["header", "main", "h1"]) if (document.querySelectorAll(landmark).length !== 1) faults.push(`not one ${landmark}`);
            for (const node of document.querySelectorAll("main > *")) if (!node.matches("section[aria-label]")) faults.push(`a part of main without a name: ${describe(node)}`);
            let level = within.matches("dialog") ? 1 : 0;
            for (const node of all.filter(node => node.matches("h1, h2, h3, h4, h5, h6"))) {
              const own = Number(node.tagName[1]);
              if (own > level + 1) faults.push(`${node.tagName.toLowerCase()} after level ${level}: ${describe(node)}`);
              level = own;
            }
            for (const node of all.filter(node => node.matches("button:not(.link):not(.skip)"))) {
              const { width, height } = node.getBoundingClientRect();
              if (width < 24 || height < 22) faults.push(`smaller than a fingertip: ${describe(node)} ${width}×${height}`);
            }

            const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
            paint.canvas.width = paint.canvas.height = 1;
            const layered = colours => {
              paint.clearRect(0, 0, 1, 1);
              for (const colour of colours) { paint.fillStyle = "#000"; paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1); }
              return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3).map(value => value / 255);
            };
            const light = ([r, g, b]) => { const [x, y, z] = [r, g, b].map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * x + 0.7152 * y + 0.0722 * z; };
            const backgrounds = node => {
              const colours = [];
              for (let at = node; at; at = at.parentElement) colours.unshift(getComputedStyle(at).backgroundColor);
              return colours;
            };
            for (const node of all) {
              if (!(node instanceof HTMLElement) || node.closest(":disabled, #stage, .visually-hidden, #note, .skip")) continue;
              if (![...node.childNodes].some(child => child.nodeType === 3 && child.data.trim())) continue;
              const style = getComputedStyle(node), ground = backgrounds(node);
              const [a, b] = [light(layered(ground)), light(layered([...ground, style.color]))];
              const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), size = parseFloat(style.fontSize);
              const wanted = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 600) ? 3 : 4.5;
              if (contrast < wanted) faults.push(`contrast ${contrast.toFixed(2)}: ${describe(node)}`);
            }
            return [...new Set(faults)];
            """
    }
}
