public import EntenteModel
internal import Foundation

extension GraphView {
    /// Where a reader ends up who follows relations at random, by strength, and now and then jumps anywhere.
    ///
    /// The mass of actors from which nothing leads is spread like the jumps. The scores sum to 1.
    /// - Parameters:
    ///   - damping: The chance to follow a relation instead of jumping, 0 ..< 1.
    ///   - unweighted: Whether every arc counts alike.
    ///   - personalization: Where jumps lead, in any unit; empty for everywhere alike.
    ///   - tolerance: The sum of the changes of all scores in the last round.
    ///   - rounds: Stops after so many rounds even where scores still change; nil for as many as it takes.
    /// - Throws: `AnalysisError.badParameter`, `.unknownActor`, `.cancelled`.
    /// - Complexity: O((actors + arcs) · log tolerance / log damping); 4 bytes of memory an arc for a large graph.
    /// - SeeAlso: L. Page, S. Brin, R. Motwani, T. Winograd, *The PageRank Citation Ranking*, Stanford 1999.
    public func pageRank(
        damping: Double = 0.85, unweighted: Bool = false, personalization: [ActorID: Double] = [:],
        tolerance: Double = 1e-10, rounds: Int? = nil, execution: Execution = .standard
    ) throws(AnalysisError) -> ActorScores {
        guard damping >= 0, damping < 1 else {
            throw .badParameter("damping", value: String(damping), allowed: "a number from 0 up to, but not, 1")
        }
        guard tolerance > 0 else {
            throw .badParameter("tolerance", value: String(tolerance), allowed: "a number above 0")
        }
        if let rounds, rounds < 0 { throw .badParameter("rounds", value: String(rounds), allowed: "0 or more") }
        guard actorCount > 0 else { return ActorScores(.pagerank, view: self, values: []) }
        let jump = try jumpShares(personalization)
        let scores = try into.withPointers { rows throws(AnalysisError) in
            let plain = unweighted || rows.strengths == nil
            let walk = PageRankWalk(
                rows: rows, strengths: plain ? nil : rows.strengths, outgoing: outgoing(unweighted: plain), jump: jump,
                damping: damping, layout: hubsFirst)
            return try walk.run(tolerance: tolerance, rounds: rounds ?? 100_000, execution: execution)
        }
        return ActorScores(.pagerank, view: self, values: scores)
    }

    /// Where each actor's share is kept: those with many arcs away side by side, for their shares are read most often
    /// and then stay in the processor's cache; nil for graphs whose shares fit there anyway.
    /// - Complexity: O(actors).
    private var hubsFirst: [UInt32]? {
        guard actorCount > 1 << 16 else { return nil }
        // By the number of binary digits of the number of arcs, most first; actors of one class keep their order.
        let classes = (0..<actorCount).map { UInt32(out.row($0).count).leadingZeroBitCount }
        var starts = [UInt32](repeating: 0, count: 34)
        for place in classes { starts[place + 1] += 1 }
        for place in 0..<33 { starts[place + 1] += starts[place] }
        return classes.map { place in
            defer { starts[place] += 1 }
            return starts[place]
        }
    }

    /// What each actor's arcs weigh together.
    private func outgoing(unweighted: Bool) -> [Double] {
        (0..<actorCount).map { vertex in
            unweighted
                ? Double(out.row(vertex).count) : out.row(vertex).reduce(0.0) { $0 + out.strengths[$1] }
        }
    }

    private func jumpShares(_ personalization: [ActorID: Double]) throws(AnalysisError) -> [Double] {
        guard !personalization.isEmpty else {
            return [Double](repeating: 1 / Double(actorCount), count: actorCount)
        }
        var shares = [Double](repeating: 0, count: actorCount)
        for (id, share) in personalization.sorted(by: { $0.key < $1.key }) {
            guard share >= 0, share.isFinite else {
                throw .badParameter("the share of '\(id)'", value: String(share), allowed: "a number not below 0")
            }
            shares[try vertex(id)] = share
        }
        let total = shares.reduce(0, +)
        guard total > 0 else { throw .badParameter("the sum of shares", value: "0", allowed: "a number above 0") }
        return shares.map { $0 / total }
    }
}

/// Power iteration: every actor gathers from those that point to it, block by block.
///
/// Each round reads the shares of the last round and writes new ones, so the blocks do not see each other and the
/// number of threads cannot move a bit.
private struct PageRankWalk: @unchecked Sendable {
    private let rows: RowPointers
    private let strengths: UnsafePointer<Double>?
    private let jump: [Double]
    private let damping: Double
    /// damping / strength of all arcs away; 0 where none lead away.
    private let rates: [Double]
    private let dangling: [UInt32]
    private let blocks: [Range<Int>]
    /// Where each actor's share is kept; nil where that is its own position.
    private let layout: [UInt32]?

    init(
        rows: RowPointers, strengths: UnsafePointer<Double>?, outgoing: [Double], jump: [Double], damping: Double,
        layout: [UInt32]?
    ) {
        self.rows = rows
        self.layout = layout
        self.strengths = strengths
        self.jump = jump
        self.damping = damping
        rates = outgoing.map { $0 > 0 ? damping / $0 : 0 }
        dangling = outgoing.indices.filter { outgoing[$0] <= 0 }.map(UInt32.init)
        // Blocks with nearly the same number of arcs.
        let arcs = Int(rows.offsets[rows.count])
        let limit = arcs > 50_000 ? 16 : 1
        var blocks: [Range<Int>] = []
        var start = 0
        for vertex in 0..<rows.count
        where vertex + 1 == rows.count || rows.end(vertex) >= arcs * (blocks.count + 1) / limit {
            blocks.append(start..<vertex + 1)
            start = vertex + 1
        }
        self.blocks = blocks
    }

    func run(tolerance: Double, rounds limit: Int, execution: Execution) throws(AnalysisError) -> [Double] {
        let quiet = Execution(threads: execution.threads)
        let arcs = Int(rows.offsets[rows.count])
        try Memory.check("PageRank", needed: rows.count * 40 + (layout == nil ? 0 : arcs * 4))
        let (scores, shares, nextShares) = (
            Scratch<Double>(repeating: 0, count: rows.count), Scratch<Double>(repeating: 0, count: rows.count),
            Scratch<Double>(repeating: 0, count: rows.count)
        )
        for vertex in 0..<rows.count {
            scores.pointer[vertex] = jump[vertex]
            shares.pointer[layout.map { Int($0[vertex]) } ?? vertex] = jump[vertex] * rates[vertex]
        }
        // The arcs' sources by the places of their shares, in the order of the arcs: sums add up in the same order.
        let sources = Scratch<UInt32>(repeating: 0, count: layout == nil ? 0 : arcs)
        let placed = Buffer(sources.pointer)
        if let layout {
            _ = try quiet.map(blocks: blocks.count) { block, _ in
                layout.withUnsafeBufferPointer { layout in
                    for arc in rows.start(blocks[block].lowerBound)..<rows.start(blocks[block].upperBound) {
                        placed.pointer[arc] = layout[Int(rows.targets[arc])]
                    }
                }
            }
        }
        let targets = ReadBuffer(layout == nil ? rows.targets : UnsafePointer(sources.pointer))
        var (read, write) = (Buffer(shares.pointer), Buffer(nextShares.pointer))
        let buffer = Buffer(scores.pointer)
        for _ in 0..<limit {
            let lost = dangling.reduce(0.0) { $0 + buffer.pointer[Int($1)] }
            let spread = 1 - damping + damping * lost
            let (source, target) = (read, write)
            let changes = try quiet.map(blocks: blocks.count) { block, _ in
                gather(
                    blocks[block], targets: targets.pointer, scores: buffer.pointer, from: source.pointer,
                    to: target.pointer, spread: spread)
            }
            swap(&read, &write)
            let change = changes.reduce(0, +)
            execution.progress?(change > tolerance ? min(0.99, log(change) / log(tolerance)) : 1)
            // Sums of n numbers cannot settle below the noise of their last bits.
            if change <= max(tolerance, 1e-15) { break }
        }
        // The rounds go by the pointers alone.
        let values = withExtendedLifetime((shares, nextShares, sources)) {
            Array(UnsafeBufferPointer(start: scores.pointer, count: rows.count))
        }
        let total = values.reduce(0, +)
        return values.map { $0 / total }
    }

    private struct Buffer<Element>: @unchecked Sendable {
        let pointer: UnsafeMutablePointer<Element>
        init(_ pointer: UnsafeMutablePointer<Element>) { self.pointer = pointer }
    }

    private struct ReadBuffer: @unchecked Sendable {
        let pointer: UnsafePointer<UInt32>
        init(_ pointer: UnsafePointer<UInt32>) { self.pointer = pointer }
    }

    private func gather(
        _ block: Range<Int>, targets: UnsafePointer<UInt32>, scores: UnsafeMutablePointer<Double>,
        from shares: UnsafePointer<Double>, to nextShares: UnsafeMutablePointer<Double>, spread: Double
    ) -> Double {
        let layout = layout
        var change = 0.0
        return jump.withUnsafeBufferPointer { jump in
            rates.withUnsafeBufferPointer { rates in
                for vertex in block {
                    var arc = rows.start(vertex)
                    let end = rows.end(vertex)
                    // Two sums at a time: an addition need not wait for the one before.
                    var (one, other) = (0.0, 0.0)
                    if let strengths {
                        while arc &+ 1 < end {
                            one += shares[Int(targets[arc])] * strengths[arc]
                            other += shares[Int(targets[arc &+ 1])] * strengths[arc &+ 1]
                            arc &+= 2
                        }
                        if arc < end { one += shares[Int(targets[arc])] * strengths[arc] }
                    } else {
                        while arc &+ 1 < end {
                            one += shares[Int(targets[arc])]
                            other += shares[Int(targets[arc &+ 1])]
                            arc &+= 2
                        }
                        if arc < end { one += shares[Int(targets[arc])] }
                    }
                    let score = spread * jump[vertex] + (one + other)
                    change += abs(score - scores[vertex])
                    scores[vertex] = score
                    nextShares[layout.map { Int($0[vertex]) } ?? vertex] = score * rates[vertex]
                }
                return change
            }
        }
    }
}
