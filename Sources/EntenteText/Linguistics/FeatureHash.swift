/// Hashing of features to 64 bits, the same on every machine and in training as at run time.
///
/// A feature is a template's number and up to three values. The values are combined multilinearly with odd constants
/// and then mixed, so that both halves of the result are usable: the upper one chooses the slot of a table, the lower
/// one tells features apart that share it.
package enum FeatureHash {
    @inline(__always)
    package static func finish(_ value: UInt64) -> UInt64 {
        var hash = value
        hash ^= hash >> 29
        hash = hash &* 0xBF58_476D_1CE4_E5B9
        hash ^= hash >> 32
        return hash | 1
    }

    @inline(__always)
    package static func of(_ template: UInt64, _ first: UInt64) -> UInt64 {
        finish(template &* 0x9E37_79B9_7F4A_7C15 &+ first &* 0xD6E8_FEB8_6659_FD93)
    }

    @inline(__always)
    package static func of(_ template: UInt64, _ first: UInt64, _ second: UInt64) -> UInt64 {
        finish(
            template &* 0x9E37_79B9_7F4A_7C15 &+ first &* 0xD6E8_FEB8_6659_FD93 &+ second &* 0xA076_1D64_78BD_642F)
    }

    @inline(__always)
    package static func of(_ template: UInt64, _ first: UInt64, _ second: UInt64, _ third: UInt64) -> UInt64 {
        finish(
            template &* 0x9E37_79B9_7F4A_7C15 &+ first &* 0xD6E8_FEB8_6659_FD93 &+ second &* 0xA076_1D64_78BD_642F
                &+ third &* 0xE703_7ED1_A0B4_28DB)
    }

    /// FNV-1a over bytes, mixed, cut to 40 bits so that sums of products keep their high bits apart.
    @inline(__always)
    package static func of(bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return finish(hash) >> 24
    }

    package static func of(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { of(bytes: $0) }
    }
}
