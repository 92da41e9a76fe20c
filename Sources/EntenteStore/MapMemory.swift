public import EntenteModel
import Foundation
import GRDB

/// What a case remembers of its maps, so that the next edition of one is read against the last.
///
/// For each map (a choice of actors and relations) there is one edition: a digest of what it showed, where its actors stood,
/// and from which places it was drawn. Drawing the same content again starts from the same places and gives the same
/// picture, however often; other content starts from where actors stood last.
public struct MapMemory: Sendable {
    public struct Place: Hashable, Sendable {
        public let x: Double
        public let y: Double

        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    public struct Edition: Hashable, Sendable {
        /// A digest of what the map showed.
        public let content: String
        /// From which places it was drawn; empty for the first edition.
        public let start: [ActorID: Place]
        /// Where its actors stood.
        public let places: [ActorID: Place]

        public init(content: String, start: [ActorID: Place], places: [ActorID: Place]) {
            self.content = content
            self.start = start
            self.places = places
        }

        /// The places to draw from so that this content is read against the edition.
        public func start(for content: String) -> [ActorID: Place] { content == self.content ? start : places }
    }

    private let path: String

    /// - Parameter path: Of a case file.
    public init(case path: String) { self.path = path }

    /// The last edition of a map; nil where the case knows none, or was written before cases remembered maps.
    ///
    /// - Parameter map: Names the choice of actors and relations.
    public func edition(of map: String) -> Edition? {
        guard let queue = try? CaseConnection.reading(path) else { return nil }
        return try? queue.read { database in try Self.edition(of: map, in: database) }
    }

    private static func edition(of map: String, in database: Database) throws -> Edition? {
        guard try database.holds(table: "map_edition"),
            let content = try String.fetchOne(
                database, sql: "SELECT content FROM map_edition WHERE map = ?", arguments: [map])
        else { return nil }
        var (start, places) = ([ActorID: Place](), [ActorID: Place]())
        let rows = try Row.fetchCursor(
            database, sql: "SELECT actor, is_start, x, y FROM map_positions WHERE map = ?", arguments: [map])
        while let row = try rows.next() {
            let (id, place) = (ActorID(row["actor"] as String), Place(x: row["x"], y: row["y"]))
            if row["is_start"] as Bool { start[id] = place } else { places[id] = place }
        }
        return Edition(content: content, start: start, places: places)
    }

    /// Remembers an edition in the place of the last one.
    ///
    /// A case of an older version stays as it is until the next build changes it.
    /// - Returns: Whether it is remembered.
    /// - Throws: `CaseError` where the case cannot be written.
    @discardableResult
    public func keep(_ edition: Edition, of map: String) throws(CaseError) -> Bool {
        guard FileManager.default.isWritableFile(atPath: path) else {
            throw .cannotWrite(path: path, reason: "permission denied")
        }
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(1)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            return try queue.write { database in
                guard try database.holds(table: "map_edition") else { return false }
                try Self.write(edition, of: map, in: database)
                return true
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            throw .busy(path: path, holder: nil)
        } catch {
            throw .cannotWrite(path: path, reason: (error as? DatabaseError)?.message ?? "\(error)")
        }
    }

    private static func write(_ edition: Edition, of map: String, in database: Database) throws {
        try database.execute(sql: "DELETE FROM map_positions WHERE map = ?", arguments: [map])
        try database.execute(
            sql: "INSERT OR REPLACE INTO map_edition (map, content) VALUES (?, ?)", arguments: [map, edition.content])
        let insert = try database.makeStatement(
            sql: "INSERT INTO map_positions (map, is_start, actor, x, y) VALUES (?, ?, ?, ?, ?)")
        for (isStart, places) in [(true, edition.start), (false, edition.places)] {
            for (id, place) in places.sorted(by: { $0.key < $1.key }) {
                try insert.execute(arguments: [map, isStart, id.rawValue, place.x, place.y])
            }
        }
    }

    /// The tables, for the migration of this name.
    static let migration = (
        name: "maps remember where actors stood",
        sql: """
        CREATE TABLE map_edition (
            -- the choice of actors and relations that makes the map
            map TEXT NOT NULL PRIMARY KEY,
            -- digest of what it showed
            content TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- in points; is_start: from where the edition was drawn, else where it put the actor
        CREATE TABLE map_positions (
            map TEXT NOT NULL REFERENCES map_edition(map) ON DELETE CASCADE,
            is_start INTEGER NOT NULL CHECK (is_start IN (0, 1)),
            actor TEXT NOT NULL,
            x REAL NOT NULL,
            y REAL NOT NULL,
            PRIMARY KEY (map, is_start, actor)
        ) STRICT, WITHOUT ROWID;
        """
    )
}
