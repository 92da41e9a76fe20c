import EntenteFormats
import EntenteModel

/// Turns Graphviz's SVG into one for the web: named groups, spoken titles, themable colours, nothing that changes
/// between two runs.
///
/// Graphviz writes one element a line in a form that has been the same for many releases; lines that are not
/// recognized pass unchanged.
struct SVGFinishing {
    let style: MapStyle
    let caption: [String]
    let description: String

    private enum Place { case prologue, graphTitle, ground, furniture, elements }

    func finish(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 3 / 2)
        func write(_ text: String) {
            output.append(contentsOf: text.utf8)
            output.append(0x0A)
        }
        var place = Place.prologue
        var header = ""
        var isComment = false
        var skipsTitle = false
        var isLink = false
        for slice in bytes.split(separator: 0x0A) {
            if isComment || slice.starts(with: "<!--".utf8) {
                isComment = !slice.suffix(3).elementsEqual("-->".utf8)
                continue
            }
            let line = String(decoding: slice, as: UTF8.self)
            switch place {
            case .prologue:
                if line.hasPrefix("<svg") || !header.isEmpty { header += line + " " }
                if !header.isEmpty, line.hasSuffix(">") {
                    write(opening(from: header))
                    place = .graphTitle
                }
            case .graphTitle:
                if line.hasPrefix("<g ") {
                    write(line.replacing("id=\"graph0\" class=\"graph\"", with: "class=\"map\""))
                } else if line.hasPrefix("<title>") {
                    place = .ground
                }
            case .ground:
                write(cleaned(line))
                write("<g class=\"furniture\">")
                place = .furniture
            case .furniture, .elements:
                if place == .furniture, line.hasPrefix("<g id=") || line.hasPrefix("</g>") {
                    write("</g>")
                    place = .elements
                }
                if line.hasPrefix("<g id="), let group = group(for: line) {
                    let target = linkTarget(of: line)
                    isLink = target != nil
                    // The label repeats the link of its line: one stop for the keyboard is enough.
                    let stop = line.hasPrefix("<g id=\"l") ? " tabindex=\"-1\"" : ""
                    write(group + (target.map { "\n<a href=\"#\($0)\"\(stop)>" } ?? ""))
                    skipsTitle = true
                } else if isLink, line.hasPrefix("</g>") {
                    write("</a>\n" + line)
                    isLink = false
                } else if skipsTitle, line.hasPrefix("<title>") {
                    skipsTitle = false
                } else {
                    write(cleaned(line))
                }
            }
        }
        return output
    }

    private func opening(from header: String) -> String {
        func attribute(_ name: String) -> String {
            guard let start = header.firstRange(of: " \(name)=\"") else { return "" }
            let rest = header[start.upperBound...]
            return rest.firstIndex(of: "\"").map { " \(name)=\"\(rest[..<$0])\"" } ?? ""
        }
        let title = style.options.title ?? "Map of actors and their relations"
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\""
        text += attribute("width") + attribute("height") + attribute("viewBox")
        let prefix = style.options.elementPrefix
        if !prefix.isEmpty { text += " id=\"\(Self.escaped(prefix))map\"" }
        text += " class=\"entente-map theme-\(style.options.theme.rawValue)\" role=\"graphics-document\""
        let (titleID, descriptionID) = (identifier("entente-map-title"), identifier("entente-map-description"))
        text += " aria-roledescription=\"map\" aria-labelledby=\"\(titleID) \(descriptionID)\""
        text += " lang=\"\(Self.escaped(style.options.language))\">\n"
        text += "<title id=\"\(titleID)\">\(Self.escaped(SpokenText.plain(title)))</title>\n"
        let words = [description] + caption.map { SpokenText.plain($0) }
        text += "<desc id=\"\(descriptionID)\">\(Self.escaped(words.joined(separator: " ")))</desc>\n"
        return text + stylesheet()
    }

    /// An id that no other map of the page has.
    private func identifier(_ name: String) -> String { Self.escaped(style.options.elementPrefix) + name }

    /// The fragment that holds the evidence of a line or of its label; nil for actors and without links.
    private func linkTarget(of line: String) -> String? {
        let rest = line.dropFirst("<g id=\"".count)
        guard style.options.linksToEvidence, let letter = rest.first, letter == "e" || letter == "l",
            let number = Int(rest.dropFirst().prefix { $0 != "\"" }), style.lines.indices.contains(number)
        else { return nil }
        return style.lines[number].evidenceAnchor(prefix: Self.escaped(style.options.elementPrefix))
    }

    /// Colours as custom properties, so that a page can set `--entente-blue-fill` and the like. The attributes that
    /// Graphviz wrote stay as they are, for programs that know no style sheets.
    private func stylesheet() -> String {
        let palette = style.palette
        // In a page with several maps the rules of one theme must not colour another.
        let scope = style.options.elementPrefix.isEmpty ? "" : ".theme-\(style.options.theme.rawValue)"
        var rules: [String] = []
        var seen: Set<String> = []
        for (name, colour) in palette.named where seen.insert(colour).inserted {
            for property in ["fill", "stroke"] {
                rules.append(
                    ".entente-map\(scope) [\(property)=\"\(colour)\"]{\(property):var(--entente-\(name),\(colour))}")
            }
        }
        // Programs that know style sheets but no custom properties would paint all black; they skip what is in here.
        return "<style>\n@supports (color:var(--a)){\n\(rules.joined(separator: "\n"))\n}\n"
            + ".entente-map .relation:hover path{stroke-width:3}\n</style>"
    }

    /// The opening of a group of ours, with its spoken title; nil for others.
    private func group(for line: String) -> String? {
        let rest = line.dropFirst("<g id=\"".count)
        guard let letter = rest.first, let end = rest.firstIndex(of: "\""),
            let number = Int(rest[rest.index(after: rest.startIndex)..<end])
        else { return nil }
        switch letter {
        case "a" where style.actors.indices.contains(number):
            let actor = style.actors[number]
            return Self.group(
                id: identifier(actor.elementID), classes: actor.classes, spoken: actor.spoken, notes: actor.notes)
        case "e" where style.lines.indices.contains(number):
            let line = style.lines[number]
            return Self.group(
                id: identifier(line.elementID), classes: line.classes, spoken: line.spoken, notes: line.notes)
        case "l" where style.lines.indices.contains(number):
            let line = style.lines[number]
            // Hovering over the label tells what hovering over the line tells; a screen reader hears it once.
            return "<g class=\"relation-label\" aria-hidden=\"true\">\n"
                + "<title>\(Self.escaped(([line.spoken] + line.notes).joined(separator: "\n")))</title>"
        default: return nil
        }
    }

    private static func group(id: String, classes: [String], spoken: String, notes: [String]) -> String {
        let words = escaped(GraphvizQuoting.clean(spoken))
        let tooltip = ([spoken] + notes).map(GraphvizQuoting.clean).map(escaped).joined(separator: "\n")
        return "<g id=\"\(id)\" class=\"\(classes.joined(separator: " "))\" role=\"graphics-symbol\" "
            + "aria-label=\"\(words)\">\n<title>\(tooltip)</title>"
    }

    /// What Graphviz writes against the letter of SVG 1.1, and its names of fonts.
    private func cleaned(_ line: String) -> String {
        guard
            line.hasPrefix("<polygon") || line.hasPrefix("<text") || line.hasPrefix("<path") || line.hasPrefix("<ell")
                || line.hasPrefix("<polyline")
        else { return line }
        guard line.hasPrefix("<text") else { return line.replacing("=\"transparent\"", with: "=\"none\"") }
        // Only the element's own attributes: the text itself may hold anything.
        guard let end = line.firstIndex(of: ">") else { return line }
        let attributes = line[..<end].replacing(
            "font-family=\"\(MapDOTWriter.boldFont)\"",
            with: "font-family=\"\(MapDOTWriter.font)\" font-weight=\"bold\"")
        return String(attributes) + line[end...]
    }

    /// Text for XML content and double-quoted attributes.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in GraphvizQuoting.clean(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
