/// A hash that tells damaged bytes from whole ones; no protection against somebody who means to deceive.
enum ByteHash {
    /// Eight bytes at a time are mixed in by multiplication, as in the FNV hashes, with the halves swapped in between so
    /// that every bit reaches every other.
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
        let words = bytes.count / 8
        for word in 0..<words {
            let value = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self))
            hash = mixed(hash ^ value)
        }
        for place in (words * 8)..<bytes.count { hash = mixed(hash ^ UInt64(bytes[place])) }
        return hash
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = value &* 0x9E37_79B9_7F4A_7C15
        return product ^ (product >> 32)
    }
}
