/// Takes the time of day out of a PDF, so that the same map gives the same bytes.
///
/// Cairo writes one creation date in plain text; it is overwritten in place by one of the same length, because the
/// file's table of contents counts bytes.
enum PDFFinishing {
    static func finish(_ bytes: [UInt8]) -> [UInt8] {
        let key = Array("/CreationDate (D:".utf8)
        guard bytes.count > key.count,
            let start = bytes.indices.dropLast(key.count).last(where: { bytes[$0...].starts(with: key) })
        else { return bytes }
        var result = bytes
        let fixed = Array("20000101000000".utf8)
        var place = start + key.count
        var digit = 0
        while place < result.count, result[place] != UInt8(ascii: ")") {
            if (48...57).contains(result[place]) {
                result[place] = digit < fixed.count ? fixed[digit] : 48
                digit += 1
            } else if result[place] == UInt8(ascii: "-") {
                // The offset from Greenwich of the machine.
                result[place] = UInt8(ascii: "+")
            }
            place += 1
        }
        return result
    }
}
