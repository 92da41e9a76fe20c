import ArgumentParser
import EntenteAnalysis
import EntenteModel
import EntenteRendering
import EntenteReports

/// Answers the blocks of a report from one graph.
///
/// A report is untrusted. Its blocks may ask what the commands answer, with the options listed here and no others: none
/// of them names a file or a program, and the case is the one that the report's reader chose. Each block has a time limit.
struct BlockAnswers: Sendable {
    let source: CaseOption.Source
    /// Seconds for each block and for each drawing.
    let timeout: Double
    /// Whether lines of maps link to the evidence listed below them.
    let linksToEvidence: Bool

    private static let filters: Set<String> = [
        "--kind", "--status", "--polarity", "--from", "--to", "--as-of", "--min-sources", "--min-weight", "--said-by",
        "--not-only-by",
        "--document", "--with-possible", "--with-disputed", "--roll-up",
    ]

    /// The options that a block may give, by command.
    static let allowed: [String: Set<String>] = [
        "map": filters.union([
            "--layout", "--around", "--depth", "--path", "--top", "--by", "--group-by", "--theme", "--legend",
            "--no-legend", "--title", "--all", "--hide", "--also", "--expand", "--unconnected",
        ]),
        "path": filters.union([
            "-k", "--cost", "--undirected", "--avoid", "--via", "--all", "--widest", "--temporal", "--max-hops",
            "--hop-kinds",
        ]),
        "centrality": filters.union([
            "--measure", "--top", "--undirected", "--cost", "--normalized", "--wasserman-faust", "--unweighted",
            "--endpoints", "--damping", "--personalize", "--sampled", "--stability", "--seed",
        ]),
        "show": [], "actors": ["--kind", "--search", "--status", "--from", "--to"],
        "relations": filters.union(["--search"]), "communities": filters.union(["--seed", "--resolution", "--potts"]),
        "bridges": filters.union(["--top"]), "balance": filters,
    ]

    /// The answer to a block, or what is wrong with it.
    ///
    /// - Parameter anchor: The block's id in the report, which the ids in a map start with.
    func answer(_ block: ReportBlock, anchor: String) async -> Result<ReportAnswer, ReportProblem> {
        do {
            let (command, arguments) = try Self.checked(block.words)
            let timeout = timeout
            return try await withThrowingTaskGroup(of: ReportAnswer?.self) { group in
                group.addTask { try self.answer(command, arguments, block, anchor: anchor) }
                group.addTask {
                    try await Task.sleep(for: .seconds(timeout))
                    return nil
                }
                defer { group.cancelAll() }
                guard let first = try await group.next(), let answer = first else {
                    throw ReportProblem(
                        "the block took longer than \(timeout) s; narrow it with filters, or allow more with --timeout",
                        isTimeLimit: true)
                }
                return .success(answer)
            }
        } catch {
            return .failure(Self.problem(error))
        }
    }

    /// Draws a figure, in a process of its own that is ended at the time limit.
    func draw(_ figure: ReportFigure, as format: MapFormat) throws(ReportProblem) -> [UInt8] {
        do throws(RenderingError) {
            return try figure.map.render(format, isolation: GraphvizPlace.isolation(of: figure.map, timeout: timeout))
        } catch {
            throw Self.problem(error)
        }
    }

    static func problem(_ error: any Error) -> ReportProblem {
        if let problem = error as? ReportProblem { return problem }
        let failure = CommandFailure(error)
        return ReportProblem(failure.message ?? "nothing found", isTimeLimit: failure.status == .timeLimit)
    }

    private static func checked(_ words: [String]) throws -> (command: String, arguments: [String]) {
        let command = words.first ?? ""
        guard let allowed = Self.allowed[command] else {
            throw ReportProblem(
                "a report has no '\(command)'; use \(Self.allowed.keys.sorted().joined(separator: ", "))")
        }
        for word in words.dropFirst() where word.hasPrefix("-") && word != "-" {
            let name = String(word.prefix { $0 != "=" })
            guard allowed.contains(name) else {
                throw ReportProblem(
                    "'\(name)' is not for the '\(command)' of a report; "
                        + (allowed.isEmpty ? "it takes no options" : "use \(allowed.sorted().joined(separator: ", "))"))
            }
        }
        return (command, Array(words.dropFirst()))
    }

    private func answer(
        _ command: String, _ arguments: [String], _ block: ReportBlock, anchor: String
    ) throws -> ReportAnswer {
        let graph = source.graph
        switch command {
        case "map": return try map(try parsed(MapQuestion.self, arguments), block, anchor: anchor)
        case "path":
            return .paths(try parsed(PathCommand.self, arguments).answer(in: source).result, graph: graph)
        case "centrality":
            let answer = try parsed(CentralityCommand.self, arguments).answer(in: source)
            var remarks: [String] = []
            if let resamples = answer.resamples {
                remarks.append("ranks in 9 of 10 of \(resamples) redrawings of the statements")
            }
            if let sample = answer.sample {
                remarks.append("estimated from \(sample.sampleCount) samples, off by \(sample.error) at most")
            }
            let ranks = answer.rows.map {
                ReportAnswer.Rank(rank: $0.rank, actor: $0.actor, score: $0.score, ranks: $0.ranks)
            }
            return .ranking(
                ranks, measure: answer.measure, projection: answer.projection, graph: graph,
                remark: remarks.isEmpty ? nil : remarks.joined(separator: "; "))
        case "show":
            let name = try parsed(ShowCommand.self, arguments).actor
            let id = try ActorLookup(graph).find(name)
            guard let actor = graph[id] else { throw ActorLookupError.unknown(name, nearest: []) }
            return .profile(of: actor, graph: graph)
        case "actors":
            return .actors(try parsed(ActorsCommand.self, arguments).actors(of: graph), graph: graph)
        case "relations":
            let (relations, projection) = try parsed(RelationsCommand.self, arguments).relations(of: graph)
            return .relations(relations, graph: graph, remark: "\(projection)")
        case "communities":
            return .communities(try parsed(CommunitiesCommand.self, arguments).communities(in: source))
        case "bridges":
            let question = try parsed(BridgesCommand.self, arguments)
            let view = try question.query.view(of: source)
            return .bridges(try view.cutPoints(), brokers: try BridgesCommand.brokers(in: view), top: question.top)
        default:
            return .balance(try parsed(BalanceCommand.self, arguments).query.view(of: source).balance())
        }
    }

    /// What a command's own parser makes of the words of a block.
    private func parsed<Command: ParsableArguments>(_ type: Command.Type, _ arguments: [String]) throws -> Command {
        do {
            return try Command.parse(arguments)
        } catch {
            throw ReportProblem(Command.message(for: error))
        }
    }

    private func map(_ question: MapQuestion, _ block: ReportBlock, anchor: String) throws -> ReportAnswer {
        let showsEvidence = block.showsEvidence != false
        let map = try question.map(of: source) { options in
            options.elementPrefix = anchor + "-"
            options.linksToEvidence = showsEvidence && linksToEvidence
            // Word and its like show pictures as dots.
            options.dotsPerInch = 200
        }
        let evidence = showsEvidence ? ReportFigure.evidence(behind: map, graph: source.graph) : []
        let size = "\(map.actors.count) actors and \(map.relations.count) relations"
        let figure = ReportFigure(
            map: map, evidence: evidence, description: "Map of \(size)" + (question.title.map { ": \($0)" } ?? ""))
        return ReportAnswer(
            kind: .figure, caption: question.title ?? "Map of \(size)", contents: [.figure(figure)])
    }
}
