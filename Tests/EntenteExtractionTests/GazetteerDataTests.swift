import EntenteText
import Foundation
import Testing

/// The shipped gazetteers keep the rules that extraction relies on.
@Suite struct GazetteerDataTests {
    private static let columns = [
        "id", "name", "kind", "country", "principal", "aliases", "adjectives", "people", "capital", "seats",
        "ambiguous",
    ]
    private static let listColumns = ["aliases", "adjectives", "people", "seats", "ambiguous"]

    private struct Row {
        let place: String
        let cells: [String: String]
        subscript(_ column: String) -> String { cells[column] ?? "" }
        func list(_ column: String) -> [String] { self[column].split(separator: "|").map(String.init) }
    }

    private static func resources() throws -> URL {
        try ResourceDirectory(module: "EntenteExtraction").url("gazetteers").deletingLastPathComponent()
    }

    private static func tables() throws -> [URL] {
        let folder = try resources().appendingPathComponent("gazetteers")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "tsv" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    private static func lines(of file: URL) throws -> [String] {
        var lines = try String(contentsOf: file, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.last == "", "\(file.lastPathComponent) ends with a line feed")
        lines.removeLast()
        return lines
    }

    private static func rows() throws -> [Row] {
        var rows: [Row] = []
        for file in try tables() where file.lastPathComponent != "given-names.tsv" {
            let lines = try lines(of: file)
            for (index, line) in lines.enumerated().dropFirst() {
                let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                let place = "\(file.lastPathComponent):\(index + 1)"
                guard cells.count == columns.count else {
                    Issue.record("\(place) has \(cells.count) cells")
                    continue
                }
                rows.append(Row(place: place, cells: Dictionary(uniqueKeysWithValues: zip(columns, cells))))
            }
        }
        return rows
    }

    @Test func everyTableHasTheHeaderAndIsSortedByID() throws {
        for file in try Self.tables() where file.lastPathComponent != "given-names.tsv" {
            let lines = try Self.lines(of: file)
            #expect(lines.first == Self.columns.joined(separator: "\t"), "\(file.lastPathComponent)")
            let ids = lines.dropFirst().map { Array($0.prefix { $0 != "\t" }.utf8) }
            let unsorted = zip(ids, ids.dropFirst()).first { !$0.lexicographicallyPrecedes($1) }
            #expect(unsorted == nil, "\(file.lastPathComponent)")
        }
    }

    @Test func idsAreUniqueAndInKebabCase() throws {
        var seen: [String: String] = [:]
        for row in try Self.rows() {
            #expect(row["id"].wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(row.place)")
            #expect(seen.updateValue(row.place, forKey: row["id"]) == nil, "\(row.place) repeats \(row["id"])")
        }
    }

    @Test func cellsHaveNoStrayBlanksAndListsRepeatNothing() throws {
        for row in try Self.rows() {
            #expect(!row["name"].isEmpty, "\(row.place)")
            for (column, cell) in row.cells where cell.hasPrefix(" ") || cell.hasSuffix(" ") || cell.contains("\r") {
                Issue.record("\(row.place) \(column)")
            }
            for column in Self.listColumns where !row[column].isEmpty {
                let entries = row[column].split(separator: "|", omittingEmptySubsequences: false).map(String.init)
                let bad = entries.contains { $0.isEmpty || $0 != $0.trimmingCharacters(in: .whitespaces) }
                #expect(!bad, "\(row.place) \(column)")
                #expect(Set(entries).count == entries.count, "\(row.place) \(column)")
            }
            #expect(!row.list("aliases").contains(row["name"]), "\(row.place)")
        }
    }

    @Test func kindsAreThoseOfTheOntology() throws {
        let text = try String(contentsOf: try Self.resources().appendingPathComponent("ontology.yaml"), encoding: .utf8)
        var kinds: Set<String> = []
        for line in text.split(separator: "\n").drop(while: { $0 != "actors:" }).prefix(while: { $0 != "relations:" }) {
            if let match = line.firstMatch(of: /^  (\w+):/) { kinds.insert(String(match.1)) }
        }
        #expect(kinds.contains("state"))
        for row in try Self.rows() { #expect(kinds.contains(row["kind"]), "\(row.place) \(row["kind"])") }
    }

    @Test func referencesResolve() throws {
        let rows = try Self.rows()
        let kinds = Dictionary(rows.map { ($0["id"], $0["kind"]) }, uniquingKeysWith: { first, _ in first })
        for row in rows {
            if !row["principal"].isEmpty { #expect(kinds[row["principal"]] != nil, "\(row.place) \(row["principal"])") }
            if !row["capital"].isEmpty { #expect(kinds[row["capital"]] == "place", "\(row.place) \(row["capital"])") }
            if !row["country"].isEmpty {
                #expect(row["country"].wholeMatch(of: /[A-Z]{3}/) != nil, "\(row.place) \(row["country"])")
            }
            let own = Set([row["name"]] + Self.listColumns.dropLast().flatMap { row.list($0) })
            for name in row.list("ambiguous") { #expect(own.contains(name), "\(row.place) \(name)") }
        }
    }

    @Test func sharedNamesAreMarkedAmbiguous() throws {
        var holders: [String: [Row]] = [:]
        for row in try Self.rows() {
            for name in [row["name"]] + row.list("aliases") { holders[name, default: []].append(row) }
        }
        for (name, rows) in holders where rows.count > 1 {
            let marked = rows.contains { $0.list("ambiguous").contains(name) }
            #expect(marked, "\(name): \(rows.map(\.place))")
        }
    }

    @Test func givenNamesAreSortedAndCapitalised() throws {
        let file = try Self.resources().appendingPathComponent("gazetteers/given-names.tsv")
        let lines = try Self.lines(of: file)
        #expect(lines.first == "name\tgender")
        let rows = lines.dropFirst().map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
        #expect(rows.allSatisfy { $0.count == 2 && ["", "f", "m"].contains($0[1]) })
        let names = rows.map { Array(($0.first ?? "").utf8) }
        #expect(zip(names, names.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
        #expect(lines.dropFirst().allSatisfy { $0.first?.isUppercase == true })
    }

    @Test func manifestIsCurrent() throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("scripts/update-manifest")
        let check = Process()
        check.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        check.arguments = ["python3", script.path, "--check"]
        let complaints = Pipe()
        check.standardError = complaints
        try check.run()
        let said = complaints.fileHandleForReading.readDataToEndOfFile()
        check.waitUntilExit()
        #expect(check.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
    }
}
