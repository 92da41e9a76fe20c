import Foundation

/// Where everything stands on a map, in points.
struct MapGeometry: Hashable, Sendable {
    var actors: [Box]
    var curves: [Curve]
    /// By line; lines without a label on the map are missing.
    var labels: [Int: Box]
    /// Labels that had to be left out.
    var hiddenLabels: Int
    /// Frames of groups, in their order.
    var frames: [Box] = []
    /// True where labels stand beside their lines, so that they need no ground of their own.
    var hasFreeLabels = false
}

/// Turns the raw positions of an engine into a map: landscape, without overlaps, with room for labels.
///
/// Graphviz decides who stands near whom; what follows is done here because it is far faster than Graphviz's spline
/// routing and knows about labels: turn and stretch each connected part to the shape of a page, part the boxes, draw
/// arcs, place labels, and spread a little more while labels still collide.
struct MapLayout {
    let style: MapStyle
    let grouping: MapGrouping
    /// Width by height of the main part.
    var aspect = 1.45
    /// The most labels a reader can take in.
    var mostLabels = 130

    func geometry(from raw: RawLayout, keepsPositions: Bool) -> MapGeometry {
        var boxes = raw.nodes
        let sizes = raw.labels
        var candidates = style.lines.indices.filter { sizes[$0] != nil }
        candidates.sort {
            let (first, second) = (style.lines[$0].importance, style.lines[$1].importance)
            return first != second ? first > second : $0 < $1
        }
        let isDense = candidates.count > 90
        let wanted = candidates.prefix(mostLabels)
        let labels = wanted.compactMap { line -> LabelPlacement.Label? in
            guard let size = sizes[line] else { return nil }
            return LabelPlacement.Label(
                line: line, width: size.width + 4, height: size.height + 2, importance: style.lines[line].importance)
        }
        let parts = components()
        func area(_ label: LabelPlacement.Label) -> Double { (label.width + 6) * (label.height + 4) }
        let labelArea = labels.reduce(0) { $0 + area($1) }
        if keepsPositions {
            let fixed = returnKnown(in: &boxes)
            OverlapRemoval().apply(to: &boxes, fixed: fixed)
        } else if !grouping.groups.isEmpty {
            arrangeGroups(in: &boxes, labelArea: labelArea)
        } else {
            // Each part gets room for its own labels: a pair needs less than its share of a crowded map's.
            var numbers = [Int](repeating: 0, count: boxes.count)
            for (number, part) in parts.enumerated() { for place in part { numbers[place] = number } }
            var areas = [Double](repeating: 0, count: parts.count)
            for label in labels { areas[numbers[style.lines[label.line].source]] += area(label) }
            for (part, area) in zip(parts, areas) { arrange(part, in: &boxes, labelArea: area) }
            if boxes.count <= 400 {
                clearLines(in: &boxes, parts: parts)
                for part in parts { removeOverlaps(part, in: &boxes) }
            }
            pack(parts, in: &boxes)
        }
        let isFree = !keepsPositions && grouping.groups.isEmpty
        var best: MapGeometry?
        var fewest = Int.max
        let rounds = boxes.count > 400 ? 1 : 12
        for round in 0..<rounds {
            let curves = CurveRouting(boxes: boxes, outlines: outlines)
                .curves(for: style.lines.map(Self.route))
            let outcome = LabelPlacement(boxes: boxes, curves: curves).place(labels, dropsCrowded: isDense)
            if outcome.crowded.count < fewest {
                fewest = outcome.crowded.count
                best = MapGeometry(
                    actors: boxes, curves: curves, labels: outcome.places,
                    hiddenLabels: candidates.count - outcome.places.count)
            }
            if fewest == 0 || !isFree || round == rounds - 1 { break }
            for line in outcome.crowded { lengthen(style.lines[line], in: &boxes, by: 16) }
            for part in parts where part.count > 1 {
                spread(part, in: &boxes, by: 1.015)
                removeOverlaps(part, in: &boxes)
            }
            pack(parts, in: &boxes)
        }
        guard var result = best else { return MapGeometry(actors: boxes, curves: [], labels: [:], hiddenLabels: 0) }
        result.frames = frames(around: result.actors)
        return result
    }

    /// Puts the actors of an earlier edition back to their places and moves the others along; returns the former.
    ///
    /// Engines keep pinned nodes in place only relative to each other.
    private func returnKnown(in boxes: inout [Box]) -> Set<Int> {
        let known = style.actors.indices.filter { style.options.previousPositions[style.actors[$0].id] != nil }
        var (dx, dy) = (0.0, 0.0)
        for place in known {
            guard let before = style.options.previousPositions[style.actors[place].id] else { continue }
            dx += (before.x - boxes[place].x) / Double(known.count)
            dy += (before.y - boxes[place].y) / Double(known.count)
        }
        for place in boxes.indices {
            let before = style.options.previousPositions[style.actors[place].id]
            boxes[place].x = before?.x ?? boxes[place].x + dx
            boxes[place].y = before?.y ?? boxes[place].y + dy
        }
        return Set(known)
    }

    private func frames(around boxes: [Box]) -> [Box] {
        grouping.groups.compactMap { group in
            Box.around(group.members.map { boxes[$0] }).map {
                // Room above for the name of the group.
                Box(x: $0.x, y: $0.y + 7, width: $0.width + 28, height: $0.height + 42)
            }
        }
    }

    /// Arranges every group by itself, then sets the groups, each as one box, near where the engine had them.
    private func arrangeGroups(in boxes: inout [Box], labelArea: Double) {
        var units = grouping.groups.map(\.members)
        let grouped = Set(units.flatMap { $0 })
        units += boxes.indices.filter { !grouped.contains($0) }.map { [$0] }
        let raw = boxes
        var outer: [Box] = []
        for unit in units {
            let count = Double(unit.count)
            let middle = (unit.reduce(0) { $0 + raw[$1].x } / count, unit.reduce(0) { $0 + raw[$1].y } / count)
            arrange(unit, in: &boxes, labelArea: 0.6 * labelArea * count / Double(max(boxes.count, 1)))
            let size = Box.around(unit.map { boxes[$0] }) ?? raw[unit[0]]
            let rim = unit.count > 1 ? 42.0 : 0
            outer.append(Box(x: middle.0, y: middle.1, width: size.width + rim, height: size.height + rim))
        }
        let all = Array(outer.indices)
        arrange(all, in: &outer, labelArea: 0.4 * labelArea, gap: 44)
        for (unit, box) in zip(units, outer) {
            guard let inner = Box.around(unit.map { boxes[$0] }) else { continue }
            for place in unit {
                boxes[place].x += box.x - inner.x
                boxes[place].y += box.y - inner.y
            }
        }
    }

    /// Moves boxes off the straight lines between others, a little at a time.
    private func clearLines(in boxes: inout [Box], parts: [[Int]]) {
        // Parts still lie over each other here; a line concerns only its own.
        var neighbours: [[Int]] = Array(repeating: [], count: boxes.count)
        for part in parts { for place in part { neighbours[place] = part } }
        var siblings: [[Int]: Int] = [:]
        for line in style.lines {
            siblings[[min(line.source, line.target), max(line.source, line.target)], default: 0] += 1
        }
        let pairs = siblings.keys.sorted { $0.lexicographicallyPrecedes($1) }
        for _ in 0..<16 {
            var hasMoved = false
            for pair in pairs {
                let (start, end) = (boxes[pair[0]].centre, boxes[pair[1]].centre)
                let (dx, dy) = (end.x - start.x, end.y - start.y)
                let length = max(hypot(dx, dy), 1)
                let (nx, ny) = (-dy / length, dx / length)
                let extra = 4 + 5 * Double(min(siblings[pair] ?? 1, 5))
                for place in neighbours[pair[0]] where place != pair[0] && place != pair[1] {
                    let (px, py) = (boxes[place].x - start.x, boxes[place].y - start.y)
                    let along = (px * dx + py * dy) / length
                    guard along > 0, along < length else { continue }
                    let away = px * nx + py * ny
                    let need = abs(nx) * boxes[place].width / 2 + abs(ny) * boxes[place].height / 2 + extra
                    guard abs(away) < need else { continue }
                    let step = (need - abs(away)) * 0.4 * (away < 0 ? -1 : 1)
                    boxes[place].x += nx * step
                    boxes[place].y += ny * step
                    hasMoved = true
                }
            }
            if !hasMoved { return }
        }
    }

    /// Draws the ends of a line apart; the less connected one gives way more.
    private func lengthen(_ line: StyledLine, in boxes: inout [Box], by points: Double) {
        let (source, target) = (line.source, line.target)
        let (dx, dy) = (boxes[target].x - boxes[source].x, boxes[target].y - boxes[source].y)
        let length = max(hypot(dx, dy), 1)
        let (first, second) = (Double(style.actors[source].degree + 1), Double(style.actors[target].degree + 1))
        let share = second / (first + second)
        boxes[source].x -= dx / length * points * share
        boxes[source].y -= dy / length * points * share
        boxes[target].x += dx / length * points * (1 - share)
        boxes[target].y += dy / length * points * (1 - share)
    }

    /// The geometry as the engine routed it.
    func geometry(asRouted raw: RawLayout) -> MapGeometry {
        let fallback = CurveRouting(boxes: raw.nodes, outlines: outlines)
        let curves = style.lines.indices.map { place in
            raw.curves[place] ?? fallback.curves(for: [Self.route(style.lines[place])])[0]
        }
        var labels: [Int: Box] = [:]
        for (line, label) in raw.labels.enumerated() { labels[line] = label }
        return MapGeometry(
            actors: raw.nodes, curves: curves, labels: labels, hiddenLabels: 0, frames: frames(around: raw.nodes),
            hasFreeLabels: true)
    }

    private var outlines: [ClippingOutline] { style.actors.map { ClippingOutline(shape: $0.style.shape) } }

    private static func route(_ line: StyledLine) -> CurveRouting.Line {
        CurveRouting.Line(
            source: line.source, target: line.target, hasTailArrow: line.tail != nil, hasHeadArrow: line.head != nil,
            arrow: 6.5 + (line.width - 1))
    }

    /// Connected parts, the largest first, each sorted.
    private func components() -> [[Int]] {
        var root = Array(style.actors.indices)
        func find(_ place: Int) -> Int {
            var place = place
            while root[place] != place { place = root[place] }
            return place
        }
        for line in style.lines {
            let (first, second) = (find(line.source), find(line.target))
            root[max(first, second)] = min(first, second)
        }
        var members: [Int: [Int]] = [:]
        for place in root.indices { members[find(place), default: []].append(place) }
        return members.values.sorted { $0.count != $1.count ? $0.count > $1.count : $0[0] < $1[0] }
    }

    /// Turns a part so that its long axis lies flat, stretches it to the aspect of a page, and spreads it as far as its
    /// boxes and labels need.
    private func arrange(_ part: [Int], in boxes: inout [Box], labelArea: Double, gap: Double? = nil) {
        guard part.count > 1 else { return }
        let count = Double(part.count)
        let middle = MapPoint(
            x: part.reduce(0) { $0 + boxes[$1].x } / count, y: part.reduce(0) { $0 + boxes[$1].y } / count)
        var (xx, yy, xy) = (0.0, 0.0, 0.0)
        for place in part {
            let (dx, dy) = (boxes[place].x - middle.x, boxes[place].y - middle.y)
            xx += dx * dx
            yy += dy * dy
            xy += dx * dy
        }
        let angle = -0.5 * atan2(2 * xy, xx - yy)
        let (cosine, sine) = (cos(angle), sin(angle))
        var (left, right, bottom, top) = (0.0, 0.0, 0.0, 0.0)
        for place in part {
            let (dx, dy) = (boxes[place].x - middle.x, boxes[place].y - middle.y)
            boxes[place].x = dx * cosine - dy * sine
            boxes[place].y = dx * sine + dy * cosine
            left = min(left, boxes[place].x)
            right = max(right, boxes[place].x)
            bottom = min(bottom, boxes[place].y)
            top = max(top, boxes[place].y)
        }
        // A part of two or three actors has hardly any height of its own.
        let wide = max(right - left, 1)
        let high = max(top - bottom, wide / (part.count == 2 ? 2 : 3))
        let boxArea = part.reduce(0) { $0 + (boxes[$1].width + 24) * (boxes[$1].height + 20) }
        let wanted = (boxArea * 1.6 + labelArea * 2.2)
        let targetWide = (wanted * aspect).squareRoot()
        let targetHigh = (wanted / aspect).squareRoot()
        // Most of the way to the page's shape: a full stretch would turn a star into a bar.
        let natural = (wanted / (wide * high)).squareRoot()
        let across = pow(natural, 0.3) * pow(targetWide / wide, 0.7)
        let up = pow(natural, 0.3) * pow(targetHigh / high, 0.7)
        for place in part {
            boxes[place].x *= part.count > 3 ? across : natural
            boxes[place].y *= part.count > 3 ? up : natural
        }
        removeOverlaps(part, in: &boxes, gap: gap)
    }

    private func removeOverlaps(_ part: [Int], in boxes: inout [Box], gap: Double? = nil) {
        var own = part.map { boxes[$0] }
        (gap.map { OverlapRemoval(horizontalGap: $0, verticalGap: $0) } ?? OverlapRemoval()).apply(to: &own)
        for (place, box) in zip(part, own) { boxes[place] = box }
    }

    private func spread(_ part: [Int], in boxes: inout [Box], by factor: Double) {
        guard let whole = Box.around(part.map { boxes[$0] }) else { return }
        for place in part {
            boxes[place].x = whole.x + (boxes[place].x - whole.x) * factor
            boxes[place].y = whole.y + (boxes[place].y - whole.y) * factor
        }
    }

    /// Sets the main part down and the others in rows below it.
    private func pack(_ parts: [[Int]], in boxes: inout [Box]) {
        guard let first = parts.first, let main = Box.around(first.map({ boxes[$0] })) else { return }
        let gap = 34.0
        let width = max(main.width, 500)
        var x = main.left
        var floor = main.bottom - gap
        var rowHeight = 0.0
        for part in parts.dropFirst() {
            guard let box = Box.around(part.map { boxes[$0] }) else { continue }
            if x > main.left, x + box.width > main.left + width {
                x = main.left
                floor -= rowHeight + gap
                rowHeight = 0
            }
            let (dx, dy) = (x - box.left, floor - box.top)
            for place in part {
                boxes[place].x += dx
                boxes[place].y += dy
            }
            x += box.width + gap
            rowHeight = max(rowHeight, box.height)
        }
    }
}
