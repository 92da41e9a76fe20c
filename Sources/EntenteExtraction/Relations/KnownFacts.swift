import EntenteModel

/// What maps and lists say of where states and places lie, who belongs to which organization and who serves whom: enough to
/// see that a sentence was misread, and to believe what it says in passing.
///
/// It judges guesses alone. What a text says in plain words ("shares a maritime border with") stands, whatever the map says,
/// and what only maps say is no statement.
struct KnownFacts {
    let landBorders: [String: Set<String>]
    /// Members of organizations and alliances and those of which the list says nothing (joined since 2015, left,
    /// suspended, only invited), by ISO
    /// 3166-1 codes.
    let memberships: [ActorID: (members: Set<String>, changing: Set<String>)]
    /// ISO 3166-1 codes of the known places that lie in one state.
    let countries: [ActorID: String]
    /// The same of known facilities and bases, whose names may serve for something on the other side of a border.
    let sites: [ActorID: String]
    /// Known places that lie in no single state: "the Sahel", "the Black Sea".
    let regions: Set<ActorID>
    /// Persons of the list of leaders: whom they act for is known apart from the text.
    let leaders: Set<ActorID>
    /// The states that have their codes for themselves: not one that a part of it claims to be.
    let states: Set<ActorID>
    let actors: [ActorID: Actor]

    /// Whether a relation cannot be: two states that do not touch share a border, a city of one state lies in another, a sea
    /// in a town, a state is a member of an alliance of others.
    func contradicts(_ source: ActorID, _ kind: String, _ target: ActorID, status: Status = .asserted) -> Bool {
        switch kind {
        case "borders":
            guard isState(source), isState(target), let own = country(source), let other = country(target), own != other
            else { return false }
            return landBorders[own]?.contains(other) == false
        case "locatedIn":
            if regions.contains(source) { return country(target) != nil }
            guard let own = country(source), let other = country(target) else { return false }
            return own != other
        case "memberOf":
            // What is open or denied may be an application.
            guard status == .asserted, isState(source), let own = country(source), let known = memberships[target]
            else { return false }
            return !known.members.contains(own) && !known.changing.contains(own)
        default: return false
        }
    }

    /// Whether a base or a facility is known to lie elsewhere: "Russia's air base" belongs to Russia, wherever it is.
    func liesElsewhere(_ source: ActorID, _ kind: String, _ target: ActorID) -> Bool {
        guard kind == "locatedIn", isState(target), let own = sites[source], let other = country(target) else {
            return false
        }
        return own != other
    }

    /// Whether a relation holds apart from the text: a city of a state lies in it, a state is a member, a person serves whom he
    /// is known to serve. Neighbours are left out: they are named together for other reasons.
    func confirms(_ source: ActorID, _ kind: String, _ target: ActorID) -> Bool {
        switch kind {
        case "locatedIn":
            guard !isState(source), states.contains(target), let own = country(source) ?? sites[source] else {
                return false
            }
            return own == country(target)
        case "memberOf":
            guard states.contains(source), let own = country(source) else { return false }
            return memberships[target]?.members.contains(own) == true
        case "leads", "officialOf":
            return leaders.contains(source) && actors[source]?.principal == target
        default: return false
        }
    }

    /// Which of the relations read from a sentence are borne out: those that are known, and the ends of a line or a crossing in
    /// two states that touch. What is denied is not.
    func supported(_ found: [PairClassifier.Found]) -> [Bool] {
        func counts(_ item: PairClassifier.Found) -> Bool {
            item.margin >= -(Self.slack[item.kind] ?? 0) && item.status != .denied
        }
        return found.map { item in
            guard counts(item) else { return false }
            if confirms(item.source, item.kind, item.target) { return true }
            guard item.kind == "connects", isState(item.target), let own = country(item.target) else { return false }
            return found.contains { other in
                counts(other) && other.kind == item.kind && other.source == item.source && isState(other.target)
                    && country(other.target).map { landBorders[own]?.contains($0) == true } ?? false
            }
        }
    }

    /// How far below its threshold what is borne out may score, in units of 1/64.
    private static let slack: [String: Int32] = [
        "locatedIn": 140, "leads": 140, "officialOf": 140, "connects": 120, "memberOf": 80,
    ]

    private func isState(_ id: ActorID) -> Bool { actors[id]?.kind == "state" }

    /// The state that an actor is or lies in; nil for territories, which have codes of their own but belong to a state.
    private func country(_ id: ActorID) -> String? {
        (actors[id]?.country ?? countries[id]).flatMap { landBorders[$0] == nil ? nil : $0 }
    }
}
