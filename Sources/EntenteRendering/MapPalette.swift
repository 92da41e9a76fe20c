import EntenteModel

/// The colours of a theme, derived from Okabe and Ito's colour-blind-safe set.
///
/// Text on its fill has a contrast of at least 4.5:1, lines on the ground at least 3:1 except the faded ones.
/// - SeeAlso: M. Okabe, K. Ito, *Color Universal Design*, 2008, https://jfly.uni-koeln.de/color/
struct MapPalette: Hashable {
    struct Shades: Hashable {
        let fill: String
        let line: String
    }

    let ground: String
    let text: String
    let secondaryText: String
    let faded: String
    let fadedText: String
    let frame: String
    /// The ground of frames.
    let panel: String
    let came: String
    let went: String
    let changed: String
    let hues: [ActorStyle.Hue: Shades]
    let polarities: [RelationKind.Polarity: String]

    static func of(_ theme: MapOptions.Theme) -> MapPalette {
        switch theme {
        case .light: light
        case .dark: dark
        case .print: print
        }
    }

    /// Every colour with its name as a custom property of the SVG (`--entente-blue-fill`). Of colours that are equal, the
    /// first name counts.
    var named: [(name: String, colour: String)] {
        var list = [("ground", ground), ("text", text), ("secondary-text", secondaryText)]
        for hue in ActorStyle.Hue.allCases {
            if let shades = hues[hue] { list.append(("\(hue.rawValue)-fill", shades.fill)) }
        }
        for polarity in RelationKind.Polarity.allCases {
            if let colour = polarities[polarity] { list.append((polarity.rawValue, colour)) }
        }
        for hue in ActorStyle.Hue.allCases {
            if let shades = hues[hue] { list.append(("\(hue.rawValue)-line", shades.line)) }
        }
        list += [
            ("faded", faded), ("faded-text", fadedText), ("frame", frame), ("panel", panel), ("came", came),
            ("went", went), ("changed", changed),
        ]
        return list
    }

    static let light = MapPalette(
        ground: "#ffffff", text: "#1a1a1a", secondaryText: "#555555", faded: "#d0d0d0",
        fadedText: "#8a8a8a", frame: "#8c8c8c", panel: "#fafafa", came: "#00795a", went: "#c24e00", changed: "#8a5aa8",
        hues: [
            .blue: Shades(fill: "#d9e8f5", line: "#0072b2"), .green: Shades(fill: "#d5efe6", line: "#00795a"),
            .vermilion: Shades(fill: "#fbdfd0", line: "#c24e00"), .purple: Shades(fill: "#f6e4ef", line: "#a8527f"),
            .yellow: Shades(fill: "#fdf9d2", line: "#8a7d00"), .orange: Shades(fill: "#fcedcc", line: "#a87000"),
            .grey: Shades(fill: "#f0f0f0", line: "#6e6e6e"),
        ],
        polarities: [
            .cooperative: "#0072b2", .hostile: "#c24e00", .neutral: "#4d4d4d", .structural: "#8c8c8c",
        ])

    static let dark = MapPalette(
        ground: "#16191d", text: "#f2f2f2", secondaryText: "#b8bcc2", faded: "#3b4046",
        fadedText: "#7d848c", frame: "#7d848c", panel: "#1c2025", came: "#2fc497", went: "#ff8a4c", changed: "#c9a0e8",
        hues: [
            .blue: Shades(fill: "#163a56", line: "#56b4e9"), .green: Shades(fill: "#0c4233", line: "#2fc497"),
            .vermilion: Shades(fill: "#5a2a0e", line: "#ff8a4c"), .purple: Shades(fill: "#4d2a40", line: "#e2a0c6"),
            .yellow: Shades(fill: "#45401a", line: "#f0e442"), .orange: Shades(fill: "#4d3a10", line: "#e69f00"),
            .grey: Shades(fill: "#2d3238", line: "#a3a9b0"),
        ],
        polarities: [
            .cooperative: "#56b4e9", .hostile: "#ff8a4c", .neutral: "#c9cdd2", .structural: "#868d95",
        ])

    static let print = MapPalette(
        ground: "#ffffff", text: "#000000", secondaryText: "#404040", faded: "#cccccc",
        fadedText: "#808080", frame: "#808080", panel: "#ffffff", came: "#000000", went: "#737373", changed: "#404040",
        hues: [
            .blue: Shades(fill: "#ffffff", line: "#000000"), .green: Shades(fill: "#f2f2f2", line: "#000000"),
            .vermilion: Shades(fill: "#d4d4d4", line: "#000000"), .purple: Shades(fill: "#ffffff", line: "#404040"),
            .yellow: Shades(fill: "#f2f2f2", line: "#404040"), .orange: Shades(fill: "#e6e6e6", line: "#404040"),
            .grey: Shades(fill: "#ffffff", line: "#595959"),
        ],
        polarities: [
            .cooperative: "#404040", .hostile: "#000000", .neutral: "#595959", .structural: "#8c8c8c",
        ])
}

extension MapOptions.Theme {
    /// The theme's colours as declarations of custom properties, `--entente-ground:#16191d;…`: set on a map of another theme
    /// inside a page, they give it this one's colours, for the page's dark mode.
    public var customProperties: String {
        MapPalette.of(self).named.map { "--entente-\($0.name):\($0.colour)" }.joined(separator: ";")
    }
}
