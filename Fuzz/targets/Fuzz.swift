import Fuzzing
import Glibc

#if REMOTES
    import FuzzingRemotes
    private let targets = [FuzzTarget.url]
#else
    private let targets = FuzzTarget.all
#endif

/// The target that `FUZZ_TARGET` names: one program has the laws of all that are built together.
private let target: FuzzTarget = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = targets.first(where: { $0.name == name }) else {
        fatalError("FUZZ_TARGET is no target: \(name)")
    }
    return target
}()

/// What libFuzzer calls with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    target.laws(Array(UnsafeBufferPointer(start: data, count: count)))
    return 0
}
