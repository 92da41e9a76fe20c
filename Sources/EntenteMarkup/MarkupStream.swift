internal import CMarkup

/// Receives what a document in XML or HTML holds, in its order.
///
/// An error that a method throws ends the reading; the stream adds the line.
package protocol MarkupHandler: AnyObject {
    /// - Parameter line: The line on which the start tag ends.
    func start(_ name: String, _ attributes: MarkupAttributes, line: Int) throws(MarkupProblem)
    func end(_ name: String) throws(MarkupProblem)
    /// A piece of text; long text comes in several.
    func text(_ bytes: UnsafeRawBufferPointer) throws(MarkupProblem)
}

/// What is wrong with a document, as its handler sees it.
package struct MarkupProblem: Error {
    package let text: String
    package init(_ text: String) { self.text = text }
}

/// Why a document in XML cannot be read.
package enum MarkupError: Error, Equatable {
    case unavailable
    case bad(line: Int, problem: String)
}

/// The attributes of an element; valid only during the call that brings them.
package struct MarkupAttributes {
    fileprivate let start: UnsafePointer<UnsafePointer<CChar>?>?
    fileprivate let count: Int
    /// Pointers from one attribute to the next: five in XML, where a value ends at a pointer; two in HTML.
    fileprivate let stride: Int

    /// The value of an attribute, by its local name.
    package subscript(name: StaticString) -> String? {
        guard let start else { return nil }
        for place in 0..<count {
            guard let key = start[place * stride], Self.equals(key, name) else { continue }
            if stride == 2 { return start[place * 2 + 1].map { String(cString: $0) } ?? "" }
            guard let value = start[place * stride + 3], let end = start[place * stride + 4] else { return "" }
            return String(decoding: UnsafeRawBufferPointer(start: value, count: end - value), as: UTF8.self)
        }
        return nil
    }

    private static func equals(_ key: UnsafePointer<CChar>, _ name: StaticString) -> Bool {
        name.withUTF8Buffer { bytes in
            for (place, byte) in bytes.enumerated() where UInt8(bitPattern: key[place]) != byte { return false }
            return key[bytes.count] == 0
        }
    }
}

/// Reads XML or HTML through libxml2, piece by piece, in memory that does not grow with the document.
///
/// No entity is ever expanded, no document type or schema followed and nothing fetched: a document that declares
/// entities is refused. Elements nest at most 256 deep. HTML is taken as it comes, with the nesting that libxml2 makes of it.
package enum MarkupStream {
    /// Reads XML; its encoding is that of its byte order mark or declaration, else UTF-8.
    package static func readXML(
        _ bytes: UnsafeRawBufferPointer, into handler: any MarkupHandler
    ) throws(MarkupError) {
        try read(bytes, into: handler, isHTML: false)
    }

    /// Reads HTML that is UTF-8 already.
    package static func readHTML(
        _ bytes: UnsafeRawBufferPointer, into handler: any MarkupHandler
    ) throws(MarkupError) {
        try read(bytes, into: handler, isHTML: true)
    }

    /// Whether libxml2 is installed.
    package static var isAvailable: Bool { entente_markup_is_available() != 0 }

    private static let pieceSize = 1 << 16

    private static func read(
        _ bytes: UnsafeRawBufferPointer, into handler: any MarkupHandler, isHTML: Bool
    ) throws(MarkupError) {
        let relay = Relay(handler)
        var events = entente_markup_events()
        events.start = { user, name, count, attributes in
            Relay.of(user)?.start(name, MarkupAttributes(start: attributes, count: Int(count), stride: 5))
        }
        events.html_start = { user, name, attributes in
            var count = 0
            while let attributes, attributes[count * 2] != nil { count += 1 }
            Relay.of(user)?.start(name, MarkupAttributes(start: attributes, count: count, stride: 2))
        }
        events.end = { user, name in Relay.of(user)?.end(name) }
        events.text = { user, bytes, count in
            Relay.of(user)?.text(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
        }
        events.declaration = { user, name in
            Relay.of(user)?.fail(
                "it declares the entity '\(name.map { String(cString: $0) } ?? "")'; entities are not read")
        }
        let failure: MarkupError? = withExtendedLifetime(relay) {
            withUnsafePointer(to: events) { events in
                let user = Unmanaged.passUnretained(relay).toOpaque()
                guard let parser = entente_parser_new(events, user, isHTML ? 1 : 0) else { return .unavailable }
                defer { entente_parser_free(parser) }
                relay.parser = parser
                return feed(bytes, to: parser, relay: relay)
            }
        }
        if let failure { throw failure }
    }

    private static func feed(_ bytes: UnsafeRawBufferPointer, to parser: OpaquePointer, relay: Relay) -> MarkupError? {
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        var place = 0
        var isBad = false
        while place < bytes.count, !isBad {
            let count = min(pieceSize, bytes.count - place)
            isBad = entente_parser_feed(parser, start.map { $0 + place }, Int32(count), 0) != 0
            place += count
        }
        if !isBad { isBad = entente_parser_feed(parser, nil, 0, 1) != 0 }
        if let (line, problem) = relay.failure { return .bad(line: line, problem: problem) }
        guard isBad else { return nil }
        var line: Int32 = 0
        guard let message = entente_parser_problem(parser, &line) else {
            return .bad(line: Int(entente_parser_line(parser)), problem: "not well-formed")
        }
        var problem = String(cString: message).split(whereSeparator: \.isNewline).joined(separator: " ")
        if bytes.allSatisfy({ [9, 10, 13, 32].contains($0) }) { problem = "the file is empty" }
        return .bad(line: max(1, Int(line)), problem: problem)
    }

    /// Stands between the parser's calls and the handler, and keeps the first error, for none can pass through C.
    private final class Relay {
        let handler: any MarkupHandler
        var parser: OpaquePointer?
        var failure: (line: Int, problem: String)?

        init(_ handler: any MarkupHandler) { self.handler = handler }

        static func of(_ user: UnsafeMutableRawPointer?) -> Relay? {
            user.map { Unmanaged<Relay>.fromOpaque($0).takeUnretainedValue() }
        }

        func start(_ name: UnsafePointer<CChar>?, _ attributes: MarkupAttributes) {
            guard let name, let parser else { return }
            let line = Int(entente_parser_line(parser))
            do throws(MarkupProblem) { try handler.start(String(cString: name), attributes, line: line) } catch {
                fail(error.text)
            }
        }

        func end(_ name: UnsafePointer<CChar>?) {
            guard let name else { return }
            do throws(MarkupProblem) { try handler.end(String(cString: name)) } catch { fail(error.text) }
        }

        func text(_ bytes: UnsafeRawBufferPointer) {
            do throws(MarkupProblem) { try handler.text(bytes) } catch { fail(error.text) }
        }

        func fail(_ problem: String) {
            guard failure == nil, let parser else { return }
            failure = (Int(entente_parser_line(parser)), problem)
            entente_parser_stop(parser)
        }
    }
}
