import GoTemplate

/// How much one call may make, so that a template of a few bytes cannot exhaust the memory. The reference has no limits.
package enum FunctionLimits {
    /// The longest text a function gives, in bytes.
    package static let resultBytes = 4 << 20
    /// The longest list or map a function gives.
    package static let listElements = 100_000

    static func check(bytes: Int) throws(FunctionFailure) {
        if bytes > resultBytes { throw FunctionFailure("the result is longer than \(resultBytes) bytes") }
    }

    static func check(elements: Int) throws(FunctionFailure) {
        if elements > listElements { throw FunctionFailure("the result has more than \(listElements) elements") }
    }

    /// Refuses `count` pieces of `size` bytes each before they are made.
    static func check(_ count: Int, times size: Int) throws(FunctionFailure) {
        let (bytes, overflows) = count.multipliedReportingOverflow(by: size)
        try check(bytes: overflows ? .max : bytes)
    }
}
