/// Powers of large numbers modulo an odd one (Montgomery's multiplication). Every number is an array of as many 64-bit
/// words as the modulus has, the lowest first.
///
/// For each bit of the exponent the same steps run whatever the bit is.
struct ModularPower {
    private let modulus: [UInt64]
    /// The inverse of the modulus modulo 2^64, negated.
    private let negatedInverse: UInt64

    /// `modulus` must be odd and its highest word not 0.
    init(modulus: [UInt64]) {
        precondition(modulus.first.map { $0 & 1 == 1 } ?? false && modulus.last != 0, "the modulus must be odd")
        self.modulus = modulus
        // Newton's iteration doubles the number of right bits each time.
        var inverse: UInt64 = 1
        for _ in 0..<6 { inverse = inverse &* (2 &- modulus[0] &* inverse) }
        negatedInverse = 0 &- inverse
    }

    /// `base` to the power of `exponent`; the base must be less than the modulus.
    func power(_ base: [UInt64], _ exponent: [UInt64]) -> [UInt64] {
        let one = [1] + [UInt64](repeating: 0, count: modulus.count - 1)
        let square = radixSquared(one)
        var result = product(one, square)
        let factor = product(base, square)
        for word in exponent.reversed() {
            for bit in (0..<64).reversed() {
                result = product(result, result)
                let multiplied = product(result, factor)
                let mask = 0 &- (word >> UInt64(bit) & 1)
                for index in result.indices { result[index] = multiplied[index] & mask | result[index] & ~mask }
            }
        }
        return product(result, one)
    }

    /// The square of 2^(64 × words) modulo the modulus, by doubling 1.
    private func radixSquared(_ one: [UInt64]) -> [UInt64] {
        var value = one
        for _ in 0..<(128 * modulus.count) {
            var carried: UInt64 = 0
            for index in value.indices {
                let next = value[index] >> 63
                value[index] = value[index] << 1 | carried
                carried = next
            }
            value = reduced(value, carried)
        }
        return value
    }

    /// Montgomery's product: left × right / 2^(64 × words) modulo the modulus.
    private func product(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
        let count = modulus.count
        var sum = [UInt64](repeating: 0, count: count + 2)
        for word in left {
            Self.add(right, times: word, to: &sum)
            Self.add(modulus, times: sum[0] &* negatedInverse, to: &sum)
            // The lowest word is 0 now.
            for index in 0...count { sum[index] = sum[index + 1] }
            sum[count + 1] = 0
        }
        return reduced(Array(sum[..<count]), sum[count])
    }

    private static func add(_ number: [UInt64], times factor: UInt64, to sum: inout [UInt64]) {
        var carried: UInt64 = 0
        for index in number.indices {
            let wide = number[index].multipliedFullWidth(by: factor)
            let (low, first) = wide.low.addingReportingOverflow(carried)
            let (total, second) = low.addingReportingOverflow(sum[index])
            sum[index] = total
            carried = wide.high &+ (first ? 1 : 0) &+ (second ? 1 : 0)
        }
        for index in number.count..<sum.count {
            let (total, overflows) = sum[index].addingReportingOverflow(carried)
            sum[index] = total
            carried = overflows ? 1 : 0
        }
    }

    /// The number with `high` above it, less the modulus where it is not below it.
    private func reduced(_ number: [UInt64], _ high: UInt64) -> [UInt64] {
        var difference = number
        var borrowed: UInt64 = 0
        for index in number.indices {
            let (first, isLess) = number[index].subtractingReportingOverflow(modulus[index])
            let (second, isStillLess) = first.subtractingReportingOverflow(borrowed)
            difference[index] = second
            borrowed = isLess || isStillLess ? 1 : 0
        }
        return high >= borrowed ? difference : number
    }
}
