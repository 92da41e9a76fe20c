import Foundation
import GRDB
import GRDBSQLite

/// Adds rows to a table, many of them: one statement that is bound and stepped again and again.
///
/// GRDB boxes every value, looks the statement up by its text and watches what each execution changes; for the million small
/// rows of a large case this takes longer than SQLite takes to store them.
struct RowWriter {
    /// What a column of a row holds.
    enum Cell {
        case null
        case text(String)
        case number(Int)
        case real(Double)

        static func text(_ text: String?) -> Cell { text.map { .text($0) as Cell } ?? .null }
    }

    private let database: Database
    private let statement: GRDB.Statement

    /// - Parameters:
    ///   - table: Its name, with columns in parentheses where a row has not all of them.
    ///   - columns: How many a row has.
    init(_ database: Database, into table: String, columns: Int) throws {
        self.database = database
        let marks = Array(repeating: "?", count: columns).joined(separator: ", ")
        statement = try database.cachedStatement(sql: "INSERT INTO \(table) VALUES (\(marks))")
    }

    /// Adds a row, with the values in the order of the columns.
    func add(_ cells: Cell...) throws {
        let pointer = statement.sqliteStatement
        defer { sqlite3_reset(pointer) }
        for (place, cell) in cells.enumerated() {
            let column = Int32(place + 1)
            let code =
                switch cell {
                case .null: sqlite3_bind_null(pointer, column)
                case .number(let number): sqlite3_bind_int64(pointer, column, Int64(number))
                case .real(let number): sqlite3_bind_double(pointer, column, number)
                case .text(var text):
                    text.withUTF8 { bytes in
                        bytes.withMemoryRebound(to: CChar.self) {
                            sqlite3_bind_text64(
                                pointer, column, $0.baseAddress ?? Self.empty, UInt64($0.count), Self.copied,
                                UInt8(SQLITE_UTF8))
                        }
                    }
                }
            if code != SQLITE_OK { throw problem(code) }
        }
        let code = sqlite3_step(pointer)
        if code != SQLITE_DONE { throw problem(code) }
    }

    private func problem(_ code: Int32) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: database.sqliteConnection.map { String(cString: sqlite3_errmsg($0)) })
    }

    /// SQLITE_TRANSIENT: SQLite copies the bytes before the call returns.
    private nonisolated(unsafe) static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    /// An empty text is no null.
    private nonisolated(unsafe) static let empty = UnsafePointer(strdup(""))
}
