import Synchronization

/// A value that is computed when it is first asked for, and kept until it is let go of.
final class Deferred<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    private let make: @Sendable () -> Value

    init(_ make: @escaping @Sendable () -> Value) { self.make = make }

    /// The value. Who asks while another computes it waits.
    func get() -> Value {
        value.withLock { value in
            if let value { return value }
            let made = make()
            value = made
            return made
        }
    }

    /// Whether the value is computed and kept.
    var isKept: Bool { value.withLock { $0 != nil } }

    /// Lets go of the value; who asks for it again has it computed again.
    func forget() {
        value.withLock { $0 = nil }
    }
}
