/// Reads what a `ByteWriter` wrote.
///
/// Bytes that it did not write make it throw; it never reads outside of them.
struct ByteReader {
    /// Lives as long as the closure that was given these bytes.
    private let bytes: UnsafeRawBufferPointer
    private var place: Int
    private var texts: [String] = []

    /// - Throws: `CaseRowError` where the bytes are not what was written.
    init(_ all: UnsafeRawBufferPointer) throws(CaseRowError) {
        guard all.count >= 8 else { throw Self.damaged }
        let hash = UInt64(littleEndian: all.loadUnaligned(as: UInt64.self))
        bytes = UnsafeRawBufferPointer(rebasing: all[8...])
        guard ByteHash.of(bytes) == hash else { throw Self.damaged }
        place = 0
        let count = try number()
        // A text takes a byte at least.
        guard count <= bytes.count else { throw Self.damaged }
        texts.reserveCapacity(count)
        for _ in 0..<count {
            let length = try number()
            guard length <= bytes.count - place else { throw Self.damaged }
            texts.append(String(decoding: bytes[place..<(place + length)], as: UTF8.self))
            place += length
        }
    }

    static let damaged = CaseRowError(problem: "the joined graph is not what was written")

    /// A whole number from 0.
    mutating func number() throws(CaseRowError) -> Int {
        var (result, shift) = (UInt64(0), UInt64(0))
        while place < bytes.count, shift < 64 {
            let byte = bytes[place]
            place += 1
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 {
                guard let number = Int(exactly: result) else { throw Self.damaged }
                return number
            }
            shift += 7
        }
        throw Self.damaged
    }

    mutating func double() throws(CaseRowError) -> Double {
        guard bytes.count - place >= 8 else { throw Self.damaged }
        defer { place += 8 }
        return Double(
            bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
    }

    mutating func text() throws(CaseRowError) -> String {
        let number = try number()
        guard number < texts.count else { throw Self.damaged }
        return texts[number]
    }

    mutating func optionalText() throws(CaseRowError) -> String? { try number() == 0 ? nil : try text() }

    mutating func list<Element>(
        _ each: (inout ByteReader) throws(CaseRowError) -> Element
    ) throws(CaseRowError) -> [Element] {
        let count = try number()
        guard count <= bytes.count - place else { throw Self.damaged }
        var result: [Element] = []
        result.reserveCapacity(count)
        for _ in 0..<count { result.append(try each(&self)) }
        return result
    }
}
