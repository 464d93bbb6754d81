import Diagnostics

/// Our sentence for a fact, with its code, weight and help.
struct Wording {
    let code: DiagnosticCode
    var severity = Severity.error
    let message: String
    var help: String?

    private init(_ code: DiagnosticCode, _ message: String, help: String? = nil, severity: Severity = .error) {
        (self.code, self.severity, self.message, self.help) = (code, severity, message, help)
    }

    init(_ fact: ComposeFact) {
        self = Self.ofDocument(fact) ?? Self.ofService(fact) ?? Self.ofProject(fact)
    }

    /// Facts of a document's shape and of interpolation.
    private static func ofDocument(_ fact: ComposeFact) -> Wording? {
        switch fact {
        case .notAMap(let name, let kind):
            Wording(.composeShape, "\(name) is \(kind.text); it takes a map", help: "write `name: value` pairs")
        case .versionShape(let kind):
            Wording(.composeShape, "`version` is \(kind.text); it takes a text", help: "write `version: '2'`")
        case .unsupportedVersion(let version):
            Wording(
                .composeVersion, "version \(version) of the compose format is not supported",
                help: "Rancher 1.6 reads version 2, and version 1 from a file without `version`")
        case .colonInFlow(let text):
            Wording(
                .composeFlowColon, "`\(text)` has a `:` without quotes between brackets or braces",
                help: "put it in quotes; the YAML parser of Rancher 1.6 stops here")
        case .invalidInterpolation(_, let value, let fault):
            Wording(.interpolationInvalid, fault.message(in: value), help: fault.help)
        case .unsetVariable(let name, let near):
            Wording(
                .interpolationUnset, "nothing sets the variable \(name), so it is replaced by nothing",
                help: near.map { "did you mean `\($0)`?" }
                    ?? "add a question with this variable, or write `$$` for a `$`",
                severity: .warning)
        default: nil
        }
    }

    /// Facts of a service's options.
    private static func ofService(_ fact: ComposeFact) -> Wording? {
        switch fact {
        case .keyNotText(let key, let kind, let option):
            Wording(
                .composeKeyType, "a key in `\(option)` is \(kind.phrase) \(key), not text",
                help: "put the key in quotes")
        case .notFinite(let number):
            Wording(.composeNumberRange, "\(number) is no number that Rancher can store", help: "put it in quotes")
        case .serviceName(let name):
            Wording(
                .composeServiceName, "\"\(name)\" is no name for a service",
                help: "use letters, digits, `.`, `_` and `-`")
        case .catalogBlock(.one):
            Wording(
                .composeCatalogBlock, "the catalog block is read as a service", help: "call it `.catalog` in version 1")
        case .catalogBlock(.two):
            Wording(
                .composeCatalogBlock, "the catalog block is read as a service",
                help: "put it at the top of the file and call it `catalog`")
        case .unknownOption(let name, let version?):
            Wording(
                .composeUnknownOption,
                "`\(name)` is no option of a service in version \(version.rawValue) of the format",
                help: OptionHints.help(for: name, version))
        case .unknownOption(let name, nil):
            Wording(.composeUnknownOption, "`\(name)` is not known here", help: "remove it")
        case .wrongType(let option, let expected, let kind):
            Wording(
                .composeOptionType, "`\(option)` is \(kind.text); it takes \(expected.sentence)",
                help: expected.help(for: kind))
        case .notUnique(let option, let element):
            Wording(.composeDuplicateElement, "\(element) stands twice in `\(option)`", help: "remove one")
        case .missingOption(let name, let option):
            Wording(.composeMissingOption, "`\(option)` has no `\(name)`", help: "add it")
        case .missingDependency(let name, let option):
            Wording(.composeMissingOption, "`\(option)` needs `\(name)`", help: "add `\(name)`, or remove `\(option)`")
        case .notPorts(let text):
            Wording(
                .composePorts, "\"\(text)\" names no ports",
                help: "write `container`, `host:container` or `ip:host:container`, with `/udp` if need be")
        case .outOfRange(let option, let range):
            Wording(
                .composeNumberRange, "`\(option)` takes a number from \(range.lowerBound) to \(range.upperBound)",
                help: "write a number in this range")
        case .conversion(let option, let fault): conversion(option, fault)
        default: nil
        }
    }

    private static func conversion(_ option: String, _ fault: ConversionFault) -> Wording {
        Wording(.composeValue, fault.message(of: option), help: fault.help)
    }

    /// Facts that concern other files, the merge, and limits.
    private static func ofProject(_ fact: ComposeFact) -> Wording {
        switch fact {
        case .missingFile(let path):
            Wording(.composeFileMissing, "the version has no file \"\(path)\"", help: "add it to the version's folder")
        case .fileOutside(let path):
            Wording(
                .composeFileOutside, "\"\(path)\" is outside the version's folder",
                help: "name a file of the version by a path without `..`")
        case .nothingToExtend(let service, let file):
            Wording(
                .composeExtends, "\(file.map { "\"\($0)\" has" } ?? "there is") no service \"\(service)\" to extend",
                help: "check the name")
        case .notExtensible(let service, _, let option):
            Wording(
                .composeExtends, "\"\(service)\" has `\(option)`, so it cannot be extended",
                help: "move `\(option)` into the services that extend it")
        case .extendsItself(let service, _):
            Wording(.composeExtendsCycle, "\"\(service)\" extends itself", help: "remove one `extends` of the circle")
        case .envLineTooLong:
            Wording(.composeEnvFileSize, "a line of the env_file is longer than 64 KiB", help: "shorten it")
        case .loadBalancerLost(let service):
            Wording(
                .composeLoadBalancerLost,
                "the other document's \"\(service)\" has no `lb_config`, so Rancher drops this one",
                help: "move `lb_config` to rancher-compose.yml", severity: .warning)
        case .sidekickShared(let primaries, let sidekick):
            Wording(
                .composeSidekickShared, "\"\(sidekick)\" is a sidekick of \(primaries.joined(separator: ", "))",
                help: "give each primary service a sidekick of its own")
        case .sidekickMissing(let name):
            Wording(
                .composeSidekickMissing, "the sidekick \"\(name)\" is no service", help: "check the name",
                severity: .warning)
        case .limit(let limit, let count): limit.wording(count)
        default: Wording(.composeValue, "the document cannot be read")
        }
    }
}

extension ComposeFact.Limit {
    fileprivate func wording(_ count: Int) -> Wording {
        switch self {
        case .services: Wording(.composeTooManyServices, "only the first \(count) services are read")
        case .interpolatedBytes:
            Wording(.interpolationSize, "variables would make the document larger than \(count) bytes")
        case .extendsDepth: Wording(.composeExtendsDepth, "more than \(count) services extend each other")
        case .extendedValues: Wording(.composeExtendsSize, "`extends` brings more than \(count) values together")
        case .extendedBytes: Wording(.composeExtendsSize, "`extends` brings more than \(count) bytes together")
        case .envFileBytes: Wording(.composeEnvFileSize, "an env_file may have \(count) bytes")
        case .variables: Wording(.composeTooManyVariables, "a service may have \(count) variables")
        case .findings: Wording(.composeTooManyFindings, "only the first \(count) findings are shown")
        case .files: Wording(.composeTooManyFiles, "`extends` may read \(count) files")
        }
    }
}

extension Wording {
    fileprivate init(_ code: DiagnosticCode, _ message: String) {
        self.init(code, message, help: "write less; no real stack comes near this")
    }
}
