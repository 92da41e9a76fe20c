public import EntenteModel

/// Writes a graph as FollowTheMoney entities, a JSON object a line, for Aleph, OpenAleph and the `ftm` tools.
///
/// | in the graph | schema |
/// | --- | --- |
/// | a state, a ministry | `PublicBody` |
/// | a company, another organization, an armed group | `Company`, `Organization` |
/// | a person | `Person` |
/// | an ethnic group | `LegalEntity` |
/// | a place; a bridge, a base | `Territory`; `Asset` |
/// | `memberOf`, `leads` where the ends fit | `Membership`, `Directorship` |
/// | any other relation | `UnknownLink` with the kind's label as `role` |
/// | a document | `Article` |
///
/// It cannot carry where in its document a statement stands, who says it and how confident the extraction is, a
/// relation's strength, or which way a relation of `UnknownLink` runs (`subject` is the source).
/// - SeeAlso: https://followthemoney.tech/explorer/
public struct FollowTheMoneyWriter: Sendable {
    /// Whether relations carry the sentences that support them.
    public var includesQuotes: Bool

    public init(includesQuotes: Bool = true) { self.includesQuotes = includesQuotes }

    /// - Complexity: O(n log n) in actors and relations.
    public func text(of graph: ActorGraph) -> String {
        var lines = graph.documents.map(document)
        lines += graph.actors.map { actor($0, in: graph) }
        lines += graph.relations.map { relation($0, in: graph) }
        return lines.map { $0 + "\n" }.joined()
    }

    private func document(_ document: DocumentRecord) -> String {
        var properties = [("fileName", [document.path])]
        if let title = document.title { properties.append(("title", [title])) }
        if let date = document.date { properties.append(("publishedAt", [date.description])) }
        if let source = document.source { properties.append(("publisher", [source])) }
        return Self.entity(Self.identifier("document", [document.id.rawValue]), "Article", properties)
    }

    private func actor(_ actor: Actor, in graph: ActorGraph) -> String {
        var properties = [("name", [actor.name])]
        if !actor.aliases.isEmpty { properties.append(("alias", actor.aliases)) }
        if let country = actor.country.flatMap({ Self.countries[$0] }) { properties.append(("country", [country])) }
        let label = graph.ontology.actorKind(actor.kind)?.label ?? actor.kind
        properties.append(("keywords", [label]))
        return Self.entity(Self.identifier("actor", [actor.id.rawValue]), schema(of: actor, in: graph), properties)
    }

    private func schema(of actor: Actor, in graph: ActorGraph) -> String {
        if actor.kind == "company" { return "Company" }
        switch graph.ontology.actorKind(actor.kind)?.family {
        case "polity": return "PublicBody"
        case "organization", "armed": return "Organization"
        case "person": return "Person"
        case "geography": return "Territory"
        case "infrastructure": return "Asset"
        default: return "LegalEntity"
        }
    }

    private func relation(_ relation: Relation, in graph: ActorGraph) -> String {
        let schemas = [relation.source, relation.target].map { id in
            graph[id].map { schema(of: $0, in: graph) } ?? "LegalEntity"
        }
        let isLegal = !["Territory", "Asset"].contains(schemas[0])
        let isOrganization = ["PublicBody", "Organization", "Company"].contains(schemas[1])
        let (type, ends) =
            switch relation.kind {
            case "memberOf" where isLegal && isOrganization: ("Membership", ["member", "organization"])
            case "leads" where isLegal && isOrganization: ("Directorship", ["director", "organization"])
            default: ("UnknownLink", ["subject", "object"])
            }
        var properties = [
            (ends[0], [Self.identifier("actor", [relation.source.rawValue])]),
            (ends[1], [Self.identifier("actor", [relation.target.rawValue])]),
            ("role", [graph.ontology.relationKind(relation.kind)?.label ?? relation.kind]),
            ("status", [relation.status.rawValue]),
        ]
        if let date = relation.firstDate { properties.append(("startDate", [date.description])) }
        if let date = relation.lastDate { properties.append(("endDate", [date.description])) }
        if includesQuotes {
            let quotes = Self.distinct(relation.statements.map(\.text))
            if !quotes.isEmpty { properties.append(("summary", quotes)) }
        }
        let documents = Self.distinct(relation.statements.map(\.document.rawValue))
        if !documents.isEmpty {
            properties.append(("proof", documents.map { Self.identifier("document", [$0]) }))
            let publishers = Self.distinct(documents.compactMap { graph[DocumentID($0)]?.source })
            if !publishers.isEmpty { properties.append(("publisher", publishers)) }
        }
        let parts = [relation.source.rawValue, relation.kind, relation.target.rawValue]
        return Self.entity(Self.identifier("relation", parts), type, properties)
    }

    private static func distinct(_ texts: [String]) -> [String] {
        Set(texts).subtracting([""]).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func entity(_ id: String, _ schema: String, _ properties: [(String, [String])]) -> String {
        let values = properties.map { ($0.0, JSONText.Value.list($0.1.map { JSONText.quoted(printable($0)) })) }
        return JSONText.object([
            ("id", .text(id)), ("schema", .text(schema)), ("properties", .raw(JSONText.object(values))),
        ])
    }

    /// Text as FollowTheMoney's own cleaning leaves it, so that validation changes nothing: no control characters.
    private static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = scalar.properties.generalCategory == .control
            out.append(isControl ? ("\n\r\t".unicodeScalars.contains(scalar) ? " " : "\u{FFFD}") : scalar)
        }
        return String(out)
    }

    /// Ids are letters, digits, dots and hyphens, 200 at most: any other byte becomes a dot and two hexadecimal digits,
    /// and where that grows too long, the rest a fingerprint (FNV-1a, 64 bits).
    private static func identifier(_ type: String, _ parts: [String]) -> String {
        let id = ([type] + parts.map(encoded)).joined(separator: "..")
        guard id.utf8.count > 200 else { return id }
        let hash = id.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        return String(decoding: Array(id.utf8.prefix(180)), as: UTF8.self) + "..." + String(hash, radix: 16)
    }

    private static func encoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        for (place, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                out.append(byte)
            case UInt8(ascii: "-") where place + 1 < bytes.count: out.append(byte)
            default:
                out.append(UInt8(ascii: "."))
                out += "\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// ISO 3166-1: alpha-2 by alpha-3.
    private static let countries: [String: String] = Dictionary(
        countryCodes.split(separator: " ").map { (String($0.prefix(3)), String($0.dropFirst(3))) },
        uniquingKeysWith: { first, _ in first })

    private static let countryCodes = """
        ABWaw AFGaf AGOao AIAai ALAax ALBal ANDad AREae ARGar ARMam ASMas ATAaq ATFtf ATGag AUSau AUTat AZEaz \
        BDIbi BELbe BENbj BESbq BFAbf BGDbd BGRbg BHRbh BHSbs BIHba BLMbl BLRby BLZbz BMUbm BOLbo BRAbr BRBbb \
        BRNbn BTNbt BVTbv BWAbw CAFcf CANca CCKcc CHEch CHLcl CHNcn CIVci CMRcm CODcd COGcg COKck COLco COMkm \
        CPVcv CRIcr CUBcu CUWcw CXRcx CYMky CYPcy CZEcz DEUde DJIdj DMAdm DNKdk DOMdo DZAdz ECUec EGYeg ERIer \
        ESHeh ESPes ESTee ETHet FINfi FJIfj FLKfk FRAfr FROfo FSMfm GABga GBRgb GEOge GGYgg GHAgh GIBgi GINgn \
        GLPgp GMBgm GNBgw GNQgq GRCgr GRDgd GRLgl GTMgt GUFgf GUMgu GUYgy HKGhk HMDhm HNDhn HRVhr HTIht HUNhu \
        IDNid IMNim INDin IOTio IRLie IRNir IRQiq ISLis ISRil ITAit JAMjm JEYje JORjo JPNjp KAZkz KENke KGZkg \
        KHMkh KIRki KNAkn KORkr KWTkw LAOla LBNlb LBRlr LBYly LCAlc LIEli LKAlk LSOls LTUlt LUXlu LVAlv MACmo \
        MAFmf MARma MCOmc MDAmd MDGmg MDVmv MEXmx MHLmh MKDmk MLIml MLTmt MMRmm MNEme MNGmn MNPmp MOZmz MRTmr \
        MSRms MTQmq MUSmu MWImw MYSmy MYTyt NAMna NCLnc NERne NFKnf NGAng NICni NIUnu NLDnl NORno NPLnp NRUnr \
        NZLnz OMNom PAKpk PANpa PCNpn PERpe PHLph PLWpw PNGpg POLpl PRIpr PRKkp PRTpt PRYpy PSEps PYFpf QATqa \
        REUre ROUro RUSru RWArw SAUsa SDNsd SENsn SGPsg SGSgs SHNsh SJMsj SLBsb SLEsl SLVsv SMRsm SOMso SPMpm \
        SRBrs SSDss STPst SURsr SVKsk SVNsi SWEse SWZsz SXMsx SYCsc SYRsy TCAtc TCDtd TGOtg THAth TJKtj TKLtk \
        TKMtm TLStl TONto TTOtt TUNtn TURtr TUVtv TWNtw TZAtz UGAug UKRua UMIum URYuy USAus UZBuz VATva VCTvc \
        VENve VGBvg VIRvi VNMvn VUTvu WLFwf WSMws XKXxk YEMye ZAFza ZMBzm ZWEzw
        """
}
