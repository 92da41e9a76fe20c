import Foundation
import GRDB
import GRDBSQLite

/// Adds rows to a table, many of them: they gather, and one statement that is bound and stepped again and again adds fifty
/// at a time.
///
/// GRDB boxes every value, looks the statement up by its text and watches what each execution changes; and SQLite sets up
/// and takes down every execution, which for rows as small as those of a case takes longer than to store them.
struct RowWriter {
    /// What a column of a row holds.
    enum Cell {
        case null
        case text(String)
        case number(Int)
        case real(Double)

        static func text(_ text: String?) -> Cell { text.map { .text($0) as Cell } ?? .null }
    }

    /// A cell that waits, the bytes of a text apart.
    private enum Waiting {
        case null
        case text(start: Int, count: Int)
        case number(Int)
        case real(Double)
    }

    private let database: Database
    private let table: String
    private let columns: Int
    private let rowsAtOnce: Int
    /// Adding a single row, and as many as are added at once; made when they are needed.
    private var ofOne, ofMany: GRDB.Statement?
    private var cells: [Waiting] = []
    private var bytes: [UInt8] = []

    /// More gain nothing, for by then hardly any time is that of executions.
    static let many = 50

    /// - Parameters:
    ///   - table: Its name, with columns in parentheses where a row has not all of them.
    ///   - columns: How many a row has.
    ///   - rowsAtOnce: How many rows gather before they are added; with 1 each is in the table when `add` returns.
    init(_ database: Database, into table: String, columns: Int, rowsAtOnce: Int = 1) {
        self.database = database
        self.table = table
        self.columns = columns
        self.rowsAtOnce = rowsAtOnce
    }

    /// Takes a row, with the values in the order of the columns. After `finish` it is in the table, or before.
    mutating func add(_ row: Cell...) throws {
        for cell in row {
            switch cell {
            case .null: cells.append(.null)
            case .number(let number): cells.append(.number(number))
            case .real(let number): cells.append(.real(number))
            case .text(var text):
                let start = bytes.count
                text.withUTF8 { bytes.append(contentsOf: $0) }
                cells.append(.text(start: start, count: bytes.count - start))
            }
        }
        if cells.count == columns * rowsAtOnce { try write() }
    }

    /// Adds the rows that wait.
    mutating func finish() throws { if !cells.isEmpty { try write() } }

    private mutating func write() throws {
        let isFull = cells.count == columns * rowsAtOnce
        let (statement, step) = (try statement(ofMany: isFull), isFull ? cells.count : columns)
        try bytes.withUnsafeBytes { bytes in
            for start in stride(from: 0, to: cells.count, by: step) {
                try execute(statement, cells[start..<(start + step)], bytes)
            }
        }
        cells.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func statement(ofMany isOfMany: Bool) throws -> GRDB.Statement {
        if let made = isOfMany ? ofMany : ofOne { return made }
        let row = "(\(Array(repeating: "?", count: columns).joined(separator: ", ")))"
        let rows = Array(repeating: row, count: isOfMany ? rowsAtOnce : 1).joined(separator: ", ")
        let statement = try database.cachedStatement(sql: "INSERT INTO \(table) VALUES \(rows)")
        if isOfMany { ofMany = statement } else { ofOne = statement }
        return statement
    }

    private func execute(
        _ statement: GRDB.Statement, _ values: ArraySlice<Waiting>, _ bytes: UnsafeRawBufferPointer
    ) throws {
        let pointer = statement.sqliteStatement
        defer {
            sqlite3_reset(pointer)
            // SQLite was given the place of the bytes, which ends with the caller.
            sqlite3_clear_bindings(pointer)
        }
        var column: Int32 = 0
        for value in values {
            column += 1
            let code =
                switch value {
                case .null: sqlite3_bind_null(pointer, column)
                case .number(let number): sqlite3_bind_int64(pointer, column, Int64(number))
                case .real(let number): sqlite3_bind_double(pointer, column, number)
                case .text(let start, let count):
                    sqlite3_bind_text64(
                        pointer, column,
                        bytes.baseAddress.map { ($0 + start).assumingMemoryBound(to: CChar.self) } ?? Self.empty,
                        UInt64(count), Self.stays, UInt8(SQLITE_UTF8))
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

    /// SQLITE_STATIC: the bytes stay where they are while SQLite needs them, and it makes no copy.
    private static let stays: sqlite3_destructor_type? = nil
    /// An empty text is no null.
    private nonisolated(unsafe) static let empty = UnsafePointer(strdup(""))
}
