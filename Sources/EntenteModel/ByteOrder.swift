internal import Foundation

/// Whether a text comes before another by its UTF-8 bytes, the order of everything that is written or listed.
///
/// Most sorting in a large case is of ids that begin alike; comparing them a block at a time makes it several times faster.
package func utf8Precedes(_ left: String, _ right: String) -> Bool {
    let fast = left.utf8.withContiguousStorageIfAvailable { one in
        right.utf8.withContiguousStorageIfAvailable { other -> Bool in
            let common = min(one.count, other.count)
            if common > 0, let first = one.baseAddress, let second = other.baseAddress {
                let order = memcmp(first, second, common)
                if order != 0 { return order < 0 }
            }
            return one.count < other.count
        }
    }
    if let fast, let fast { return fast }
    return left.utf8.lexicographicallyPrecedes(right.utf8)
}
