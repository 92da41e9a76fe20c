/// Rows of a CSV file, one at a time, as places in its bytes: no cell is copied before somebody wants its text.
struct CSVScanner {
    /// Where a cell stands, quotes included.
    struct Cell {
        var start: Int
        var end: Int
        var isQuoted: Bool
    }

    let bytes: UnsafeRawBufferPointer
    let file: String
    private var place: Int
    /// The line on which the next row begins.
    private var line = 1

    init(_ bytes: UnsafeRawBufferPointer, file: String) {
        self.bytes = bytes
        self.file = file
        place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Reads the next row that is not blank; nil at the end.
    ///
    /// - Parameter cells: Where to put its cells; what is there goes.
    /// - Returns: The line on which it begins.
    mutating func next(into cells: inout [Cell]) throws(FormatError) -> Int? {
        while place < bytes.count {
            cells.removeAll(keepingCapacity: true)
            let start = line
            try readRow(into: &cells)
            if cells.count == 1, isEmpty(cells[0]) { continue }
            return start
        }
        return nil
    }

    private func isEmpty(_ cell: Cell) -> Bool {
        cell.start == cell.end || (cell.isQuoted && cell.end == cell.start + 2)
    }

    private mutating func readRow(into cells: inout [Cell]) throws(FormatError) {
        let count = bytes.count
        while true {
            let start = place
            let isQuoted = place < count && bytes[place] == UInt8(ascii: "\"")
            if isQuoted { try skipQuoted() }
            while place < count, bytes[place] != UInt8(ascii: ","), bytes[place] != 10 { place += 1 }
            var end = place
            let isLast = place == count || bytes[place] == 10
            if isLast, end > start, bytes[end - 1] == 13 { end -= 1 }
            cells.append(Cell(start: start, end: end, isQuoted: isQuoted))
            place += 1
            if isLast {
                line += 1
                return
            }
        }
    }

    /// Goes behind the quote that closes the cell; two quotes are one of its text.
    private mutating func skipQuoted() throws(FormatError) {
        let start = line
        place += 1
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == 10 { line += 1 }
            guard byte == UInt8(ascii: "\"") else { continue }
            guard place < bytes.count, bytes[place] == byte else { return }
            place += 1
        }
        throw .badRow(file: file, line: start, problem: "a quote is never closed")
    }

    /// Does something with the text of a cell, without its quotes and without the apostrophe that keeps spreadsheets
    /// from taking it for a formula.
    func withText<Value>(of cell: Cell, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        var (start, end) = (cell.start, cell.end)
        if cell.isQuoted {
            (start, end) = (start + 1, end - 1)
            let hasInnerQuote =
                end < start || bytes[end] != UInt8(ascii: "\"") || bytes[start..<end].contains(UInt8(ascii: "\""))
            if hasInnerQuote {
                return unquoted(cell).withUnsafeBytes { whole in
                    body(UnsafeRawBufferPointer(rebasing: whole[Self.guardLength(UnsafeRawBufferPointer(whole))...]))
                }
            }
        }
        let text = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        return body(UnsafeRawBufferPointer(rebasing: text[Self.guardLength(text)...]))
    }

    func text(of cell: Cell) -> String { withText(of: cell) { String(decoding: $0, as: UTF8.self) } }

    private func unquoted(_ cell: Cell) -> [UInt8] {
        var out: [UInt8] = []
        var place = cell.start + 1
        var isOpen = true
        while place < cell.end {
            let byte = bytes[place]
            if isOpen, byte == UInt8(ascii: "\"") {
                if place + 1 < cell.end, bytes[place + 1] == byte {
                    out.append(byte)
                    place += 1
                } else {
                    isOpen = false
                }
            } else {
                out.append(byte)
            }
            place += 1
        }
        return out
    }

    /// 1 where apostrophes stand before what a spreadsheet would take for a formula.
    private static func guardLength(_ text: UnsafeRawBufferPointer) -> Int {
        guard text.first == UInt8(ascii: "'") else { return 0 }
        guard let sign = text.first(where: { $0 != UInt8(ascii: "'") }) else { return 0 }
        return "=+-@\t\r".utf8.contains(sign) ? 1 : 0
    }
}

/// Gives each distinct name a number, in the order in which they come, without making a `String` twice.
///
/// The table is hashed with the process's own seed, so that no file can choose names that collide.
struct NameTable {
    private(set) var names: [String] = []
    private var hashes: [Int] = []
    /// Numbers plus one by hash; 0 is free. As long as a power of two, at most half full.
    private var slots = [UInt32](repeating: 0, count: 1 << 10)

    /// The number of a name, and whether it is new.
    mutating func number(of bytes: UnsafeRawBufferPointer) -> (number: Int, isNew: Bool) {
        var hasher = Hasher()
        hasher.combine(bytes: bytes)
        let hash = hasher.finalize()
        var slot = hash & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash, Self.equals(&names[number], bytes) { return (number, false) }
            slot = (slot + 1) & (slots.count - 1)
        }
        names.append(String(decoding: bytes, as: UTF8.self))
        hashes.append(hash)
        slots[slot] = UInt32(names.count)
        if names.count * 2 > slots.count { grow() }
        return (names.count - 1, true)
    }

    private static func equals(_ name: inout String, _ bytes: UnsafeRawBufferPointer) -> Bool {
        name.withUTF8 { $0.count == bytes.count && $0.elementsEqual(bytes) }
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() {
            var slot = hash & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }
}

/// Numbers as tables write them.
enum PlainNumber {
    /// A decimal number; nil for anything else, infinities and "nan" included.
    static func read(_ bytes: UnsafeRawBufferPointer) -> Double? {
        var (mantissa, digits, scale) = (0, 0, 0)
        var isFraction = false
        for byte in bytes {
            if byte == UInt8(ascii: "."), !isFraction {
                isFraction = true
            } else if (48...57).contains(byte), digits < 15 {
                mantissa = mantissa * 10 + Int(byte) - 48
                digits += 1
                if isFraction { scale += 1 }
            } else {
                // Signs, exponents and long numbers are rare enough for the long way.
                let text = String(decoding: bytes, as: UTF8.self)
                guard text.utf8.allSatisfy({ (48...57).contains($0) || "+-.eE".utf8.contains($0) }) else { return nil }
                return Double(text).flatMap { $0.isFinite ? $0 : nil }
            }
        }
        guard digits > 0 else { return nil }
        // Both are exact below 2⁵³, and so the quotient is rounded once, as it should be.
        return Double(mantissa) / powers[scale]
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]
}
