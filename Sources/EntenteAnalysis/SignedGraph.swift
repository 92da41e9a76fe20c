internal import EntenteModel

/// A pair of actors with the sign of what is between them.
public struct SignedTie: Hashable, Sendable {
    public let first: ViewActor
    public let second: ViewActor
    /// Strengths of the cooperative relations between the two, less those of the hostile ones; never 0.
    public let balance: Double
    /// The relations that count, in the order of their ids.
    public let relations: [ViewRelation]

    public var isFriendly: Bool { balance > 0 }
}

/// Friends and foes: the undirected graph of a view in which each pair is friendly or hostile.
///
/// Cooperative and hostile relations count, neutral and structural ones do not. A pair with both takes the sign of the
/// larger summed strength; where these are equal the pair is left out as ambivalent.
struct SignedGraph {
    struct Tie {
        var other: Int
        var isFriendly: Bool
        var number: Int
    }

    let view: GraphView
    let ties: [SignedTie]
    let ends: [(Int, Int)]
    /// The ties of each actor, by the other's position.
    let rows: [[Tie]]
    /// How many pairs are left out because friendship and enmity weigh the same.
    let ambivalentCount: Int

    init(_ view: GraphView) {
        self.view = view
        var numbersByPair: [UInt64: [Int]] = [:]
        for (number, entry) in view.relations.enumerated() {
            guard entry.kind.polarity == .cooperative || entry.kind.polarity == .hostile,
                let source = view.labels.vertex(entry.relation.source),
                let target = view.labels.vertex(entry.relation.target)
            else { continue }
            numbersByPair[UInt64(min(source, target)) << 32 | UInt64(max(source, target)), default: []].append(number)
        }
        var ties: [SignedTie] = []
        var ends: [(Int, Int)] = []
        var rows = [[Tie]](repeating: [], count: view.actorCount)
        var ambivalent = 0
        for (pair, numbers) in numbersByPair.sorted(by: { $0.key < $1.key }) {
            let (first, second) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
            let balance = numbers.reduce(0.0) { sum, number in
                let entry = view.relations[number]
                return sum + (entry.kind.polarity == .cooperative ? 1 : -1) * entry.relation.strength
            }
            // Sums of rounded strengths that should cancel may leave a rest of some last bits.
            guard abs(balance) > 1e-9 else {
                ambivalent += 1
                continue
            }
            rows[first].append(Tie(other: second, isFriendly: balance > 0, number: ties.count))
            rows[second].append(Tie(other: first, isFriendly: balance > 0, number: ties.count))
            ends.append((first, second))
            ties.append(
                SignedTie(
                    first: view.actor(first), second: view.actor(second), balance: balance,
                    relations: numbers.map { view.relations[$0] }))
        }
        self.ties = ties
        self.ends = ends
        self.rows = rows.map { $0.sorted { $0.other < $1.other } }
        ambivalentCount = ambivalent
    }
}
