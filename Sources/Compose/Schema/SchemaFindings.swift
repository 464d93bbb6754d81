import Diagnostics

/// Turns the validator's list of one service into findings: one for each thing that its author can mend.
enum SchemaFindings {
    static func report(
        _ errors: [SchemaError], of service: ComposeMember, _ version: ComposeDocument.Version,
        _ findings: inout Findings
    ) {
        if service.key == "catalog" || service.key == ".catalog" {
            return findings.add(.catalogBlock(version), at: service.keyOrigin)
        }
        var seen: Set<SourceSpan> = []
        let known = Paths(of: errors)
        for (index, error) in errors.enumerated() {
            guard let fact = fact(error, at: index, in: errors, known, version) else { continue }
            if case .notUnique = error.kind, !seen.insert(error.origin.span).inserted { continue }
            findings.add(fact, at: error.origin)
        }
    }

    private static func fact(
        _ error: SchemaError, at index: Int, in errors: [SchemaError], _ known: Paths,
        _ version: ComposeDocument.Version
    ) -> ComposeFact? {
        let option = error.path.dropFirst().joined(separator: ".")
        switch error.kind {
        // What follows says more.
        case .noAlternative: return nil
        case .unknownMember(let name):
            if error.path.isEmpty { return .serviceName(name) }
            guard !known.explain(error.path + [name]) else { return nil }
            return .unknownOption(name, error.path.count == 1 ? version : nil)
        case .memberOfPattern(let name, _):
            return known.explain(error.path + [name]) ? nil : .unknownOption(name, nil)
        case .wrongType(let types):
            let expected = alternatives(of: error, before: index, in: errors, version) ?? types
            return .wrongType(option: option, expected: expected, kind: ValueKind(error.value))
        case .notUnique: return .notUnique(option: option, element: "a value")
        case .missing(let name): return .missingOption(name, in: option)
        case .missingDependency(let name): return .missingDependency(name, of: "memswap_limit")
        case .format: return .notPorts(error.value.string ?? "")
        case .outOfRange(let range, _): return .outOfRange(option: option, range)
        }
    }

    /// The paths of all errors, with those that lead to them.
    private struct Paths {
        private var paths: Set<[String]> = []

        init(of errors: [SchemaError]) {
            for error in errors {
                // Where a path is known, so are those that lead to it.
                var path = error.path
                while !path.isEmpty, paths.insert(path).inserted { path.removeLast() }
            }
        }

        /// Whether some error is about a value at or below a path.
        func explain(_ path: [String]) -> Bool { paths.contains(path) }
    }

    /// The types of all alternatives, when the error is the explanation of why none fits.
    private static func alternatives(
        of error: SchemaError, before index: Int, in errors: [SchemaError], _ version: ComposeDocument.Version
    ) -> [Schema.JSONType]? {
        guard index > 0, case .noAlternative = errors[index - 1].kind, errors[index - 1].path == error.path,
            error.path.count > 1
        else { return nil }
        let name = error.path.count == 2 ? error.path[1] : error.path[error.path.count - 2]
        guard let schema = ServiceOptions.service(version).properties[name] else { return nil }
        let inner = error.path.count == 2 ? schema : schema.pattern?.schema ?? schema.items
        let types = inner?.oneOf.flatMap(\.types) ?? []
        return types.isEmpty ? nil : types
    }

    /// The service without the options that have faults; nil when its name is one.
    static func withoutFaults(_ service: ComposeMember, _ errors: [SchemaError]) -> ComposeMember? {
        guard var options = service.value.map else { return nil }
        var faulty: Set<String> = []
        for error in errors {
            if error.path.isEmpty { return nil }
            if error.path.count > 1 {
                faulty.insert(error.path[1])
            } else if case .unknownMember(let name) = error.kind {
                faulty.insert(name)
            }
        }
        options.keep { !faulty.contains($0.key) }
        return service.with(service.value.with(.map(options)))
    }
}
