import Crypto
public import EntenteModel
public import EntenteText
import Foundation

/// One self-contained page to walk a graph and to check every edge: map, search, filters, timeline, paths, evidence.
///
/// ```swift
/// let page = ExplorerPage(graph: graph, texts: ["brief": text], options: ExplorerOptions(title: "The neighbours"))
/// try OutputFile.write(page.html(), to: "explorer.html")
/// ```
///
/// The page loads nothing: style, script and data are in the file, and its Content-Security-Policy allows exactly the
/// style and the script that are there, by their SHA-256. Names and texts are data to it: they stand in a JSON block
/// in which nothing can end the block, and reach the screen as text nodes and attributes alone. The same graph, texts
/// and options give the same bytes with the same release of Graphviz and the same fonts.
public struct ExplorerPage: Sendable {
    let graph: ActorGraph
    let texts: [DocumentID: String]
    let options: ExplorerOptions

    /// - Parameter texts: The documents' texts as read; of documents that are missing here the page shows the
    ///   sentences alone.
    public init(graph: ActorGraph, texts: [DocumentID: String] = [:], options: ExplorerOptions = ExplorerOptions()) {
        self.graph = graph
        self.texts = texts
        self.options = options
    }

    /// The page as UTF-8.
    ///
    /// - Parameter isolation: Where Graphviz runs; in this process unless told.
    /// - Throws: `ExplorerError` where the graph has no actors, Graphviz fails or the page's own files are missing.
    /// - Complexity: That of the layout; centralities take O(actors · arcs), and are left out where that is too much.
    public func html(isolation: GraphvizIsolation = .inProcess) throws(ExplorerError) -> [UInt8] {
        let layout: ExplorerLayout
        do throws(RenderingError) {
            layout = try ExplorerLayout(of: graph, isolation: isolation)
        } catch {
            throw .layout(error)
        }
        let data = ExplorerData(graph: graph, texts: texts, options: options, layout: layout).json()
        do throws(MissingResource) {
            return try Self.assemble(data: data, options: options)
        } catch {
            throw .missingFile(error)
        }
    }

    private static func assemble(data: String, options: ExplorerOptions) throws(MissingResource) -> [UInt8] {
        let assets = ExplorerAssets()
        let (style, script) = (ExplorerTheme.css + (try assets.style()), try assets.script())
        let parts = [
            "language": SVGFinishing.escaped(options.language), "title": SVGFinishing.escaped(options.title),
            "policy": policy(style: style, script: script), "style": style, "script": script, "data": data,
        ]
        var page: [UInt8] = []
        page.reserveCapacity(data.utf8.count + script.utf8.count + style.utf8.count + 16_384)
        // One pass over the template: what is put in is never looked at again, so it cannot hold a place of its own.
        for (number, piece) in try assets.text("page.html").split(separator: "{{", omittingEmptySubsequences: false)
            .enumerated()
        {
            guard number > 0, let end = piece.firstRange(of: "}}") else {
                page += piece.utf8
                continue
            }
            page += (parts[String(piece[..<end.lowerBound])] ?? "").utf8
            page += piece[end.upperBound...].utf8
        }
        return page
    }

    /// Nothing may be loaded, sent or framed; what runs is this very script, and no text can become markup.
    private static func policy(style: String, script: String) -> String {
        func hash(_ text: String) -> String {
            "'sha256-\(Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString())'"
        }
        return "default-src 'none'; script-src \(hash(script)); style-src \(hash(style)); img-src data:; "
            + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    }
}

/// What a page is called and what it shows at first.
public struct ExplorerOptions: Hashable, Sendable {
    public var title: String
    /// How the case is called in the command lines that the page offers.
    public var caseName: String?
    /// The options that chose what is in the page, for the same command lines: `[["--from", "2021"], ["--roll-up"]]`.
    public var filters: [[String]]
    /// The statuses that are switched on when the page opens, and that the centralities are about.
    public var statuses: Set<Status>
    /// Whether sentences and texts are in the page; without, it names their places alone.
    public var includesQuotes: Bool
    /// Beyond so many bytes of text, documents are cut to the surroundings of what they say.
    public var textLimit: Int
    /// BCP 47 tag of the language of the page's labels.
    public var language: String

    public init(
        title: String = "Actors and their relations", caseName: String? = nil, filters: [[String]] = [],
        statuses: Set<Status> = [.asserted], includesQuotes: Bool = true, textLimit: Int = 8_000_000,
        language: String = "en"
    ) {
        self.title = title
        self.caseName = caseName
        self.filters = filters
        self.statuses = statuses
        self.includesQuotes = includesQuotes
        self.textLimit = textLimit
        self.language = language
    }
}

/// Why a page cannot be made.
public enum ExplorerError: Error, Equatable, CustomStringConvertible {
    case layout(RenderingError)
    case missingFile(MissingResource)

    public var description: String {
        switch self {
        case .layout(let error): error.description
        case .missingFile(let error): error.description
        }
    }
}
