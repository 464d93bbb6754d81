import Diagnostics

extension ComposeDocument {
    /// Turns scalars of environments and labels into texts and numeric texts of Rancher's own records into numbers, and
    /// checks services and containers against the schema of the version. Options that do not fit are left out.
    public func checked() -> ComposeStage<ComposeDocument> {
        var findings = Findings(self)
        var document = self
        document.services = ServiceCheck.services(services, version, &findings)
        // Version 1 has no containers; the reference reads and forgets them.
        document.containers = version == .one ? ComposeMap() : ServiceCheck.containers(containers, &findings)
        return ComposeStage(document, findings, at: source.path)
    }
}

/// Checks a section of services: the conversion of scalars, then keys, then the schema.
struct ServiceCheck {
    private let version: ComposeDocument.Version
    private let keysStep: ReferenceFailure.Step
    private let schemaStep: ReferenceFailure.Step

    static func services(
        _ services: ComposeMap, _ version: ComposeDocument.Version, _ findings: inout Findings
    ) -> ComposeMap {
        let check = ServiceCheck(version: version, keysStep: .serviceKeys, schemaStep: .serviceSchema)
        return check.checked(ScalarConversion.numbersConverted(ScalarConversion.textsConverted(services)), &findings)
    }

    static func containers(_ containers: ComposeMap, _ findings: inout Findings) -> ComposeMap {
        let check = ServiceCheck(version: .two, keysStep: .containerKeys, schemaStep: .containerSchema)
        return check.checked(ScalarConversion.numbersConverted(ScalarConversion.textsConverted(containers)), &findings)
    }

    /// The services of a file that another one extends: their numeric texts stay.
    static func extended(
        _ services: ComposeMap, _ version: ComposeDocument.Version, at step: ReferenceFailure.Step,
        _ findings: inout Findings
    ) -> ComposeMap {
        let check = ServiceCheck(version: version, keysStep: step, schemaStep: step)
        return check.checked(ScalarConversion.textsConverted(services), &findings)
    }

    private func checked(_ services: ComposeMap, _ findings: inout Findings) -> ComposeMap {
        for service in services.members {
            for option in service.value.map?.members ?? [] { checkKeys(option.value, of: option.key, &findings) }
        }
        var errors: [[SchemaError]] = []
        var accepted: [ComposeMember] = []
        for service in services.members {
            guard findings.goesOn() else { break }
            let found = schemaErrors(of: service)
            if found.isEmpty {
                accepted.append(service)
                continue
            }
            // What is said of errors is made of their paths, of which a key may be as long as the document.
            guard findings.goesOn(after: found.reduce(0) { $0 + $1.pathBytes }) else { break }
            errors.append(found)
            SchemaFindings.report(found, of: service, version, &findings)
            if let rest = SchemaFindings.withoutFaults(service, found) { accepted.append(rest) }
        }
        if !errors.isEmpty { findings.stop(schemaStep, .schema(errors, version)) }
        return ComposeMap(accepted)
    }

    private func schemaErrors(of service: ComposeMember) -> [SchemaError] {
        guard Schema.Pattern.name.matches(service.key) else {
            return [
                SchemaError(
                    kind: .unknownMember(service.key), path: [], value: service.value, origin: service.keyOrigin)
            ]
        }
        return SchemaEvaluation.errors(of: service.value, named: service.key, version)
    }

    /// Below an option, every key must be text and every number one that JSON has; the reference crashes at the one and
    /// stops at the other. The depth is the parser's.
    private func checkKeys(_ value: ComposeValue, of option: String, _ findings: inout Findings) {
        guard findings.goesOn() else { return }
        switch value.content {
        case .list(let elements): for element in elements { checkKeys(element, of: option, &findings) }
        case .map(let map):
            for member in map.members {
                if member.keyKind != .text {
                    let fact = ComposeFact.keyNotText(key: member.key, kind: member.keyKind, option: option)
                    findings.stop(keysStep, fact, at: member.keyOrigin)
                }
                checkKeys(member.value, of: option, &findings)
            }
        case .float(let number) where !number.isFinite:
            findings.stop(keysStep, .notFinite(GoPrinting.text(of: value)), at: value.origin)
        default: break
        }
    }
}
