/// Arithmetic of the parser's network in whole numbers, so that it gives the same result on every machine.
///
/// An activation is a multiple of 2⁻¹¹ below 8 in size, a gate one of 2⁻¹² from 0 to 1, a cell's memory one of 2⁻¹³ below
/// 16. The curves are parabolas in place of exponentials; the network is trained with the same.
package enum FixedPoint {
    /// Binary places of an activation.
    package static let places: Int32 = 11
    /// Activations stay below this in size: 8.
    package static let limit: Int32 = 1 << 14
    /// Binary places of the weights by which a cell's memory enters its gates.
    package static let peepholePlaces: Int32 = 12

    /// An activation within its limits.
    @inline(__always)
    package static func clamped(_ value: Int32) -> Int32 { min(max(value, 1 - limit), limit - 1) }

    /// `value` · 2^-`places`, rounded.
    @inline(__always)
    package static func scaled(_ value: Int32, _ places: Int32) -> Int32 {
        (value &+ (1 &<< (places &- 1))) &>> places
    }

    /// From 0 to 1 as the activation `value` goes from -4 to 4: ½ + ½·sign(x)·(1 - (1 - |x|/4)²).
    @inline(__always)
    package static func gate(_ value: Int32) -> Int32 {
        let rest = max(8192 &- size(value), 0)
        let half = 2048 &- (rest &* rest) &>> 15
        return value < 0 ? 2048 &- half : 2048 &+ half
    }

    /// From -1 to 1 as a cell's memory goes from -2 to 2: sign(x)·(1 - (1 - |x|/2)²).
    @inline(__always)
    package static func squashed(_ memory: Int32) -> Int32 {
        let rest = max(16384 &- size(memory), 0)
        let value = 2048 &- (rest &* rest) &>> 17
        return memory < 0 ? 0 &- value : value
    }

    /// `abs` without its check for overflow, which would keep loops from being vectorised.
    @inline(__always)
    private static func size(_ value: Int32) -> Int32 { value < 0 ? 0 &- value : value }
}
