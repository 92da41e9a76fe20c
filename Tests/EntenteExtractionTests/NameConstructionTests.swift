import EntenteExtraction
import EntenteModel
import Testing

/// Names that no list holds, known by how they are put together and by what stands beside them.
@Suite struct NameConstructionTests {
    /// Whether a text names an actor under a name, of a kind, acting for a principal ("-" for nobody).
    private func names(_ text: String, _ name: String, _ kind: String, for principal: String? = nil) throws -> Bool {
        try SharedExtractor.extract(text).actors.contains { actor in
            ([actor.name] + actor.aliases).contains(name) && actor.kind == kind
                && (principal == nil || actor.principal?.rawValue ?? "-" == principal)
        }
    }

    @Test(arguments: [
        ("Milan Radovic led the attack.", "Milan Radovic"), ("The court heard Rocío San Miguel.", "Rocío San Miguel"),
        ("Hussein al-Zahrani fled.", "Hussein al-Zahrani"),
        ("They met Abdul-Karim al-Zubaydi.", "Abdul-Karim al-Zubaydi"),
        ("They met Mr. Okello.", "Okello"), ("It was led by Lloyd Austin.", "Lloyd Austin"),
    ])
    func aFirstNameOrAnHonorificMakesAPerson(text: String, name: String) throws {
        #expect(try names(text, name, "person"))
        #expect(try SharedExtractor.extract(text).actors.contains { $0.kind == "place" } == false)
    }

    @Test(arguments: ["Operation Desert Rain began.", "Typhoon Haiyan struck.", "Let us go."])
    func eventsAreNobody(text: String) throws { #expect(try SharedExtractor.named(text) == []) }

    @Test(arguments: [
        ("Putin met Xi.", ["vladimir-putin", "xi-jinping"]), ("Hunter Putin left.", []),
        ("Anti-Putin protests grew.", []),
        ("Abdel-Fattah el-Sissi spoke.", ["abdel-fattah-al-sisi"]), ("In may, a rice deal failed.", []),
    ])
    func leadersAreKnownBySurnameAndInAnySpelling(text: String, persons: [String]) throws {
        let found = try SharedExtractor.extract(text).actors.filter { $0.kind == "person" && $0.id != "hunter-putin" }
        #expect(found.map(\.id.rawValue) == persons)
    }

    @Test(arguments: [
        ("Talks were held in Kenya's Loruk on Friday.", "loruk locatedIn kenya asserted"),
        ("They met in Jeddah, Saudi Arabia, on Friday.", "jeddah locatedIn saudi-arabia asserted"),
    ])
    func aPlaceBesideItsStateLiesThere(text: String, relation: String) throws {
        #expect(try SharedExtractor.relations(text).contains(relation))
    }

    @Test(arguments: ["They flew to Jeddah, Kenya, Uganda and Mali.", "Members of Kenya's Jubilee Party left."])
    func aListOrAPartyIsNoPlaceInAState(text: String) throws {
        #expect(try SharedExtractor.relations(text).allSatisfy { !$0.contains("locatedIn") })
    }

    @Test func aMinistryIsThatOfThePossessiveBeforeIt() throws {
        let text = "The Kenyan Foreign Ministry left. Earlier Uganda's Ministry of Foreign Affairs had accused Rwanda."
        #expect(try SharedExtractor.relations(text).contains("uganda-foreign-ministry accuses rwanda asserted"))
    }

    @Test func anOfficeBehindANameIsHeldInTheStateSpokenOf() throws {
        let text = "Kenya has closed its embassy. Kenya wants peace, and Peter Okello, the defence minister, spoke."
        #expect(try SharedExtractor.relations(text).contains("peter-okello officialOf kenya asserted"))
    }

    @Test(arguments: [
        ("Niger waits, according to Peter Okello, the Kenyan president's press secretary.", "officialOf kenya"),
        ("Niger waits, according to Peter Okello, the president of Kenya's press secretary.", "officialOf kenya"),
        ("Niger waits, said Peter Okello, Kenya's president.", "leads kenya"),
    ])
    func whoServesAPresidentLeadsNoState(text: String, tie: String) throws {
        let ties = try SharedExtractor.relations(text).filter { $0.hasPrefix("peter-okello ") }
        #expect(ties == ["peter-okello \(tie) asserted"])
    }

    @Test func namesOfAListAreNoPartsOfEachOther() throws {
        let relations = try SharedExtractor.relations(
            "After the raid by Hamas, 7th Brigade soldiers crossed the river.")
        #expect(relations.allSatisfy { !$0.contains("partOf") })
    }

    @Test(arguments: [
        "Niger waits, said Mary Okello, the Kenyan president's wife.",
        "According to Mary Okello, the Kenyan president's wife, foreign minister Ali lied.",
    ])
    func aPresidentsWifeHoldsNoOffice(text: String) throws {
        let relations = try SharedExtractor.relations(text).filter { $0.hasPrefix("mary-okello") }
        #expect(relations.allSatisfy { !$0.contains("leads") && !$0.contains("officialOf") })
    }

    @Test(arguments: [
        (
            "The Karen National Union's 6th Brigade left.",
            "karen-national-union-6th-brigade partOf karen-national-union"
        ),
        (
            "The Ugandan army's Second Division left.",
            "ugandan-army-second-division partOf uganda-peoples-defence-force"
        ),
    ])
    func aUnitIsPartOfWhoStandsBeforeIt(text: String, tie: String) throws {
        #expect(try SharedExtractor.relations(text).contains("\(tie) asserted"))
    }

    @Test func aLeaderActsForTheState() throws {
        #expect(try names("Lavrov left.", "Sergei Lavrov", "person", for: "russia"))
    }

    @Test func anOppositionLeaderLeadsNoState() throws {
        let found = try SharedExtractor.relations(
            "The exiled opposition leader Svetlana Tikhanovskaya left. She is from Belarus.")
        #expect(found.allSatisfy { !$0.contains("leads") && !$0.contains("officialOf") })
    }

    @Test(arguments: ["A land bridge across the Black Sea is a dream.", "Planes built an air bridge over Gaza."])
    func notEveryBridgeIsOne(text: String) throws {
        #expect(try SharedExtractor.extract(text).actors.allSatisfy { $0.kind != "bridge" })
    }

    @Test func anOfficeBehindAPronounIsThatOfTheStateServed() throws {
        let text = "Kenya greeted Uganda when its foreign minister, Sergei Lavrov, passed through Nairobi."
        #expect(
            try SharedExtractor.relations(text).allSatisfy {
                !$0.hasPrefix("sergei-lavrov officialOf") || $0.contains("russia")
            })
    }

    @Test func anOfficeThatIsSaidOutrightStands() throws {
        let relations = try SharedExtractor.relations("Sergei Lavrov is a minister of Kenya.")
        #expect(relations.contains("sergei-lavrov officialOf kenya asserted"))
    }

    @Test func anotherPersonOfTheSurnameIsNotTheLeader() throws {
        let actors = try SharedExtractor.extract("The baker Igor Lavrov spoke. Lavrov left.").actors
        #expect(actors.contains { $0.id == "sergei-lavrov" } == false)
    }

    @Test(arguments: [
        ("The Karen National Liberation Army attacked.", "Karen National Liberation Army", "militantGroup"),
        ("The People's Defence Force attacked.", "People's Defence Force", "militantGroup"),
        ("Soldiers of the 275th Light Infantry Battalion left.", "275th Light Infantry Battalion", "armedForce"),
        ("The Western Command said so.", "Western Command", "armedForce"),
        ("The Dawna hills are high.", "Dawna hills", "place"),
        ("The Narogo camp is full.", "Narogo camp", "facility"),
        ("They sailed in the Gulf of Aden.", "Gulf of Aden", "place"),
        ("Camp Zelenko is large.", "Camp Zelenko", "militaryBase"),
        ("Fortify Rights, a human rights group, said so.", "Fortify Rights", "internationalOrganization"),
        ("Fighters took the village of Ogossagou.", "Ogossagou", "place"),
        ("The newspaper Wydarzenia said so.", "Wydarzenia", "mediaOutlet"),
        ("Gunmen took the bridge at Beni.", "Beni bridge", "bridge"),
        ("Gunmen took a railway bridge across the Semliki at Beni.", "Beni bridge", "bridge"),
        ("Trucks wait at the bridge over the Moei River.", "Moei River bridge", "bridge"),
        ("Planes use Beni's airport.", "Beni airport", "facility"),
    ])
    func aNounOrAFirstWordTypesAName(text: String, name: String, kind: String) throws {
        #expect(try names(text, name, kind))
    }

    @Test func aUnitBelongsToWhoStandsBeforeIt() throws {
        #expect(try names("The Russian 90th Tank Division left.", "90th Tank Division", "armedForce", for: "russia"))
        #expect(try names("Hamas's 6th Brigade left.", "6th Brigade", "militantGroup", for: "hamas"))
    }

    @Test(arguments: [
        ("HMS Trent arrived.", "HMS Trent", "united-kingdom"),
        ("The German frigate Hessen fired.", "Hessen", "germany"),
        ("INS Kolkata was near.", "INS Kolkata", "india"),
    ])
    func aWarshipIsAForceOfItsState(text: String, name: String, state: String) throws {
        #expect(try names(text, name, "armedForce", for: state))
    }

    @Test func aMerchantShipIsNoForce() throws {
        #expect(try names("The tanker Suez Rajan sank.", "Suez Rajan", "facility"))
    }

    @Test(arguments: [
        ("Kenya voted. The supreme court annulled it.", "Kenyan Supreme Court", "kenya"),
        ("In Tokyo, where parliament ratified the pact with Kenya.", "Japanese Parliament", "japan"),
        ("The Myanmar Air Force bombed a school.", "Myanmar Air Force", "myanmar"),
    ])
    func aBodyWithoutANationalityHasTheStateThatTheTextSpeaksOf(text: String, name: String, state: String) throws {
        let actors = try SharedExtractor.extract(text).actors
        #expect(
            actors.contains { actor in
                ([actor.name] + actor.aliases).contains(name) && actor.principal?.rawValue == state
            })
    }

    @Test(arguments: ["The Serbs of Kosovo voted.", "Armed Serbs fled.", "Kosovo Serbs voted."])
    func aPeopleAmongOthersIsNotItsState(text: String) throws {
        let actors = try SharedExtractor.extract(text).actors
        #expect(actors.contains { $0.kind == "ethnicGroup" })
        #expect(actors.contains { $0.id == "serbia" } == false)
    }

    @Test func aRegionIsOnePlaceWithAndWithoutItsNoun() throws {
        #expect(try SharedExtractor.named("Darfur burns. The Darfur region is vast.") == ["darfur"])
    }

    @Test(arguments: ["The Pretoria agreement holds.", "The Oslo Accords failed.", "Nairobi, 3 October 2024"])
    func whereSomethingWasSignedOrWrittenIsNoActor(text: String) throws {
        #expect(try SharedExtractor.named(text) == [])
    }

    @Test func whiteHouseAndKremlinAreBodiesOfTheirStates() throws {
        #expect(try names("The Kremlin denied it.", "Kremlin", "governmentBody", for: "russia"))
    }

    @Test(arguments: [
        ("Traffic at the Goma-Gisenyi border crossing resumed.", "Goma-Gisenyi border crossing", "borderCrossing"),
        ("The Mae Sot–Myawaddy bridge was closed.", "Mae Sot–Myawaddy bridge", "bridge"),
        ("He crossed at the Margara bridge.", "Margara bridge", "bridge"),
    ])
    func aCrossingBearsTheNamesOfItsPlaces(text: String, name: String, kind: String) throws {
        #expect(try names(text, name, kind))
    }

    @Test(arguments: [
        ("Traffic at the Goma-Gisenyi border crossing resumed.", ["democratic-republic-of-the-congo", "rwanda"]),
        ("The Mae Sot–Myawaddy bridge was closed.", ["myanmar", "thailand"]),
        ("The Imamnazar–Aqina crossing was closed.", ["afghanistan", "turkmenistan"]),
        ("The Kinshasa-Brazzaville bridge was closed.", ["democratic-republic-of-the-congo", "republic-of-the-congo"]),
        ("The Goma-Unheardof bridge was closed.", []), ("The Mombasa-Kisumu bridge was closed.", []),
        ("Turkey is an East-West bridge.", []),
    ])
    func aCrossingNamedAfterTwoPlacesConnectsTheirStates(text: String, states: [String]) throws {
        let found = try SharedExtractor.extract(text).findings.filter { $0.kind == "connects" }
        #expect(found.map(\.target.rawValue).sorted() == states)
    }

    @Test func aKnownCrossingKeepsItsNameAmongItsPlaces() throws {
        let text = "The Bruzgi–Kuźnica border post was closed, Poland said."
        #expect(
            try SharedExtractor.extract(text).actors.filter { $0.kind == "borderCrossing" }.map(\.id) == [
                "bruzgi-kuznica-crossing"
            ])
    }

    /// Dashes of all sorts part the words of an id.
    @Test func aNameWithADashIsTheOneWithAHyphen() throws {
        let text = "The Mae Sot–Myawaddy bridge was closed. The Mae Sot-Myawaddy bridge is open."
        #expect(try SharedExtractor.extract(text).actors.count { $0.kind == "bridge" } == 1)
    }

    /// The id of the actor that bears a name in a text.
    private func actor(_ text: String, _ name: String) throws -> String? {
        try SharedExtractor.extract(text).actors.first { ([$0.name] + $0.aliases).contains(name) }?.id.rawValue
    }

    @Test(arguments: [
        ("The Karamoja People's Front (KPF) attacked Uganda. The KPF fled.", "KPF", "karamoja-peoples-front"),
        ("The Arakan Army, or AA, attacked Myanmar. The AA fled.", "AA", "arakan-army"),
        (
            "The Armed Forces of the Philippines (the “AFP”) fled. The AFP chief left.", "AFP",
            "philippines-armed-forces"
        ),
        (
            "The Coalition of Patriots for Change (CPC) fled. The CPC fled again.", "CPC",
            "coalition-of-patriots-for-change"
        ),
        ("Lashkar-e-Taiba (LeT) fled.", "LeT", "lashkar-e-taiba"),
    ])
    func aShortNameStandsForWhatTheTextGivesItTo(text: String, short: String, id: String) throws {
        #expect(try actor(text, short) == id)
        #expect(
            try SharedExtractor.extract(text).actors.allSatisfy { $0.kind != "mediaOutlet" && $0.id != "peoples-front" }
        )
    }

    @Test(
        arguments: [
            ("MANILA (AFP) - China left.", "AFP", "agence-france-presse"),
            ("Chad (NATO) left.", "NATO", "nato"), ("President William Ruto (XQZ) left.", "XQZ", nil),
            ("The AFP said so. The Armed Forces of the Philippines (AFP) left.", "AFP", "agence-france-presse"),
            ("India (", "(", nil), ("The Arakan Army (AA", "AA", "anadolu-agency"),
        ] as [(String, String, String?)])
    func whatStandsInBracketsBesideAStateOrAPersonIsNoShortName(text: String, short: String, id: String?) throws {
        #expect(try actor(text, short) == id)
    }

    @Test(arguments: [
        "The Gulf state denied it, Egypt said.", "Neither camp is united, Egypt said.",
        "Its one-China policy stands, Egypt said.",
    ])
    func aRegionOrASmallWordBesideANounNamesNobody(text: String) throws {
        #expect(try SharedExtractor.extract(text).actors.map(\.id.rawValue) == ["egypt"])
    }

    @Test func aShortNameWithTheOwnersInitialLeavesTheOwner() throws {
        let text = "Chad's Northern Region Command (CNRC) attacked Mali. The CNRC fled."
        let force = try #require(try SharedExtractor.extract(text).actors.first { $0.aliases.contains("CNRC") })
        #expect(force.principal == "chad")
    }

    @Test func aFirstNameThatADamBearsIsAPersonsBehindAnOffice() throws {
        #expect(try names("Prime Minister Inga Ruginiene left Latvia.", "Inga Ruginiene", "person"))
    }

    @Test func brusselsActsForTheUnion() throws {
        #expect(
            try SharedExtractor.relations("Brussels accused Hungary.") == ["european-union accuses hungary asserted"])
    }

    @Test func theSecondOfTwoPersonsHasTheOfficeBehindHim() throws {
        let found = try SharedExtractor.relations(
            "President Ahmed al-Sharaa and Mazloum Abdi, commander of the Syrian Democratic Forces, left.")
        #expect(found.contains("mazloum-abdi leads syrian-democratic-forces asserted"))
        #expect(!found.contains("ahmed-al-sharaa leads syrian-democratic-forces asserted"))
    }

    @Test func aBaseOfAStateNeedNotLieInIt() throws {
        let found = try SharedExtractor.relations("Several thousand fled to Russia's Hmeimim air base.")
        #expect(!found.contains("hmeimim-air-base locatedIn russia asserted"))
    }
}
