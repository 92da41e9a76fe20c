import Foundation
import Testing

/// A real browser without a window: Chromium, led through chromedriver (W3C WebDriver over HTTP).
///
/// Pages are files; nothing is fetched from anywhere. One browser serves a whole suite, one page after the other.
actor Browser {
    /// The browser of the suite that runs.
    @TaskLocal static var shared: Browser?

    private let driver: Process
    private let endpoint: URL
    private var session = ""

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Starts driver and browser.
    init(width: Int = 1280, height: Int = 800) async throws {
        let names = ["chromedriver", "chromium.chromedriver"]
        guard let program = names.lazy.compactMap(Self.program).first else {
            throw Failure(description: "chromedriver is missing; scripts/system-packages --tests installs it")
        }
        let port = try LocalConnection.freePort()
        driver = Process()
        driver.executableURL = URL(fileURLWithPath: program)
        driver.arguments = ["--port=\(port)", "--log-level=SEVERE"]
        driver.standardOutput = FileHandle(forWritingAtPath: "/dev/null")
        driver.standardError = FileHandle(forWritingAtPath: "/dev/null")
        try driver.run()
        endpoint = try #require(URL(string: "http://127.0.0.1:\(port)"))
        for _ in 0..<200 {
            if (try? await Self.send("GET", endpoint.appendingPathComponent("status"), nil)) != nil { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        var arguments = [
            "--headless=new", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb",
            "--window-size=\(width),\(height)", "--disable-background-networking",
        ]
        // Chromium refuses to build its sandbox for the superuser, who runs the tests in a container.
        if getuid() == 0 { arguments.append("--no-sandbox") }
        let answer = try await Self.send(
            "POST", endpoint.appendingPathComponent("session"),
            .object([
                "capabilities": .object([
                    "alwaysMatch": .object([
                        "browserName": .string("chrome"),
                        "goog:chromeOptions": .object(["args": .array(arguments.map(JSONValue.string))]),
                        "goog:loggingPrefs": .object(["browser": .string("ALL")]),
                    ])
                ])
            ]))
        session = answer["sessionId"]?.text ?? ""
        try await resize(width, height)
    }

    func quit() async {
        _ = try? await command("DELETE", "")
        // Test runs start their children with SIGTERM blocked.
        kill(driver.processIdentifier, SIGKILL)
    }

    /// The viewport's size in CSS pixels; below 600 it is a phone's.
    func resize(_ width: Int, _ height: Int) async throws {
        try await chrome(
            "Emulation.setDeviceMetricsOverride",
            [
                "width": .number(Double(width)), "height": .number(Double(height)), "deviceScaleFactor": .number(1),
                "mobile": .bool(width < 600),
            ])
    }

    /// Pretends that the reader's system has dark colours, or asks for less motion.
    func prefer(dark: Bool = false, stillness: Bool = true) async throws {
        func feature(_ name: String, _ value: String) -> JSONValue {
            .object(["name": .string(name), "value": .string(value)])
        }
        try await chrome(
            "Emulation.setEmulatedMedia",
            [
                "features": .array([
                    feature("prefers-color-scheme", dark ? "dark" : "light"),
                    feature("prefers-reduced-motion", stillness ? "reduce" : "no-preference"),
                ])
            ])
    }

    func open(_ path: String, address: String = "") async throws {
        try await command("POST", "url", .object(["url": .string("about:blank")]))
        _ = try? await messages()
        let url = URL(fileURLWithPath: path).absoluteString + (address.isEmpty ? "" : "#" + address)
        try await command("POST", "url", .object(["url": .string(url)]))
    }

    /// Runs a script in the page; its arguments are `arguments[0]` and so on.
    @discardableResult
    func run(_ script: String, _ arguments: JSONValue...) async throws -> JSONValue {
        try await command(
            "POST", "execute/sync", .object(["script": .string(script), "args": .array(arguments)]))
    }

    /// Waits until an expression holds in the page.
    func wait(for expression: String, seconds: Double = 10) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            if try await run("return Boolean(\(expression))") == .bool(true) { return }
            try await Task.sleep(for: .milliseconds(25))
        }
        throw Failure(description: "after \(seconds) s it still does not hold that \(expression)")
    }

    func click(_ selector: String) async throws {
        try await command("POST", "element/\(try await element(selector))/click", .object([:]))
    }

    /// Types into an element as a keyboard would.
    func type(_ text: String, into selector: String) async throws {
        try await command(
            "POST", "element/\(try await element(selector))/value", .object(["text": .string(text)]))
    }

    /// Presses keys, one after the other, wherever the focus is.
    func press(_ keys: String...) async throws {
        var steps: [JSONValue] = []
        for key in keys {
            for kind in ["keyDown", "keyUp"] {
                steps.append(.object(["type": .string(kind), "value": .string(key)]))
            }
        }
        try await perform(steps, type: "key")
    }

    /// Holds a key while another is pressed.
    func press(_ key: String, holding modifier: String) async throws {
        func step(_ kind: String, _ key: String) -> JSONValue {
            .object(["type": .string(kind), "value": .string(key)])
        }
        try await perform(
            [step("keyDown", modifier), step("keyDown", key), step("keyUp", key), step("keyUp", modifier)], type: "key")
    }

    /// Presses the mouse at the first place, and releases it at the last.
    func drag(_ places: [(x: Double, y: Double)]) async throws {
        func move(_ place: (x: Double, y: Double)) -> JSONValue {
            .object([
                "type": .string("pointerMove"), "duration": .number(20), "x": .number(place.x.rounded()),
                "y": .number(place.y.rounded()),
            ])
        }
        guard let first = places.first else { return }
        let button = { (kind: String) in JSONValue.object(["type": .string(kind), "button": .number(0)]) }
        try await perform(
            [move(first), button("pointerDown")] + places.dropFirst().map(move) + [button("pointerUp")], type: "pointer"
        )
    }

    func text(_ selector: String) async throws -> String {
        try await run("return document.querySelector(arguments[0])?.textContent ?? ''", .string(selector)).text ?? ""
    }

    func count(_ selector: String) async throws -> Int {
        Int(try await run("return document.querySelectorAll(arguments[0]).length", .string(selector)).number ?? -1)
    }

    /// What the page wrote to the console since the last call, warnings and faults alike.
    func messages() async throws -> [String] {
        let answer = try await command("POST", "se/log", .object(["type": .string("browser")]))
        return (answer.list ?? []).compactMap { $0["message"]?.text }
    }

    /// A picture of the viewport as PNG in base 64.
    func screenshot() async throws -> String { try await command("GET", "screenshot").text ?? "" }

    // The protocol

    private func element(_ selector: String) async throws -> String {
        let answer = try await command(
            "POST", "element", .object(["using": .string("css selector"), "value": .string(selector)]))
        guard case .object(let fields) = answer, let id = fields.values.first?.text else {
            throw Failure(description: "no element \(selector)")
        }
        return id
    }

    private func perform(_ steps: [JSONValue], type: String) async throws {
        try await command(
            "POST", "actions",
            .object([
                "actions": .array([
                    .object(["type": .string(type), "id": .string(type), "actions": .array(steps)])
                ])
            ]))
    }

    private func chrome(_ name: String, _ parameters: [String: JSONValue]) async throws {
        try await command(
            "POST", "goog/cdp/execute", .object(["cmd": .string(name), "params": .object(parameters)]))
    }

    @discardableResult
    private func command(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
        let base = endpoint.appendingPathComponent("session").appendingPathComponent(session)
        return try await Self.send(method, path.isEmpty ? base : base.appendingPathComponent(path), body)
    }

    private static func send(_ method: String, _ url: URL, _ body: JSONValue?) async throws -> JSONValue {
        let content = try body.map { try JSONEncoder().encode($0) } ?? Data()
        let request =
            "\(method) \(url.path) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(content.count)\r\nConnection: close\r\n\r\n"
        let answer = try LocalConnection(port: url.port ?? 0).exchange(Data(request.utf8) + content)
        let value = try JSONDecoder().decode(JSONValue.self, from: answer)["value"] ?? .null
        if let error = value["error"]?.text {
            throw Failure(description: "\(error): \(value["message"]?.text?.prefix(400) ?? "")")
        }
        return value
    }

    private static func program(_ name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":") + ["/usr/bin"]
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

/// Any JSON, to talk with the driver and with pages.
enum JSONValue: Codable, Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    var text: String? { if case .string(let value) = self { value } else { nil } }
    var number: Double? { if case .number(let value) = self { value } else { nil } }
    var list: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    var texts: [String] { (list ?? []).compactMap(\.text) }
    subscript(key: String) -> JSONValue? { if case .object(let fields) = self { fields[key] } else { nil } }
}

/// All suites that need a browser: they share one, and take turns.
@Suite(.serialized, .browser) struct InBrowser {}

/// Gives a suite one browser for all its tests, and ends it with them.
struct BrowserTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let browser = try await Browser()
        do {
            try await Browser.$shared.withValue(browser) { try await function() }
        } catch {
            await browser.quit()
            throw error
        }
        await browser.quit()
    }
}

extension Trait where Self == BrowserTrait {
    static var browser: BrowserTrait { BrowserTrait() }
}
