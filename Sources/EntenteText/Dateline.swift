import EntenteModel

/// Finds the day on which a press text says that it was written: a line of its own near the top ("14 October 2024", "Tbilisi, 14
/// October 2024", "Published: March 3, 2021"), or the beginning of the first paragraph ("GOMA, 18 January 2025 — ").
enum Dateline {
    /// Lines, not counting blank ones, within which it has to stand.
    private static let lines = 8
    /// Words of a line of its own, and before the dash of one that a text begins with.
    private static let longest = (line: 10, lead: 9)

    /// - Complexity: linear in the length of the first lines.
    static func date(in bytes: [UInt8], from start: Int) -> PartialDate? {
        let lines = ByteLines(bytes, from: start)
        var next = start
        var seen = 0
        while seen < Self.lines, let line = lines.line(at: next) {
            next = line.next
            guard !line.isBlank else { continue }
            seen += 1
            let head = line.content.prefix(160)
            let text = String(decoding: bytes[head], as: UTF8.self)
            let isWhole = head.count == line.content.count
            if let lead = lead(of: text), let date = dateAtEnd(lead, longest: longest.lead) { return date }
            if isWhole, let date = dateAtEnd(words(text), longest: longest.line) { return date }
        }
        return nil
    }

    /// The words before the first dash that stands between blanks.
    private static func lead(of text: String) -> [String]? {
        let all = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let dash = all.firstIndex(where: { ["—", "–", "-", "--"].contains($0) }), dash > 0 else { return nil }
        return words(all[..<dash].joined(separator: " "))
    }

    /// Words without marks of emphasis, commas as words of their own.
    private static func words(_ text: String) -> [String] {
        text.replacing(",", with: " , ").split(whereSeparator: \.isWhitespace)
            .map { $0.trimmingPrefix(while: { "*_#(".contains($0) }) }
            .map { String($0).lowercased() }
            .map { word in
                var word = word
                while let last = word.last, "*_).:|".contains(last), word.count > 1 { word.removeLast() }
                return word
            }
    }

    /// The date with which words end, where what stands before it may stand before a date of writing.
    private static func dateAtEnd(_ words: [String], longest: Int) -> PartialDate? {
        guard (1...longest).contains(words.count) else { return nil }
        for length in [1, 3, 4] where words.count >= length {
            let start = words.count - length
            guard let date = date(Array(words[start...])) else { continue }
            // "The treaty of 12 March 2022" is no line of a date.
            guard start > 0 else { return date }
            let before = words[start - 1]
            if before == "," || before == "|" || before == "·" || Self.openers.contains(before) { return date }
            return nil
        }
        return nil
    }

    private static let openers: Set<String> = [
        "published", "updated", "posted", "on", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday",
    ]

    /// `2024-10-14`, "14 October 2024", "October 14 , 2024" or "October 14 2024".
    private static func date(_ words: [String]) -> PartialDate? {
        func day(_ text: String) -> Int? {
            var digits = text
            for ending in ["st", "nd", "rd", "th"] where text.hasSuffix(ending) { digits = String(text.dropLast(2)) }
            return digits.count <= 2 ? Int(digits) : nil
        }
        func made(_ dayText: String, _ monthText: String, _ yearText: String) -> PartialDate? {
            guard let number = day(dayText), let month = months[String(monthText.prefix { $0 != "." })],
                yearText.count == 4, let year = Int(yearText), (1800...2200).contains(year)
            else { return nil }
            return PartialDate(year: year, month: month, day: number)
        }
        switch words.count {
        case 1: return words[0].count == 10 ? PartialDate(words[0]) : nil
        case 3: return made(words[0], words[1], words[2]) ?? made(words[1], words[0], words[2])
        case 4: return words[2] == "," ? made(words[1], words[0], words[3]) : nil
        default: return nil
        }
    }

    private static let months: [String: Int] = {
        let names = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november",
            "december",
        ]
        var result = ["sept": 9]
        for (number, name) in names.enumerated() {
            result[name] = number + 1
            result[String(name.prefix(3))] = number + 1
        }
        return result
    }()
}
