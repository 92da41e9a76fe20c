import EntenteModel

/// Which actors stand together inside a frame.
struct MapGrouping: Hashable {
    struct Group: Hashable {
        let label: String
        /// Numbers of the actors on the map, ascending.
        let members: [Int]
    }

    /// In the order of their first members; groups of one have no frame and are left out.
    let groups: [Group]

    init(_ content: MapContent, grouping: MapOptions.Grouping) {
        var labels: [String?] = Array(repeating: nil, count: content.actors.count)
        switch grouping {
        case .none: break
        case .family:
            for (place, actor) in content.actors.enumerated() {
                labels[place] = content.ontology.actorKind(actor.kind)?.family ?? "other"
            }
        case .community(let numbers):
            for (place, actor) in content.actors.enumerated() {
                labels[place] = numbers[actor.id].map { "community \($0)" }
            }
        case .alliance: labels = Self.alliances(of: content)
        }
        var members: [String: [Int]] = [:]
        for (place, label) in labels.enumerated() {
            if let label { members[label, default: []].append(place) }
        }
        groups = members.filter { $0.value.count > 1 }.map { Group(label: $0.key, members: $0.value) }
            .sorted { ($0.members.first ?? 0) < ($1.members.first ?? 0) }
    }

    /// The alliance or organization of each actor: of several the one with most members on the map, alliances first.
    private static func alliances(of content: MapContent) -> [String?] {
        var memberships: [ActorID: Set<ActorID>] = [:]
        for bundle in content.bundles where bundle.status != .denied {
            for relation in bundle.relations where relation.kind == "memberOf" {
                memberships[relation.target, default: []].insert(relation.source)
            }
        }
        let byID = Dictionary(content.actors.map { ($0.id, $0) }) { first, _ in first }
        func isAlliance(_ id: ActorID) -> Bool { byID[id]?.kind == "alliance" }
        let ranked = memberships.keys.filter { id in
            byID[id].map { content.ontology.actorKind($0.kind)?.family == "organization" } ?? false
        }.sorted { left, right in
            if isAlliance(left) != isAlliance(right) { return isAlliance(left) }
            let (first, second) = (memberships[left]?.count ?? 0, memberships[right]?.count ?? 0)
            return first != second ? first > second : left < right
        }
        var home: [ActorID: ActorID] = [:]
        for alliance in ranked {
            for member in (memberships[alliance] ?? []).union([alliance]) where home[member] == nil {
                home[member] = alliance
            }
        }
        return content.actors.map { actor in home[actor.id].flatMap { byID[$0]?.name } }
    }
}
