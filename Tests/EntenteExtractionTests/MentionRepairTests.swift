import EntenteExtraction
import EntenteModel
import Testing

/// Names that once were lost, cut or given to somebody else.
@Suite struct MentionRepairTests {
    private func actors(_ text: String) throws -> [String] {
        try SharedExtractor.extract(text).actors.filter { $0.mentions > 0 }.map { "\($0.id) \($0.kind)" }
    }

    /// How often a text mentions an actor by name.
    private func mentions(_ text: String, of actor: String) throws -> Int {
        try SharedExtractor.extract(text).mentions.count { $0.actor.rawValue == actor }
    }

    @Test(arguments: [
        ("Sorvanian President Pavel Drozd replied that it was safe.", "pavel-drozd"),
        ("The British ambassador, Sir Giles Merriman, left Tamar.", "giles-merriman"),
        ("Sergeant Malik surrendered to Kenya.", "malik"),
        ("Regent Hamdan fled to Kenya.", "hamdan"),
        ("The lawyer Mo Shaoping was refused.", "mo-shaoping"),
        ("Abu Hanifa leads the band at Gao.", "abu-hanifa"),
        ("Kenya's Wycliffe Oparanya left on Monday.", "wycliffe-oparanya"),
        ("The programme, through Tania Goossens, its director there, met Kenya.", "tania-goossens"),
        ("Kenya on Monday handed Turkey Selahaddin Gulen, a nephew of a cleric.", "selahaddin-gulen"),
    ])
    func `A title, a trade or a state beside a name is no part of it`(text: String, person: String) throws {
        let persons = try SharedExtractor.extract(text).actors.filter { $0.kind == "person" }
        #expect(persons.map(\.id.rawValue) == [person])
    }

    @Test(arguments: [
        ("Emmanuel Macron and his wife Brigitte Macron flew to Rabat. Macron left.", "emmanuel-macron", 2),
        ("Petr Kolvar spoke. Dana Kolvar, his wife, flew to Paris. Kolvar thanked France.", "petr-kolvar", 2),
        ("Rodrigo Duterte left. Kitty Duterte, his daughter, called it kidnapping.", "kitty-duterte", 1),
        ("King Erik refused the treaty. King Erik Orm received the envoys.", "erik-orm", 2),
        ("General al-Burhan accused Kenya. Abdel Fattah al-Burhan flew to Cairo.", "abdel-fattah-al-burhan", 2),
        ("Tarkhel Werede met Gorvach Redan in Mekele. Gorvach denied it.", "gorvach-redan", 2),
        ("Haftar's son Saddam left Kenya. Saddam Haftar flew to Cairo.", "saddam-haftar", 2),
    ])
    func `Who shares a surname or goes by one name is still one person`(text: String, person: String, count: Int) throws
    {
        let (found, all) = (try mentions(text, of: person), try actors(text))
        #expect(found >= count, "found \(all)")
    }

    @Test(arguments: [
        ("Mohammed Abbas, a baker in Hebron, was arrested.", "mahmoud-abbas"),
        ("Hussein Rouhani, a student in Tabriz, was arrested.", "hassan-rouhani"),
        ("Alexandra Lukashenko, a nurse in Minsk, met Egypt.", "alexander-lukashenko"),
        ("George H. W. Bush met Egypt.", "george-w-bush"), ("George W. Bush met Egypt.", "george-h-w-bush"),
        ("Haftar's son Saddam met Egypt.", "saddam-hussein"),
    ])
    func `A first name that differs is another person's`(text: String, person: String) throws {
        #expect(try mentions(text, of: person) == 0)
    }

    @Test(arguments: [
        ("In Moscow Putin waited.", ["moscow", "vladimir-putin"]),
        ("In Paris Macron waited.", ["emmanuel-macron", "paris"]),
    ])
    func `A surname behind a capital is no part of a place`(text: String, actors: [String]) throws {
        #expect(try SharedExtractor.named(text) == actors)
    }

    @Test(arguments: [
        ("He told Radio France on Monday that all was well.", "radio-france mediaOutlet"),
        ("Falk told Veltland Radio that his country was calm.", "veltland-radio mediaOutlet"),
        ("The newspaper the Pioneer reported it.", "pioneer mediaOutlet"),
        ("Kenya Airways left Chad.", "kenya-airways company"), ("Air France left Chad.", "air-france company"),
        ("The Bahrain Fund pays for it.", "bahrain-fund internationalOrganization"),
        ("The Togo National Congress denied it.", "togo-national-congress politicalParty"),
        ("The Bank of Porphyra stopped payments.", "bank-of-porphyra company"),
        ("The National Bank of Ukraine denied it.", "ukraine-central-bank governmentBody"),
        ("Kenya's Ministry of Lands denied it.", "kenya-ministry-of-lands governmentBody"),
        ("Malaysia's General Operations Force left.", "malaysia-general-operations-force armedForce"),
        ("Soldiers of the HVO fled.", "hvo militantGroup"),
        ("The development bank BNDES refused.", "bndes company"),
        ("The two ministers agreed in Victoria Falls on Monday.", "victoria-falls place"),
        ("Rebels fell upon Katima Mulilo.", "katima-mulilo place"),
    ])
    func `A noun of its own or a state's name at its head makes an organization or a place`(
        text: String, actor: String
    ) throws {
        let found = try actors(text)
        #expect(found.contains(actor), "found \(found)")
    }

    @Test(arguments: [
        ("Air France left on Monday.", "france"), ("China Merchants built the port.", "china"),
        ("The National Bank denied it.", "the-national"), ("Crimson Dawn has taken it.", "dawn"),
        ("The National Democratic Alliance split.", "democratic-alliance"),
    ])
    func `Part of another name is nobody`(text: String, actor: String) throws {
        #expect(try mentions(text, of: actor) == 0)
    }

    @Test(arguments: [
        ("Orland accused its neighbour. Orland's army moved north.", "orland", 1),
        (
            "Tavria called the step unfriendly. President Ivan Marek of Tavria left. Tavria's prime minister stayed.",
            "tavria", 3
        ),
        ("Rebels took Tarn on Monday. The town of Tarn was shelled.", "tarn", 2),
        ("Orlandian ministers left. Orland's foreign minister stayed. The government of Orland fell.", "orland", 2),
        ("The Islamic Front took Homs on Monday. The Front denied it.", "islamic-front", 2),
    ])
    func `What a text says of a name once holds for all of it`(text: String, actor: String, count: Int) throws {
        let (found, all) = (try mentions(text, of: actor), try actors(text))
        #expect(found >= count, "found \(all)")
    }

    @Test(arguments: [
        ("Nelvia's prime minister welcomed the treaty.", "nelvia state"),
        ("The defence ministry of Orland denied it.", "orland-defence-ministry governmentBody"),
    ])
    func `Offices and bodies of state make a state of an unseen name`(text: String, actor: String) throws {
        let found = try actors(text)
        #expect(found.contains(actor), "found \(found)")
    }

    @Test(arguments: [
        "Pavel Okello left. Okello's army fled.", "Netanyahu's government fell.", "Today's government left.",
    ])
    func `Whose army it is may be a person`(text: String) throws {
        #expect(try SharedExtractor.extract(text).actors.allSatisfy { $0.kind != "state" || $0.id == "israel" })
    }

    @Test func `What is counted behind a force is no part of it`() throws {
        let text = "Pakistan has sold the Libyan National Army sixteen fighters."
        let extraction = try SharedExtractor.extract(text)
        let mention = try #require(extraction.mentions.first { $0.actor == "libyan-national-army" })
        #expect(mention.range.upperBound < text.utf8.count - 15)
    }

    @Test(arguments: ["A Turkish-built drone crashed.", "Turkish-guided tanks left."])
    func `A participle behind a hyphen leaves the nationality`(text: String) throws {
        #expect(try SharedExtractor.named(text) == ["turkey"])
    }

    @Test func `The force of somebody is not named for him`() throws {
        #expect(try actors("It supplied Storm's People's Army with rifles.") == ["peoples-army militantGroup"])
        #expect(try !actors("They fled when Qoorqoor's militia came.").contains { $0.hasPrefix("qoorqoors") })
    }
}
