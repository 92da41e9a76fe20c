/// The part of a page that is its article, as paragraphs.
struct HTMLArticle {
    private(set) var paragraphs: [String] = []
    /// The first heading of the first rank.
    private(set) var heading: String?

    private let tree: HTMLTree
    /// Elements that are passed over, with all they hold.
    private var isSkipped: [Bool]
    /// Characters in paragraphs below each element, links left out.
    private var weights: [Int]

    private static let neverText: Set<String> = [
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "audio", "video",
        "head",
        "form", "button", "select", "textarea", "input", "nav", "footer", "aside", "menu", "dialog",
    ]
    private static let sideRoles: Set<String> = [
        "navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog", "alert",
        "toolbar",
    ]
    /// Words of classes and ids that mark what stands round an article.
    private static let sideWords: Set<String> = [
        "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "footer", "sidebar", "share", "sharing",
        "social", "related", "recommended", "recommendations", "cookie", "cookies", "consent", "advert",
        "advertisement",
        "ads", "promo", "newsletter", "subscribe", "comments", "comment", "pagination", "toolbar", "popup", "modal",
        "skip", "toc", "tags", "byline", "paywall", "masthead",
    ]
    private static let blocks: Set<String> = [
        "", "html", "body", "address", "article", "blockquote", "center", "dd", "details", "div", "dl", "dt",
        "fieldset",
        "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre",
        "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption",
    ]

    init(_ tree: HTMLTree) {
        self.tree = tree
        isSkipped = tree.elements.map(Self.isAside)
        weights = [Int](repeating: 0, count: tree.elements.count)
        weigh()
        let root = root()
        heading = Self.first("h1", in: tree).flatMap { text(of: $0) }
        // The header of an article names it; that of a page is its navigation.
        collect(root)
    }

    private static func isAside(_ element: HTMLTree.Element) -> Bool {
        if element.isHidden || neverText.contains(element.name) { return true }
        if let role = element.role?.lowercased(), sideRoles.contains(role) { return true }
        guard ["div", "section", "ul", "ol", "p", "span", "header", "table"].contains(element.name) else {
            return false
        }
        let words = "\(element.id ?? "") \(element.classes ?? "")".lowercased()
            .split { !$0.isLetter && !$0.isNumber }
        return words.contains { sideWords.contains(String($0)) }
    }

    private mutating func weigh() {
        // Parents before children: what is passed over hands that on.
        for number in tree.elements.indices.dropFirst() where isSkipped[max(0, tree.elements[number].parent)] {
            isSkipped[number] = true
        }
        var inLink = [Bool](repeating: false, count: tree.elements.count)
        var inParagraph = inLink
        for (number, element) in tree.elements.enumerated() {
            if element.parent >= 0 {
                inLink[number] = inLink[element.parent] || element.name == "a"
                inParagraph[number] = inParagraph[element.parent] || ["p", "blockquote", "pre"].contains(element.name)
            }
            guard !isSkipped[number], !inLink[number], inParagraph[number] else { continue }
            for case .text(let text) in element.content { weights[number] += text.utf8.count }
        }
        for number in tree.elements.indices.reversed() where tree.elements[number].parent >= 0 {
            weights[tree.elements[number].parent] += weights[number]
        }
    }

    private func root() -> Int {
        let candidates = tree.elements.indices.filter { number in
            let element = tree.elements[number]
            return !isSkipped[number]
                && (element.name == "article" || element.name == "main" || element.role?.lowercased() == "main"
                    || element.role?.lowercased() == "article")
        }
        // An innermost article beside others loses to the list of all: only one that holds most of its page is the article.
        let total = weights[0]
        let best = candidates.max { (weights[$0], $0) < (weights[$1], $1) }
        if let best, weights[best] * 2 >= total, weights[best] > 0 { return best }
        // No such element: go down as long as one child holds nearly all.
        var current = 0
        while total > 200 {
            let child = tree.elements[current].content.lazy.compactMap { content -> Int? in
                if case .element(let number) = content { return number }
                return nil
            }.first { weights[$0] * 10 >= total * 9 && !["p", "blockquote", "pre"].contains(tree.elements[$0].name) }
            guard let child else { break }
            current = child
        }
        return current
    }

    /// Walks the tree below an element without recursion, and makes paragraphs of its blocks.
    private mutating func collect(_ root: Int) {
        var current = ""
        var linked = 0
        func isHeader(_ number: Int) -> Bool { tree.elements[number].name == "header" }
        func close(_ element: Int) {
            let text = ExtractedText.collapsed(current)
            // A block of links leads elsewhere, unless it is a sentence of a paragraph.
            let isLink = linked * 10 > text.utf8.count * 9 && tree.elements[element].name != "p"
            let isHeading = tree.elements[element].name.hasPrefix("h") && tree.elements[element].name.utf8.count == 2
            if !text.isEmpty, isHeading || !isLink { paragraphs.append(text) }
            current = ""
            linked = 0
        }
        enum Step {
            case enter(HTMLTree.Content)
            case leave(Int)
        }
        var steps: [Step] = tree.elements[root].content.reversed().map { .enter($0) }
        var links = 0
        var headers = 0
        var block = [root]
        while let step = steps.popLast() {
            switch step {
            case .enter(.text(let text)):
                if headers > 0, !(block.last.map { ["h1", "h2"].contains(tree.elements[$0].name) } ?? false) {
                    continue
                }
                current += text
                if links > 0 { linked += ExtractedText.collapsed(text).utf8.count }
            case .enter(.element(let number)):
                let element = tree.elements[number]
                guard !isSkipped[number] else { continue }
                if element.name == "br" { current += " " }
                if element.name == "a" { links += 1 }
                if isHeader(number) { headers += 1 }
                if Self.blocks.contains(element.name) {
                    close(block.last ?? root)
                    block.append(number)
                }
                steps.append(.leave(number))
                steps += element.content.reversed().map { .enter($0) }
            case .leave(let number):
                let name = tree.elements[number].name
                if name == "a" { links -= 1 }
                if Self.blocks.contains(name) {
                    close(number)
                    block.removeLast()
                }
                if isHeader(number) { headers -= 1 }
            }
        }
        close(root)
    }

    private static func first(_ name: String, in tree: HTMLTree) -> Int? {
        tree.elements.indices.first { tree.elements[$0].name == name }
    }

    private func text(of root: Int) -> String? {
        var text = ""
        var pending: [HTMLTree.Content] = tree.elements[root].content.reversed()
        while let content = pending.popLast() {
            switch content {
            case .text(let piece): text += piece
            case .element(let number): pending += tree.elements[number].content.reversed()
            }
        }
        let collapsed = ExtractedText.collapsed(text)
        return collapsed.isEmpty ? nil : collapsed
    }
}
