import EntenteModel

/// Finds the names of a gazetteer in a text: the longest name at each place.
struct NameIndex: Sendable {
    struct Name: Sendable {
        let words: [NameWord]
        let id: ActorID
        let usage: Gazetteer.Usage
        /// Also a common word or a person's name: it needs care.
        let isAmbiguous: Bool
    }

    struct Match: Sendable {
        let name: Name
        /// Positions of the words that it covers.
        let words: Range<Int>
    }

    /// By the first word; longest names first, then by usage and id, so that the choice never depends on file order.
    private var names: [String: [Name]] = [:]

    init(_ gazetteer: Gazetteer) {
        for id in gazetteer.entries.keys.sorted() {
            guard let entry = gazetteer[id] else { continue }
            let all: [(Gazetteer.Usage, [String])] = [
                (.name, [entry.name] + entry.aliases), (.adjective, entry.adjectives), (.people, entry.people),
                (.seat, entry.seats),
            ]
            for (usage, texts) in all {
                for text in texts { add(text, usage: usage, entry: entry) }
            }
        }
        for key in names.keys {
            names[key]?.sort { left, right in
                if left.words.count != right.words.count { return left.words.count > right.words.count }
                if left.usage != right.usage { return Self.rank(left.usage) < Self.rank(right.usage) }
                if left.isAmbiguous != right.isAmbiguous { return !left.isAmbiguous }
                return left.id < right.id
            }
        }
    }

    private mutating func add(_ text: String, usage: Gazetteer.Usage, entry: Gazetteer.Entry) {
        let words = NameWords.folded(text)
        guard let first = words.first else { return }
        names[first.folded, default: []].append(
            Name(words: words, id: entry.id, usage: usage, isAmbiguous: entry.ambiguous.contains(text)))
    }

    /// All names in a run of words, from left to right, without overlaps.
    ///
    /// - Complexity: O(words · names that share a first word).
    func matches(in words: [NameWord]) -> [Match] {
        var result: [Match] = []
        var place = 0
        while place < words.count {
            guard let match = first(in: words, at: place) else {
                place += 1
                continue
            }
            // "the Gulf" gives way to "Gulf of Aden" behind its article.
            if words[place].folded == "the", let behind = first(in: words, at: place + 1),
                behind.words.upperBound > match.words.upperBound
            {
                result.append(behind)
                place = behind.words.upperBound
            } else {
                result.append(match)
                place = match.words.upperBound
            }
        }
        return result
    }

    private func first(in words: [NameWord], at place: Int) -> Match? {
        guard place < words.count else { return nil }
        return names[words[place].folded]?.lazy.compactMap { match($0, in: words, at: place) }.first
    }

    /// What else the same words can mean, best first.
    func alternatives(to match: Match, in words: [NameWord]) -> [Match] {
        (names[words[match.words.lowerBound].folded] ?? [])
            .compactMap { self.match($0, in: words, at: match.words.lowerBound) }
            .filter { $0.words == match.words }
    }

    private func match(_ name: Name, in words: [NameWord], at place: Int) -> Match? {
        guard place + name.words.count <= words.count else { return nil }
        for (offset, wanted) in name.words.enumerated() {
            let word = words[place + offset]
            guard word.folded == wanted.folded, Self.fits(word, wanted, name) else { return nil }
            // "Liberation" is a word, "Libération" a newspaper.
            if name.isAmbiguous, wanted.hasAccents, !word.hasAccents { return nil }
            // "People's Liberation Army" has its own possessive.
            if offset + 1 < name.words.count, [.other, .possessive, .comma].contains(word.gap),
                word.gap != .possessive || wanted.gap != .possessive
            {
                return nil
            }
        }
        return Match(name: name, words: place..<place + name.words.count)
    }

    /// Capitals decide: "US" is not "us", "Turkey" not "turkey". News style writes long acronyms as words ("Nato").
    private static func fits(_ word: NameWord, _ wanted: NameWord, _ name: Name) -> Bool {
        switch wanted.capitals {
        case .none: true
        case .first: word.capitals != .none
        case .all:
            word.capitals == .all
                || (wanted.folded.count > 3 && word.capitals == .first && !name.isAmbiguous)
                || (wanted.folded.count == 1 && word.capitals == .first)
        // "Let us" is not LeT; longer names ("al-Shabaab") vary more.
        case .other:
            wanted.folded.count < 4
                ? word.capitals == .other || word.capitals == .all
                : word.capitals != .none || wanted.folded.count > 4
        }
    }

    private static func rank(_ usage: Gazetteer.Usage) -> Int {
        switch usage {
        case .seat: 0
        case .name: 1
        case .adjective: 2
        case .people: 3
        }
    }
}
