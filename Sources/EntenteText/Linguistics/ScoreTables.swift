/// A hash table from 64-bit keys to 32-bit values over memory that somebody else keeps, for reading only.
///
/// Eight bytes a slot: the lower half of the key to tell keys apart (never zero), and the value. Linear probing; a
/// look-up costs one memory access as a rule.
package struct LookupTable: @unchecked Sendable {
    let slots: UnsafeBufferPointer<UInt64>

    package init(_ bytes: UnsafeRawBufferPointer) { slots = bytes.bindMemory(to: UInt64.self) }

    @inline(__always)
    static func mark(_ key: UInt64) -> UInt64 { max(key & 0xFFFF_FFFF, 1) }

    /// Moves the randomness of a key, which may have only 40 bits, to the upper half.
    @inline(__always)
    static func spread(_ key: UInt64) -> UInt64 { key &* 0x9E37_79B9_7F4A_7C15 }

    @inline(__always)
    static func home(_ key: UInt64, count: Int) -> Int { Int(truncatingIfNeeded: ((key >> 32) &* UInt64(count)) >> 32) }

    @inline(__always)
    package subscript(key: UInt64) -> UInt32? {
        let count = slots.count
        guard count > 0 else { return nil }
        let mark = Self.mark(key)
        var index = Self.home(Self.spread(key), count: count)
        while true {
            let slot = slots[index]
            if slot == 0 { return nil }
            if slot & 0xFFFF_FFFF == mark { return UInt32(truncatingIfNeeded: slot >> 32) }
            index += 1
            if index == count { index = 0 }
        }
    }

    /// The bytes of a table of these entries, filled to seven tenths; the first entry of a key wins.
    package static func build(_ entries: [(key: UInt64, value: UInt32)]) -> [UInt8] {
        let count = entries.count * 10 / 7 + 1
        var slots = [UInt64](repeating: 0, count: count)
        for entry in entries {
            let mark = mark(entry.key)
            var index = home(spread(entry.key), count: count)
            var taken = false
            while slots[index] != 0 {
                if slots[index] & 0xFFFF_FFFF == mark {
                    taken = true
                    break
                }
                index = index + 1 == count ? 0 : index + 1
            }
            if !taken { slots[index] = UInt64(entry.value) << 32 | mark }
        }
        return slots.withUnsafeBytes { [UInt8]($0) }
    }
}

/// Whole-number scores of up to 128 classes, summed over the features that are present.
///
/// A slot holds a 16-bit mark of the feature, the number of its entries and where they begin; an entry is a class (7
/// bits) and a score (9 bits, signed). Sums of whole numbers do not depend on their order, so a score is the same on
/// every machine.
package struct ClassScores: @unchecked Sendable {
    let slots: UnsafeBufferPointer<UInt64>
    let entries: UnsafeBufferPointer<UInt16>

    package init(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 8 else {
            slots = UnsafeBufferPointer(start: nil, count: 0)
            entries = UnsafeBufferPointer(start: nil, count: 0)
            return
        }
        let slotCount = Int(bytes.load(as: UInt64.self))
        let split = 8 + slotCount * 8
        slots = UnsafeRawBufferPointer(rebasing: bytes[8..<split]).bindMemory(to: UInt64.self)
        entries = UnsafeRawBufferPointer(rebasing: bytes[split...]).bindMemory(to: UInt16.self)
    }

    @inline(__always)
    static func mark(_ key: UInt64) -> UInt64 { max(key & 0xFFFF, 1) }

    /// Adds the scores of the features to `scores`, which has a place for each class.
    @inline(__always)
    package func add(_ features: UnsafeBufferPointer<UInt64>, to scores: UnsafeMutablePointer<Int32>) {
        let count = slots.count
        guard count > 0 else { return }
        for key in features {
            let mark = Self.mark(key)
            var index = LookupTable.home(key, count: count)
            var slot = slots[index]
            while slot != 0 {
                if slot & 0xFFFF == mark {
                    let length = Int(truncatingIfNeeded: slot >> 16 & 0xFF)
                    let start = Int(truncatingIfNeeded: slot >> 24)
                    for place in start..<(start &+ length) {
                        let entry = entries[place]
                        scores[Int(entry & 0x7F)] &+= Int32(Int16(bitPattern: entry) >> 7)
                    }
                    break
                }
                index += 1
                if index == count { index = 0 }
                slot = slots[index]
            }
        }
    }

    /// The bytes of a table of these rows; scores are cut to -256 ..< 256.
    package static func build(_ rows: [(key: UInt64, entries: [(label: Int, score: Int)])]) -> [UInt8] {
        let count = rows.count * 10 / 7 + 1
        var slots = [UInt64](repeating: 0, count: count)
        var packed: [UInt16] = []
        for row in rows where !row.entries.isEmpty {
            let mark = mark(row.key)
            var index = LookupTable.home(row.key, count: count)
            var taken = false
            while slots[index] != 0 {
                if slots[index] & 0xFFFF == mark {
                    taken = true
                    break
                }
                index = index + 1 == count ? 0 : index + 1
            }
            if taken { continue }
            slots[index] = UInt64(packed.count) << 24 | UInt64(min(row.entries.count, 255)) << 16 | mark
            for entry in row.entries.prefix(255) {
                let score = Int16(max(-256, min(255, entry.score)))
                packed.append(UInt16(bitPattern: score << 7) | UInt16(entry.label))
            }
        }
        var bytes = withUnsafeBytes(of: UInt64(count)) { [UInt8]($0) }
        slots.withUnsafeBytes { bytes += $0 }
        packed.withUnsafeBytes { bytes += $0 }
        return bytes
    }
}

/// Whole-number scores of the three moves of the parser, eight bytes a feature with its mark.
package struct MoveScores: @unchecked Sendable {
    let slots: UnsafeBufferPointer<UInt64>

    package init(_ bytes: UnsafeRawBufferPointer) { slots = bytes.bindMemory(to: UInt64.self) }

    @inline(__always)
    package func sum(_ features: UnsafeBufferPointer<UInt64>) -> SIMD4<Int32> {
        let count = slots.count
        var first: Int32 = 0
        var second: Int32 = 0
        var third: Int32 = 0
        guard count > 0 else { return SIMD4(0, 0, 0, 0) }
        for key in features {
            let mark = ClassScores.mark(key)
            var index = LookupTable.home(key, count: count)
            var slot = slots[index]
            while slot != 0 {
                if slot & 0xFFFF == mark {
                    first &+= Int32(Int16(truncatingIfNeeded: slot >> 16))
                    second &+= Int32(Int16(truncatingIfNeeded: slot >> 32))
                    third &+= Int32(Int16(truncatingIfNeeded: slot >> 48))
                    break
                }
                index += 1
                if index == count { index = 0 }
                slot = slots[index]
            }
        }
        return SIMD4(first, second, third, 0)
    }

    package static func build(_ rows: [(key: UInt64, scores: SIMD4<Int32>)]) -> [UInt8] {
        let count = rows.count * 10 / 7 + 1
        var slots = [UInt64](repeating: 0, count: count)
        for row in rows {
            let mark = ClassScores.mark(row.key)
            var index = LookupTable.home(row.key, count: count)
            var taken = false
            while slots[index] != 0 {
                if slots[index] & 0xFFFF == mark {
                    taken = true
                    break
                }
                index = index + 1 == count ? 0 : index + 1
            }
            if taken { continue }
            var slot = mark
            for place in 0..<3 {
                slot |= UInt64(UInt16(bitPattern: Int16(clamping: row.scores[place]))) << UInt64(16 + 16 * place)
            }
            slots[index] = slot
        }
        return slots.withUnsafeBytes { [UInt8]($0) }
    }
}
