import EntenteModel
import EntenteText

/// Parties and bodies of one country whose names any other country may use: "the Democratic Party", "the Supreme Council".
extension MentionPass {
    /// Remembers whether the words that name a party or a body hold anything that only its own country has.
    mutating func noteGeneric(_ span: Span, _ words: [NameWord]) {
        guard let entry = finder.gazetteer[span.actor], entry.country != nil,
            ["politicalParty", "governmentBody"].contains(entry.kind)
        else { return }
        let isGeneric = words[span.words].allSatisfy { word in
            word.capitals == .first && lexicon.isCue(word.folded, "organizationWord")
                || lexicon.isCue(word.folded, "partyWord") || word.folded == "s"
        }
        if isGeneric {
            if genericallyNamed[span.actor] == nil {
                let start = words[span.words.lowerBound].range.lowerBound
                genericallyNamed[span.actor] = (
                    spelled(words[span.words]), likelyStates(result.mentions.count, before: start)
                )
            }
        } else {
            properlyNamed.insert(span.actor)
        }
    }

    /// Takes such a name for that of another party where the text does not speak of the country that it is known in, but of others.
    mutating func settleGenericNames() {
        var mentions: [ActorID: Int] = [:]
        for actor in result.actors.values where actor.mentions > 0 {
            if genericallyNamed[actor.id] != nil, !properlyNamed.contains(actor.id) { continue }
            let state = actor.kind == "state" ? actor.id : actor.principal
            if let state { mentions[state, default: 0] += actor.mentions }
        }
        let states = mentions.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        guard let first = states.first else { return }
        var renamed: [ActorID: ActorID] = [:]
        for (known, use) in genericallyNamed.sorted(by: { $0.key < $1.key }) where !properlyNamed.contains(known) {
            let (name, nearby) = use
            guard let entry = finder.gazetteer[known], let country = entry.country.flatMap({ finder.states[$0] }),
                mentions[country] == nil || !nearby.isEmpty && nearby[country] == nil,
                let actor = result.actors[known]
            else { continue }
            // Whose it is tells the state spoken of where it is first named, or else the one that the text is about.
            let isAlone = states.count == 1 || first.value > states[1].value
            let owner = Self.best(nearby) ?? (isAlone ? first.key : nil)
            let id = ActorID(Slug.of(name) + (owner.map { "-\($0.rawValue)" } ?? ""))
            guard finder.gazetteer[id] == nil, result.actors[id] == nil else { continue }
            result.actors[known] = nil
            result.actors[id] = Actor(
                id: id, name: name, kind: entry.kind, documents: [document.id], mentions: actor.mentions)
            renamed[known] = id
        }
        guard !renamed.isEmpty else { return }
        result.mentions = result.mentions.map { mentions in
            mentions.map { mention in
                guard let actor = renamed[mention.actor] else { return mention }
                return Mention(range: mention.range, actor: actor, role: mention.role, isPeople: mention.isPeople)
            }
        }
        result.ties = result.ties.map { tie in
            MentionFinder.Tie(
                person: renamed[tie.person] ?? tie.person, relation: tie.relation,
                organization: renamed[tie.organization] ?? tie.organization, sentence: tie.sentence,
                isGuess: tie.isGuess)
        }
    }
}
