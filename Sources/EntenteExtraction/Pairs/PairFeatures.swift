import EntenteText

/// What the classifier of pairs sees of two actors of one sentence: sparse features.
///
/// Much of it follows the features that have proved themselves for relations between names (Zhou et al., ACL 2005;
/// Bunescu and Mooney, HLT 2005): the kinds of both, the shortest path between them in the dependency tree, the words on
/// and beside it, the words between. To these come what the frames have found.
struct PairFeatures {
    private(set) var keys: [UInt64] = []

    /// - Complexity: linear in the length of the path and in the number of words between the two.
    init(_ first: PairOccurrence, _ second: PairOccurrence, _ path: PairPath, in scene: PairScene) {
        keys.reserveCapacity(256)
        addKinds(first, second)
        addPath(first, second, path, scene)
        addTop(path, scene)
        addEnds(first, second, path, scene)
        addBetween(first, second, scene)
        addFrames(first, second, scene)
    }

    private mutating func add(_ template: UInt64, _ value: UInt64) { keys.append(FeatureHash.of(template, value)) }

    private mutating func add(_ template: UInt64, _ first: UInt64, _ second: UInt64) {
        keys.append(FeatureHash.of(template, first, second))
    }

    private mutating func add(_ template: UInt64, _ first: UInt64, _ second: UInt64, _ third: UInt64) {
        keys.append(FeatureHash.of(template, first, second, third))
    }

    // MARK: The two

    private mutating func addKinds(_ first: PairOccurrence, _ second: PairOccurrence) {
        let (left, right) = (FeatureHash.of(first.kind), FeatureHash.of(second.kind))
        add(1, left, right)
        add(2, left)
        add(3, right)
        add(4, first.form.rawValue, second.form.rawValue)
        add(5, left, first.form.rawValue)
        add(6, right, second.form.rawValue)
    }

    // MARK: The path

    private mutating func addPath(
        _ first: PairOccurrence, _ second: PairOccurrence, _ path: PairPath, _ scene: PairScene
    ) {
        var upwards: UInt64 = 17
        for place in path.up { upwards = FeatureHash.of(7, upwards, scene.relations[place]) }
        var downwards: UInt64 = 19
        for place in path.down { downwards = FeatureHash.of(8, downwards, scene.relations[place]) }
        let top = scene.lemmas[path.top]
        let (left, right) = (FeatureHash.of(first.kind), FeatureHash.of(second.kind))
        add(10, upwards, downwards)
        add(11, upwards, downwards, top)
        add(12, upwards)
        add(13, downwards)
        add(14, upwards, top)
        add(15, downwards, top)
        add(16, upwards, downwards, FeatureHash.of(1, left, right))
        add(17, UInt64(min(path.length, 12)))
        let inner = path.up.dropFirst().map { ($0, UInt64(1)) } + path.down.dropLast().map { ($0, UInt64(2)) }
        for (place, side) in inner {
            let lemma = scene.lemmas[place]
            add(18, lemma)
            add(19, lemma, side)
            add(20, lemma, side, scene.relations[place])
            addClusters(21, place, side, scene)
            add(24, lemma, top)
            // What the words on the way carry along: objects, particles, negations.
            for child in scene.tree.children(place) where !path.up.contains(child) && !path.down.contains(child) {
                addChild(25, child, of: lemma, scene)
            }
            add(27, scene.statuses[place], side)
        }
    }

    private mutating func addClusters(_ template: UInt64, _ place: Int, _ side: UInt64, _ scene: PairScene) {
        let cluster = scene.clusters[place]
        guard cluster != 0 else { return }
        add(template, cluster, side)
        add(template + 1, cluster & 0x3FF, side)
        add(template + 2, cluster & 0x3F, side)
    }

    private static let telling: Set<String> = [
        "obj", "obl", "xcomp", "compound", "advmod", "aux", "mark", "case", "cop", "det", "amod", "nmod", "ccomp",
        "iobj", "acl", "advcl", "nsubj", "cc", "appos",
    ]

    private mutating func addChild(_ template: UInt64, _ child: Int, of lemma: UInt64, _ scene: PairScene) {
        guard Self.telling.contains(scene.tree.base(child)) else { return }
        add(template, scene.relations[child], scene.lemmas[child])
        add(template + 1, lemma, scene.lemmas[child])
    }

    // MARK: What governs both

    private mutating func addTop(_ path: PairPath, _ scene: PairScene) {
        let top = path.top
        let lemma = scene.lemmas[top]
        add(30, lemma)
        add(31, scene.tags[top])
        addClusters(32, top, 3, scene)
        add(35, scene.statuses[top])
        for child in scene.tree.children(top) where child != path.up.last && child != path.down.first {
            addChild(36, child, of: lemma, scene)
            // "held talks with", "laid the blame on"
            if ["obj", "obl", "xcomp"].contains(scene.tree.base(child)) {
                for grandchild in scene.tree.children(child, ["case", "amod", "compound", "nmod", "obj", "det"]) {
                    add(38, scene.lemmas[child], scene.lemmas[grandchild])
                }
                let cluster = scene.clusters[child]
                if cluster != 0 { add(39, cluster & 0x3FF, scene.relations[child]) }
            }
        }
        var place = top
        for level in 1...4 as ClosedRange<UInt64> {
            guard let head = scene.tree.head(place) else { break }
            add(40, scene.lemmas[head], level)
            add(41, scene.relations[place], level)
            add(42, scene.lemmas[head], scene.relations[place])
            add(43, scene.statuses[head], level)
            place = head
        }
    }

    // MARK: Around the ends

    private mutating func addEnds(
        _ first: PairOccurrence, _ second: PairOccurrence, _ path: PairPath, _ scene: PairScene
    ) {
        let top = scene.lemmas[path.top]
        for (occurrence, end) in [(first, UInt64(1)), (second, UInt64(2))] {
            for mark in scene.tree.children(occurrence.place, ["case"]) {
                add(50, scene.lemmas[mark], end)
                add(51, scene.lemmas[mark], end, top)
            }
            for child in scene.tree.children(occurrence.place) where !occurrence.words.contains(child) {
                add(52, scene.relations[child], scene.lemmas[child], end)
            }
            add(53, scene.relations[occurrence.place], end)
            if let head = scene.tree.head(occurrence.place) {
                add(54, scene.lemmas[head], end)
                add(55, scene.lemmas[head], end, scene.relations[occurrence.place])
                let cluster = scene.clusters[head]
                if cluster != 0 { add(56, cluster & 0x3FF, end) }
            }
            let before = occurrence.words.lowerBound - 1
            if before >= 0 {
                add(57, scene.lemmas[before], end)
                if before > 0 { add(58, scene.lemmas[before - 1], scene.lemmas[before], end) }
            } else {
                add(57, 0, end)
            }
            let after = occurrence.words.upperBound
            if after < scene.lemmas.count {
                add(59, scene.lemmas[after], end)
                if after + 1 < scene.lemmas.count { add(60, scene.lemmas[after], scene.lemmas[after + 1], end) }
            }
        }
    }

    // MARK: Between and around

    /// Words further between than this tell no more.
    private static let reach = 24

    private mutating func addBetween(_ first: PairOccurrence, _ second: PairOccurrence, _ scene: PairScene) {
        let start = first.words.upperBound
        let end = max(start, second.words.lowerBound)
        let distance = end - start
        add(70, UInt64(distance < 5 ? distance : distance < 10 ? 6 : distance < 20 ? 7 : 8))
        let others = scene.occurrencesBefore[end] - scene.occurrencesBefore[start]
        add(71, UInt64(max(0, min(others, 4))))
        var sequence: UInt64 = 23
        for place in (start..<end).prefix(Self.reach) {
            add(72, scene.lemmas[place])
            if place + 1 < end { add(73, scene.lemmas[place], scene.lemmas[place + 1]) }
            let cluster = scene.clusters[place]
            if cluster != 0, scene.tree.isVerb(place) || scene.tree.isNoun(place) { add(74, cluster & 0xFFF) }
            sequence = FeatureHash.of(75, sequence, scene.lemmas[place])
        }
        if distance <= 6 {
            add(76, sequence)
            add(77, sequence, FeatureHash.of(first.kind), FeatureHash.of(second.kind))
        }
        for place in scene.lemmas.indices where scene.tree.isVerb(place) {
            add(78, scene.lemmas[place], place < start ? 1 : place < end ? 2 : 3)
        }
    }

    // MARK: Frames

    private mutating func addFrames(_ first: PairOccurrence, _ second: PairOccurrence, _ scene: PairScene) {
        for frame in scene.frames {
            let direction: UInt64 =
                frame.source == first.actor && frame.target == second.actor
                ? 1 : frame.source == second.actor && frame.target == first.actor ? 2 : 3
            if direction == 3 {
                let shares = [frame.source, frame.target].contains {
                    $0 == first.actor || $0 == second.actor
                }
                add(82, frame.kind, shares ? 1 : 2)
            } else {
                add(80, frame.kind, direction)
                add(81, frame.kind, direction, frame.distance)
            }
        }
    }
}
