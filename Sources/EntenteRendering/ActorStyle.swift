import EntenteModel

/// How an actor is drawn: outline by kind, colour by family.
struct ActorStyle: Hashable {
    let shape: String
    /// Parts of Graphviz's `style` besides `filled`.
    let finish: [String]
    let peripheries: Int
    let hue: Hue
    /// Further Graphviz attributes of the outline.
    let outline: [String]

    /// A family's colour; the theme knows its shades.
    enum Hue: String, CaseIterable { case blue, green, vermilion, purple, yellow, orange, grey }

    init(_ shape: String, _ hue: Hue, finish: [String] = [], peripheries: Int = 1, outline: [String] = []) {
        self.shape = shape
        self.hue = hue
        self.outline = outline
        self.finish = finish
        self.peripheries = peripheries
    }

    /// The style of a kind: its own, else its family's, else a grey box.
    static func of(_ kind: ActorKind?) -> ActorStyle {
        guard let kind else { return fallback }
        return byKind[kind.name] ?? byFamily[kind.family] ?? fallback
    }

    static let fallback = ActorStyle("box", .grey)

    static let byFamily: [String: ActorStyle] = [
        "polity": ActorStyle("box", .blue, finish: ["rounded"]),
        "organization": ActorStyle("hexagon", .green),
        "armed": ActorStyle("octagon", .vermilion),
        "person": ActorStyle("ellipse", .purple),
        "people": ActorStyle("ellipse", .yellow, peripheries: 2),
        "geography": ActorStyle("underline", .grey),
        "infrastructure": ActorStyle("component", .orange),
    ]

    static let byKind: [String: ActorStyle] = [
        "state": ActorStyle("box", .blue, finish: ["rounded", "bold"]),
        "governmentBody": ActorStyle("box", .blue),
        "alliance": ActorStyle("hexagon", .green, peripheries: 2),
        "internationalOrganization": ActorStyle("hexagon", .green),
        "politicalParty": ActorStyle("tab", .green),
        "company": ActorStyle("box3d", .green),
        "mediaOutlet": ActorStyle("note", .green),
        "researchInstitution": ActorStyle("folder", .green),
        "militantGroup": ActorStyle("octagon", .vermilion),
        "armedForce": ActorStyle("box", .vermilion, finish: ["diagonals"]),
        "person": ActorStyle("ellipse", .purple),
        "ethnicGroup": ActorStyle("ellipse", .yellow, peripheries: 2),
        "place": ActorStyle("underline", .grey),
        "pipeline": ActorStyle("cds", .orange),
        "bridge": ActorStyle("polygon", .orange, outline: ["sides=4", "distortion=-0.2"]),
        "borderCrossing": ActorStyle("polygon", .orange, outline: ["sides=4", "skew=0.2"]),
        "militaryBase": ActorStyle("house", .orange),
        "facility": ActorStyle("component", .orange),
    ]
}
