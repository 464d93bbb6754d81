import Fuzzing

/// What libFuzzer calls with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    fuzzCompose(Array(UnsafeBufferPointer(start: data, count: count)))
    return 0
}
