import EntenteModel

/// Persons whom the world knows by name: who leads or speaks for states, groups and organizations.
///
/// They are kept apart from other names, since a surname alone is theirs only where the text introduces nobody else of that
/// name.
struct LeaderIndex: Sendable {
    private struct Name: Sendable {
        let words: [NameWord]
        let leader: ActorID
    }

    private let gazetteer: Gazetteer
    /// Names of several words by the first of them, longest first.
    private var names: [String: [Name]] = [:]
    /// By keys of first and last name, which spellings share.
    private var keys: [String: [(leader: ActorID, initials: [String])]] = [:]
    private var surnames: [String: ActorID] = [:]

    init(_ gazetteer: Gazetteer) {
        self.gazetteer = gazetteer
        var shared: Set<String> = []
        for id in gazetteer.entries.keys.sorted() {
            guard let entry = gazetteer[id] else { continue }
            for text in [entry.name] + entry.aliases {
                let words = NameWords.folded(text)
                guard let first = words.first, let last = words.last else { continue }
                if words.count > 1 {
                    names[first.folded, default: []].append(Name(words: words, leader: id))
                    if first.capitals != .none {
                        keys[Self.key(words[...]), default: []].append((id, PersonLinks.initials(words[...])))
                    }
                } else if !entry.ambiguous.contains(text) {
                    if surnames[last.folded] != nil, surnames[last.folded] != id { shared.insert(last.folded) }
                    surnames[last.folded] = id
                }
            }
        }
        for surname in shared { surnames[surname] = nil }
        for key in names.keys {
            names[key]?.sort { ($1.words.count, $0.leader) < ($0.words.count, $1.leader) }
        }
    }

    subscript(id: ActorID) -> Gazetteer.Entry? { gazetteer[id] }

    /// The leader whose full name stands at a place, and where it ends.
    func leader(_ words: [NameWord], at place: Int) -> (ActorID, end: Int)? {
        for name in names[words[place].folded] ?? [] {
            let end = place + name.words.count
            guard end <= words.count, end == words.count || words[end - 1].gap != .hyphen else { continue }
            let fits = zip(name.words, words[place..<end]).allSatisfy { wanted, word in
                wanted.folded == word.folded && (wanted.capitals == .none || word.capitals != .none)
            }
            if fits, words[place..<end - 1].allSatisfy({ [.space, .hyphen, .shortStop].contains($0.gap) }) {
                return (name.leader, end)
            }
        }
        return nil
    }

    /// The leader of a full name, however it is spelled.
    func leader(named words: ArraySlice<NameWord>) -> ActorID? {
        guard words.count > 1, let spelled = keys[Self.key(words)] else { return nil }
        let own = PersonLinks.initials(words)
        return spelled.last { own.isEmpty || $0.initials.isEmpty || $0.initials == own }?.leader
    }

    /// The one leader whom a surname alone calls to mind.
    func leader(surnamed word: NameWord) -> ActorID? { word.capitals == .none ? nil : surnames[word.folded] }

    /// The same of a folded surname.
    func leader(surname: String) -> ActorID? { surnames[surname] }

    /// What spellings of a name share: the first name, which may be two words ("Abdul-Malik"), and the last.
    private static func key(_ words: ArraySlice<NameWord>) -> String {
        guard let first = words.first, let last = words.last else { return "" }
        let isDouble = words.count > 2 && (first.gap == .hyphen || first.folded.hasPrefix("abd"))
        let second = isDouble ? PersonLinks.firstNameKey(words[words.startIndex + 1].folded) : ""
        return "\(PersonLinks.firstNameKey(first.folded))\(second) \(PersonLinks.key(last.folded))"
    }
}
