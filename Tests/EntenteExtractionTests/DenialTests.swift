import Testing

/// Denials that do not say themselves what they deny.
struct DenialTests {
    private func relations(_ text: String) throws -> [String] { try SharedExtractor.relations(text) }

    @Test func `A clause that denies stands beside what it denies`() throws {
        let found = try relations("Chad has sent troops to Sudan, which Chad denies.")
        #expect(found.contains("chad hasForcesIn sudan disputed"), "found \(found)")
    }

    @Test func `A denial of an allegation is about the sentence before`() throws {
        let found = try relations("Kenya supplied weapons to Uganda, diplomats say. Kenya rejected the allegations.")
        #expect(found.contains("kenya suppliesArmsTo uganda disputed"), "found \(found)")
    }

    @Test func `Who is accused denies no accusation that was made`() throws {
        let found = try relations("Kenya accused Uganda of lying. Uganda denied this.")
        #expect(!found.contains { $0.hasSuffix("denied") || $0.hasSuffix("disputed") }, "found \(found)")
    }

    @Test func `Who is not concerned denies nothing`() throws {
        let found = try relations("Chad attacked Sudan. Kenya denied it.")
        #expect(!found.contains { $0.hasSuffix("denied") || $0.hasSuffix("disputed") }, "found \(found)")
    }

    @Test(arguments: [
        ("Kenya has yet to recognise Somaliland.", "kenya refusesToRecognize somaliland asserted"),
        ("Kenya has yet to receive a delegation from Niger.", "kenya meetsWith niger denied"),
    ])
    func `What has yet to happen has not happened`(text: String, relation: String) throws {
        #expect(try relations(text).contains(relation))
    }
}
