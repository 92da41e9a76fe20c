import EntenteModel

/// Words that tell what a name stands for: offices that persons hold, bodies of states, function words.
///
/// All of it is data under `Resources/lexicon`, one tab-separated file each.
struct Lexicon: Sendable {
    /// "foreign minister" is held by a person and ties that person to a state.
    struct Title: Sendable, Hashable {
        let words: [String]
        /// `leads` or `officialOf`; empty for that of somebody named before ("his counterpart"), or `noOffice`.
        let relation: String

        /// Of who bears a title without holding an office: "the opposition leader N. N.".
        static let noOffice = "-"
    }

    /// "foreign ministry" after a state's name or nationality.
    struct Body: Sendable, Hashable {
        let words: [String]
        /// The kind of actor that it makes; nil where the state itself is meant ("the Tajik side").
        let kind: String?
        let label: String
        /// Whether the phrase serves as a name of the body ("Tajik Ministry of Foreign Affairs").
        let isName: Bool
    }

    /// "province" behind capitalised words makes a place of them.
    struct TypeNoun: Sendable, Hashable {
        let words: [String]
        let kind: String
        /// Whether it does so only where it is capitalised itself: "Karen National Army", not "the Bedouin army".
        let isCapitalized: Bool
    }

    private(set) var typeNouns: [String: [TypeNoun]] = [:]
    private(set) var titles: [String: [Title]] = [:]
    /// Phrases that name the bodies of one label.
    private(set) var bodyNames: [String: Set<String>] = [:]
    private(set) var bodies: [String: [Body]] = [:]
    /// Kinds of actor that a pronoun or a bare description can stand for.
    private(set) var pronouns: [String: Set<String>] = [:]
    private(set) var descriptions: [String: Set<String>] = [:]
    /// The kinds that a description means first, then those that it means where there are none of them.
    private(set) var preferences: [String: [Set<String>]] = [:]
    /// The same for nouns in the plural that stand for several actors: "the two countries".
    private(set) var groups: [String: [Set<String>]] = [:]
    /// Which states touch on land, by ISO 3166-1 codes.
    private(set) var landBorders: [String: Set<String>] = [:]
    /// Which states are members of organizations and alliances, and of which it depends on the time, by ISO 3166-1 codes.
    private(set) var memberships: [ActorID: (members: Set<String>, changing: Set<String>)] = [:]
    /// States that a noun like "kingdom" can mean.
    private(set) var stateForms: [String: Set<String>] = [:]
    /// Nouns that head the name of an institution ("Institute for …"), with the kind that they make of it.
    private(set) var typeHeads: [String: String] = [:]
    /// States by the letters before the names of their warships: "hms".
    private(set) var shipPrefixes: [String: String] = [:]
    /// Kinds by the word that names of places and bases begin with: "Camp", "Lake".
    private(set) var namePrefixes: [String: String] = [:]
    /// Kinds by the last word of an organization's name that begins with a state's: "Kenya Airways".
    private(set) var organizationTails: [String: String] = [:]
    /// Kinds by the word before a state's name in an organization's: "Air France".
    private(set) var stateNamePrefixes: [String: String] = [:]
    /// What a noun before a name or in an apposition behind it makes of the name: "the rights group", "a newspaper".
    private(set) var descriptors: [String: [TypeNoun]] = [:]
    /// Verb forms whose lemma no ending gives: "fled", "sought".
    private(set) var verbForms: [String: String] = [:]
    private(set) var particles: Set<String> = []
    private(set) var givenNames: Set<String> = []
    /// Of given names that are nearly always a woman's or a man's, which.
    private(set) var genders: [String: Gender] = [:]
    /// Persons of the list of leaders who are women or men though their names do not tell.
    private(set) var leaderGenders: [ActorID: Gender] = [:]
    /// Who heads or has headed which state, and in which years; no end where he still does.
    private(set) var heads: [ActorID: [(state: ActorID, years: ClosedRange<Int>)]] = [:]
    /// Words or kinds of actor that frames name together, as `$class`.
    private(set) var wordClasses: [String: [String]] = [:]
    /// Words that change what a statement is worth: negations, modals, prepositions of place …
    private(set) var cues: [String: Set<String>] = [:]

    /// Reads a file of the lexicon.
    ///
    /// - Throws: `LexiconError` with file and line.
    mutating func readTitles(_ text: String, file: String) throws(LexiconError) {
        for row in try Self.rows(text, columns: ["title", "relation"], file: file) {
            let words = row[0].split(separator: " ").map(String.init)
            titles[words[0], default: []].append(Title(words: words, relation: row[1]))
        }
        for key in titles.keys { titles[key]?.sort { $0.words.count > $1.words.count } }
    }

    mutating func readBodies(_ text: String, file: String) throws(LexiconError) {
        for row in try Self.rows(text, columns: ["phrase", "kind", "label", "name"], file: file) {
            let words = row[0].split(separator: " ").map(String.init)
            bodies[words[0], default: []].append(
                Body(words: words, kind: row[1].isEmpty ? nil : row[1], label: row[2], isName: !row[3].isEmpty))
        }
        for phrases in bodies.values {
            for body in phrases where body.isName {
                bodyNames[body.label, default: []].insert(body.words.joined(separator: " "))
            }
        }
        for key in bodies.keys { bodies[key]?.sort { $0.words.count > $1.words.count } }
    }

    mutating func readTypeNouns(_ text: String, file: String) throws(LexiconError) {
        for row in try Self.rows(text, columns: ["noun", "kind", "capitalized"], file: file) {
            let words = row[0].split(separator: " ").map(String.init)
            typeNouns[words[0], default: []].append(
                TypeNoun(words: words, kind: row[1], isCapitalized: !row[2].isEmpty))
        }
        for key in typeNouns.keys { typeNouns[key]?.sort { $0.words.count > $1.words.count } }
    }

    mutating func readCues(_ text: String, file: String) throws(LexiconError) {
        for row in try Self.rows(text, columns: ["cue", "words"], file: file) {
            cues[row[0], default: []].formUnion(row[1].split(separator: "|").map(String.init))
        }
        particles = cues["nameParticle"] ?? []
    }

    mutating func readNamePrefixes(_ text: String, file: String) throws(LexiconError) {
        for row in try Self.rows(text, columns: ["prefix", "kind"], file: file) { namePrefixes[row[0]] = row[1] }
    }

    mutating func readOrganizationTails(_ text: String, file: String) throws(LexiconError) {
        for row in try Self.rows(text, columns: ["word", "kind", "side"], file: file) {
            if row[2] == "before" { stateNamePrefixes[row[0]] = row[1] } else { organizationTails[row[0]] = row[1] }
        }
    }

    mutating func readDescriptors(_ text: String, file: String) throws(LexiconError) {
        for row in try Self.rows(text, columns: ["noun", "kind"], file: file) {
            let words = row[0].split(separator: " ").map(String.init)
            descriptors[words[0], default: []].append(TypeNoun(words: words, kind: row[1], isCapitalized: false))
        }
        for key in descriptors.keys { descriptors[key]?.sort { $0.words.count > $1.words.count } }
    }

    mutating func readShipPrefixes(_ text: String, file: String) throws(LexiconError) {
        for row in try Self.rows(text, columns: ["prefix", "state"], file: file) { shipPrefixes[row[0]] = row[1] }
    }

    mutating func readTypeHeads(_ text: String, file: String) throws(LexiconError) {
        for row in try Self.rows(text, columns: ["head", "kind"], file: file) { typeHeads[row[0]] = row[1] }
    }

    mutating func readVerbForms(_ text: String, file: String) throws(LexiconError) {
        for row in try Self.rows(text, columns: ["form", "lemma"], file: file) { verbForms[row[0]] = row[1] }
    }

    mutating func readWordClasses(_ text: String, file: String) throws(LexiconError) {
        for row in try Self.rows(text, columns: ["class", "words"], file: file) {
            wordClasses[row[0], default: []] += row[1].split(separator: "|").map(String.init)
        }
    }

    mutating func readPronouns(_ text: String, file: String) throws(LexiconError) {
        for row in try Self.rows(text, columns: ["pronoun", "kinds"], file: file) {
            pronouns[row[0]] = Set(row[1].split(separator: "|").map(String.init))
        }
    }

    mutating func readDescriptions(_ text: String, file: String) throws(LexiconError) {
        for row in try Self.rows(text, columns: ["noun", "kinds"], file: file) {
            let kinds = Self.preferences(row[1])
            preferences[row[0]] = kinds
            descriptions[row[0]] = kinds.reduce(into: []) { $0.formUnion($1) }
        }
    }

    mutating func readGroups(_ text: String, file: String) throws(LexiconError) {
        for row in try Self.rows(text, columns: ["noun", "kinds"], file: file) {
            groups[row[0]] = Self.preferences(row[1])
        }
    }

    mutating func readLandBorders(_ text: String, file: String) throws(LexiconError) {
        for row in try Self.rows(text, columns: ["country", "neighbours"], file: file) {
            landBorders[row[0]] = Set(row[1].split(separator: "|").map(String.init))
        }
    }

    mutating func readMemberships(_ text: String, file: String) throws(LexiconError) {
        for row in try Self.rows(text, columns: ["organization", "members", "changing"], file: file) {
            func codes(_ cell: String) -> Set<String> { Set(cell.split(separator: "|").map(String.init)) }
            memberships[ActorID(row[0])] = (codes(row[1]), codes(row[2]))
        }
    }

    mutating func readStateForms(_ text: String, file: String) throws(LexiconError) {
        for row in try Self.rows(text, columns: ["noun", "states"], file: file) {
            stateForms[row[0]] = Set(row[1].split(separator: "|").map(String.init))
        }
    }

    /// "armedForce>state": the kinds before ">" are meant first.
    private static func preferences(_ cell: String) -> [Set<String>] {
        cell.split(separator: ">").map { Set($0.split(separator: "|").map(String.init)) }
    }

    mutating func readGivenNames(_ text: String, file: String) throws(LexiconError) {
        var unclear: Set<String> = []
        for row in try Self.rows(text, columns: ["name", "gender"], file: file) {
            let words = NameWords.folded(row[0])
            guard let name = words.first?.folded else { continue }
            givenNames.insert(name)
            // "Jean-Claude" tells nothing of "Jean".
            guard words.count == 1 else { continue }
            let gender = Gender(rawValue: row[1])
            if gender == nil || genders[name] ?? gender != gender { unclear.insert(name) }
            genders[name] = gender
        }
        // Spellings that only accents tell apart may be names of both.
        for name in unclear { genders[name] = nil }
    }

    mutating func readHeads(_ text: String, file: String) throws(LexiconError) {
        let columns = ["person", "state", "from", "to"]
        for (number, row) in try Self.rows(text, columns: columns, file: file).enumerated() {
            guard let from = Int(row[2]), let to = row[3].isEmpty ? 9999 : Int(row[3]), from <= to else {
                throw .wrongRow(file: file, line: number + 2, expected: columns)
            }
            heads[ActorID(row[0]), default: []].append((ActorID(row[1]), from...to))
        }
    }

    mutating func readLeaderGenders(_ text: String, file: String) throws(LexiconError) {
        for row in try Self.rows(text, columns: ["person", "gender"], file: file) {
            leaderGenders[ActorID(row[0])] = Gender(rawValue: row[1])
        }
    }

    /// Who is "she" and who is "he".
    enum Gender: String, Sendable {
        case female = "f"
        case male = "m"
    }

    /// Whether a noun stands for what it belongs to: "the government of", "the forces of", "the territory of".
    func standsForOwner(_ noun: String) -> Bool { isCue(noun, "ownerNoun") }

    func isCue(_ word: String, _ cue: String) -> Bool { cues[cue]?.contains(word) ?? false }

    private static func rows(_ text: String, columns: [String], file: String) throws(LexiconError) -> [[String]] {
        var result: [[String]] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if number == 0 {
                guard cells == columns else { throw .wrongHeader(file: file, expected: columns) }
                continue
            }
            if line.isEmpty { continue }
            guard cells.count == columns.count, !cells[0].isEmpty else {
                throw .wrongRow(file: file, line: number + 1, expected: columns)
            }
            result.append(cells)
        }
        return result
    }
}

/// Why a file of the lexicon cannot be used.
public enum LexiconError: Error, Equatable, CustomStringConvertible {
    case wrongHeader(file: String, expected: [String])
    case wrongRow(file: String, line: Int, expected: [String])

    public var description: String {
        switch self {
        case .wrongHeader(let file, let expected):
            "wrong header; \(file):1; write the columns \(expected.joined(separator: ", ")), with tabs between"
        case .wrongRow(let file, let line, let expected):
            "wrong number of cells; \(file):\(line); the columns are \(expected.joined(separator: ", "))"
        }
    }
}
