import EntenteModel

/// The maps' colours as custom properties of the page, light and dark, so that both look alike.
enum ExplorerTheme {
    static let css =
        ":root{\(properties(of: .light))}\n"
        + "@media (prefers-color-scheme:dark){:root:not([data-theme=light]){\(properties(of: .dark))}}\n"
        + ":root[data-theme=dark]{\(properties(of: .dark))}\n"

    private static func properties(of palette: MapPalette) -> String {
        var colours = [
            ("ground", palette.ground), ("text", palette.text), ("secondary-text", palette.secondaryText),
            ("faded", palette.faded), ("faded-text", palette.fadedText), ("frame", palette.frame),
            ("panel", palette.panel),
        ]
        for hue in ActorStyle.Hue.allCases {
            guard let shades = palette.hues[hue] else { continue }
            colours += [("\(hue.rawValue)-fill", shades.fill), ("\(hue.rawValue)-line", shades.line)]
        }
        for polarity in RelationKind.Polarity.allCases {
            if let colour = palette.polarities[polarity] { colours.append((polarity.rawValue, colour)) }
        }
        let isDark = palette == .dark
        return colours.map { "--\($0.0):\($0.1);" }.joined() + "color-scheme:\(isDark ? "dark" : "light");"
    }
}
