import Foundation

/// The words of the DOT language, one at a time, in one pass over the bytes.
struct DOTTokens {
    enum Token: Equatable {
        /// A name, a number or a quoted string, as text; `isQuoted` where it cannot be a keyword.
        case word(String, isQuoted: Bool)
        case mark(UInt8)
        case arrow
        case line
        case end
    }

    private let bytes: [UInt8]
    private var place: Int
    private(set) var line = 1
    let file: String

    /// - Parameter data: Checked to be UTF-8 without NUL.
    init(_ data: Data, file: String) {
        bytes = Array(data)
        place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        self.file = file
    }

    func problem(_ text: String, line: Int? = nil) -> FormatError {
        .badPlace(format: "DOT", file: file, line: line ?? self.line, problem: text)
    }

    private func byte(_ ahead: Int = 0) -> UInt8 { place + ahead < bytes.count ? bytes[place + ahead] : 0 }

    mutating func next() throws(FormatError) -> Token {
        try skipBlanks()
        guard place < bytes.count else { return .end }
        let first = byte()
        switch first {
        case UInt8(ascii: "\""): return .word(try quoted(), isQuoted: true)
        case UInt8(ascii: "<"): return .word(try markup(), isQuoted: true)
        case UInt8(ascii: "-") where byte(1) == UInt8(ascii: ">"):
            place += 2
            return .arrow
        case UInt8(ascii: "-") where byte(1) == UInt8(ascii: "-"):
            place += 2
            return .line
        case _ where Self.isWord(first) || first == UInt8(ascii: "-") || first == UInt8(ascii: "."):
            let start = place
            place += 1
            // A number may hold a point, a name may not; to read both alike loses nothing.
            while place < bytes.count, Self.isWord(byte()) || byte() == UInt8(ascii: ".") { place += 1 }
            return .word(String(decoding: bytes[start..<place], as: UTF8.self), isQuoted: false)
        case _ where "{}[]=;,:+".utf8.contains(first):
            place += 1
            return .mark(first)
        default:
            throw problem("'\(Character(Unicode.Scalar(first)))' means nothing here")
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 128...255:
            true
        default: false
        }
    }

    private mutating func skipBlanks() throws(FormatError) {
        while place < bytes.count {
            switch byte() {
            case 10:
                line += 1
                place += 1
            case 9, 11, 12, 13, 32: place += 1
            case UInt8(ascii: "#") where place == 0 || bytes[place - 1] == 10: skipLine()
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"): skipLine()
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): try skipComment()
            default: return
            }
        }
    }

    private mutating func skipLine() { while place < bytes.count, byte() != 10 { place += 1 } }

    private mutating func skipComment() throws(FormatError) {
        let start = line
        place += 2
        while place < bytes.count {
            if byte() == 10 { line += 1 }
            if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                place += 2
                return
            }
            place += 1
        }
        throw problem("a comment is never closed", line: start)
    }

    /// A quoted string and those that `+` joins to it. The one escape is `\"`; two
    /// backslashes stay two, and one at the end of a line joins it with the next.
    private mutating func quoted() throws(FormatError) -> String {
        var content: [UInt8] = []
        while true {
            let start = line
            place += 1
            while true {
                guard place < bytes.count else { throw problem("a quote is never closed", line: start) }
                let current = byte()
                if current == 10 { line += 1 }
                if current == UInt8(ascii: "\"") { break }
                if current == UInt8(ascii: "\\"), byte(1) == UInt8(ascii: "\"") {
                    content.append(byte(1))
                    place += 2
                } else if current == UInt8(ascii: "\\"), byte(1) == current {
                    content += [current, current]
                    place += 2
                } else if current == UInt8(ascii: "\\"), byte(1) == 10 {
                    line += 1
                    place += 2
                } else if current == UInt8(ascii: "\\"), byte(1) == 13, byte(2) == 10 {
                    line += 1
                    place += 3
                } else {
                    content.append(current)
                    place += 1
                }
            }
            place += 1
            let (after, afterLine) = (place, line)
            try skipBlanks()
            if byte() == UInt8(ascii: "+") {
                place += 1
                try skipBlanks()
                if byte() == UInt8(ascii: "\"") { continue }
                throw problem("after '+' a quoted string is expected")
            }
            (place, line) = (after, afterLine)
            return String(decoding: content, as: UTF8.self)
        }
    }

    /// An HTML-like label: its text, without the tags.
    private mutating func markup() throws(FormatError) -> String {
        let start = line
        var depth = 0
        var content: [UInt8] = []
        while place < bytes.count {
            let current = byte()
            place += 1
            switch current {
            case 10:
                line += 1
                content.append(32)
            case UInt8(ascii: "<"):
                depth += 1
                // A tag parts words.
                if depth == 2 { content.append(32) }
            case UInt8(ascii: ">"):
                depth -= 1
                if depth == 0 {
                    let text = String(decoding: content, as: UTF8.self)
                    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                }
            default: if depth == 1 { content.append(current) }
            }
        }
        throw problem("a label in '<…>' is never closed", line: start)
    }
}
