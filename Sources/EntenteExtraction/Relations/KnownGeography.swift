import EntenteModel

/// What maps say of where states and places lie: enough to see that a sentence was misread.
///
/// It doubts guesses alone. What a text says in plain words ("shares a maritime border with") stands, whatever the map says.
struct KnownGeography {
    let landBorders: [String: Set<String>]
    /// ISO 3166-1 codes of the known places that lie in one state.
    let countries: [ActorID: String]
    /// Known places that lie in no single state: "the Sahel", "the Black Sea".
    let regions: Set<ActorID>
    let actors: [ActorID: Actor]

    /// Whether a relation cannot be: two states that do not touch share a border, a city of one state lies in another, a sea in
    /// a town.
    func contradicts(_ source: ActorID, _ kind: String, _ target: ActorID) -> Bool {
        switch kind {
        case "borders":
            guard isState(source), isState(target), let own = country(source), let other = country(target), own != other
            else { return false }
            return landBorders[own]?.contains(other) == false
        case "locatedIn":
            if regions.contains(source) { return country(target) != nil }
            guard let own = country(source), let other = country(target) else { return false }
            return own != other
        default: return false
        }
    }

    private func isState(_ id: ActorID) -> Bool { actors[id]?.kind == "state" }

    /// The state that an actor is or lies in; nil for territories, which have codes of their own but belong to a state.
    private func country(_ id: ActorID) -> String? {
        (actors[id]?.country ?? countries[id]).flatMap { landBorders[$0] == nil ? nil : $0 }
    }
}
