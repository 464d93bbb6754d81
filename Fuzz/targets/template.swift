import Fuzzing

/// What libFuzzer calls with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    fuzzTemplate(Array(UnsafeBufferPointer(start: data, count: count)))
    return 0
}
