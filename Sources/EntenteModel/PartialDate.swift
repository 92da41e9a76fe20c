/// A calendar date as precise as its source gave it: a year, a month or a day, written in ISO 8601.
///
/// ```swift
/// PartialDate("2021-08")! < PartialDate("2021-08-06")!   // a period starts with its first day
/// PartialDate("2021")!.contains(PartialDate("2021-08")!) // true
/// ```
public struct PartialDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let year: Int
    public let month: Int?
    public let day: Int?

    /// Returns nil unless the parts make a date of the proleptic Gregorian calendar between the years 1 and 9999.
    public init?(year: Int, month: Int? = nil, day: Int? = nil) {
        guard (1...9999).contains(year) else { return nil }
        if let month {
            guard (1...12).contains(month) else { return nil }
            if let day { guard day >= 1, day <= Self.days(inMonth: month, of: year) else { return nil } }
        } else if day != nil {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `2021`, `2021-08` or `2021-08-07`; nil for anything else, spaces included.
    public init?(_ text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let widths = [4, 2, 2]
        guard (1...3).contains(parts.count) else { return nil }
        var numbers: [Int] = []
        for (part, width) in zip(parts, widths) {
            guard part.count == width, part.allSatisfy({ (48...57).contains($0) }) else { return nil }
            numbers.append(part.reduce(0) { $0 * 10 + Int($1) - 48 })
        }
        self.init(
            year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil, day: numbers.count > 2 ? numbers[2] : nil)
    }

    /// The first day of the period.
    public var firstDay: PartialDate {
        PartialDate(validYear: year, month: month ?? 1, day: day ?? 1)
    }

    /// The last day of the period.
    public var lastDay: PartialDate {
        let lastMonth = month ?? 12
        return PartialDate(
            validYear: year, month: lastMonth, day: day ?? Self.days(inMonth: lastMonth, of: year))
    }

    /// True where the other period lies wholly within this one.
    public func contains(_ other: PartialDate) -> Bool {
        firstDay.ordinal <= other.firstDay.ordinal && other.lastDay.ordinal <= lastDay.ordinal
    }

    public var description: String {
        var text = Self.padded(year, to: 4)
        if let month { text += "-" + Self.padded(month, to: 2) }
        if let day { text += "-" + Self.padded(day, to: 2) }
        return text
    }

    /// Orders by first day; of two periods that start together the longer comes first.
    public static func < (left: PartialDate, right: PartialDate) -> Bool {
        let (first, second) = (left.firstDay.ordinal, right.firstDay.ordinal)
        return first != second ? first < second : left.precision < right.precision
    }

    /// 1 for a year, 2 for a month, 3 for a day.
    public var precision: Int { day != nil ? 3 : month != nil ? 2 : 1 }

    /// The number of the period's first day, counted from 1 January of the year 1.
    public var ordinal: Int {
        let before = year - 1
        var days = before * 365 + before / 4 - before / 100 + before / 400
        for earlier in 1..<(month ?? 1) { days += Self.days(inMonth: earlier, of: year) }
        return days + (day ?? 1)
    }

    /// The day with the given number, counted from 1 January of the year 1; nil outside the years 1 to 9999.
    public init?(ordinal: Int) {
        guard ordinal >= 1 else { return nil }
        var year = max(1, ordinal / 366)
        while year < 9999, PartialDate(validYear: year + 1, month: 1, day: 1).ordinal <= ordinal { year += 1 }
        var month = 1
        while month < 12, PartialDate(validYear: year, month: month + 1, day: 1).ordinal <= ordinal { month += 1 }
        self.init(
            year: year, month: month, day: ordinal - PartialDate(validYear: year, month: month, day: 1).ordinal + 1)
    }

    private init(validYear year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
