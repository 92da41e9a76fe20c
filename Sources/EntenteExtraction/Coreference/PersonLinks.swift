public import EntenteModel
import Foundation

/// Which persons of several documents are one: spelled differently, or named by surname alone.
///
/// Two full names are one person where their first and their last words have the same transliteration key ("Emomali
/// Rahmon", "Emomali Rakhmon"). A bare surname is the person of that surname whom the documents know, where there is
/// just one and neither acts for somebody else than the other. Equality of keys is the only link, so likenesses never
/// chain: that A is near B and B near C joins nobody.
public struct PersonLinks: Sendable {
    /// Why one actor was taken for another.
    public struct Link: Hashable, Sendable {
        public let from: ActorID
        public let into: ActorID
        public let reason: String
    }

    /// By the actor that was taken for another.
    public private(set) var links: [ActorID: Link] = [:]

    /// - Complexity: O(persons · length of their names).
    init(_ actors: [ActorID: Actor]) {
        let persons = actors.values.filter { $0.kind == "person" }.sorted { $0.id < $1.id }
        var byName: [String: [Actor]] = [:]
        var bySurname: [String: [Actor]] = [:]
        for person in persons {
            let words = Self.words(person.name)
            guard let first = words.first, let last = words.last, words.count > 1 else { continue }
            byName["\(Self.firstNameKey(first)) \(Self.key(last))", default: []].append(person)
        }
        for key in byName.keys.sorted() {
            guard let group = byName[key], let chosen = group.max(by: Self.isLessKnown) else { continue }
            for other in group where other.id != chosen.id && Self.agree(other, chosen) {
                links[other.id] = Link(
                    from: other.id, into: chosen.id, reason: "spellings of one name: \(other.name), \(chosen.name)")
            }
            bySurname[Self.key(Self.words(chosen.name).last ?? ""), default: []].append(chosen)
        }
        for person in persons where Self.words(person.name).count == 1 {
            let candidates = bySurname[Self.key(person.name)] ?? []
            guard candidates.count == 1, let chosen = candidates.first, Self.agree(person, chosen) else { continue }
            links[person.id] = Link(
                from: person.id, into: chosen.id, reason: "the only \(person.name) of the documents is \(chosen.name)")
        }
    }

    /// The actor that stands for the given one.
    func representative(_ id: ActorID) -> ActorID { links[id]?.into ?? id }

    /// The better known name stays: more mentions, then the first id.
    private static func isLessKnown(_ left: Actor, _ right: Actor) -> Bool {
        left.mentions != right.mentions ? left.mentions < right.mentions : left.id > right.id
    }

    /// Whether nothing speaks against it: those who act for different principals are different persons.
    private static func agree(_ left: Actor, _ right: Actor) -> Bool {
        let (one, other) = (initials(left.name), initials(right.name))
        guard one.isEmpty || other.isEmpty || one == other else { return false }
        guard let first = left.principal, let second = right.principal else { return true }
        return first == second
    }

    /// "W" of George W. Bush, who is not George H. W. Bush.
    private static func initials(_ name: String) -> [String] { initials(NameWords.folded(name)[...]) }

    static func initials(_ words: ArraySlice<NameWord>) -> [String] {
        words.dropFirst().dropLast().flatMap { word in
            // "H. W.", "H.W."
            word.folded.count == 1 || word.folded.count == 2 && word.capitals == .all
                ? word.folded.map { String($0) } : []
        }
    }

    private static func words(_ name: String) -> [String] { NameWords.folded(name).map(\.folded) }

    /// First names vary most in their vowels (Mohammad, Muhammed, Mohamed); with three consonants those suffice.
    static func firstNameKey(_ word: String) -> String {
        let key = key(word)
        let consonants = key.filter { !"aeiu".contains($0) }
        guard consonants.count >= 3 else { return key }
        // "Alexandra" is not Alexander, "Mahmoud" not Mohammed, "Hussein" not Hassan.
        let telling: Character? =
            switch consonants {
            case "mhmd": key.last { "aeiu".contains($0) } == "u" ? "u" : nil
            case "hsn": key.first { "aeiu".contains($0) }
            default: key.hasSuffix("a") ? "a" : nil
            }
        return telling.map { consonants + String($0) } ?? consonants
    }

    /// Ways in which transliterations write a sound, and what a key has for it; applied one after the other.
    private static let sounds: [(written: String, sound: String)] = [
        ("kh", "h"), ("gh", "g"), ("zh", "j"), ("dj", "j"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("w", "v"),
        ("ee", "i"), ("oo", "u"),
        ("ou", "u"), ("y", "i"), ("o", "u"), ("aie", "ae"), ("iie", "ie"), ("ie", "e"), ("ii", "i"), ("x", "ks"),
        ("tz", "ts"),
    ]

    private static let soundBytes = sounds.map { (written: Array($0.written.utf8), sound: Array($0.sound.utf8)) }

    /// A key that spellings of one name in Latin letters share: sounds that transliterations write in several ways become one.
    static func key(_ word: String) -> String {
        if let plain = PlainWords.lowercased(word) { return key(plain) }
        var text = word.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).filter {
            $0.isLetter || $0.isNumber
        }
        for (written, sound) in sounds { text = text.replacingOccurrences(of: written, with: sound) }
        var key = ""
        for letter in text where letter != key.last { key.append(letter) }
        return key
    }

    /// The same for ASCII in lower case, without the tables of Unicode: every graph asks it of every person.
    private static func key(_ plain: [UInt8]) -> String {
        var text = plain.filter(PlainWords.isLetterOrDigit)
        for (written, sound) in soundBytes {
            guard text.contains(written[0]) else { continue }
            var (result, place): ([UInt8], Int) = ([], 0)
            while place < text.count {
                if text[place...].starts(with: written) {
                    result += sound
                    place += written.count
                } else {
                    result.append(text[place])
                    place += 1
                }
            }
            text = result
        }
        var key: [UInt8] = []
        for letter in text where letter != key.last { key.append(letter) }
        return String(decoding: key, as: UTF8.self)
    }
}
