import EntenteText

/// What is known of a word and of a candidate that it may stand for, as rows of `AntecedentModel`.
struct AntecedentFeatures {
    /// The pronoun, or whether the noun is a plural.
    let form: UInt64
    let lemma: UInt64
    /// The word's place in its clause: "nsubj", "poss".
    let role: UInt64
    /// The word that it depends on.
    let governor: UInt64
    let isOpening: Bool
    let determiner: UInt64

    /// What is known of a candidate.
    struct Candidate {
        var kind: UInt64 = 0
        var form: UInt64 = 0
        var role: UInt64 = 0
        /// Sentences back.
        var distance: UInt64 = 0
        /// Words back in the same sentence, by doubling steps.
        var gap: UInt64 = 0
        /// How many actors are named after it.
        var rank: UInt64 = 0
        /// How many actors of its own kind are named after it.
        var rankOfKind: UInt64 = 0
        /// The actor itself, where the world knows it.
        var known: UInt64 = 0
        /// How often it has been named, by doubling steps.
        var count: UInt64 = 0
        var isPlural = false
        /// The rules of binding and of salience, and what else holds or does not.
        var marks: [Mark] = []
    }

    enum Mark: UInt64 {
        case isRule = 1, isBeside, isSubjectHere, isSubjectOutside, isRelativeHead, isDescribed, isDescribedFully
        case isKind, isTopic, isLastMeant, isOtherGender, isFirst, isOwner, isLastSubject, isState
        case isTopicOfKind, isAlone, isFirstOfText, isHere, bordersOwner
    }

    /// Rows of a candidate that is an actor.
    func rows(of candidate: Candidate) -> [Int] {
        var rows = Rows()
        let (kind, place) = (candidate.kind, candidate.role &* 8 &+ candidate.distance)
        let plural: UInt64 = candidate.isPlural ? 1 : 0
        rows.add(1, form, kind)
        rows.add(2, form, kind, candidate.form)
        rows.add(3, form, place)
        rows.add(4, form, role, place)
        rows.add(5, form, candidate.rank)
        rows.add(6, form, candidate.rank, candidate.distance)
        rows.add(7, form, candidate.form, candidate.distance)
        rows.add(8, form, candidate.count)
        rows.add(9, form, kind, plural)
        rows.add(10, governor, kind)
        rows.add(11, governor, form, kind)
        rows.add(12, governor, role, candidate.role)
        rows.add(13, form, kind, place)
        rows.add(14, lemma, kind)
        rows.add(15, lemma, candidate.distance)
        rows.add(16, role, candidate.rank, candidate.distance)
        rows.add(17, isOpening ? 1 : 0, form, place)
        rows.add(18, determiner, form, candidate.distance)
        rows.add(19, form, candidate.distance)
        rows.add(44, form, kind, candidate.rankOfKind)
        rows.add(45, lemma, kind, candidate.rankOfKind)
        rows.add(46, form, candidate.rankOfKind, candidate.distance)
        rows.add(47, role, kind, candidate.rankOfKind)
        rows.add(48, determiner, kind, candidate.rankOfKind)
        if lemma != 0, candidate.known != 0 { rows.add(49, lemma, candidate.known) }
        if candidate.distance == 0 { rows.add(20, form, candidate.gap, candidate.role) }
        for mark in candidate.marks {
            rows.add(21, mark.rawValue, form)
            rows.add(22, mark.rawValue, form, role)
            rows.add(23, mark.rawValue, form, kind)
            rows.add(24, mark.rawValue, lemma)
            rows.add(25, mark.rawValue, form, candidate.distance)
        }
        let first = candidate.marks.first.map(\.rawValue) ?? 0
        for mark in candidate.marks.dropFirst() { rows.add(26, form, first, mark.rawValue) }
        return rows.all
    }

    /// Rows of what speaks for none.
    ///
    /// - Parameters:
    ///   - rule: Whether the rules find nobody.
    ///   - isEmpty: Whether the word stands for no thing at all: "it is likely".
    func rowsOfNone(rule: Bool, isEmpty: Bool, isQualified: Bool, actors: Int) -> [Int] {
        var rows = Rows()
        let (rule, open): (UInt64, UInt64) = (rule ? 1 : 0, (isEmpty ? 1 : 0) + (isQualified ? 2 : 0))
        rows.add(31, form)
        rows.add(32, form, role)
        rows.add(33, lemma)
        rows.add(34, governor, form)
        rows.add(35, governor, role)
        rows.add(36, form, rule)
        rows.add(37, form, rule, open)
        rows.add(38, form, open)
        rows.add(39, form, UInt64(min(actors, 6)))
        rows.add(40, determiner, form)
        rows.add(41, isOpening ? 1 : 0, form)
        rows.add(42, lemma, rule)
        rows.add(43, lemma, determiner, open)
        return rows.all
    }

    private struct Rows {
        var all: [Int] = []

        mutating func add(_ template: UInt64, _ first: UInt64, _ second: UInt64 = 0, _ third: UInt64 = 0) {
            all.append(Int(FeatureHash.of(template, first, second, third) >> 1 & UInt64(AntecedentModel.rows - 1)))
        }
    }

    /// 0, 1, 2, 3 to 4, 5 to 8, … as 0, 1, 2, 3, 4, …
    static func steps(_ number: Int) -> UInt64 {
        number < 3 ? UInt64(max(number, 0)) : UInt64(Int.bitWidth - (number - 1).leadingZeroBitCount + 1)
    }
}
