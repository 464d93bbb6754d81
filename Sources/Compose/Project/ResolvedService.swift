/// A raw service while it is resolved.
struct ResolvedService {
    private(set) var service: ComposeValue
    /// Whether the environment was read from an env_file: then the reference holds it in a type of its own, with which a
    /// merge replaces it instead of appending.
    private var hasReadEnvironment = false

    init(_ service: ComposeValue) { self.service = service }

    var options: ComposeMap { service.map ?? ComposeMap() }

    private mutating func set(_ member: ComposeMember) {
        var options = options
        options.set(member)
        service = service.with(.map(options))
    }

    mutating func setEnvironment(_ variables: [ComposeValue], at origin: Origin) {
        var options = options
        options.remove("env_file")
        service = service.with(.map(options))
        set(ComposeMember(key: "environment", at: origin, ComposeValue(.list(variables), at: origin)))
        hasReadEnvironment = true
    }

    mutating func setBuildContext(_ context: ComposeValue) {
        guard let build = options.member("build") else { return }
        guard var members = build.value.map else { return set(build.with(context)) }
        members.set(ComposeMember(key: "context", at: context.origin, context))
        set(build.with(build.value.with(.map(members))))
    }

    /// This service with another one merged over it.
    func merging(_ other: ResolvedService) -> ResolvedService {
        var result = other
        var base = options
        let readsEnvironment = hasReadEnvironment || other.hasReadEnvironment
        if readsEnvironment, other.options["environment"] != nil { base.remove("environment") }
        result.service = other.service.with(.map(ServiceMerge.merge(base, other.options)))
        result.hasReadEnvironment =
            other.options["environment"] == nil ? hasReadEnvironment : other.hasReadEnvironment
        return result
    }
}
