/// Puts the sections that Rancher adds beside `services` among the services, as the reference does.
enum FoldedSections {
    static func fold(_ sections: [SectionReader.Section: ComposeMap]) -> ComposeMap {
        var services = sections[.services] ?? ComposeMap()
        add(sections[.loadBalancers], to: &services) { gather(RecordType.loadBalancer, into: "lb_config", of: $0) }
        add(sections[.storageDrivers], to: &services) {
            gather(RecordType.storageDriver, into: "storage_driver", of: $0)
        }
        add(sections[.networkDrivers], to: &services) {
            gather(RecordType.networkDriver, into: "network_driver", of: $0)
        }
        add(sections[.virtualMachines], to: &services) { $0 }
        add(sections[.externalServices], to: &services) { setting("image", "rancher/external-service", in: $0) }
        add(sections[.aliases], to: &services, alias)
        return services
    }

    private static func add(
        _ section: ComposeMap?, to services: inout ComposeMap, _ change: (ComposeValue) -> ComposeValue?
    ) {
        for member in section?.members ?? [] {
            guard let value = change(member.value) else { continue }
            services.set(ComposeMember(key: member.key, at: member.keyOrigin, value))
        }
    }

    /// Copies the options that are fields of a record into the record; they stay where they are, too.
    private static func gather(_ record: RecordType, into name: String, of service: ComposeValue) -> ComposeValue {
        guard var options = service.map else { return service }
        let fields = options.members.filter { record.fields[$0.key] != nil }
        guard !fields.isEmpty else { return service }
        let origin = options[name]?.origin ?? service.origin
        guard var gathered = (options[name] ?? ComposeValue(.map(ComposeMap()), at: origin)).map else { return service }
        for field in fields { gathered.set(field) }
        options.set(ComposeMember(key: name, at: origin, ComposeValue(.map(gathered), at: origin)))
        return ComposeValue(.map(options), at: service.origin)
    }

    private static func setting(_ name: String, _ text: String, in service: ComposeValue) -> ComposeValue {
        guard var options = service.map else { return service }
        options.set(ComposeMember(key: name, at: service.origin, ComposeValue(.string(text), at: service.origin)))
        return ComposeValue(.map(options), at: service.origin)
    }

    /// An alias links to its services; one without any is dropped.
    private static func alias(_ service: ComposeValue) -> ComposeValue? {
        guard let services = service.map?.member("services") else { return nil }
        guard var options = setting("image", "rancher/dns-service", in: service).map else { return nil }
        options.remove("services")
        options.set(ComposeMember(key: "links", at: services.keyOrigin, services.value))
        return ComposeValue(.map(options), at: service.origin)
    }
}
