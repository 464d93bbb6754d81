import Budget
import Diagnostics

/// Brings in what services of one document name elsewhere: variables of an `env_file`, the folder of a `build`, and the
/// service that `extends` names.
///
/// The reference resolves services in random order and in place, so that a chain of `extends` may bring things in twice;
/// this resolves each service once.
struct ServiceResolver {
    /// The files that `extends` reads, by path, already without variables and checked.
    typealias Files = ExtendedFiles

    private(set) var findings: Findings
    private let step: ReferenceFailure.Step
    private let version: ComposeDocument.Version
    private let limits: ComposeLimits
    private var files: ExtendedFiles
    private var resolved: [Place: ResolvedService] = [:]
    /// The services that wait for each other, outermost first.
    private var open: [Place] = []
    private var values = 0
    private var bytes = 0
    private let budget: WorkBudget

    /// A service of a file.
    struct Place: Hashable {
        let file: String
        let service: String
    }

    init(
        _ document: ComposeDocument, at step: ReferenceFailure.Step, resources: [String: SourceText],
        variables: [String: String], _ findings: Findings
    ) {
        (self.step, version, limits, self.findings) = (step, document.version, document.limits, findings)
        budget = document.budget
        files = ExtendedFiles(
            resources: resources, variables: variables, version: document.version, step: step, budget: budget)
    }

    /// The services of a section with everything brought in.
    mutating func resolve(_ services: ComposeMap, of file: String) -> ComposeMap {
        files.add(services, as: file)
        return services.mapValues { member in
            let place = Place(file: file, service: member.key)
            return self.resolved(member.value, place)?.service ?? member.value
        }
    }

    private mutating func resolved(_ service: ComposeValue, _ place: Place) -> ResolvedService? {
        if let known = resolved[place] { return known }
        guard findings.goesOn() else { return nil }
        open.append(place)
        defer { open.removeLast() }
        var result = ResolvedService(service)
        readEnvironment(&result, place)
        resolveBuild(&result, place)
        extend(&result, place)
        resolved[place] = result
        return result
    }

    // MARK: - env_file

    private mutating func readEnvironment(_ service: inout ResolvedService, _ place: Place) {
        guard let files = service.options["env_file"], let names = files.names, !names.isEmpty else { return }
        var reader = EnvironmentReader(service.options["environment"], limits: limits)
        var isWhole = true
        for name in names.reversed() {
            guard let content = content(name, from: place.file) else {
                isWhole = false
                continue
            }
            if let fault = reader.read(content, &findings) { return findings.stop(step, fault, at: name.origin) }
        }
        guard isWhole else { return }
        service.setEnvironment(reader.variables, at: files.origin)
    }

    private mutating func content(_ name: ComposeValue, from file: String) -> SourceText? {
        let path = name.string ?? ""
        guard let resolved = ResourcePath.resolve(path, from: file) else {
            findings.stop(step, .fileOutside(path), at: name.origin)
            return nil
        }
        guard let content = files.resources[resolved] else {
            findings.stop(step, .missingFile(resolved), at: name.origin)
            return nil
        }
        findings.include(content)
        return content
    }

    // MARK: - build

    /// A folder counts from the file that names it. In version 2 the reference forgets this for a context that is
    /// written as a text alone.
    private func resolveBuild(_ service: inout ResolvedService, _ place: Place) {
        guard let build = service.options["build"] else { return }
        let context = version == .one ? build : build["context"]
        guard let context, let text = context.string, !text.isEmpty, !ResourcePath.isRemote(text) else { return }
        let folder = ResourcePath.folder(of: place.file)
        service.setBuildContext(context.with(.string(ResourcePath.join(folder, text))))
    }

    // MARK: - extends

    private mutating func extend(_ service: inout ResolvedService, _ place: Place) {
        guard let extends = service.options["extends"], let target = extends.map else { return }
        let (file, name) = (target["file"]?.string ?? "", target["service"]?.string ?? "")
        guard !name.isEmpty, let base = base(name, file, extends, place) else { return }
        let source = file.isEmpty ? place.file : file
        for option in ["links", "volumes_from"] where base.options[option] != nil {
            return findings.stop(
                step, .notExtensible(service: name, file: source, option: option), at: extends.origin)
        }
        // Behind a limit nothing is brought in any more, so that nothing needs to be counted.
        if values <= limits.extendedValues, bytes <= limits.extendedBytes {
            let size = base.service.size
            values += size.values
            bytes += size.bytes
        }
        guard values <= limits.extendedValues else {
            return findings.stop(step, .limit(.extendedValues, limits.extendedValues), at: extends.origin)
        }
        guard bytes <= limits.extendedBytes else {
            return findings.stop(step, .limit(.extendedBytes, limits.extendedBytes), at: extends.origin)
        }
        service = base.merging(service)
    }

    private mutating func base(
        _ name: String, _ file: String, _ extends: ComposeValue, _ place: Place
    ) -> ResolvedService? {
        var path = place.file
        if !file.isEmpty {
            guard let content = content(extends["file"] ?? extends, from: place.file) else { return nil }
            path = ResourcePath.resolve(file, from: place.file) ?? file
            guard files.read(content, as: path, limits, &findings, at: extends.origin) else { return nil }
        }
        guard let service = files.services(of: path)?[name] else {
            let fact = ComposeFact.nothingToExtend(service: name, file: file.isEmpty ? nil : file)
            findings.stop(step, fact, at: (extends["service"] ?? extends).origin)
            return nil
        }
        let base = Place(file: path, service: name)
        guard !open.contains(base) else {
            findings.stop(step, .extendsItself(service: name, file: path), at: extends.origin)
            return nil
        }
        guard open.count < limits.extendsDepth else {
            findings.stop(step, .limit(.extendsDepth, limits.extendsDepth), at: extends.origin)
            return nil
        }
        return resolved(service, base)
    }
}

extension ComposeValue {
    /// The texts of a list, or a text alone.
    fileprivate var names: [ComposeValue]? { list ?? (string == nil ? nil : [self]) }

    /// How many values this one is made of, and how many bytes its texts have.
    fileprivate var size: (values: Int, bytes: Int) {
        var total = (values: 1, bytes: 0)
        func add(_ size: (values: Int, bytes: Int), key: String = "") {
            total.values += size.values
            total.bytes += size.bytes + key.utf8.count
        }
        switch content {
        case .string(let text): total.bytes = text.utf8.count
        case .list(let elements): for element in elements { add(element.size) }
        case .map(let map): for member in map.members { add(member.value.size, key: member.key) }
        default: break
        }
        return total
    }
}
