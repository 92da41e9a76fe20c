/// Writes zip archives of a few small entries.
enum ZipWriter {
    /// - Parameters:
    ///   - method: 0 for bytes as they stand, 8 for deflated ones.
    ///   - size: What the archive says an entry unpacks to; its true size without.
    static func archive(_ entries: [(name: String, bytes: [UInt8])], method: Int = 0, size: Int? = nil) -> [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let facts =
                number(20, 2) + number(0, 2) + number(method, 2) + number(0, 8) + number(entry.bytes.count, 4)
                + number(size ?? entry.bytes.count, 4) + number(entry.name.utf8.count, 2) + number(0, 2)
            directory +=
                number(0x0201_4B50, 4) + number(20, 2) + facts + number(0, 10) + number(out.count, 4)
                + Array(entry.name.utf8)
            out += number(0x0403_4B50, 4) + facts + Array(entry.name.utf8) + entry.bytes
        }
        let start = out.count
        out += directory
        out += number(0x0605_4B50, 4) + number(0, 4) + number(entries.count, 2) + number(entries.count, 2)
        return out + number(directory.count, 4) + number(start, 4) + number(0, 2)
    }

    private static func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> (8 * $0) : 0) }
    }
}

/// Writes PDF files of a few lines of text.
enum PDFWriter {
    /// - Parameter pages: Lines of each page; an empty one leaves a gap.
    static func pages(_ pages: [[String]]) -> [UInt8] {
        var objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
        let kids = pages.indices.map { "\(5 + $0 * 2) 0 R" }.joined(separator: " ")
        objects.append("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
        objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        objects.append("<< /Title (The title) >>")
        for (number, lines) in pages.enumerated() {
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents \(6 + number * 2) 0 R "
                    + "/Resources << /Font << /F1 3 0 R >> >> >>")
            let text = lines.map { "(\($0)) Tj 0 -14 Td" }.joined(separator: " ")
            let content = "BT /F1 12 Tf 50 350 Td \(text) ET"
            objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
        }
        var out = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (number, object) in objects.enumerated() {
            offsets.append(out.utf8.count)
            out += "\(number + 1) 0 obj\n\(object)\nendobj\n"
        }
        let table = out.utf8.count
        out += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets {
            let digits = String(offset)
            out += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        out += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R /Info 4 0 R >>\nstartxref\n\(table)\n%%EOF\n"
        return Array(out.utf8)
    }
}
