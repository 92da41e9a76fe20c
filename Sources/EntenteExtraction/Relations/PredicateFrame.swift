import EntenteModel

/// What words assert a relation, and where its two actors stand in the syntax of a sentence.
///
/// ```yaml
/// - kind: attacks
///   verbs: {attack: obj, open fire: [on, at]}     # subject = source; the value says where the target stands
///   adjectives: {afraid: of}                      # "Mali is afraid of", as with verbs
///   nouns: {attack: [on, against], strike: on}    # agent = source: "Mali's attack on", "attack by Mali on"
/// - kind: memberOf
///   roles: {member: of}                           # who is called so = source: "Albania, a member of NATO"
/// - kind: locatedIn
///   attached: [in, poss, appos]                   # one name right at the other: "Herat in Afghanistan"
/// ```
/// Words may be given as alternatives ("send|dispatch $forces"); `$forces` stands for a class of `lexicon/word-classes.tsv`,
/// `$agents` in `source` and `target` for a class of kinds.
struct PredicateFrame: Sendable, Hashable {
    /// Stands in lists of kinds for places that lie in no single state ("the Sahel"), which texts let act and be acted on.
    static let region = "region"

    enum Form: String, CaseIterable, Sendable { case verbs, adjectives, nouns, roles, attached }

    let kind: String
    let form: Form
    /// The lemma of the predicate; for `attached` the place itself.
    let lemma: String
    /// Further lemmas one of which a verb takes as object or particle ("open fire"), or a noun has beside it ("arms sales");
    /// empty where it stands alone.
    let complements: Set<String>
    /// Where the target stands: `obj`, a preposition, `poss`, `between`, `clause` (what the clause below acts on),
    /// `clauseSubject` (who acts in it), `subject` (who the clause around a noun is about); "else in" counts only where the
    /// places before it are empty ("killed 12 soldiers in Chad").
    let target: [String]
    /// Whether source and target change places: "Niger received arms from Turkey".
    let isReversed: Bool
    let confidence: Double
    /// A status that the words themselves bring: an appeal for help is asserted, whatever the help is.
    let status: Status?
    let whenDenied: String?
    /// What it is when the source itself says that it will not do it: "promised not to attack".
    let whenRenounced: String?
    /// What a third party that says so does to the source: who says that B is a danger sees a threat from B.
    let whenSaid: String?
    /// Nouns one of which has to stand for the target ("the protection of the border with"); empty for any.
    let via: Set<String>
    /// Prepositions behind which a noun has its doer, besides "by" and "from": "the withdrawal *of* France from Mali".
    let doers: Set<String>
    /// Words one of which has to govern a noun: "the border with Niger remains *closed*"; empty for any.
    let governors: Set<String>
    /// Words that, where they govern the predicate, put an end to it: "cut its aid to", "lifted the embargo on".
    let endings: Set<String>
    /// Nouns one of which has to be the subject of a verb: "*refugees* arrived in"; empty for any.
    let subjects: Set<String>
    /// Whether a capital that is only the place stands for its state: who flies to Tripoli visits Libya.
    let takesSeats: Bool
    /// Whether a soldier or an official stands for the state: "Thai soldiers guard the border with Laos".
    let takesPrincipals: Bool
    /// Whether both sides have to stand in their own places: for verbs of many meanings.
    let isStrict: Bool
    /// Whether the target, where none is named, is the state that the document is about: "after the American withdrawal".
    let hasImpliedPlace: Bool
    let sourceKinds: Set<String>
    let targetKinds: Set<String>
    /// Words at the predicate that make it mean something else: a deputy chairman does not lead.
    let notWith: Set<String>
    /// Whether a user brought it: the classifier has never met its words and cannot doubt them.
    var isOfUser = false
}
