import Testing

/// What stands in a sentence only as a pronoun or a description.
struct CoreferenceTests {
    private func expect(_ relation: String, in text: String, _ place: SourceLocation = #_sourceLocation) throws {
        let found = try SharedExtractor.relations(text)
        #expect(found.contains(relation), "found \(found)", sourceLocation: place)
    }

    private func expectNo(_ relation: String, in text: String, _ place: SourceLocation = #_sourceLocation) throws {
        let found = try SharedExtractor.relations(text)
        #expect(!found.contains { $0.hasPrefix(relation) }, "found \(found)", sourceLocation: place)
    }

    // MARK: Several at once

    @Test func `The two countries are those named together before`() throws {
        try expect(
            "chad signsAgreementWith niger asserted",
            in: "Chad and Niger held talks in Geneva. The two countries signed a treaty in May.")
    }

    @Test func `The two alone are those of the same sentence`() throws {
        try expect(
            "albania signsAgreementWith turkey asserted",
            in: "Turkey, which trades with Albania, is a member of NATO. The two signed a treaty in 2021.")
    }

    @Test func `The two men are the two persons of the sentence before`() throws {
        try expect(
            "william-ruto signsAgreementWith yoweri-museveni asserted",
            in: "Kenyan President William Ruto received Ugandan President Yoweri Museveni in Mombasa. "
                + "The two men signed an agreement on trade.")
    }

    @Test func `A number of states has to fit those named together`() throws {
        let text = "Kenya, Uganda and Rwanda sent envoys to Geneva. The three states condemned Sudan."
        for state in ["kenya", "uganda", "rwanda"] { try expect("\(state) accuses sudan asserted", in: text) }
    }

    @Test func `All three are those named together`() throws {
        let text = "Kenya, Uganda and Rwanda sent envoys to Geneva. All three states condemned Sudan."
        for state in ["kenya", "uganda", "rwanda"] { try expect("\(state) accuses sudan asserted", in: text) }
    }

    @Test func `They are those named together as subjects`() throws {
        let text = "Ghana and Togo closed an embassy. They accused Benin of smuggling."
        try expect("ghana accuses benin asserted", in: text)
        try expect("togo accuses benin asserted", in: text)
    }

    @Test func `The latter is the second of two`() throws {
        let text = "Talks between Chad and Niger failed. The latter accused Mali of interference."
        try expect("niger accuses mali asserted", in: text)
        try expectNo("chad accuses mali", in: text)
    }

    // MARK: Whom a pronoun does not mean

    @Test func `A pronoun is not who stands beside it at the same verb`() throws {
        let text =
            "Kenyan President William Ruto met Ugandan President Yoweri Museveni. Museveni accused him of weakness."
        try expect("yoweri-museveni accuses william-ruto asserted", in: text)
    }

    @Test func `A denied statement is no actor`() throws {
        try expectNo("chad opposes niger", in: "Niger said that Chad had attacked. Chad denied it.")
    }

    @Test func `A noun that is no actor can be meant`() throws {
        try expectNo(
            "niger accuses", in: "Mali spoke to Niger. The report surprised everybody. It accused Benin of smuggling.")
    }

    // MARK: The subject at hand

    @Test func `What somebody is asked to do is done with what is his`() throws {
        try expect(
            "niger withdrawsFrom benin possible", in: "Mali urged Niger to withdraw its troops from Benin.")
    }

    @Test func `Who says what it will do does it`() throws {
        try expect(
            "fiji accuses tonga asserted",
            in: "Fiji said that Samoan boats had sunk and that it condemned Tonga.")
    }

    @Test func `A pronoun that opens a sentence is the subject that follows`() throws {
        try expect("m23 attacks goma asserted", in: "After it attacked Goma, M23 demanded talks.")
    }

    @Test func `In a longer quotation we are whom the speaker of the sentence before speaks for`() throws {
        try expect(
            "kenya accuses sudan asserted",
            in: "“There will be no talks,” Kenyan President William Ruto said. “We condemn Sudan.”")
    }

    @Test func `In a quotation we are whom the speaker speaks for`() throws {
        try expect(
            "kenya accuses sudan asserted", in: "“We condemn Sudan,” Kenyan President William Ruto said.")
    }

    // MARK: Descriptions

    @Test func `A neighbour is the other state at hand`() throws {
        try expect(
            "burundi accuses rwanda asserted",
            in: "Burundi closed its border with Rwanda and accused its neighbour of arming rebels.")
    }

    @Test func `A clause that only adds leaves a description as it is`() throws {
        try expect(
            "m23 attacks goma asserted", in: "M23 rejected the offer. The group, which attacked Goma, wants talks.")
    }

    @Test func `The government is that of the one state at hand`() throws {
        try expect(
            "benin accuses niger asserted", in: "Benin is in crisis. The government accused Niger of interference.")
    }

    @Test func `A kingdom is one of the kingdoms`() throws {
        try expect(
            "jordan accuses israel asserted",
            in: "Kuwait received weapons from Jordan. The kingdom accused Israel of raids.")
    }

    @Test func `What a name calls itself serves as its description`() throws {
        try expect(
            "three-brotherhood-alliance controls laukkai asserted",
            in: "The Three Brotherhood Alliance rejected talks. Later the alliance captured Laukkai.")
    }

    @Test func `Its spokesman is that of whom he is known to speak for`() throws {
        let text =
            "The Taliban entered Kabul. No state, and the United States least of all, need fear attacks, its spokesman, "
            + "Zabihullah Mujahid, assured reporters."
        try expectNo("zabihullah-mujahid officialOf united-states", in: text)
        try expect("zabihullah-mujahid officialOf taliban asserted", in: text)
    }

    @Test func `A president beside a known person is not that person's`() throws {
        try expectNo(
            "russia accuses mali", in: "Russia watched. Kenya left. Sergei Lavrov and its president accused Mali.")
    }

    @Test(arguments: [
        ("Emmanuel Macron met Giorgia Meloni in Rome. She accused Russia.", "giorgia-meloni accuses russia asserted"),
        ("Giorgia Meloni met Emmanuel Macron in Rome. He accused Russia.", "emmanuel-macron accuses russia asserted"),
        ("Peter Okoth met Angela Merkel. She accused Russia.", "angela-merkel accuses russia asserted"),
    ])
    func `She is a woman and he is a man`(text: String, relation: String) throws {
        try SharedExtractor.expect(text, states: relation)
    }

    // MARK: What lists, borders and names tell

    @Test func `A list of three is one group however the parse cuts it`() throws {
        let text =
            "Al-Qaeda, Boko Haram and the Lord's Resistance Army have cells there. These terrorist groups attacked Kenya."
        for group in ["al-qaeda", "boko-haram", "lords-resistance-army"] {
            try expect("\(group) attacks kenya asserted", in: text)
        }
    }

    @Test func `A neighbour is a state that borders its neighbour, be it named by its army only`() throws {
        try expect("niger accuses mali asserted", in: "The Malian army entered Niger. Niger accused its neighbour.")
        try expect(
            "rwanda attacks burundi asserted",
            in: "Burundi shares a border with Rwanda. It has no ties with Iceland. Rwanda attacked its neighbour.")
    }

    @Test func `Who is described as somebody's is not that somebody`() throws {
        try expectNo(
            "emmanuel-macron accuses",
            in: "Vladimir Putin met Emmanuel Macron, his French colleague. His ministry accused Kenya.")
    }

    @Test func `A nationality and an office are the person who is known to hold it`() throws {
        try expect(
            "kais-saied accuses kenya asserted", in: "Kais Saied came to Geneva. The Tunisian president accused Kenya.")
    }

    @Test func `A pipeline that is told what it is called is the one of that name`() throws {
        let text = "Kenya paid for the pipeline that is to connect Chad with Cameroon, known as the Kilima Line."
        for state in ["chad", "cameroon"] { try expect("kilima-line connects \(state) possible", in: text) }
    }
}
