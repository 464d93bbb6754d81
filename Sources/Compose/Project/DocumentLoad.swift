import Diagnostics

/// Loads one document over a project.
struct DocumentLoad {
    private(set) var project: ComposeProject
    private(set) var findings: Findings
    private let document: ComposeDocument
    private let resources: [String: SourceText]
    private let variables: [String: String]

    init(
        _ document: ComposeDocument, over project: ComposeProject, resources: [String: SourceText],
        variables: [String: String]
    ) {
        (self.document, self.project) = (document, project)
        (self.resources, self.variables) = (resources, variables)
        self.project.sources.merge(resources.values.map { ($0.path, $0) }) { known, _ in known }
        self.project.sources[document.source.path] = document.source
        findings = Findings(document.role, self.project.sources, document.limits, document.budget)
    }

    mutating func run() {
        let services = convert(resolve(document.services, at: .serviceFiles), at: .serviceTypes)
        for service in services.members { add(service) }
        let containers = convert(resolve(document.containers, at: .containerFiles), at: .containerTypes)
        for container in containers.members { project.containers.set(container) }
        set(\.dependencies, document.dependencies, .dependency, at: .dependencies)
        set(\.volumes, document.volumes, .volume, at: .volumes, keepsNull: false)
        set(\.networks, document.networks, .network, at: .networks)
        set(\.hosts, document.hosts, .host, at: .hosts)
        set(\.secrets, document.secrets, .secret, at: .secrets)
    }

    private mutating func resolve(_ services: ComposeMap, at step: ReferenceFailure.Step) -> ComposeMap {
        var resolver = ServiceResolver(
            document, at: step, resources: resources, variables: variables, findings)
        let resolved = resolver.resolve(services, of: document.role.fileName)
        findings = resolver.findings
        return resolved
    }

    private mutating func convert(_ services: ComposeMap, at step: ReferenceFailure.Step) -> ComposeMap {
        var reader = TypedReader(step, findings)
        let typed = reader.section(services, as: RecordType.service(document.version), keepsNull: false)
        findings = reader.findings
        return typed.mapValues { member in
            guard let options = member.value.map else { return member.value }
            let converted = document.version == .one ? VersionOne.converted(options, at: member.value.origin) : options
            return member.value.with(.map(Self.completed(converted, at: member.value.origin)))
        }
    }

    /// A service's `lb_config` is written even when there is none, and `restart: false` is spelled as Docker does.
    private static func completed(_ options: ComposeMap, at origin: Origin) -> ComposeMap {
        var options = options
        if options["lb_config"] == nil {
            options.set(ComposeMember(key: "lb_config", at: origin, ComposeValue(.null, at: origin)))
        }
        if let restart = options.member("restart"), restart.value.string == "false" {
            options.set(restart.with(restart.value.with(.string("no"))))
        }
        return options
    }

    private mutating func add(_ service: ComposeMember) {
        guard let existing = project.services[service.key]?.map, let options = service.value.map else {
            return project.services.set(service)
        }
        if let old = existing["lb_config"], !old.isNull, options["lb_config"]?.isNull ?? true {
            findings.add(
                .loadBalancerLost(service: service.key), at: old.origin,
                related: [("merged over it", service.keyOrigin)])
        }
        let merged = ServiceMerge.merge(existing, options)
        project.services.set(service.with(service.value.with(.map(merged))))
    }

    private mutating func set(
        _ section: WritableKeyPath<ComposeProject, ComposeMap>, _ members: ComposeMap, _ record: RecordType,
        at step: ReferenceFailure.Step, keepsNull: Bool = true
    ) {
        guard !members.isEmpty else { return }
        var reader = TypedReader(step, findings)
        let typed = reader.section(members, as: record, keepsNull: keepsNull)
        findings = reader.findings
        for member in typed.members { project[keyPath: section].set(member) }
    }
}
