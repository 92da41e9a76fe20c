import EntenteMarkup
import Foundation

/// An HTML page as a tree of elements, numbered in document order.
///
/// Children come after their parents, so that a walk needs no recursion, however deep a hostile page nests.
final class HTMLTree: MarkupHandler {
    struct Element {
        let name: String
        let parent: Int
        var id: String?
        var classes: String?
        var role: String?
        var isHidden = false
        var content: [Content] = []
    }

    enum Content {
        case element(Int)
        case text(String)
    }

    /// Facts that `meta` and `time` elements and JSON-LD give, by lower-case name; of several the first.
    private(set) var facts: [String: String] = [:]
    private(set) var linkedData: [String] = []
    /// The first is the root, above everything that the page holds.
    private(set) var elements = [Element(name: "", parent: -1)]
    private var open = [0]
    private var pending: [UInt8] = []
    private var isLinkedData = false

    private static let factElements: Set<String> = ["meta", "time", "script", "base"]

    /// - Parameter bytes: UTF-8.
    init(_ bytes: UnsafeRawBufferPointer) throws(MarkupError) {
        try MarkupStream.readHTML(bytes, into: self)
        flush()
    }

    func start(_ name: String, _ attributes: MarkupAttributes, line: Int) throws(MarkupProblem) {
        flush()
        let name = name.lowercased()
        let parent = open.last ?? 0
        var element = Element(name: name, parent: parent)
        element.id = attributes["id"]
        element.classes = attributes["class"]
        element.role = attributes["role"]
        let style = attributes["style"]?.lowercased().filter { !$0.isWhitespace } ?? ""
        element.isHidden =
            attributes["hidden"] != nil || attributes["aria-hidden"] == "true" || style.contains("display:none")
        let number = elements.count
        elements[parent].content.append(.element(number))
        elements.append(element)
        open.append(number)
        if Self.factElements.contains(name) { readFacts(name, attributes) }
    }

    private func readFacts(_ name: String, _ attributes: MarkupAttributes) {
        switch name {
        case "meta":
            guard let content = attributes["content"], !content.isEmpty else { return }
            let key = attributes["property"] ?? attributes["name"] ?? attributes["itemprop"]
            if let key = key?.lowercased(), facts[key] == nil { facts[key] = content }
        case "time":
            if let date = attributes["datetime"], facts["time"] == nil { facts["time"] = date }
        case "script": isLinkedData = attributes["type"]?.lowercased() == "application/ld+json"
        default: break
        }
    }

    func end(_ name: String) throws(MarkupProblem) {
        if isLinkedData, name.lowercased() == "script" {
            linkedData.append(String(decoding: pending, as: UTF8.self))
            pending.removeAll(keepingCapacity: true)
        }
        isLinkedData = false
        flush()
        // The parser closes what a page leaves open; the outermost stays.
        if open.count > 1 { open.removeLast() }
    }

    func text(_ bytes: UnsafeRawBufferPointer) throws(MarkupProblem) { pending += bytes }

    private func flush() {
        guard !pending.isEmpty, let parent = open.last else { return }
        if !["script", "style"].contains(elements[parent].name) {
            elements[parent].content.append(.text(String(decoding: pending, as: UTF8.self)))
        }
        pending.removeAll(keepingCapacity: true)
    }
}
