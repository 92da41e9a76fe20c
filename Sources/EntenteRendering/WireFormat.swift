/// Fields of a message between a program and its layout helper: numbers little-endian, texts with their length.
struct WireWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ number: UInt64) {
        for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift))) }
    }

    mutating func write(_ number: Double) { write(number.bitPattern) }

    mutating func write(_ data: [UInt8]) {
        write(UInt64(data.count))
        bytes += data
    }

    mutating func write(_ text: String) { write(Array(text.utf8)) }

    mutating func write(_ box: Box) { for number in [box.x, box.y, box.width, box.height] { write(number) } }

    mutating func write(_ point: MapPoint) {
        write(point.x)
        write(point.y)
    }

    mutating func write<Value>(optional value: Value?, _ body: (inout WireWriter, Value) -> Void) {
        write(UInt64(value == nil ? 0 : 1))
        if let value { body(&self, value) }
    }
}

/// Reads what `WireWriter` wrote; nil where the message is cut short or damaged.
struct WireReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func number() -> UInt64? {
        guard rest.count >= 8 else { return nil }
        var value: UInt64 = 0
        for byte in rest.prefix(8).reversed() { value = value << 8 | UInt64(byte) }
        rest = rest.dropFirst(8)
        return value
    }

    /// A count of things of which each takes at least one byte, so that damage cannot ask for endless memory.
    mutating func count() -> Int? { number().flatMap { $0 <= UInt64(rest.count) ? Int($0) : nil } }

    mutating func double() -> Double? { number().map { Double(bitPattern: $0) } }

    mutating func data() -> [UInt8]? {
        guard let count = count() else { return nil }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    mutating func text() -> String? { data().map { String(decoding: $0, as: UTF8.self) } }

    mutating func box() -> Box? {
        guard let x = double(), let y = double(), let width = double(), let height = double() else { return nil }
        return Box(x: x, y: y, width: width, height: height)
    }

    mutating func point() -> MapPoint? {
        guard let x = double(), let y = double() else { return nil }
        return MapPoint(x: x, y: y)
    }
}

/// What the helper is asked.
enum HelperRequest: Hashable {
    case layout(LayoutJob)
    case render(dot: String, engine: String, format: String)

    /// - Parameter seconds: After so long the helper ends itself, should nobody be left to end it.
    func bytes(seconds: Double) -> [UInt8] {
        var wire = WireWriter()
        wire.write(seconds)
        switch self {
        case .layout(let job):
            wire.write(UInt64(0))
            wire.write(job.dot)
            wire.write(job.engine)
            wire.write(UInt64(job.isComplete ? 1 : 0))
            for list in [job.nodes, job.edges] {
                wire.write(UInt64(list.count))
                list.forEach { wire.write($0) }
            }
        case .render(let dot, let engine, let format):
            wire.write(UInt64(1))
            [dot, engine, format].forEach { wire.write($0) }
        }
        return wire.bytes
    }

    static func read(_ bytes: [UInt8]) -> (request: HelperRequest, seconds: Double)? {
        var wire = WireReader(bytes)
        guard let seconds = wire.double(), let tag = wire.number(), let dot = wire.text(), let engine = wire.text()
        else { return nil }
        if tag == 1 { return wire.text().map { (.render(dot: dot, engine: engine, format: $0), seconds) } }
        guard tag == 0, let isComplete = wire.number() else { return nil }
        var lists: [[String]] = []
        for _ in 0..<2 {
            guard let count = wire.count() else { return nil }
            var list: [String] = []
            for _ in 0..<count {
                guard let text = wire.text() else { return nil }
                list.append(text)
            }
            lists.append(list)
        }
        let job = LayoutJob(dot: dot, engine: engine, nodes: lists[0], edges: lists[1], isComplete: isComplete == 1)
        return (.layout(job), seconds)
    }
}

/// What the helper answers.
enum HelperAnswer: Hashable {
    case layout(RawLayout)
    case picture([UInt8])
    /// An error of Graphviz: whether the format was at fault, and the reason.
    case failure(isFormat: Bool, reason: String)

    var bytes: [UInt8] {
        var wire = WireWriter()
        switch self {
        case .layout(let layout):
            wire.write(UInt64(0))
            wire.write(UInt64(layout.nodes.count))
            layout.nodes.forEach { wire.write($0) }
            wire.write(UInt64(layout.curves.count))
            for curve in layout.curves {
                wire.write(optional: curve) { wire, curve in
                    wire.write(UInt64(curve.points.count))
                    curve.points.forEach { wire.write($0) }
                    wire.write(optional: curve.tailTip) { $0.write($1) }
                    wire.write(optional: curve.headTip) { $0.write($1) }
                }
            }
            wire.write(UInt64(layout.labels.count))
            for label in layout.labels { wire.write(optional: label) { $0.write($1) } }
        case .picture(let bytes):
            wire.write(UInt64(1))
            wire.write(bytes)
        case .failure(let isFormat, let reason):
            wire.write(UInt64(isFormat ? 3 : 2))
            wire.write(reason)
        }
        return wire.bytes
    }

    static func read(_ bytes: [UInt8]) -> HelperAnswer? {
        var wire = WireReader(bytes)
        switch wire.number() {
        case 0: return layout(&wire).map { .layout($0) }
        case 1: return wire.data().map { .picture($0) }
        case 2: return wire.text().map { .failure(isFormat: false, reason: $0) }
        case 3: return wire.text().map { .failure(isFormat: true, reason: $0) }
        default: return nil
        }
    }

    private static func layout(_ wire: inout WireReader) -> RawLayout? {
        var layout = RawLayout(nodes: [], curves: [], labels: [])
        guard let nodes = wire.count() else { return nil }
        for _ in 0..<nodes {
            guard let box = wire.box() else { return nil }
            layout.nodes.append(box)
        }
        guard let curves = wire.count() else { return nil }
        for _ in 0..<curves {
            guard let isThere = wire.number() else { return nil }
            guard isThere == 1 else {
                layout.curves.append(nil)
                continue
            }
            guard let count = wire.count() else { return nil }
            var curve = Curve(points: [])
            for _ in 0..<count {
                guard let point = wire.point() else { return nil }
                curve.points.append(point)
            }
            guard let hasTail = wire.number() else { return nil }
            if hasTail == 1 { curve.tailTip = wire.point() }
            guard let hasHead = wire.number() else { return nil }
            if hasHead == 1 { curve.headTip = wire.point() }
            layout.curves.append(curve)
        }
        guard let labels = wire.count() else { return nil }
        for _ in 0..<labels {
            guard let isThere = wire.number() else { return nil }
            layout.labels.append(isThere == 1 ? wire.box() : nil)
        }
        return layout
    }
}
