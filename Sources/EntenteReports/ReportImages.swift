import Foundation

/// The images that a template shows of its own, read from its folder and set into the page as data.
///
/// A template is untrusted, so that only pictures inside its folder are read: no other file, no address, no link that
/// leads out.
public struct ReportImages: Sendable {
    private let folder: String

    /// The largest image that a page takes in, in bytes.
    public static let largest = 20_000_000

    public init(folder: String) { self.folder = folder }

    func dataURL(of url: String) throws(ReportProblem) -> String {
        func refuse(_ why: String) -> ReportProblem {
            ReportProblem("the image '\(url)' is not shown: \(why); put a picture into the template's folder")
        }
        guard let path = url.removingPercentEncoding, !path.contains(":"), !path.hasPrefix("/"), !path.isEmpty else {
            throw refuse("it does not stand beside the template")
        }
        let types = [
            "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
            "svg": "image/svg+xml",
        ]
        guard let type = types[(path as NSString).pathExtension.lowercased()] else {
            throw refuse("it is no .png, .jpg, .gif, .webp or .svg")
        }
        let home = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        let file = URL(fileURLWithPath: folder).appendingPathComponent(path).resolvingSymlinksInPath().path
        guard file.hasPrefix(home.hasSuffix("/") ? home : home + "/") else {
            throw refuse("it leads out of the folder")
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        guard attributes?[.type] as? FileAttributeType == .typeRegular, let size = attributes?[.size] as? Int else {
            throw refuse("there is no such file")
        }
        guard size <= Self.largest else { throw refuse("it is larger than \(Self.largest / 1_000_000) MB") }
        guard let data = FileManager.default.contents(atPath: file) else { throw refuse("it cannot be read") }
        return "data:\(type);base64,\(data.base64EncodedString())"
    }
}
