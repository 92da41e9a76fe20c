import EntenteModel
import EntenteText

/// Finds the mentions of actors in a document: known names, bodies of known states, and persons introduced by an office.
///
/// It works on names as written and needs no tags. What it reads off the text besides the mentions (who holds which office
/// of whom) comes as ties, since the same words say both.
struct MentionFinder: Sendable {
    let gazetteer: Gazetteer
    let index: NameIndex
    let lexicon: Lexicon
    let leaders: LeaderIndex
    /// By ISO 3166-1 codes.
    let states: [String: ActorID]
    /// Guesses what an unseen name stands for; nil where no language model is at hand.
    let typeName: (@Sendable (Range<Int>, Sentence) -> NameTyping)?

    init(
        gazetteer: Gazetteer, lexicon: Lexicon, leaders: LeaderIndex,
        typeName: (@Sendable (Range<Int>, Sentence) -> NameTyping)?
    ) {
        (self.gazetteer, self.lexicon, self.leaders, self.typeName) = (gazetteer, lexicon, leaders, typeName)
        index = NameIndex(gazetteer)
        states = gazetteer.statesByCode
    }

    /// Mentions of one document, sentence by sentence, with the actors behind them.
    struct Result {
        var actors: [ActorID: Actor] = [:]
        /// One list a sentence, ascending and disjoint.
        var mentions: [[Mention]] = []
        var ties: [Tie] = []
        /// Places among the actors that lie in no single state: "the Sahel".
        var regions: Set<ActorID> = []
        /// ISO 3166-1 codes of the known places that lie in one state.
        var countries: [ActorID: String] = [:]
        /// The same of known facilities and bases.
        var sites: [ActorID: String] = [:]
        /// Persons of the list of leaders.
        var leaders: Set<ActorID> = []
        /// The states that stand for their codes.
        var states: Set<ActorID> = []
        /// Border places with the two states on their sides.
        var borders: [ActorID: [ActorID]] = [:]
        /// Capitals that are met only as cities where something takes place.
        var settings: Set<ActorID> = []
        /// Capitals that also stand for their state: the city is then no actor beside it.
        var spokenCapitals: Set<ActorID> = []
        /// Continents, which are actors only where something is said of them.
        var backdrops: Set<ActorID> = []
        /// States by the capitals that the text names as places.
        var seats: [ActorID: ActorID] = [:]
    }

    /// What a name says besides: "Tajik President Emomali Rahmon", that he leads Tajikistan; "the KNLA's 6th Brigade", that it is
    /// part of the KNLA.
    struct Tie {
        let person: ActorID
        let relation: String
        let organization: ActorID
        let sentence: Int
        /// Whether the text does not say whose the office is.
        var isGuess = false
    }

    func find(in document: Document, sentences: [Sentence]) -> Result {
        var pass = MentionPass(finder: self, document: document)
        for sentence in sentences { pass.read(sentence) }
        let names = pass.documentNamesToKeep()
        guard !names.isEmpty else { return pass.finished() }
        // What the document says of a name in one sentence holds in all of them.
        var second = MentionPass(finder: self, document: document, documentNames: names)
        for sentence in sentences { second.read(sentence) }
        return second.finished()
    }
}
