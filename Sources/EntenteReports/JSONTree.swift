/// Any JSON, for documents whose shape others define and of which we change a part.
enum JSONTree: Codable, Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case number(Double)
    case text(String)
    case list([JSONTree])
    case map([String: JSONTree])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // What is most frequent first: the others cost a failed attempt each.
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let map = try? container.decode([String: JSONTree].self) {
            self = .map(map)
        } else if let list = try? container.decode([JSONTree].self) {
            self = .list(list)
        } else if let int = try? container.decode(Int.self) {
            self = .int(int)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let bool = try? container.decode(Bool.self) {
            self = .bool(bool)
        } else {
            self = .null
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .int(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .map(let value): try container.encode(value)
        }
    }

    subscript(key: String) -> JSONTree? { if case .map(let map) = self { map[key] } else { nil } }
    subscript(place: Int) -> JSONTree? {
        if case .list(let list) = self, list.indices.contains(place) { list[place] } else { nil }
    }
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var list: [JSONTree]? { if case .list(let list) = self { list } else { nil } }
    var int: Int? { if case .int(let int) = self { int } else { nil } }
}
