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
    ///
    /// The first slots of all features are fetched before any is looked at: the processor waits for many places of memory
    /// at once, where it would else wait for one after the other.
    @inline(__always)
    package func add(_ features: UnsafeBufferPointer<UInt64>, to scores: UnsafeMutablePointer<Int32>) {
        let count = slots.count
        guard count > 0 else { return }
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: features.count) { fetched in
            for place in features.indices {
                fetched.initializeElement(at: place, to: slots[LookupTable.home(features[place], count: count)])
            }
            for place in features.indices { add(features[place], slot: fetched[place], to: scores) }
        }
    }

    /// Adds the scores of a feature, whose home has the given slot.
    @inline(__always)
    private func add(_ key: UInt64, slot: UInt64, to scores: UnsafeMutablePointer<Int32>) {
        let mark = Self.mark(key)
        var slot = slot
        var index = LookupTable.home(key, count: slots.count)
        while slot != 0 {
            if slot & 0xFFFF == mark {
                let length = Int(truncatingIfNeeded: slot >> 16 & 0xFF)
                let start = Int(truncatingIfNeeded: slot >> 24)
                for place in start..<(start &+ length) {
                    let entry = entries[place]
                    scores[Int(entry & 0x7F)] &+= Int32(Int16(bitPattern: entry) >> 7)
                }
                return
            }
            index += 1
            if index == slots.count { index = 0 }
            slot = slots[index]
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
