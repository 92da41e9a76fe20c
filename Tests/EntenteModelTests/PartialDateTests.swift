import EntenteModel
import Testing

@Suite struct PartialDateTests {
    @Test(arguments: ["2021", "2021-08", "2021-08-07", "0001-01-01", "9999-12-31", "2020-02-29", "2000-02-29"])
    func datesReadBackAsTheyWereWritten(text: String) {
        #expect(PartialDate(text)?.description == text)
    }

    @Test(arguments: [
        "", "21", "2021-8", "2021-08-7", "2021-13", "2021-00", "2021-08-00", "2021-08-32", "2021-02-29", "1900-02-29",
        "0000", "2021-08-07 ", " 2021", "2021-08-", "2021--07", "-2021", "+021", "2021-08-07T00:00", "2021/08/07",
        "２０２１", "20a1", "2021-08-07-01",
    ])
    func whatIsNoDateIsRefused(text: String) {
        #expect(PartialDate(text) == nil)
    }

    @Test func aDayNeedsAMonth() {
        #expect(PartialDate(year: 2021, month: nil, day: 7) == nil)
    }

    @Test func datesOrderByFirstDayAndTheLongerPeriodComesFirst() throws {
        let texts = ["2020-12-31", "2021", "2021-01", "2021-01-01", "2021-01-02", "2021-08", "2022"]
        let dates = try texts.map { try #require(PartialDate($0)) }
        #expect(dates.reversed().sorted().map(\.description) == texts)
    }

    @Test(arguments: [
        ("2021", "2021-01-01", "2021-12-31"), ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"), ("2021-04", "2021-04-01", "2021-04-30"),
        ("2021-08-07", "2021-08-07", "2021-08-07"),
    ])
    func aPeriodRunsFromItsFirstDayToItsLast(period: String, first: String, last: String) throws {
        let date = try #require(PartialDate(period))
        #expect(date.firstDay.description == first)
        #expect(date.lastDay.description == last)
    }

    @Test func aYearContainsItsMonthsAndDaysButNotTheNextYear() throws {
        let year = try #require(PartialDate("2021"))
        #expect(try year.contains(#require(PartialDate("2021-12-31"))))
        #expect(try year.contains(#require(PartialDate("2021"))))
        #expect(try !year.contains(#require(PartialDate("2022-01-01"))))
        #expect(try !#require(PartialDate("2021-08")).contains(year))
    }

    @Test(arguments: [("0001-01-01", 1), ("0001-12-31", 365), ("2000-01-01", 730_120), ("2021-08-07", 738_009)])
    func ordinalsCountDaysFromTheYearOne(text: String, ordinal: Int) throws {
        // 730,120 and 738,009 are Python's date.toordinal().
        #expect(try #require(PartialDate(text)).ordinal == ordinal)
        #expect(PartialDate(ordinal: ordinal)?.description == text)
    }

    @Test func everyDayOfFourCenturiesComesBackFromItsOrdinal() throws {
        let first = try #require(PartialDate("1799-12-25")).ordinal
        for ordinal in stride(from: first, to: first + 146_100, by: 13) {
            #expect(PartialDate(ordinal: ordinal)?.ordinal == ordinal)
        }
    }

    @Test(arguments: [Int.min, -1, 0, 3_652_060, Int.max])
    func ordinalsOutsideTheCalendarAreRefused(ordinal: Int) {
        #expect(PartialDate(ordinal: ordinal) == nil)
    }
}
