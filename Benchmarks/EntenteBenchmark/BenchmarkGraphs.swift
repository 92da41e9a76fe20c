import EntenteAnalysis
import Foundation

/// The graphs of the benchmark: made from a fixed seed, written as raw little-endian edges that every library reads.
enum BenchmarkGraph: String, CaseIterable {
    /// 2,000 actors and 18,000 relations, degrees by a power law.
    case powerLaw = "power-law-2k"
    /// 50,000 actors and 600,000 relations, degrees by a power law.
    case largePowerLaw = "power-law-50k"
    /// 300 × 300 crossings, streets both ways with costs of their own.
    case grid = "grid-300"
    /// R-MAT, 2²⁰ actors and 10,000,000 relations.
    case rmat = "rmat-20"
    /// R-MAT with ten thousand, a hundred thousand and a million relations, to see how a measure grows.
    case rmatTenThousand = "rmat-10"
    case rmatHundredThousand = "rmat-13"
    case rmatMillion = "rmat-17"

    var actorCount: Int {
        switch self {
        case .powerLaw: 2_000
        case .largePowerLaw: 50_000
        case .grid: 90_000
        case .rmat: 1 << 20
        case .rmatTenThousand: 1 << 10
        case .rmatHundredThousand: 1 << 13
        case .rmatMillion: 1 << 17
        }
    }

    /// Distinct arcs without loops, with a strength in 0.1 ..< 10.1.
    func edges() -> [(source: UInt32, target: UInt32, strength: Double)] {
        var random = Numbers(seed: 42)
        func distinct(_ count: Int, _ pair: (inout Numbers) -> (UInt32, UInt32)) -> [(UInt32, UInt32, Double)] {
            var seen = Set<UInt64>(minimumCapacity: count)
            var result: [(UInt32, UInt32, Double)] = []
            result.reserveCapacity(count)
            while result.count < count {
                let (source, target) = pair(&random)
                guard source != target, seen.insert(UInt64(source) << 32 | UInt64(target)).inserted else { continue }
                result.append((source, target, random.strength()))
            }
            return result
        }
        switch self {
        case .powerLaw: return distinct(18_000) { $0.powerLaw(2_000) }
        case .largePowerLaw: return distinct(600_000) { $0.powerLaw(50_000) }
        case .rmat: return distinct(10_000_000) { $0.rmat(scale: 20) }
        case .rmatTenThousand: return distinct(10_000) { $0.rmat(scale: 10) }
        case .rmatHundredThousand: return distinct(100_000) { $0.rmat(scale: 13) }
        case .rmatMillion: return distinct(1_000_000) { $0.rmat(scale: 17) }
        case .grid:
            var result: [(UInt32, UInt32, Double)] = []
            for place in 0..<90_000 {
                for (next, fits) in [(place + 1, place % 300 < 299), (place + 300, place < 89_700)] where fits {
                    result.append((UInt32(place), UInt32(next), random.strength()))
                    result.append((UInt32(next), UInt32(place), random.strength()))
                }
            }
            return result
        }
    }

    func write(to folder: URL) throws {
        let file = folder.appending(path: rawValue + ".edges")
        var data = Data()
        for edge in edges() {
            withUnsafeBytes(of: edge.source.littleEndian) { data.append(contentsOf: $0) }
            withUnsafeBytes(of: edge.target.littleEndian) { data.append(contentsOf: $0) }
            withUnsafeBytes(of: edge.strength.bitPattern.littleEndian) { data.append(contentsOf: $0) }
        }
        try data.write(to: file)
    }

    func read(from folder: URL) throws -> EdgeList {
        let data = try Data(contentsOf: folder.appending(path: rawValue + ".edges"))
        var edges = EdgeList()
        edges.reserveCapacity(data.count / 16)
        try data.withUnsafeBytes { bytes in
            for place in stride(from: 0, to: bytes.count, by: 16) {
                let source = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
                let target = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self))
                let bits = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self))
                try edges.append(from: Int(source), to: Int(target), strength: Double(bitPattern: bits))
            }
        }
        return edges
    }
}

/// A small generator with the distributions that the graphs need.
struct Numbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func strength() -> Double { 0.1 + 10 * unit() }

    /// Two ends drawn so that the expected degree of the i-th actor falls as i^(−1/2): a power law with exponent 3.
    /// Every tenth target is drawn evenly, so that no actor is out of reach by design.
    mutating func powerLaw(_ count: Int) -> (UInt32, UInt32) {
        func end(_ share: Double) -> UInt32 { UInt32(min(Double(count) * share * share, Double(count - 1))) }
        let (source, target) = (end(unit()), end(unit()))
        return unit() < 0.1 ? (source, UInt32(unit() * Double(count))) : (source, target)
    }

    /// The recursive matrix of Graph500: a = 0.57, b = c = 0.19.
    mutating func rmat(scale: Int) -> (UInt32, UInt32) {
        var (source, target): (UInt32, UInt32) = (0, 0)
        for _ in 0..<scale {
            let share = unit()
            source = source << 1 | (share >= 0.76 ? 1 : 0)
            target = target << 1 | ((share >= 0.57 && share < 0.76) || share >= 0.95 ? 1 : 0)
        }
        return (source, target)
    }
}
