import ArgumentParser
import EntenteModel
import EntenteStore

struct RejectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Strike out a relation, or single sentences behind it.",
        discussion: """
            Without --document and --quote the relation goes with all evidence that it has or will have. With them, only
            the sentences that fit go; the relation stays while others carry it. Either holds for every later build.

            EXAMPLE
              entente reject Russia attacks Tajikistan --note "the subject is the storm"
              entente reject Russia attacks Tajikistan --document avaza --quote "hit the coast"
            """)

    @OptionGroup var claim: ClaimOptions
    @OptionGroup var options: DecisionOptions

    @Flag(help: "Strike out the sentences known today, not those that later documents may bring.")
    var onlyThese = false

    func run() async throws {
        let file = try options.open()
        let relation = try claim.relation(in: file)
        if claim.isAboutSentences || onlyThese {
            let claims = try claim.claims(in: file)
            return try options.take(claims.map { .reject($0) }, in: file) { after in
                let left = after.graph[relation.id]?.statements.count ?? 0
                return "Struck out \(counted(claims.count, "sentence")) of '\(relation.id)'; "
                    + (left == 0 ? "nothing else carries it." : "\(counted(left, "other")) still carry it.")
            }
        }
        let whole = Claim(source: relation.source, kind: relation.kind, target: relation.target)
        try options.take([.reject(whole)], in: file) { _ in
            "Struck out '\(relation.id)' with \(counted(relation.statements.count, "statement"))."
        }
    }
}

struct ConfirmCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: "Say that sentences do carry a relation; their confidence becomes 1.",
        discussion: """
            EXAMPLE
              entente confirm Russia supports Tajikistan --document avaza
            """)

    @OptionGroup var claim: ClaimOptions
    @OptionGroup var options: DecisionOptions

    func run() async throws {
        let file = try options.open()
        let relation = try claim.relation(in: file)
        let claims = try claim.claims(in: file)
        try options.take(claims.map { .confirm($0) }, in: file) { after in
            let strength = after.graph[relation.id]?.strength ?? 0
            return "Confirmed \(counted(claims.count, "sentence")) of '\(relation.id)'; "
                + "its strength is \(PathAnswer.number(strength)) now."
        }
    }
}
