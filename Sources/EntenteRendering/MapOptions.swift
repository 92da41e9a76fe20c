public import EntenteModel

/// How a map looks: everything but the choice of what it shows.
///
/// ```swift
/// var options = MapOptions(title: "The neighbours' talks")
/// options.theme = .print
/// options.emphasis = MapEmphasis(scores: betweenness, label: "betweenness")
/// ```
public struct MapOptions: Hashable, Sendable {
    public enum Theme: String, CaseIterable, Hashable, Sendable {
        /// For a page or slide with a white ground.
        case light
        /// For a dark page or slide.
        case dark
        /// Black and greys with light tints, for paper and copiers.
        case print
    }

    public enum Layout: String, CaseIterable, Hashable, Sendable {
        /// `dot` for small hierarchies and chains, `neato` for networks, `sfdp` for the largest.
        case automatic, dot, neato, fdp, sfdp, circo, twopi
    }

    /// Which actors stand together inside a frame.
    public enum Grouping: Hashable, Sendable {
        case none
        /// By the family of their kind: polities, armed groups, infrastructure …
        case family
        /// By the alliance or organization of which they are members; of several the one with most members shown.
        case alliance
        /// By the number of the community that an analysis found.
        case community([ActorID: Int])
    }

    public var title: String?
    /// Lines under the map: date range, sources, the filters in force. What the map itself leaves out to stay legible
    /// is added by the map.
    public var caption: [String]
    public var theme: Theme
    public var layout: Layout
    public var showsLegend: Bool
    public var grouping: Grouping
    /// Drawn in full; everything else fades.
    public var highlight: MapHighlight?
    /// Sizes of actors; where nil, by the number of their neighbours on the map.
    public var emphasis: MapEmphasis?
    /// Resolution of PNG output, 24...1200.
    public var dotsPerInch: Double
    /// Whether tooltips quote the evidence; they always name documents.
    public var quotesEvidence: Bool
    /// Where actors stood on an earlier edition of the map, in points; actors found here stay near their places.
    public var previousPositions: [ActorID: MapPoint]
    /// What came, went or changed between two editions; nil for an ordinary map.
    public var changes: MapChanges?
    /// BCP 47 tag of the language of labels, for screen readers.
    public var language: String
    /// Stands before every id in the SVG, so that one page can hold several maps: ASCII letters, digits and `:._-`.
    public var elementPrefix = ""
    /// Whether lines link to fragments of the page that list their evidence; see `ActorMap.lines` for their names.
    public var linksToEvidence = false

    public init(
        title: String? = nil, caption: [String] = [], theme: Theme = .light, layout: Layout = .automatic,
        showsLegend: Bool = true, grouping: Grouping = .none, highlight: MapHighlight? = nil,
        emphasis: MapEmphasis? = nil, dotsPerInch: Double = 144, quotesEvidence: Bool = true,
        previousPositions: [ActorID: MapPoint] = [:], changes: MapChanges? = nil, language: String = "en"
    ) {
        self.title = title
        self.caption = caption
        self.theme = theme
        self.layout = layout
        self.showsLegend = showsLegend
        self.grouping = grouping
        self.highlight = highlight
        self.emphasis = emphasis
        self.dotsPerInch = dotsPerInch
        self.quotesEvidence = quotesEvidence
        self.previousPositions = previousPositions
        self.changes = changes
        self.language = language
    }
}

/// Paths to bring out: their actors in order, and their relations.
public struct MapHighlight: Hashable, Sendable {
    public var actors: [ActorID]
    /// Where empty, every relation between consecutive actors is brought out.
    public var relations: Set<RelationID>

    public init(actors: [ActorID], relations: Set<RelationID> = []) {
        self.actors = actors
        self.relations = relations
    }
}

/// Scores that decide how large actors are drawn; larger is larger, negative counts as 0.
public struct MapEmphasis: Hashable, Sendable {
    public var scores: [ActorID: Double]
    /// What the scores are, for the legend: "betweenness".
    public var label: String

    public init(scores: [ActorID: Double], label: String) {
        self.scores = scores
        self.label = label
    }
}

/// What came, went or changed between two editions. The graph to draw holds both editions together.
public struct MapChanges: Hashable, Sendable {
    public enum Change: String, CaseIterable, Hashable, Sendable { case came, went, changed }

    public var actors: [ActorID: Change]
    public var relations: [RelationID: Change]

    public init(actors: [ActorID: Change] = [:], relations: [RelationID: Change] = [:]) {
        self.actors = actors
        self.relations = relations
    }
}

/// A place on a map in points (1/72 inch), x to the right, y upwards.
public struct MapPoint: Hashable, Sendable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// The file format of a map.
public enum MapFormat: String, CaseIterable, Hashable, Sendable {
    case svg, png, pdf, dot
}
