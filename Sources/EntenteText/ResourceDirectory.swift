public import Foundation

/// Where data files are looked for, and what to do where they are missing.
public struct MissingResource: Error, Equatable, CustomStringConvertible {
    public let name: String
    public let searched: [String]

    package init(name: String, searched: [String]) {
        self.name = name
        self.searched = searched
    }

    public var description: String {
        "the data file '\(name)' is missing; looked in \(searched.joined(separator: ", ")); reinstall Entente, or set "
            + "ENTENTE_RESOURCES to the folder that holds it"
    }
}

/// Finds the data files of a module wherever the program was moved.
///
/// SwiftPM's `Bundle.module` stops the program when its folder is not beside the binary or at the path of the machine
/// that built it. This looks, in order, in `$ENTENTE_RESOURCES/MODULE`, beside the real executable (symbolic links
/// resolved) as SwiftPM lays it out, in `../share/entente/MODULE` from there, and in `/usr/local/share` and
/// `/usr/share`.
public struct ResourceDirectory: Sendable {
    public let module: String

    public init(module: String) { self.module = module }

    /// The folders that are looked in, in order.
    public var candidates: [URL] {
        var folders: [URL] = []
        if let named = ProcessInfo.processInfo.environment["ENTENTE_RESOURCES"], !named.isEmpty {
            folders.append(URL(fileURLWithPath: named).appendingPathComponent(module))
        }
        if let executable = Self.executable {
            let here = executable.deletingLastPathComponent()
            for bundle in ["entente_\(module).resources", "entente_\(module).bundle"] {
                folders.append(here.appendingPathComponent(bundle).appendingPathComponent("Resources"))
            }
            folders.append(here.deletingLastPathComponent().appendingPathComponent("share/entente/\(module)"))
        }
        for prefix in ["/usr/local/share/entente", "/usr/share/entente"] {
            folders.append(URL(fileURLWithPath: prefix).appendingPathComponent(module))
        }
        return folders
    }

    /// The file or folder of this name.
    ///
    /// - Throws: `MissingResource`, which names the folders that were searched.
    public func url(_ name: String) throws(MissingResource) -> URL {
        let folders = candidates
        for folder in folders {
            let url = folder.appendingPathComponent(name)
            if FileManager.default.fileExists(atPath: url.path) { return url }
        }
        throw MissingResource(name: "\(module)/\(name)", searched: folders.map(\.path))
    }

    private static var executable: URL? {
        #if os(Linux)
            let link = "/proc/self/exe"
            return (try? FileManager.default.destinationOfSymbolicLink(atPath: link)).map { URL(fileURLWithPath: $0) }
        #else
            return Bundle.main.executableURL?.resolvingSymlinksInPath()
        #endif
    }
}
