import Diagnostics
import YAML

/// Reads the sections of a document as the reference's decoder does: first the whole against the names it knows, then, in
/// version 1, every key at the top as a service.
struct SectionReader {
    private(set) var findings: Findings
    private let source: SourceText
    private let limits: ComposeLimits
    private var version = ComposeDocument.Version.one
    private var sections: [Section: ComposeMap] = [:]
    private var mismatches: [TypeMismatch] = []

    /// The sections that the reference knows, by their keys.
    enum Section: String, CaseIterable {
        case services, containers, loadBalancers = "load_balancers", storageDrivers = "storage_drivers"
        case networkDrivers = "network_drivers", virtualMachines = "virtual_machines"
        case externalServices = "external_services", aliases, dependencies, volumes, networks, secrets, hosts

        /// Whether its members are services.
        var holdsServices: Bool {
            switch self {
            case .dependencies, .volumes, .networks, .secrets, .hosts: false
            default: true
            }
        }
    }

    init(source: SourceText, limits: ComposeLimits, findings: Findings) {
        (self.source, self.limits, self.findings) = (source, limits, findings)
    }

    mutating func read(_ root: YAMLNode) {
        guard let entries = root.entries else {
            report(root, named: "the document", "config.RawConfig")
            return stopForMismatches(isParsing: true)
        }
        for entry in entries { readSection(entry) }
        let text = versionText(root)
        stopForMismatches(isParsing: true)
        if text == "3" { stopForVersion("3", root) }
        version = text == "2" ? .two : .one
        guard version == .one else { return }
        let isReallyTwo = text != "" && root["services"]?.entries != nil
        if isReallyTwo { version = .two } else { readVersionOne(entries) }
        if text != "", text != "3" { stopForUnknownVersion(text, root) }
        stopForMismatches(isParsing: false)
    }

    private mutating func readSection(_ entry: YAMLEntry) {
        guard let section = entry.key.scalar.flatMap({ Section(rawValue: $0.goString) }) else { return }
        guard !entry.value.isNull else { return }
        guard let members = entry.value.entries else {
            let type = section.holdsServices ? "config.RawServiceMap" : "map[string]interface {}"
            return report(entry.value, named: "`\(section.rawValue)`", type)
        }
        sections[section] = section.holdsServices ? services(members) : plain(members)
    }

    private mutating func services(_ members: [YAMLEntry]) -> ComposeMap {
        var services: [ComposeMember] = []
        for member in bounded(members) where findings.goesOn() {
            if let service = service(member) { services.append(service) }
        }
        return ComposeMap(services)
    }

    private mutating func service(_ entry: YAMLEntry) -> ComposeMember? {
        let name = entry.key.scalar?.goString ?? "?"
        let origin = Origin(path: source.path, span: entry.value.span)
        if entry.value.isNull { return member(entry, name, ComposeValue(.map(ComposeMap()), at: origin)) }
        guard let options = entry.value.entries else {
            report(entry.value, named: "\"\(name)\"", "config.RawService")
            return nil
        }
        return member(entry, name, ComposeValue(.map(topLevel(options)), at: origin))
    }

    private mutating func plain(_ members: [YAMLEntry]) -> ComposeMap { topLevel(Array(bounded(members))) }

    /// Members whose keys are text whatever YAML makes of them.
    private func topLevel(_ entries: [YAMLEntry]) -> ComposeMap {
        ComposeMap(
            entries.map { member($0, $0.key.scalar?.goString ?? "?", ComposeValue($0.value, in: source.path)) })
    }

    private func member(_ entry: YAMLEntry, _ name: String, _ value: ComposeValue) -> ComposeMember {
        ComposeMember(key: name, at: Origin(path: source.path, span: entry.key.span), value)
    }

    private mutating func bounded(_ members: [YAMLEntry]) -> ArraySlice<YAMLEntry> {
        if members.count > limits.services {
            let origin = Origin(path: source.path, span: members[limits.services].key.span)
            findings.stop(.parsing, .limit(.services, limits.services), at: origin)
        }
        return members.prefix(limits.services)
    }

    private mutating func readVersionOne(_ entries: [YAMLEntry]) {
        let members = entries.filter { $0.key.scalar?.goString != ".catalog" }
        // A section that is no map was reported when the whole was read.
        let known = members.filter { entry in
            let isSection = entry.key.scalar.flatMap { Section(rawValue: $0.goString) } != nil
            let isVersion = entry.key.scalar?.goString == "version"
            return !((isSection || isVersion) && entry.value.entries == nil && !entry.value.isNull)
        }
        sections[.services] = services(known)
    }

    private mutating func versionText(_ root: YAMLNode) -> String {
        guard let node = root["version"] else { return "" }
        if let scalar = node.scalar { return scalar.goString }
        let origin = Origin(path: source.path, span: node.span)
        // A service may be called so in version 1, and yet the reference's decoder wants a text.
        findings.add(.versionShape(kind: ValueKind(ComposeValue(node, in: source.path))), at: origin)
        mismatches.append(mismatch(node, "string"))
        return ""
    }

    private mutating func stopForVersion(_ text: String, _ root: YAMLNode) {
        let origin = Origin(path: source.path, span: (root["version"] ?? root).span)
        findings.stop(.parsing, .unsupportedVersion(text), at: origin)
    }

    /// Any other version makes version 1 of the document, in which `version` is a service that is no map.
    private mutating func stopForUnknownVersion(_ text: String, _ root: YAMLNode) {
        guard let node = root["version"], node.scalar != nil, !node.isNull else { return }
        findings.add(.unsupportedVersion(text), at: Origin(path: source.path, span: node.span))
        mismatches.insert(mismatch(node, "config.RawService"), at: 0)
        mismatches.sort { $0.line < $1.line }
    }

    private mutating func report(_ node: YAMLNode, named name: String, _ type: String) {
        let value = ComposeValue(node, in: source.path)
        findings.add(.notAMap(name: name, kind: ValueKind(value)), at: value.origin)
        mismatches.append(mismatch(node, type))
    }

    private func mismatch(_ node: YAMLNode, _ type: String) -> TypeMismatch {
        let value = ComposeValue(node, in: source.path)
        let text = node.scalar?.text ?? ""
        return TypeMismatch(
            line: source.position(at: node.span.start).line, tag: value.shortTag, text: text, typeName: type)
    }

    private mutating func stopForMismatches(isParsing: Bool) {
        guard !mismatches.isEmpty else { return }
        findings.stop(.parsing, .mismatches(mismatches, isParsing: isParsing))
        mismatches = []
    }

    /// The document with what was read, the sections that Rancher adds folded into the services.
    func document(from empty: ComposeDocument) -> ComposeDocument {
        var document = empty
        document.version = version
        document.services = FoldedSections.fold(sections)
        document.containers = sections[.containers] ?? ComposeMap()
        document.dependencies = sections[.dependencies] ?? ComposeMap()
        document.volumes = sections[.volumes] ?? ComposeMap()
        document.networks = sections[.networks] ?? ComposeMap()
        document.secrets = sections[.secrets] ?? ComposeMap()
        document.hosts = sections[.hosts] ?? ComposeMap()
        return document
    }
}

extension ComposeValue {
    /// The short YAML tag of what the value is.
    var shortTag: String {
        switch content {
        case .null: "!!null"
        case .boolean: "!!bool"
        case .integer, .unsigned: "!!int"
        case .float: "!!float"
        case .string: "!!str"
        case .list: "!!seq"
        case .map: "!!map"
        }
    }
}
