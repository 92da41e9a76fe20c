import EntenteFormats

/// Drawing instructions in Graphviz's xdot language, for what stands beside a map: title, caption, legend.
///
/// Text is prefixed with its length in bytes, so no character of it can end it.
struct XDot {
    private(set) var operations: [String] = []

    mutating func stroke(_ colour: String) { operations.append("c \(colour.utf8.count) -\(colour)") }
    mutating func fill(_ colour: String) { operations.append("C \(colour.utf8.count) -\(colour)") }
    mutating func style(_ name: String) { operations.append("S \(name.utf8.count) -\(name)") }

    mutating func width(_ points: Double) { style("setlinewidth(\(points.short))") }

    mutating func font(size: Double, isBold: Bool = false) {
        let name = isBold ? MapDOTWriter.boldFont : MapDOTWriter.font
        operations.append("F \(size.short) \(name.utf8.count) -\(name)")
    }

    /// Text from a left edge on a base line.
    mutating func text(_ text: String, x: Double, y: Double, size: Double) {
        let line = GraphvizQuoting.clean(text).split(whereSeparator: \.isNewline).joined(separator: " ")
        // Quoting the whole would set a space here, and the length would be wrong.
        let clean = line.split(separator: "\\\"", omittingEmptySubsequences: false).joined(separator: "\\ \"")
        guard !clean.isEmpty else { return }
        let width = TextMetrics.width(of: clean, size: size)
        operations.append("T \(x.short) \(y.short) -1 \(width.short) \(clean.utf8.count) -\(clean)")
    }

    mutating func ellipse(_ box: Box, isFilled: Bool = true) {
        operations.append(
            "\(isFilled ? "E" : "e") \(box.x.short) \(box.y.short) \((box.width / 2).short) \((box.height / 2).short)")
    }

    mutating func polygon(_ points: [MapPoint], isFilled: Bool = true) {
        operations.append("\(isFilled ? "P" : "p") \(points.count) \(Self.list(points))")
    }

    mutating func polyline(_ points: [MapPoint]) { operations.append("L \(points.count) \(Self.list(points))") }

    private static func list(_ points: [MapPoint]) -> String {
        points.map { "\($0.x.short) \($0.y.short)" }.joined(separator: " ")
    }

    var text: String { operations.joined(separator: " ") }
}
