import EntenteText

/// Averaged perceptron over sparse features with many classes (Collins 2002), in whole numbers throughout.
final class ClassTrainer {
    private struct Entry {
        var label: Int32
        var weight: Int32
        /// Sum of each change times the step at which it came.
        var delayed: Int64
    }

    private struct Row {
        var start: Int32
        var count: Int16
        var capacity: Int16
    }

    private var table = KeyTable()
    private var rows: [Row] = []
    private var entries: [Entry] = []
    /// Counts the examples seen; set by whoever trains.
    var step: Int64 = 1

    func add(_ features: UnsafeBufferPointer<UInt64>, to scores: UnsafeMutablePointer<Int32>) {
        for key in features {
            guard let index = table.find(key) else { continue }
            let row = rows[index]
            for place in Int(row.start)..<Int(row.start) + Int(row.count) {
                let entry = entries[place]
                scores[Int(entry.label)] &+= entry.weight
            }
        }
    }

    func update(_ features: UnsafeBufferPointer<UInt64>, label: Int, by change: Int32) {
        for key in features {
            let index = table.insert(key)
            if index == rows.count {
                rows.append(Row(start: Int32(entries.count), count: 0, capacity: 2))
                entries.append(Entry(label: -1, weight: 0, delayed: 0))
                entries.append(Entry(label: -1, weight: 0, delayed: 0))
            }
            var row = rows[index]
            var place = Int(row.start)
            let end = place + Int(row.count)
            while place < end, entries[place].label != Int32(label) { place += 1 }
            if place == end {
                if row.count == row.capacity {
                    let start = entries.count
                    for old in Int(row.start)..<end { entries.append(entries[old]) }
                    row.start = Int32(start)
                    for _ in 0..<row.capacity { entries.append(Entry(label: -1, weight: 0, delayed: 0)) }
                    row.capacity *= 2
                    place = start + Int(row.count)
                }
                entries[place].label = Int32(label)
                row.count += 1
                rows[index] = row
            }
            entries[place].weight += change
            entries[place].delayed += Int64(change) * step
        }
    }

    /// The averaged weights as the bytes of a `ClassScores` table.
    ///
    /// - Parameters:
    ///   - units: Score of a weight of 1; weights are cut at 255 / units.
    ///   - limit: How many features are kept: those with the largest scores.
    func export(units: Double, limit: Int = .max) -> [UInt8] {
        var output: [(key: UInt64, entries: [(label: Int, score: Int)], size: Int)] = []
        let steps = Double(step)
        for (key, index) in table.sortedPairs() {
            let row = rows[index]
            var kept: [(label: Int, score: Int)] = []
            var size = 0
            for place in Int(row.start)..<Int(row.start) + Int(row.count) {
                let entry = entries[place]
                let average = Double(entry.weight) - Double(entry.delayed) / steps
                let score = Int((average * units).rounded())
                if abs(score) > 1 { kept.append((Int(entry.label), score)) }
                size = max(size, abs(score))
            }
            if !kept.isEmpty {
                kept.sort { $0.label < $1.label }
                output.append((key, kept, size))
            }
        }
        output.sort { ($1.size, $0.key & 0xFFFF_FFFF) < ($0.size, $1.key & 0xFFFF_FFFF) }
        return ClassScores.build(output.prefix(limit).map { ($0.key, $0.entries) })
    }

    var featureCount: Int { rows.count }
}

/// Keys to consecutive numbers.
struct KeyTable {
    private var slots: [UInt64]
    private var numbers: [Int32]
    private var mask: Int
    private(set) var count = 0

    init() {
        mask = (1 << 16) - 1
        slots = [UInt64](repeating: 0, count: mask + 1)
        numbers = [Int32](repeating: -1, count: mask + 1)
    }

    @inline(__always)
    func find(_ key: UInt64) -> Int? {
        let key = key | 1
        var index = Int(truncatingIfNeeded: key >> 20) & mask
        while slots[index] != 0 {
            if slots[index] == key { return Int(numbers[index]) }
            index = (index + 1) & mask
        }
        return nil
    }

    mutating func insert(_ key: UInt64) -> Int {
        if (count + 1) * 3 > slots.count * 2 { grow() }
        let key = key | 1
        var index = Int(truncatingIfNeeded: key >> 20) & mask
        while slots[index] != 0 {
            if slots[index] == key { return Int(numbers[index]) }
            index = (index + 1) & mask
        }
        slots[index] = key
        numbers[index] = Int32(count)
        count += 1
        return count - 1
    }

    private mutating func grow() {
        let oldSlots = slots
        let oldNumbers = numbers
        mask = slots.count * 2 - 1
        slots = [UInt64](repeating: 0, count: mask + 1)
        numbers = [Int32](repeating: -1, count: mask + 1)
        for place in oldSlots.indices where oldSlots[place] != 0 {
            var index = Int(truncatingIfNeeded: oldSlots[place] >> 20) & mask
            while slots[index] != 0 { index = (index + 1) & mask }
            slots[index] = oldSlots[place]
            numbers[index] = oldNumbers[place]
        }
    }

    /// Keys (their lowest bit set) with their numbers, by number.
    func sortedPairs() -> [(UInt64, Int)] {
        var pairs = [(UInt64, Int)](repeating: (0, 0), count: count)
        for place in slots.indices where slots[place] != 0 {
            pairs[Int(numbers[place])] = (slots[place], Int(numbers[place]))
        }
        return pairs
    }
}
