/// How costs are cut into buckets so narrow that actors of one bucket cannot shorten each other's distance.
///
/// A bucket is as wide as the least cost, so whoever is in the first one that holds anybody has its final distance, in
/// whatever order they are taken: no heap is needed. Worth it where costs do not differ by orders of magnitude.
/// - SeeAlso: E. V. Denardo, B. L. Fox, *Operations Research* 27(1), 1979, doi:10.1287/opre.27.1.161.
struct BucketPlan: Sendable {
    /// Buckets per unit of cost.
    let scale: Double
    /// The number of buckets, a power of two, less 1: buckets are used in a circle.
    let mask: Int

    /// Nil where every step costs 1, one costs nothing, or the dearest costs too many times the cheapest.
    init?(_ rows: RowPointers) {
        guard let costs = rows.costs else { return nil }
        var (least, most) = (Double.infinity, 0.0)
        for arc in 0..<Int(rows.offsets[rows.count]) where costs[arc] < .infinity {
            least = min(least, costs[arc])
            most = max(most, costs[arc])
        }
        guard least > 0, least < .infinity, most / least <= 4_096 else { return nil }
        // A millionth narrower than the least cost: more than the sums' rounding, which grows with their length.
        guard Double(rows.count) * (most / least) < 1e9 else { return nil }
        scale = 1 / (least * (1 - 1e-6))
        guard scale.isFinite else { return nil }
        var count = 64
        while Double(count) < most * scale + 2 { count *= 2 }
        mask = count - 1
    }
}

/// Actors by distance, in the buckets of a plan.
///
/// Always true: an actor stands in one bucket at most, and all that stand anywhere are within one round of the circle.
final class BucketQueue {
    private static let none = UInt32.max

    let plan: BucketPlan
    private let heads: Scratch<UInt32>
    private let following: Scratch<UInt32>
    private let preceding: Scratch<UInt32>
    /// A bit for each bucket that holds somebody.
    private let occupied: Scratch<UInt64>
    private(set) var count = 0

    init(plan: BucketPlan, capacity: Int) {
        self.plan = plan
        heads = Scratch(repeating: Self.none, count: plan.mask + 1)
        following = Scratch(repeating: Self.none, count: capacity)
        preceding = Scratch(repeating: Self.none, count: capacity)
        occupied = Scratch(repeating: 0, count: (plan.mask + 1) / 64)
    }

    func removeAll() {
        heads.fill(Self.none)
        occupied.fill(0)
        count = 0
    }

    @inline(__always) func bucket(_ distance: Double) -> Int { Int(distance * plan.scale) & plan.mask }

    @inline(__always) func insert(_ vertex: UInt32, _ distance: Double) {
        let bucket = bucket(distance)
        let first = heads.pointer[bucket]
        following.pointer[Int(vertex)] = first
        preceding.pointer[Int(vertex)] = Self.none
        if first != Self.none { preceding.pointer[Int(first)] = vertex }
        heads.pointer[bucket] = vertex
        occupied.pointer[bucket >> 6] |= 1 << UInt64(bucket & 63)
        count &+= 1
    }

    /// Moves an actor that stands in the queue to its new distance.
    @inline(__always) func move(_ vertex: UInt32, from old: Double, to distance: Double) {
        let (before, after) = (bucket(old), bucket(distance))
        guard before != after else { return }
        let (previous, next) = (preceding.pointer[Int(vertex)], following.pointer[Int(vertex)])
        if next != Self.none { preceding.pointer[Int(next)] = previous }
        if previous != Self.none {
            following.pointer[Int(previous)] = next
        } else {
            heads.pointer[before] = next
            if next == Self.none { occupied.pointer[before >> 6] &= ~(1 << UInt64(before & 63)) }
        }
        count &-= 1
        insert(vertex, distance)
    }

    /// Takes all actors out of the first bucket, from this one on, that holds any, appends them and returns it.
    func removeFirstBucket(from start: Int, into order: UnsafeMutablePointer<UInt32>, at place: inout Int) -> Int {
        let words = (plan.mask + 1) >> 6
        var word = start >> 6
        var bits = occupied.pointer[word] & (~0 << UInt64(start & 63))
        while bits == 0 {
            word = (word &+ 1) & (words &- 1)
            bits = occupied.pointer[word]
        }
        let bucket = word << 6 | bits.trailingZeroBitCount
        occupied.pointer[word] &= ~(1 << UInt64(bucket & 63))
        var vertex = heads.pointer[bucket]
        heads.pointer[bucket] = Self.none
        while vertex != Self.none {
            order[place] = vertex
            place &+= 1
            count &-= 1
            vertex = following.pointer[Int(vertex)]
        }
        return bucket
    }
}
