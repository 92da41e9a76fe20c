/// Numbers and texts as bytes: whole numbers in as few bytes as they need, each text once.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []
    private var texts: [String] = []
    private var places: [String: Int] = [:]

    /// Seven bits a byte, the lowest first (LEB128).
    mutating func write(_ number: Int) { Self.append(UInt64(bitPattern: Int64(number)), to: &bytes) }

    mutating func write(_ number: Double) {
        withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// A text as its number among all texts.
    mutating func write(_ text: String) {
        if let place = places[text] { return write(place) }
        places[text] = texts.count
        write(texts.count)
        texts.append(text)
    }

    /// A text that may be missing.
    mutating func write(_ text: String?) {
        write(text == nil ? 0 : 1)
        if let text { write(text) }
    }

    mutating func write<Element>(_ list: [Element], _ each: (inout ByteWriter, Element) -> Void) {
        write(list.count)
        for element in list { each(&self, element) }
    }

    /// A hash of what follows it, the texts, and then all that was written.
    func finished() -> [UInt8] {
        var content: [UInt8] = []
        Self.append(UInt64(texts.count), to: &content)
        for text in texts {
            Self.append(UInt64(text.utf8.count), to: &content)
            content.append(contentsOf: text.utf8)
        }
        content += bytes
        let hash = content.withUnsafeBytes { ByteHash.of($0) }
        return withUnsafeBytes(of: hash.littleEndian) { Array($0) } + content
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
