/// One thing that a person decided about a graph, with who decided it, when and why.
///
/// ```swift
/// Decision(.merge("rahmon", into: "emomali-rahmon"), by: "jd", note: "same office in both reports")
/// ```
/// Decisions refer to actors by id and to evidence by document and quote, never by position, so that they still apply
/// after the documents were read again.
public struct Decision: Hashable, Sendable {
    public enum Verdict: Hashable, Sendable {
        /// The first is the second; it takes the second's id and name, its own stay as aliases.
        case merge(ActorID, into: ActorID)
        /// These are two, whatever their names suggest: they are neither joined nor proposed for it.
        case keepApart(ActorID, ActorID)
        /// What the part says belongs to another actor than this one.
        case divide(ActorID, Division)
        case rename(ActorID, to: String)
        /// The actor is of this kind.
        case retype(ActorID, to: String)
        /// The documents do not say so.
        case reject(Claim)
        /// The documents do say so.
        case confirm(Claim)
        /// An actor that no document names.
        case addActor(ActorID, name: String, kind: String)
        /// A relation that a person knows of.
        case add(KnownRelation)
    }

    public var verdict: Verdict
    public var by: String?
    /// The day of the decision.
    public var date: PartialDate?
    public var note: String?

    public init(_ verdict: Verdict, by: String? = nil, date: PartialDate? = nil, note: String? = nil) {
        self.verdict = verdict
        self.by = by
        self.date = date
        self.note = note
    }
}

/// A relation, and which of its evidence a decision is about.
public struct Claim: Hashable, Sendable {
    public let source: ActorID
    public let kind: String
    public let target: ActorID
    /// The sentence in question; nil where the relation as such is, with all evidence that it has or will have.
    public let evidence: Evidence?

    public struct Evidence: Hashable, Sendable {
        public let document: DocumentID
        /// The sentence exactly as the document writes it.
        public let quote: String

        public init(document: DocumentID, quote: String) {
            self.document = document
            self.quote = quote
        }
    }

    public init(source: ActorID, kind: String, target: ActorID, evidence: Evidence? = nil) {
        self.source = source
        self.kind = kind
        self.target = target
        self.evidence = evidence
    }
}

/// How a part of an actor becomes an actor of its own.
public struct Division: Hashable, Sendable {
    public enum Part: Hashable, Sendable {
        /// The sentences that call it by this name and by no other.
        case name(String)
        /// What this document says.
        case document(DocumentID)
    }

    public let part: Part
    public let id: ActorID
    public let name: String
    /// Nil for the kind of the actor that is divided.
    public let kind: String?

    public init(part: Part, id: ActorID, name: String, kind: String? = nil) {
        self.part = part
        self.id = id
        self.name = name
        self.kind = kind
    }
}

/// A relation that a person knows of, with where they know it from.
public struct KnownRelation: Hashable, Sendable {
    public let source: ActorID
    public let kind: String
    public let target: ActorID
    /// Where it is known from, as a person would cite it: "interview with a customs officer, Dushanbe".
    public let citation: String
    /// What the source says, in its words or in those of whoever adds it.
    public let quote: String
    public let status: Status
    /// When it holds.
    public let date: PartialDate?
    public let confidence: Double

    public init(
        source: ActorID, kind: String, target: ActorID, citation: String, quote: String, status: Status = .asserted,
        date: PartialDate? = nil, confidence: Double = 1
    ) {
        self.source = source
        self.kind = kind
        self.target = target
        self.citation = citation
        self.quote = quote
        self.status = status
        self.date = date
        self.confidence = confidence
    }
}

/// Two actors, in whichever order they were named.
public struct ActorPair: Hashable, Comparable, Sendable {
    public let first: ActorID
    public let second: ActorID

    public init(_ one: ActorID, _ other: ActorID) {
        (first, second) = one < other ? (one, other) : (other, one)
    }

    public static func < (left: ActorPair, right: ActorPair) -> Bool {
        left.first != right.first ? left.first < right.first : left.second < right.second
    }
}

extension Decision {
    /// What a decision is about. Of two decisions with one subject only one can stand.
    public enum Subject: Hashable, Sendable {
        case identity(ActorPair)
        case division(ActorID, Division.Part)
        case name(ActorID)
        case kind(ActorID)
        case claim(Claim)
        case actor(ActorID)
        case knowledge(Claim, citation: String)
    }

    public var subject: Subject {
        switch verdict {
        case .merge(let one, let other), .keepApart(let one, let other): .identity(ActorPair(one, other))
        case .divide(let actor, let division): .division(actor, division.part)
        case .rename(let actor, _): .name(actor)
        case .retype(let actor, _): .kind(actor)
        case .reject(let claim), .confirm(let claim): .claim(claim)
        case .addActor(let actor, _, _): .actor(actor)
        case .add(let known):
            .knowledge(
                Claim(
                    source: known.source, kind: known.kind, target: known.target,
                    evidence: .init(document: "", quote: known.quote)), citation: known.citation)
        }
    }
}

extension Decision: CustomStringConvertible {
    /// What was decided, in one line: "merge rahmon into emomali-rahmon".
    public var description: String {
        switch verdict {
        case .merge(let from, let into): "merge \(from) into \(into)"
        case .keepApart(let one, let other): "keep \(one) and \(other) apart"
        case .divide(let actor, let division):
            switch division.part {
            case .name(let name): "split '\(name)' from \(actor) as \(division.id)"
            case .document(let document): "split what \(document) says from \(actor) as \(division.id)"
            }
        case .rename(let actor, let name): "rename \(actor) to '\(name)'"
        case .retype(let actor, let kind): "make \(actor) a \(kind)"
        case .reject(let claim): "reject \(claim)"
        case .confirm(let claim): "confirm \(claim)"
        case .addActor(let actor, let name, let kind): "add \(kind) '\(name)' as \(actor)"
        case .add(let known): "add \(known.source) \(known.kind) \(known.target), from \(known.citation)"
        }
    }
}

extension Claim: CustomStringConvertible {
    public var description: String {
        "\(source) \(kind) \(target)" + (evidence.map { " by \($0.document): “\($0.quote)”" } ?? "")
    }
}
