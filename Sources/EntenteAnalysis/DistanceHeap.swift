/// A four-ary heap of actors by distance; an actor may wait in it several times, and the caller skips stale entries.
///
/// Four children a node make the tree half as deep as a binary heap, and they share a cache line.
struct DistanceHeap {
    struct Entry {
        var distance: Double
        var vertex: UInt32
    }

    private var entries: [Entry] = []

    var isEmpty: Bool { entries.isEmpty }
    var least: Double { entries.isEmpty ? .infinity : entries[0].distance }

    mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

    mutating func insert(_ distance: Double, _ vertex: UInt32) {
        entries.append(Entry(distance: distance, vertex: vertex))
        var child = entries.count - 1
        entries.withUnsafeMutableBufferPointer { heap in
            while child > 0 {
                let parent = (child - 1) >> 2
                guard distance < heap[parent].distance else { break }
                heap[child] = heap[parent]
                child = parent
            }
            heap[child] = Entry(distance: distance, vertex: vertex)
        }
    }

    mutating func removeLeast() -> Entry? {
        guard let last = entries.popLast() else { return nil }
        guard !entries.isEmpty else { return last }
        return entries.withUnsafeMutableBufferPointer { heap in
            let result = heap[0]
            var parent = 0
            let count = heap.count
            while true {
                let first = parent * 4 + 1
                guard first < count else { break }
                var least = first
                for child in (first + 1)..<max(first + 1, min(first + 4, count))
                where heap[child].distance < heap[least].distance {
                    least = child
                }
                guard heap[least].distance < last.distance else { break }
                heap[parent] = heap[least]
                parent = least
            }
            heap[parent] = last
            return result
        }
    }
}
