import EntenteModel

/// Reads the date that a sentence gives, against the date of its document.
///
/// Known forms: `2021-08-07`, "7 August 2021", "August 7, 2021", "August 7", "in August 2021", "in August", "in 2014",
/// "on Friday" (the last such day up to the document's date). A sentence with two different dates gives none.
struct StatementDates {
    let published: PartialDate?

    /// A date, the word at which it starts, and the one after the document's that the same words may mean: "on Monday".
    struct Found {
        let date: PartialDate
        var place = 0
        var next: PartialDate?
    }

    func date(in words: [String]) -> PartialDate? {
        let found = dates(in: words)
        return Set(found.map(\.date)).count == 1 ? found.first?.date : nil
    }

    /// All dates of a sentence with the word at which each starts.
    func dates(in words: [String]) -> [Found] {
        var found: [Found] = []
        var place = 0
        while place < words.count {
            if let (date, length) = date(words, at: place) ?? relative(words, at: place) {
                found.append(Found(date: date, place: place, next: next(date, words[place..<place + length])))
                place += length
            } else {
                place += 1
            }
        }
        return found
    }

    /// All dates of a sentence but the one at its beginning that says when it was written: "Goma, 18 January 2025 — Fighters …".
    func dates(inDatelineOf words: [String]) -> [Found] {
        let found = dates(in: words)
        guard let first = found.first, first.date == published, first.place < 8,
            // Places stand before it, and the dash right behind.
            words[..<first.place].allSatisfy({ !Self.beforeDate.contains($0) }),
            let dash = words.indices.first(where: { $0 > first.place && Self.dashes.contains(words[$0]) }),
            words[first.place..<dash].allSatisfy({
                Int($0) != nil || Self.months[$0] != nil || [",", "(", ")"].contains($0)
            })
        else { return found }
        return Array(found.dropFirst())
    }

    /// The next such day or month where the words name no year.
    private func next(_ date: PartialDate, _ words: ArraySlice<String>) -> PartialDate? {
        guard let published, let first = words.first, !words.contains(where: { $0.count >= 4 && Int($0) != nil }) else {
            return nil
        }
        if Self.weekdays[first] != nil { return PartialDate(ordinal: date.ordinal + 7) }
        let isMonth = words.contains { Self.months[$0] != nil }
        guard isMonth, let month = date.month, date.lastDay.ordinal < published.ordinal else { return nil }
        return PartialDate(year: date.year + 1, month: month, day: date.day)
    }

    private static let dashes: Set<String> = ["—", "–", "-", "--"]
    private static let beforeDate: Set<String> = ["on", "by", "since", "until", "of", "from", "before", "after", "the"]

    /// "yesterday", "last month", "two years ago": counted from the document's date, as exactly as the words are.
    private func relative(_ words: [String], at place: Int) -> (PartialDate, length: Int)? {
        guard let published else { return nil }
        func word(_ offset: Int) -> String { place + offset < words.count ? words[place + offset] : "" }
        func day(_ offset: Int) -> PartialDate? {
            published.day == nil ? nil : PartialDate(ordinal: published.ordinal + offset)
        }
        func month(_ offset: Int) -> PartialDate? {
            guard let month = published.month else { return nil }
            let count = published.year * 12 + month - 1 + offset
            return PartialDate(year: count / 12, month: count % 12 + 1, day: nil)
        }
        func year(_ offset: Int) -> PartialDate? { PartialDate(year: published.year + offset) }
        /// The month or the year that the whole week lies in; nothing is more exact without naming a day.
        func week(_ offset: Int) -> PartialDate? {
            guard let day = day(offset) else { return nil }
            let monday = day.ordinal - (day.ordinal - 1) % 7
            guard let first = PartialDate(ordinal: monday), let last = PartialDate(ordinal: monday + 6),
                first.year == last.year
            else { return nil }
            return PartialDate(year: first.year, month: first.month == last.month ? first.month : nil, day: nil)
        }
        switch (word(0), word(1)) {
        case ("yesterday", _):
            let isBefore = place > 1 && words[place - 1] == "before" && words[place - 2] == "day"
            return day(isBefore ? -2 : -1).map { ($0, 1) }
        case ("today", _): return day(0).map { ($0, 1) }
        case ("tomorrow", _): return day(1).map { ($0, 1) }
        case ("last", "month"): return month(-1).map { ($0, 2) }
        case ("this", "month"): return month(0).map { ($0, 2) }
        case ("next", "month"): return month(1).map { ($0, 2) }
        case ("last", "week"): return week(-7).map { ($0, 2) }
        case ("this", "week"): return week(0).map { ($0, 2) }
        case ("next", "week"): return week(7).map { ($0, 2) }
        case ("last", "year"): return year(-1).map { ($0, 2) }
        case ("this", "year"): return year(0).map { ($0, 2) }
        case ("next", "year"): return year(1).map { ($0, 2) }
        default: break
        }
        guard word(2) == "ago", place == 0 || !["half", "-"].contains(words[place - 1]),
            let count = Self.numbers[word(0)] ?? Int(word(0)), (1...500).contains(count)
        else {
            return nil
        }
        switch word(1) {
        case "day", "days": return day(-count).map { ($0, 3) }
        case "week", "weeks": return week(-7 * count).map { ($0, 3) }
        case "fortnight", "fortnights": return week(-14 * count).map { ($0, 3) }
        case "month", "months": return month(-count).map { ($0, 3) }
        case "year", "years", "decade", "decades":
            return year(-count * (word(1).hasPrefix("decade") ? 10 : 1)).map { ($0, 3) }
        default: return nil
        }
    }

    private static let numbers = [
        "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    ]

    private func date(_ words: [String], at place: Int) -> (PartialDate, length: Int)? {
        func word(_ offset: Int) -> String { place + offset < words.count ? words[place + offset] : "" }
        func year(_ text: String) -> Int? {
            text.count == 4 ? Int(text).flatMap { (1000...2100).contains($0) ? $0 : nil } : nil
        }
        func day(_ text: String) -> Int? {
            var digits = text
            for ending in ["st", "nd", "rd", "th"] where text.hasSuffix(ending) { digits = String(text.dropLast(2)) }
            return Int(digits).flatMap { (1...31).contains($0) ? $0 : nil }
        }
        if word(0).count == 10, let date = PartialDate(word(0)) { return (date, 1) }
        if let number = day(word(0)) {
            // "12 May", "the 12th of May"
            let gap = word(1) == "of" && Int(word(0)) == nil ? 2 : 1
            if let month = Self.months[word(gap)] {
                let own = year(word(gap + 1))
                return made(own, month, number).map { ($0, own == nil ? gap + 1 : gap + 2) }
            }
        }
        if let month = Self.months[word(0)] {
            if let number = day(word(1)) {
                let isSet = word(2) == ","
                if let year = year(word(isSet ? 3 : 2)) { return made(year, month, number).map { ($0, isSet ? 4 : 3) } }
                return made(nil, month, number).map { ($0, 2) }
            }
            // "may" and "march" are words, too.
            let before = place > 0 ? words[place - 1] : ""
            guard
                year(word(1)) != nil
                    || Self.beforeMonth.contains(before)
                    || !Self.monthsThatAreWords.contains(word(0)) && Self.beforePlainMonth.contains(before)
                    // "August also saw"
                    || place == 0 && ["saw", "brought"].contains(word(1) == "also" ? word(2) : word(1))
            else { return nil }
            return made(year(word(1)), month, nil).map { ($0, year(word(1)) == nil ? 1 : 2) }
        }
        // "mid-August" as one word
        if let dash = word(0).firstIndex(of: "-"),
            let month = Self.months[String(word(0)[word(0).index(after: dash)...])],
            ["mid", "early", "late"].contains(String(word(0)[..<dash]))
        {
            return made(year(word(1)), month, nil).map { ($0, year(word(1)) == nil ? 1 : 2) }
        }
        if place > 0, let year = year(word(0)), Self.isYear(year, after: words[place - 1], before: word(1)),
            let date = PartialDate(year: year)
        {
            return (date, 1)
        }
        if let weekday = Self.weekdays[word(0)], let published, published.day != nil {
            // Day 1 of the year 1 was a Monday.
            let back = ((published.ordinal - 1) % 7 - weekday + 7) % 7
            return PartialDate(ordinal: published.ordinal - back).map { ($0, 1) }
        }
        return nil
    }

    private static let beforeMonth: Set<String> = [
        "in", "since", "mid", "early", "late", "until", "till", "mid-", "-", "last", "this", "of", "during", "by",
        "from",
    ]

    /// Before a month that is nothing else: "as far back as July", but neither "the October War" nor "January Makamba".
    private static let beforePlainMonth: Set<String> = [
        "as", "than", "and", "or", "to", "through", "back", "only", "about", "around", "before", "after", "for",
    ]

    /// Months whose names are also words or names of persons.
    private static let monthsThatAreWords: Set<String> = ["may", "march", "april", "june", "august"]

    /// "in 2014", "the agreement of 1966", "a 2023 defence pact"; but not "a force of 2000 men".
    private static func isYear(_ year: Int, after previous: String, before next: String) -> Bool {
        switch previous {
        case "in", "since", "until", "till", "by", "early", "mid", "late", "mid-": true
        case "during", "throughout", "around", "circa", "summer", "winter", "spring", "autumn":
            (1900...2100).contains(year) && (next.first?.isLetter != true || afterYear.contains(next))
        case "from": (1900...2100).contains(year) && (next.first?.isLetter != true || afterYear.contains(next))
        case "a", "an", "its", "their": (1900...2100).contains(year)
        case "of": (1900...2100).contains(year) && (next.first?.isLetter != true || afterYear.contains(next))
        default: false
        }
    }

    private static let afterYear: Set<String> = [
        "which", "that", "and", "or", "with", "by", "between", "in", "on", "to", "for", "had", "has", "was", "is",
        "when", "but",
    ]

    /// Without a year, the last such date that is not after the document's.
    private func made(_ year: Int?, _ month: Int, _ day: Int?) -> PartialDate? {
        if let year { return PartialDate(year: year, month: month, day: day) }
        guard let published, let same = PartialDate(year: published.year, month: month, day: day) else { return nil }
        return same.firstDay.ordinal <= published.lastDay.ordinal
            ? same : PartialDate(year: published.year - 1, month: month, day: day)
    }

    static let weekdays = [
        "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    ]

    static let months = [
        "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
        "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "apr": 4, "jun": 6,
        "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12, "jan.": 1, "feb.": 2, "apr.": 4,
        "aug.": 8, "sept.": 9, "sep.": 9, "oct.": 10, "nov.": 11, "dec.": 12,
    ]
}
