/// A four-ary heap of actors by distance in which each actor stands once and moves up when its distance falls.
///
/// Four children a node make the tree half as deep as a binary one, and they share a cache line. An actor that has
/// been removed may be inserted again only after `reset`.
final class IndexedHeap {
    struct Entry {
        var distance: Double
        var vertex: UInt32
    }

    private let entries: UnsafeMutablePointer<Entry>
    private let places: UnsafeMutablePointer<UInt32>
    private let capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 1)
        entries = .allocate(capacity: self.capacity)
        places = .allocate(capacity: self.capacity)
        places.initialize(repeating: .max, count: self.capacity)
    }

    deinit {
        entries.deallocate()
        places.deallocate()
    }

    /// The least distance; infinite where the heap is empty.
    @inline(__always) var least: Double { count > 0 ? entries[0].distance : .infinity }

    /// Empties the heap.
    func removeAll() {
        for place in 0..<count { places[Int(entries[place].vertex)] = .max }
        count = 0
    }

    /// Puts an actor into the heap, or moves it up where it stands there with a larger distance.
    @inline(__always) func insertOrLower(_ distance: Double, _ vertex: UInt32) {
        let (entries, places) = (entries, places)
        var child = Int(places[Int(vertex)])
        if child == Int(UInt32.max) {
            child = count
            count &+= 1
        }
        while child > 0 {
            let parent = (child &- 1) >> 2
            let above = entries[parent]
            guard distance < above.distance else { break }
            entries[child] = above
            places[Int(above.vertex)] = UInt32(truncatingIfNeeded: child)
            child = parent
        }
        entries[child] = Entry(distance: distance, vertex: vertex)
        places[Int(vertex)] = UInt32(truncatingIfNeeded: child)
    }

    /// Takes the nearest actor out. The heap must not be empty.
    @inline(__always) func removeLeast() -> Entry {
        let (entries, places) = (entries, places)
        let result = entries[0]
        places[Int(result.vertex)] = .max
        count &-= 1
        let count = count
        guard count > 0 else { return result }
        let last = entries[count]
        var parent = 0
        while true {
            let first = parent &* 4 &+ 1
            var least: Int
            if first &+ 3 < count {
                // The least of four without a branch that the processor would have to guess.
                let left = entries[first].distance <= entries[first &+ 1].distance ? first : first &+ 1
                let right = entries[first &+ 2].distance <= entries[first &+ 3].distance ? first &+ 2 : first &+ 3
                least = entries[left].distance <= entries[right].distance ? left : right
            } else {
                guard first < count else { break }
                least = first
                var child = first &+ 1
                while child < count {
                    if entries[child].distance < entries[least].distance { least = child }
                    child &+= 1
                }
            }
            let below = entries[least]
            guard below.distance < last.distance else { break }
            entries[parent] = below
            places[Int(below.vertex)] = UInt32(truncatingIfNeeded: parent)
            parent = least
        }
        entries[parent] = last
        places[Int(last.vertex)] = UInt32(truncatingIfNeeded: parent)
        return result
    }
}
