/// What the functions of a run may see of the world outside: exactly what the caller hands in.
public struct Surroundings: Sendable {
    /// The environment that `env` and `expandenv` see. Empty unless the caller says otherwise.
    public var environment: [String: String]
    /// What `now` gives.
    public var now: Instant
    /// The contents of a time zone's TZif file by its name (`Europe/Berlin`), nil for an unknown zone.
    public var timeZone: @Sendable (_ name: String) -> [UInt8]?
    /// Where `randAlpha`, `uuidv4` and their like take their bits from.
    public var random: any RandomNumberGenerator & Sendable
    /// How many more calls of functions that take long, such as `genPrivateKey`, the run may make.
    public var costlyCalls = 20

    /// Surroundings with nothing in them: no environment, the epoch as the time, no time zones but UTC, and a random
    /// generator that starts from `seed`, so that the same run gives the same bytes.
    public static func none(seed: UInt64 = 0) -> Surroundings {
        Surroundings(now: Instant(seconds: 0), random: SplitMix(state: seed))
    }

    /// Surroundings with these in them.
    public init(
        environment: [String: String] = [:],
        now: Instant,
        timeZone: @escaping @Sendable (_ name: String) -> [UInt8]? = { _ in nil },
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.environment = environment
        self.now = now
        self.timeZone = timeZone
        self.random = random
    }
}

/// A point in time: seconds since 1970-01-01T00:00:00Z, and nanoseconds of the running second (0 to 999,999,999).
public struct Instant: Sendable, Hashable {
    /// Whole seconds since the epoch.
    public let seconds: Int64
    /// Nanoseconds of the running second.
    public let nanoseconds: Int64

    /// A point in time.
    public init(seconds: Int64, nanoseconds: Int64 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }
}

/// SplitMix64: a small generator with a seed, for runs that must give the same bytes twice. Not for secrets.
public struct SplitMix: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A generator that gives the same numbers for the same state.
    public init(state: UInt64) { self.state = state }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
