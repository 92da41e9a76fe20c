/// The Leiden algorithm: move nodes, refine the communities, join what is refined, and start again on the smaller
/// graph.
struct LeidenSearch {
    let graph: LeidenGraph
    /// The community of each actor.
    private(set) var membership: [UInt32]
    private var random: SeededGenerator

    init(graph: LeidenGraph, seed: UInt64) {
        self.graph = graph
        membership = (0..<UInt32(graph.count)).map { $0 }
        random = SeededGenerator(seed: seed)
    }

    mutating func run(rounds: Int) throws(AnalysisError) {
        guard graph.total > 0 else { return }
        for _ in 0..<rounds {
            let before = membership
            try improve()
            if membership == before { return }
        }
    }

    /// One pass from single actors up to the graph in which nothing moves any more.
    private mutating func improve() throws(AnalysisError) {
        var level = graph
        var communities = membership
        // Which node of the level each actor belongs to.
        var nodes = (0..<UInt32(graph.count)).map { $0 }
        while true {
            if Task.isCancelled { throw .cancelled }
            try move(in: level, &communities)
            for vertex in membership.indices { membership[vertex] = communities[Int(nodes[vertex])] }
            let (refined, count) = try refine(level, communities)
            if count == level.count { break }
            var communityOf = [UInt32](repeating: 0, count: count)
            for node in 0..<level.count { communityOf[Int(refined[node])] = communities[node] }
            for vertex in nodes.indices { nodes[vertex] = refined[Int(nodes[vertex])] }
            level = try level.joined(by: refined, count: count)
            communities = Self.renumbered(communityOf)
        }
        membership = Self.renumbered(membership)
    }

    /// Numbers from 0 in the order of first appearance.
    private static func renumbered(_ numbers: [UInt32]) -> [UInt32] {
        var names = [UInt32](repeating: .max, count: Int(numbers.max() ?? 0) + 1)
        var next: UInt32 = 0
        return numbers.map { number in
            if names[Int(number)] == .max {
                names[Int(number)] = next
                next += 1
            }
            return names[Int(number)]
        }
    }

    /// Moves nodes one by one to the neighbouring community with the largest gain until none gains; a node is looked
    /// at again when a neighbour has left its community.
    private mutating func move(in level: LeidenGraph, _ communities: inout [UInt32]) throws(AnalysisError) {
        var order = (0..<UInt32(level.count)).map { $0 }
        random.shuffle(&order)
        communities.withUnsafeMutableBufferPointer { communities in
            level.offsets.withUnsafeBufferPointer { offsets in
                level.targets.withUnsafeBufferPointer { targets in
                    level.strengths.withUnsafeBufferPointer { strengths in
                        level.masses.withUnsafeBufferPointer { masses in
                            let mover = LeidenMover(
                                offsets: offsets, targets: targets, strengths: strengths, masses: masses,
                                communities: communities, order: order, rate: level.rate,
                                leastGain: 1e-12 * level.total / Double(level.count))
                            mover.run()
                        }
                    }
                }
            }
        }
        if Task.isCancelled { throw .cancelled }
    }

    /// Splits each community into well-connected groups: nodes start alone and join a group of their community where
    /// that gains, as long as node and group are each well connected with the rest of it.
    ///
    /// - Returns: The group of each node, numbered from 0, and how many there are.
    private mutating func refine(
        _ level: LeidenGraph, _ communities: [UInt32]
    ) throws(AnalysisError) -> ([UInt32], Int) {
        let count = level.count
        var communityMass = [Double](repeating: 0, count: count)
        for node in 0..<count { communityMass[Int(communities[node])] += level.masses[node] }
        var groups = (0..<UInt32(count)).map { $0 }
        var masses = level.masses
        var isAlone = [Bool](repeating: true, count: count)
        // Strength of the ties that leave each group within its community.
        var outward = [Double](repeating: 0, count: count)
        for node in 0..<count {
            try stopIfCancelled(at: node)
            for arc in Int(level.offsets[node])..<Int(level.offsets[node + 1])
            where communities[Int(level.targets[arc])] == communities[node] {
                outward[node] += level.strengths[arc]
            }
        }
        var order = (0..<UInt32(count)).map { $0 }
        random.shuffle(&order)
        var sums = [Double](repeating: 0, count: count)
        var touched: [UInt32] = []
        for (place, node) in order.lazy.map(Int.init).enumerated() where isAlone[node] {
            try stopIfCancelled(at: place)
            let mass = level.masses[node]
            let whole = communityMass[Int(communities[node])]
            guard outward[node] >= level.rate * mass * (whole - mass) else { continue }
            touched.removeAll(keepingCapacity: true)
            for arc in Int(level.offsets[node])..<Int(level.offsets[node + 1]) {
                let next = Int(level.targets[arc])
                guard communities[next] == communities[node] else { continue }
                let group = groups[next]
                if sums[Int(group)] == 0 { touched.append(group) }
                sums[Int(group)] += level.strengths[arc]
            }
            var best = UInt32(node)
            var gain = 0.0
            for group in touched {
                let place = Int(group)
                let value = sums[place] - level.rate * mass * masses[place]
                if value > gain, outward[place] >= level.rate * masses[place] * (whole - masses[place]) {
                    gain = value
                    best = group
                }
            }
            if Int(best) != node {
                groups[node] = best
                masses[Int(best)] += mass
                isAlone[node] = false
                isAlone[Int(best)] = false
                outward[Int(best)] += outward[node] - 2 * sums[Int(best)]
            }
            for group in touched { sums[Int(group)] = 0 }
        }
        let numbered = Self.renumbered(groups)
        return (numbered, Int(numbered.max() ?? 0) + 1)
    }
}

/// The innermost loop of Leiden: a queue of nodes, each of which moves where it gains most.
private final class LeidenMover {
    private let offsets: UnsafeBufferPointer<UInt32>
    private let targets: UnsafeBufferPointer<UInt32>
    private let strengths: UnsafeBufferPointer<Double>
    private let nodeMasses: UnsafeBufferPointer<Double>
    private let communities: UnsafeMutableBufferPointer<UInt32>
    private let rate: Double
    /// A smaller gain is noise, and might go round for ever.
    private let leastGain: Double
    private let count: Int
    private let masses: Scratch<Double>
    private let sizes: Scratch<UInt32>
    private let queue: Scratch<UInt32>
    private let isWaiting: Scratch<Bool>
    private let sums: Scratch<Double>
    private let touched: Scratch<UInt32>
    private var empty: [UInt32]

    init(
        offsets: UnsafeBufferPointer<UInt32>, targets: UnsafeBufferPointer<UInt32>,
        strengths: UnsafeBufferPointer<Double>, masses nodeMasses: UnsafeBufferPointer<Double>,
        communities: UnsafeMutableBufferPointer<UInt32>, order: [UInt32], rate: Double, leastGain: Double
    ) {
        self.offsets = offsets
        self.targets = targets
        self.strengths = strengths
        self.nodeMasses = nodeMasses
        self.communities = communities
        self.rate = rate
        self.leastGain = leastGain
        count = nodeMasses.count
        masses = Scratch(repeating: 0, count: count)
        sizes = Scratch(repeating: 0, count: count)
        queue = Scratch(repeating: 0, count: count)
        isWaiting = Scratch(repeating: true, count: count)
        sums = Scratch(repeating: 0, count: count)
        touched = Scratch(repeating: 0, count: count + 1)
        for node in 0..<count {
            masses.pointer[Int(communities[node])] += nodeMasses[node]
            sizes.pointer[Int(communities[node])] += 1
            queue.pointer[node] = order[node]
        }
        empty = []
        for community in 0..<count where sizes.pointer[community] == 0 { empty.append(UInt32(community)) }
    }

    func run() {
        let (queue, isWaiting) = (queue.pointer, isWaiting.pointer)
        var (head, waiting) = (0, count)
        while waiting > 0 {
            if head & 0x3FFF == 0, Task.isCancelled { return }
            let node = Int(queue[head])
            head = head + 1 == count ? 0 : head + 1
            waiting -= 1
            isWaiting[node] = false
            let own = communities[node]
            let best = bestCommunity(of: node)
            guard best != own else { continue }
            transfer(node, from: own, to: best)
            for arc in Int(offsets[node])..<Int(offsets[node + 1]) {
                let next = Int(targets[arc])
                guard !isWaiting[next], communities[next] != best else { continue }
                isWaiting[next] = true
                let tail = head + waiting < count ? head + waiting : head + waiting - count
                queue[tail] = UInt32(next)
                waiting += 1
            }
        }
    }

    @inline(__always) private func bestCommunity(of node: Int) -> UInt32 {
        let (sums, touched, masses) = (sums.pointer, touched.pointer, masses.pointer)
        let own = communities[node]
        var found = 0
        for arc in Int(offsets[node])..<Int(offsets[node + 1]) {
            let other = communities[Int(targets[arc])]
            touched[found] = other
            // Strengths are above 0, so a sum of 0 tells a community that has not been met.
            found &+= sums[Int(other)] == 0 ? 1 : 0
            sums[Int(other)] += strengths[arc]
        }
        let mass = nodeMasses[node]
        let charge = rate * mass
        var best = own
        var gain = sums[Int(own)] - charge * (masses[Int(own)] - mass)
        // Alone is better than in bad company.
        if gain < 0, sizes.pointer[Int(own)] > 1, let free = empty.last {
            best = free
            gain = 0
        }
        for place in 0..<found {
            let other = touched[place]
            let value = sums[Int(other)] - charge * masses[Int(other)]
            if value > gain + leastGain, other != own {
                gain = value
                best = other
            }
            sums[Int(other)] = 0
        }
        return best
    }

    @inline(__always) private func transfer(_ node: Int, from own: UInt32, to best: UInt32) {
        let (masses, sizes) = (masses.pointer, sizes.pointer)
        let mass = nodeMasses[node]
        masses[Int(own)] -= mass
        sizes[Int(own)] -= 1
        // Only the last of the empty ones is ever offered.
        if sizes[Int(best)] == 0 { empty.removeLast() }
        if sizes[Int(own)] == 0 { empty.append(own) }
        masses[Int(best)] += mass
        sizes[Int(best)] += 1
        communities[node] = best
    }
}
