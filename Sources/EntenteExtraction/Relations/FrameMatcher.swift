import EntenteModel
import EntenteText

/// A sentence as frames see it: words, and groups of actors that stand in a list.
enum FrameItem {
    /// A word in lower case.
    case word(String)
    /// "Turkmenistan, Uzbekistan and Russia": one or more actors.
    case actors([ActorID])
    /// A nationality before something else: "the Russian president".
    case qualifier
}

/// Matches frames against a sentence.
struct FrameMatcher: Sendable {
    /// By a literal word that the frame needs, so that a sentence is tried against few of them.
    private let byWord: [String: [Int]]
    private let frames: [Frame]
    private let lexicon: Lexicon

    init(families: [FrameFamily], lexicon: Lexicon) {
        frames = families.flatMap(\.frames)
        self.lexicon = lexicon
        var byWord: [String: [Int]] = [:]
        for (number, frame) in frames.enumerated() {
            // The rarest guess: the set with the fewest words.
            let sets = frame.elements.compactMap { element in
                if case .words(let words) = element { words } else { nil as Set<String>? }
            }
            let key = sets.max { ($0.map(\.count).max() ?? 0) < ($1.map(\.count).max() ?? 0) } ?? []
            for word in key.sorted() { byWord[word, default: []].append(number) }
        }
        self.byWord = byWord
    }

    struct Match {
        let frame: Frame
        let sources: [ActorID]
        let targets: [ActorID]
        /// Items that the match covers.
        let items: Range<Int>
        let status: Status
        let confidence: Double
    }

    /// All matches in a sentence, in the order of their start; of one kind between one pair, the first.
    func matches(in items: [FrameItem]) -> [Match] {
        var candidates = Set<Int>()
        for case .word(let word) in items { candidates.formUnion(byWord[word] ?? []) }
        var result: [Match] = []
        for number in candidates.sorted() {
            let frame = frames[number]
            for start in items.indices {
                guard let match = match(frame, in: items, at: start) else { continue }
                result.append(match)
            }
        }
        return result.enumerated().sorted {
            ($0.element.items.lowerBound, $0.offset) < ($1.element.items.lowerBound, $1.offset)
        }.map(\.element)
    }

    private struct Progress {
        var sources: [ActorID] = []
        var targets: [ActorID] = []
        var cues: [String] = []
        var skipped = 0
        var end = 0
    }

    private func match(_ frame: Frame, in items: [FrameItem], at start: Int) -> Match? {
        guard let done = advance(frame.elements[...], items, start, Progress(), isFirst: true) else { return nil }
        let lead = cuesBefore(items, start)
        var status = frame.status ?? Self.status(of: done.cues + lead, lexicon)
        if frame.status != nil, Self.status(of: done.cues, lexicon) == .denied { status = .denied }
        let hedge = status == .possible ? 0.85 : 1
        let confidence = frame.confidence * hedge * (done.skipped > 3 ? 0.8 : 1)
        return Match(
            frame: frame, sources: done.sources, targets: done.targets, items: start..<done.end, status: status,
            confidence: (confidence * 100).rounded() / 100)
    }

    /// Matches the rest of a frame at a place; shorter gaps are tried first.
    private func advance(
        _ elements: ArraySlice<Frame.Element>, _ items: [FrameItem], _ place: Int, _ progress: Progress, isFirst: Bool
    ) -> Progress? {
        guard let element = elements.first else {
            var done = progress
            done.end = place
            return done
        }
        let rest = elements.dropFirst()
        switch element {
        case .actor(let slot):
            var (here, skipped) = (place, 0)
            // Articles and the like before a name, unless the match starts with it.
            while !isFirst, skipped < 6, here < items.count, introducesName(items[here]) || (skipped < 3 && passable(items[here])) {
                here += 1
                skipped += 1
            }
            guard here < items.count, case .actors(let actors) = items[here], !isPossessive(items, here) else {
                return nil
            }
            var next = progress
            if slot == .source { next.sources = actors } else { next.targets = actors }
            return advance(rest, items, here + 1, next, isFirst: false)
        case .words(let words):
            guard place < items.count, case .word(let word) = items[place], words.contains(word) else { return nil }
            return advance(rest, items, place + 1, progress, isFirst: false)
        case .optional(let words):
            if place < items.count, case .word(let word) = items[place], words.contains(word),
                let done = advance(rest, items, place + 1, progress, isFirst: false)
            {
                return done
            }
            return advance(rest, items, place, progress, isFirst: isFirst)
        case .auxiliaries:
            return skip(rest, items, place, progress, limit: 10) { word in
                !";:".contains(word) && !lexicon.isCue(word, "report")
            }
        case .gap:
            return skip(rest, items, place, progress, limit: 8) { word in
                !lexicon.isCue(word, "stop") && !";:.!?".contains(word)
            }
        }
    }

    private func skip(
        _ rest: ArraySlice<Frame.Element>, _ items: [FrameItem], _ start: Int, _ progress: Progress, limit: Int,
        while passes: (String) -> Bool
    ) -> Progress? {
        var (place, state) = (start, progress)
        while true {
            if let done = advance(rest, items, place, state, isFirst: false) { return done }
            guard place - start < limit, place < items.count, case .word(let word) = items[place], passes(word) else {
                return nil
            }
            state.cues.append(word)
            state.skipped += 1
            place += 1
        }
    }

    /// "the", "neighbouring", "Russian", "President": what may stand between a verb and the name that it takes.
    private func introducesName(_ item: FrameItem) -> Bool {
        switch item {
        case .word(let word): lexicon.isCue(word, "determiner") || lexicon.titles[word] != nil || word == "counterpart"
        case .qualifier: true
        case .actors: false
        }
    }

    private func passable(_ item: FrameItem) -> Bool {
        if case .word(let word) = item { return !lexicon.isCue(word, "stop") && !";:.!?,".contains(word) && word != "and" }
        return false
    }

    private func isPossessive(_ items: [FrameItem], _ place: Int) -> Bool {
        guard place + 1 < items.count, case .word(let word) = items[place + 1] else { return false }
        return ["'s", "’s", "'", "’"].contains(word)
    }

    /// "If", "fears that" and "denied that" shortly before a match bear on it, up to the start of the clause.
    private func cuesBefore(_ items: [FrameItem], _ start: Int) -> [String] {
        var cues: [String] = []
        var place = start - 1
        while place >= 0, start - place <= 6, case .word(let word) = items[place] {
            if [",", ";", ":", "\"", "”", "“"].contains(word) { break }
            let bears =
                lexicon.isCue(word, "negatingVerb") || ["if", "unless", "whether"].contains(word)
                || ["fear", "fears", "feared", "plan", "plans", "possible", "no", "not"].contains(word)
            if bears { cues.append(word) }
            place -= 1
        }
        return cues
    }

    static func status(of words: [String], _ lexicon: Lexicon) -> Status {
        if words.contains(where: { lexicon.isCue($0, "negation") || lexicon.isCue($0, "negatingVerb") }) {
            return .denied
        }
        if words.contains(where: { lexicon.isCue($0, "modal") || lexicon.isCue($0, "possibility") }) {
            return .possible
        }
        return .asserted
    }
}
