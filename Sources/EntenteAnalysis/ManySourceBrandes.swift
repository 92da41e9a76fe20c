/// Brandes' algorithm by hops for eight sources at once, a lane of a vector for each.
///
/// Level by level, as a product of the adjacency with vectors: an arc is looked at once for all lanes in which its
/// source stands on the level, and no step branches on what it finds. Where distances are small next to the number
/// of actors, nearly all lanes have most actors on the same two or three levels, and an arc costs a fraction of what
/// it costs one search at a time. Right for any graph, but slow where levels are many.
///
/// The sums are those of `BrandesSearch` in another order.
/// - SeeAlso: U. Brandes, *J. Math. Sociology* 25(2), 2001, doi:10.1080/0022250X.2001.9990249; A. Buluç,
///   J. R. Gilbert, *Int. J. High Performance Computing Applications* 25(4), 2011, doi:10.1177/1094342011403516.
final class ManySourceBrandes {
    /// Sources that are searched from at once.
    static let width = 8
    /// What a search needs for each actor.
    static let bytesPerActor = 368
    typealias Lanes = SIMD8<Double>

    private let forward: RowPointers
    private let backward: RowPointers
    private let endpoints: Bool
    /// The level of an actor; below zero where it has not been reached.
    private let levels: Scratch<Lanes>
    /// σ.
    private let pathCounts: Scratch<Lanes>
    /// While searching the path counts of the actors on the newest level, afterwards (1 + δ) / σ of those on the
    /// level beyond; 0 for all others.
    private let passed: Scratch<Lanes>
    /// What comes together at the actors of the level that is being made; 0 for all others.
    private let gathered: Scratch<Lanes>
    /// The actors of each level, one level behind the other; an actor stands on one level for each lane at most.
    private let order: Scratch<UInt32>
    private let touched: Scratch<UInt32>
    private let isGathering: Scratch<Bool>
    /// Actors that have not been reached in every lane.
    private let unfinished: Scratch<UInt32>
    private let scores: Scratch<Lanes>

    /// - Parameter backward: The same arcs by target.
    init(forward: RowPointers, backward: RowPointers, endpoints: Bool) {
        self.forward = forward
        self.backward = backward
        self.endpoints = endpoints
        let count = forward.count
        levels = Scratch(zeros: count)
        pathCounts = Scratch(zeros: count)
        passed = Scratch(zeros: count)
        gathered = Scratch(zeros: count)
        order = Scratch(zeros: count * Self.width + 1)
        touched = Scratch(zeros: count + 1)
        isGathering = Scratch(repeating: false, count: count)
        unfinished = Scratch(zeros: count)
        scores = Scratch(zeros: count)
    }

    /// What all runs so far have given to each actor.
    func result() -> [Double] { (0..<forward.count).map { scores.pointer[$0].sum() } }

    /// Adds what the shortest paths from these sources give; after a cancellation the search is of no further use.
    ///
    /// - Parameter sources: At most eight; one may occur more than once.
    /// - Complexity: O(levels · arcs) at most, mostly little more than two passes over the arcs.
    func run(from sources: ArraySlice<UInt32>, cancellation: Cancellation) {
        guard let ends = search(from: sources, cancellation: cancellation) else { return }
        accumulate(levels: ends, cancellation: cancellation)
        if endpoints { countEndpoints(sources) }
    }

    /// - Returns: Where each level ends in `order`; nil after a cancellation.
    private func search(from sources: ArraySlice<UInt32>, cancellation: Cancellation) -> [Int]? {
        let (levels, pathCounts, passed, order) = (levels.pointer, pathCounts.pointer, passed.pointer, order.pointer)
        let (count, arcCount) = (forward.count, Int(forward.offsets[forward.count]))
        levels.update(repeating: Lanes(repeating: -1), count: count)
        // Lanes without a source are finished everywhere.
        var counts = Lanes()
        for lane in sources.count..<Self.width { counts[lane] = 1 }
        pathCounts.update(repeating: counts, count: count)
        var end = 0
        for (lane, source) in sources.enumerated() {
            let vertex = Int(source)
            if Self.isZero(passed[vertex]) {
                order[end] = source
                end += 1
            }
            levels[vertex][lane] = 0
            pathCounts[vertex][lane] = 1
            passed[vertex][lane] = 1
        }
        for vertex in 0..<count { unfinished.pointer[vertex] = UInt32(vertex) }
        var unfinishedCount = count
        var ends = [end]
        var (start, level) = (0, 0.0)
        while start < end {
            if cancellation.isRequested { return nil }
            level += 1
            let newest = start..<end
            start = end
            var arcs = 0
            for place in newest { arcs += forward.end(Int(order[place])) - forward.start(Int(order[place])) }
            if arcs * 2 > arcCount {
                pull(level, &unfinishedCount, &end, cancellation)
            } else {
                push(newest, level, &end, cancellation)
            }
            for place in newest { passed[Int(order[place])] = Lanes() }
            for place in start..<end {
                let vertex = Int(order[place])
                passed[vertex] = Self.keep(pathCounts[vertex], where: levels[vertex] .== level)
            }
            ends.append(end)
        }
        return ends
    }

    /// Every actor that is missing in a lane asks those before it.
    private func pull(_ level: Double, _ unfinishedCount: inout Int, _ end: inout Int, _ cancellation: Cancellation) {
        let (passed, targets, unfinished) = (passed.pointer, backward.targets, unfinished.pointer)
        let (backward, levels, pathCounts, order) = (backward, levels.pointer, pathCounts.pointer, order.pointer)
        var (kept, last) = (0, end)
        for place in 0..<unfinishedCount {
            // The level ends early, and the search with it.
            if place & 0xFF == 0xFF, cancellation.isRequested { break }
            let vertex = Int(unfinished[place])
            var sum = Lanes()
            for arc in backward.start(vertex)..<backward.end(vertex) { sum += passed[Int(targets[arc])] }
            Self.reach(vertex, sum, level, levels, pathCounts, order, &last)
            unfinished[kept] = UInt32(truncatingIfNeeded: vertex)
            let missing = Self.keep(Lanes(repeating: 1), where: pathCounts[vertex] .== 0)
            kept &+= Self.isZero(missing) ? 0 : 1
        }
        (unfinishedCount, end) = (kept, last)
    }

    /// The actors of the newest level tell those behind them.
    private func push(_ newest: Range<Int>, _ level: Double, _ end: inout Int, _ cancellation: Cancellation) {
        let (passed, gathered, isGathering) = (passed.pointer, gathered.pointer, isGathering.pointer)
        let (forward, targets, touched) = (forward, forward.targets, touched.pointer)
        let (levels, pathCounts, order) = (levels.pointer, pathCounts.pointer, order.pointer)
        var touchedCount = 0
        for place in newest {
            if place & 0xFF == 0xFF, cancellation.isRequested { break }
            let vertex = Int(order[place])
            let counts = passed[vertex]
            for arc in forward.start(vertex)..<forward.end(vertex) {
                let next = Int(targets[arc])
                gathered[next] += counts
                touched[touchedCount] = UInt32(truncatingIfNeeded: next)
                touchedCount &+= isGathering[next] ? 0 : 1
                isGathering[next] = true
            }
        }
        var last = end
        for place in 0..<touchedCount {
            let vertex = Int(touched[place])
            Self.reach(vertex, gathered[vertex], level, levels, pathCounts, order, &last)
            gathered[vertex] = Lanes()
            isGathering[vertex] = false
        }
        end = last
    }

    /// Puts the actor on the level in the lanes in which it has not been reached and paths come in now.
    @inline(__always) private static func reach(
        _ vertex: Int, _ sum: Lanes, _ level: Double, _ levels: UnsafeMutablePointer<Lanes>,
        _ pathCounts: UnsafeMutablePointer<Lanes>, _ order: UnsafeMutablePointer<UInt32>, _ end: inout Int
    ) {
        let counts = pathCounts[vertex]
        let new = keep(sum, where: counts .== 0)
        pathCounts[vertex] = counts + new
        levels[vertex] = levels[vertex].replacing(with: level, where: new .!= 0)
        order[end] = UInt32(truncatingIfNeeded: vertex)
        end &+= isZero(new) ? 0 : 1
    }

    private func accumulate(levels ends: [Int], cancellation: Cancellation) {
        let (levels, pathCounts, passed, scores) = (levels.pointer, pathCounts.pointer, passed.pointer, scores.pointer)
        let (forward, targets, order, gathered) = (forward, forward.targets, order.pointer, gathered.pointer)
        // Level by level towards the sources; those give nothing to themselves.
        for level in stride(from: ends.count - 1, through: 1, by: -1) {
            for place in ends[level - 1]..<ends[level] {
                if place & 0xFF == 0xFF, cancellation.isRequested { return }
                let vertex = Int(order[place])
                var sum = Lanes()
                for arc in forward.start(vertex)..<forward.end(vertex) { sum += passed[Int(targets[arc])] }
                let isHere = levels[vertex] .== Double(level)
                let gain = Self.keep(sum * pathCounts[vertex], where: isHere)
                scores[vertex] += gain
                gathered[vertex] = Self.keep((1 + gain) / pathCounts[vertex], where: isHere)
            }
            if level + 1 < ends.count {
                for place in ends[level]..<ends[level + 1] { passed[Int(order[place])] = Lanes() }
            }
            for place in ends[level - 1]..<ends[level] {
                let vertex = Int(order[place])
                passed[vertex] = gathered[vertex]
                gathered[vertex] = Lanes()
            }
        }
        if ends.count > 1 { for place in ends[0]..<ends[1] { passed[Int(order[place])] = Lanes() } }
    }

    private func countEndpoints(_ sources: ArraySlice<UInt32>) {
        var reached = Lanes()
        for vertex in 0..<forward.count {
            let isOnWay = Self.keep(Lanes(repeating: 1), where: levels.pointer[vertex] .> 0)
            scores.pointer[vertex] += isOnWay
            reached += isOnWay
        }
        for (lane, source) in sources.enumerated() { scores.pointer[Int(source)][lane] += reached[lane] }
    }

    /// The values where the mask is set, 0 elsewhere, whatever stood there.
    @inline(__always) private static func keep(_ values: Lanes, where mask: SIMDMask<SIMD8<Int64>>) -> Lanes {
        Lanes().replacing(with: values, where: mask)
    }

    /// Whether all lanes are 0; none may be below.
    @inline(__always) private static func isZero(_ values: Lanes) -> Bool {
        let four = values.lowHalf + values.highHalf
        let two = four.lowHalf + four.highHalf
        return two[0] + two[1] == 0
    }
}
