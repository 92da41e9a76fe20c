/// Divides a connected part of a signed graph into two camps with as few contradicting ties as possible.
struct FrustrationSearch {
    private var ties: [[(other: Int, isFriendly: Bool)]]
    private let count: Int

    init(graph: SignedGraph, members: [Int]) {
        count = members.count
        var places: [Int: Int] = [:]
        for (place, member) in members.enumerated() { places[member] = place }
        ties = members.map { member in
            graph.rows[member].map { (places[$0.other] ?? 0, $0.isFriendly) }
        }
    }

    /// - Returns: Bounds of the index, and for each member whether it is in the second camp of the best division.
    mutating func solve(effort: Int) throws(AnalysisError) -> (lower: Int, upper: Int, sides: [Bool]) {
        var best = try localSearch()
        let lower = disjointContradictions()
        if best.cost == lower { return (lower, lower, best.sides) }
        // Branch and bound: members in an order in which each has as many ties as possible with those before it.
        let order = tightOrder()
        var sides = [Bool?](repeating: nil, count: count)
        var steps = 0
        var isComplete = true
        // What each undecided member pays at least: its ties with the decided ones, on its better side.
        var pays = [(Int, Int)](repeating: (0, 0), count: count)
        func decide(_ place: Int, _ cost: Int) throws(AnalysisError) {
            steps += 1
            if steps > effort { isComplete = false }
            guard isComplete else { return }
            if steps & 0xFFF == 0, Task.isCancelled { throw .cancelled }
            guard place < count else {
                if cost < best.cost { best = (cost, sides.map { $0 ?? false }) }
                return
            }
            var least = cost
            for later in order[place...] { least += min(pays[later].0, pays[later].1) }
            guard least < best.cost else { return }
            let vertex = order[place]
            let choices = place == 0 ? [false] : pays[vertex].0 <= pays[vertex].1 ? [false, true] : [true, false]
            for side in choices {
                sides[vertex] = side
                let price = side ? pays[vertex].1 : pays[vertex].0
                for tie in ties[vertex] {
                    // A member on the friendly side of this one pays nothing, on the other side 1.
                    if tie.isFriendly == side { pays[tie.other].0 += 1 } else { pays[tie.other].1 += 1 }
                }
                try decide(place + 1, cost + price)
                for tie in ties[vertex] {
                    if tie.isFriendly == side { pays[tie.other].0 -= 1 } else { pays[tie.other].1 -= 1 }
                }
                sides[vertex] = nil
            }
        }
        // Deeper than this the stack would be at risk, and the search hopeless anyway.
        if count <= 2_000 { try decide(0, 0) } else { isComplete = false }
        return (isComplete ? best.cost : lower, best.cost, best.sides)
    }

    /// Starts from a spanning tree without contradictions and from random sides, and moves members as long as that
    /// helps.
    private func localSearch() throws(AnalysisError) -> (cost: Int, sides: [Bool]) {
        var random = SeededGenerator(seed: 1)
        var best: (cost: Int, sides: [Bool])?
        for attempt in 0..<32 {
            if Task.isCancelled { throw .cancelled }
            var sides = attempt < 16 ? treeSides(from: attempt == 0 ? 0 : random.below(count)) : []
            if sides.isEmpty { sides = (0..<count).map { _ in random.next() & 1 == 1 } }
            var order = Array(0..<count)
            var improved = true
            while improved {
                improved = false
                random.shuffle(&order)
                for vertex in order where 2 * frustrated(vertex, sides) > ties[vertex].count {
                    sides[vertex].toggle()
                    improved = true
                }
            }
            let cost = (0..<count).reduce(0) { $0 + frustrated($1, sides) } / 2
            if cost < best?.cost ?? .max { best = (cost, sides) }
            if cost == 0 { break }
        }
        return best ?? (0, [])
    }

    private func frustrated(_ vertex: Int, _ sides: [Bool]) -> Int {
        ties[vertex].count { (sides[vertex] == sides[$0.other]) != $0.isFriendly }
    }

    private func treeSides(from root: Int) -> [Bool] {
        var sides = [Bool?](repeating: nil, count: count)
        sides[root] = false
        var queue = [root]
        var head = 0
        while head < queue.count {
            let vertex = queue[head]
            head += 1
            for tie in ties[vertex] where sides[tie.other] == nil {
                sides[tie.other] = (sides[vertex] ?? false) == tie.isFriendly
                queue.append(tie.other)
            }
        }
        return sides.map { $0 ?? false }
    }

    private func tightOrder() -> [Int] {
        var order = [ties.indices.max { (ties[$0].count, $1) < (ties[$1].count, $0) } ?? 0]
        var placedTies = [Int](repeating: 0, count: count)
        var isPlaced = [Bool](repeating: false, count: count)
        isPlaced[order[0]] = true
        while order.count < count {
            for tie in ties[order[order.count - 1]] { placedTies[tie.other] += 1 }
            var next = -1
            for vertex in 0..<count where !isPlaced[vertex] {
                if next < 0 || (placedTies[vertex], ties[vertex].count) > (placedTies[next], ties[next].count) {
                    next = vertex
                }
            }
            isPlaced[next] = true
            order.append(next)
        }
        return order
    }

    /// How many contradictory circles can be found, one after the other, that share no tie: each needs a tie of its own
    /// to change.
    private func disjointContradictions() -> Int {
        var used = Set<Int>()
        func key(_ one: Int, _ other: Int) -> Int { min(one, other) * count + max(one, other) }
        var found = 0
        for start in 0..<count {
            while let circle = contradictoryCircle(from: start, without: used, key: key) {
                used.formUnion(circle)
                found += 1
            }
        }
        return found
    }

    /// A shortest closed walk with an odd number of hostile ties through the start: a path between the two copies of
    /// the start in the graph where a friendly tie stays on a side and a hostile one changes it.
    private func contradictoryCircle(
        from start: Int, without used: Set<Int>, key: (Int, Int) -> Int
    ) -> [Int]? {
        var parents = [Int](repeating: -1, count: 2 * count)
        parents[2 * start] = 2 * start
        var queue = [2 * start]
        var head = 0
        while head < queue.count, parents[2 * start + 1] < 0 {
            let (vertex, side) = (queue[head] / 2, queue[head] % 2)
            for tie in ties[vertex] where !used.contains(key(vertex, tie.other)) {
                let next = 2 * tie.other + (tie.isFriendly ? side : 1 - side)
                guard parents[next] < 0 else { continue }
                parents[next] = queue[head]
                queue.append(next)
            }
            head += 1
        }
        guard parents[2 * start + 1] >= 0 else { return nil }
        var circle: [Int] = []
        var current = 2 * start + 1
        while current != 2 * start {
            circle.append(key(current / 2, parents[current] / 2))
            current = parents[current]
        }
        return circle
    }
}
