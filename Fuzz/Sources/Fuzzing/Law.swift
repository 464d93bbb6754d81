/// A law that must hold for any input. Breaking it ends the process, which is how a fuzzer learns of it.
public func law(_ holds: Bool, _ what: @autoclosure () -> String) {
    // A precondition says nothing in an optimised build.
    if !holds { fatalError(what()) }
}
