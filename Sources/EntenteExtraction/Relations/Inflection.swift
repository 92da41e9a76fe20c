/// The forms of English verbs, for frames that are written with base forms.
enum Inflection {
    /// All finite and non-finite forms of a verb given by its base form.
    static func forms(of verb: String) -> Set<String> {
        pastForms(verb).union([verb, thirdPerson(verb), presentParticiple(verb)])
    }

    static func presentParticiple(_ verb: String) -> String {
        if verb.hasSuffix("ie") { return verb.dropLast(2) + "ying" }
        if verb.hasSuffix("e"), !verb.hasSuffix("ee"), !verb.hasSuffix("oe") { return verb.dropLast() + "ing" }
        return stem(verb) + "ing"
    }

    /// Past tense and past participle.
    static func pastForms(_ verb: String) -> Set<String> {
        if let forms = irregular[verb] { return forms }
        if verb.hasSuffix("e") { return [verb + "d"] }
        if let last = verb.last, last == "y", let before = verb.dropLast().last, !isVowel(before) {
            return [verb.dropLast() + "ied"]
        }
        return [stem(verb) + "ed"]
    }

    static func thirdPerson(_ verb: String) -> String {
        if verb == "have" { return "has" }
        if ["s", "x", "z", "ch", "sh", "o"].contains(where: verb.hasSuffix) { return verb + "es" }
        if let last = verb.last, last == "y", let before = verb.dropLast().last, !isVowel(before) {
            return verb.dropLast() + "ies"
        }
        return verb + "s"
    }

    /// Doubles the last consonant of a stressed short syllable: "ban" → "bann".
    private static func stem(_ verb: String) -> String {
        let letters = Array(verb)
        guard letters.count >= 3, let last = letters.last, !isVowel(last), !"wxyh".contains(last),
            isVowel(letters[letters.count - 2]), !isVowel(letters[letters.count - 3])
        else { return verb }
        let isShort = letters.filter(isVowel).count == 1 || finalStress.contains(verb)
        return isShort ? verb + String(last) : verb
    }

    private static func isVowel(_ letter: Character) -> Bool { "aeiou".contains(letter) }

    private static let finalStress: Set<String> = [
        "admit", "commit", "expel", "permit", "rebel", "submit", "refer", "compel",
    ]

    private static let irregular: [String: Set<String>] = [
        "begin": ["began", "begun"], "break": ["broke", "broken"], "bring": ["brought"], "build": ["built"],
        "buy": ["bought"], "cut": ["cut"], "deal": ["dealt"], "fall": ["fell", "fallen"], "feel": ["felt"],
        "fight": ["fought"], "find": ["found"], "flee": ["fled"], "fly": ["flew", "flown"], "get": ["got", "gotten"],
        "give": ["gave", "given"], "go": ["went", "gone"], "have": ["had"], "hit": ["hit"], "hold": ["held"],
        "keep": ["kept"], "lead": ["led"], "leave": ["left"], "lend": ["lent"], "lose": ["lost"],
        "make": ["made"], "meet": ["met"], "pay": ["paid"], "run": ["ran", "run"], "say": ["said"],
        "see": ["saw", "seen"], "seek": ["sought"], "sell": ["sold"], "send": ["sent"], "set": ["set"],
        "shoot": ["shot"], "shut": ["shut"], "speak": ["spoke", "spoken"], "stand": ["stood"],
        "strike": ["struck", "stricken"], "swear": ["swore", "sworn"], "take": ["took", "taken"],
        "tell": ["told"], "throw": ["threw", "thrown"], "win": ["won"], "withdraw": ["withdrew", "withdrawn"],
        "write": ["wrote", "written"], "join": ["joined"], "overthrow": ["overthrew", "overthrown"],
        "forge": ["forged"], "host": ["hosted"], "drive": ["drove", "driven"], "blow": ["blew", "blown"],
        "bid": ["bid"], "undertake": ["undertook", "undertaken"], "rely": ["relied"],
    ]
}
