import EntenteExtraction
import EntenteModel

/// The joined documents, and the graph that the decisions make of them, as bytes, so that a question need not join and
/// decide again: some 20 bytes a relation besides its texts.
///
/// The kinds of the ontology are not among them; they stand in their own tables.
enum SnapshotCoding {
    /// Changes whenever the bytes or their meaning do: with the coding here, with how documents are joined, or with how
    /// decisions apply. A test holds what a set of documents and decisions gives at this version, and fails where that
    /// changes under the same number.
    static let version = JoinedDocuments.version * 1000 + 2

    static func bytes(of joined: JoinedDocuments) -> [UInt8] {
        var out = ByteWriter()
        write(joined.graph, to: &out)
        out.write(joined.links) { out, link in
            out.write(link.from.rawValue)
            out.write(link.into.rawValue)
            out.write(link.reason)
        }
        return out.finished()
    }

    static func bytes(of graph: ActorGraph) -> [UInt8] {
        var out = ByteWriter()
        write(graph, to: &out)
        return out.finished()
    }

    private static func write(_ graph: ActorGraph, to out: inout ByteWriter) {
        out.write(graph.documents) { out, document in
            out.write(document.id.rawValue)
            out.write(document.path)
            out.write(document.title)
            out.write(document.date)
            out.write(document.source)
            out.write(document.sha256)
        }
        out.write(graph.actors) { out, actor in
            out.write(actor.id.rawValue)
            out.write(actor.name)
            out.write(actor.kind)
            out.write(actor.aliases) { $0.write($1) }
            out.write(actor.country)
            out.write(actor.principal?.rawValue)
            out.write(actor.documents) { $0.write($1.rawValue) }
            out.write(actor.mentions)
        }
        out.write(graph.relations) { out, relation in
            out.write(relation.source.rawValue)
            out.write(relation.kind)
            out.write(relation.target.rawValue)
            out.write(number(of: relation.status))
            out.write(relation.strength)
            out.write(relation.firstDate)
            out.write(relation.lastDate)
            out.write(relation.statements) { out, statement in
                out.write(statement.document.rawValue)
                out.write(statement.range.lowerBound)
                out.write(statement.text)
                out.write(statement.range.count)
                out.write(number(of: statement.status))
                out.write(statement.date)
                out.write(statement.attributedTo?.rawValue)
                out.write(statement.confidence)
            }
        }
    }

    /// - Throws: `CaseRowError` where the bytes are damaged.
    static func joined(_ bytes: UnsafeRawBufferPointer, ontology: Ontology) throws(CaseRowError) -> JoinedDocuments {
        var reader = try ByteReader(bytes)
        let graph = try graph(&reader, ontology)
        let links = try reader.list { (reader: inout ByteReader) throws(CaseRowError) in
            ActorLink(from: ActorID(try reader.text()), into: ActorID(try reader.text()), reason: try reader.text())
        }
        return JoinedDocuments(graph: graph, links: links)
    }

    /// - Throws: `CaseRowError` where the bytes are damaged.
    static func graph(_ bytes: UnsafeRawBufferPointer, ontology: Ontology) throws(CaseRowError) -> ActorGraph {
        var reader = try ByteReader(bytes)
        return try graph(&reader, ontology)
    }

    private static func graph(_ reader: inout ByteReader, _ ontology: Ontology) throws(CaseRowError) -> ActorGraph {
        let documents = try reader.list { (reader: inout ByteReader) throws(CaseRowError) in
            DocumentRecord(
                id: DocumentID(try reader.text()), path: try reader.text(), title: try reader.optionalText(),
                date: try reader.date(), source: try reader.optionalText(), sha256: try reader.text())
        }
        let actors = try reader.list { (reader: inout ByteReader) throws(CaseRowError) in
            Actor(
                id: ActorID(try reader.text()), name: try reader.text(), kind: try reader.text(),
                sortedAliases: try reader.list { (reader: inout ByteReader) throws(CaseRowError) in
                    try reader.text()
                }, country: try reader.optionalText(), principal: try reader.optionalText().map { ActorID($0) },
                sortedDocuments: try reader.list { (reader: inout ByteReader) throws(CaseRowError) in
                    DocumentID(try reader.text())
                }, mentions: try reader.number())
        }
        let relations = try reader.list { (reader: inout ByteReader) throws(CaseRowError) in
            try reader.relation()
        }
        return ActorGraph(ontology: ontology, sortedDocuments: documents, actors: actors, relations: relations)
    }

    private static let statuses: [Status] = [.asserted, .possible, .denied, .disputed]

    private static func number(of status: Status) -> Int { statuses.firstIndex(of: status) ?? 0 }

    fileprivate static func status(_ number: Int) throws(CaseRowError) -> Status {
        guard statuses.indices.contains(number) else { throw ByteReader.damaged }
        return statuses[number]
    }
}

extension ByteWriter {
    /// A date as one number: 0 for none, otherwise yyyymmdd with 00 for what it leaves open.
    fileprivate mutating func write(_ date: PartialDate?) {
        guard let date else { return write(0) }
        write(date.year * 10_000 + (date.month ?? 0) * 100 + (date.day ?? 0))
    }
}

extension ByteReader {
    fileprivate mutating func date() throws(CaseRowError) -> PartialDate? {
        let number = try number()
        if number == 0 { return nil }
        let (month, day) = (number / 100 % 100, number % 100)
        guard
            let date = PartialDate(
                year: number / 10_000, month: month == 0 ? nil : month, day: day == 0 ? nil : day)
        else { throw Self.damaged }
        return date
    }

    fileprivate mutating func relation() throws(CaseRowError) -> Relation {
        let id = RelationID(
            orderedSource: ActorID(try text()), kind: try text(), target: ActorID(try text()))
        let (status, strength) = (try SnapshotCoding.status(try number()), try double())
        let (first, last) = (try date(), try date())
        let statements = try list { (reader: inout ByteReader) throws(CaseRowError) in try reader.statement() }
        return Relation(
            id: id, sortedStatements: statements, status: status, strength: strength, firstDate: first, lastDate: last)
    }

    private mutating func statement() throws(CaseRowError) -> Statement {
        let (document, start, text, count) = (try text(), try number(), try text(), try number())
        guard start <= Int.max - count else { throw Self.damaged }
        return Statement(
            document: DocumentID(document), range: start..<(start + count), text: text,
            status: try SnapshotCoding.status(try number()), date: try date(),
            attributedTo: try optionalText().map { ActorID($0) }, confidence: try double())
    }
}
