import EntenteModel
import Testing

@testable import EntenteText

@Suite struct DatelineTests {
    @Test(arguments: [
        ("A road with two names\n\nTbilisi, 14 October 2024\n\nThere is a road.", "2024-10-14"),
        ("# Explained: why they quarrel\n\n*11 April 2024*\n\nOn 3 April a law was signed.", "2024-04-11"),
        ("Fighters close in\n\nGoma, 18 January 2025 — Fighters seized the town on Thursday.", "2025-01-18"),
        ("MAE SOT, Thailand, 24 April 2024\n\nFrom the terrace you can hear the war.", "2024-04-24"),
        ("Published: March 3, 2021\n\nThe talks failed.", "2021-03-03"),
        ("Talks fail\nBy Our Correspondent | Sept. 3, 2021\n\nThe talks failed.", "2021-09-03"),
        ("Updated on Monday, 5th March 2021\n\nThe talks failed.", "2021-03-05"),
        ("Prepared in Djibouti, 5 March 2024\n\nSUMMARY", "2024-03-05"),
        ("2024-10-14\n\nThe talks failed.", "2024-10-14"),
    ])
    func theDayOfWritingIsReadOffTheTopOfAText(text: String, expected: String) throws {
        #expect(try Document(id: "1", text: text).date == PartialDate(expected))
    }

    @Test(arguments: [
        "The treaty of 12 March 2022\n\nIt was signed in Paris.",
        "The two states signed a treaty on the use of the river in Geneva, on the lake, 12 March 2022\n\nIt failed.",
        "They met. The agreement dates from the long summer of talks that ended in Geneva.\n\nNo date.",
        "31 February 2022\n\nThere is no such day.",
        "", "—", "— \n-\n", "12 March\n\nNo year.",
    ])
    func otherDatesAreNoDatelines(text: String) throws {
        #expect(try Document(id: "1", text: text).date == nil)
    }

    @Test func frontMatterAndADateLineStandAboveADateline() throws {
        let text = "date 2021-08-07\n\nKabul, 6 August 2021 — The talks failed."
        #expect(try Document(id: "1", text: text).date == PartialDate("2021-08-07"))
    }

}
