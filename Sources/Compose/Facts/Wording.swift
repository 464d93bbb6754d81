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

    /// Every fact has its sentence: one without does not compile.
    init(_ fact: ComposeFact) {
        self =
            switch fact {
            case .notAMap(let name, let kind): .notAMap(name, kind)
            case .versionShape(let kind): .versionShape(kind)
            case .unsupportedVersion(let version): .unsupportedVersion(version)
            case .colonInFlow(let text): .colonInFlow(text)
            case .invalidInterpolation(_, let value, let fault): .interpolation(fault, value)
            case .unsetVariable(let name, let near): .unsetVariable(name, near)
            case .keyNotText(let key, let kind, let option): .keyNotText(key, kind, option)
            case .notFinite(let number): .notFinite(number)
            case .serviceName(let name): .serviceName(name)
            case .catalogBlock(let version): .catalogBlock(version)
            case .unknownOption(let name, let version): .unknownOption(name, version)
            case .wrongType(let option, let expected, let kind): .wrongType(option, expected, kind)
            case .notUnique(let option, let element): .notUnique(option, element)
            case .missingOption(let name, let option): .missingOption(name, option)
            case .missingDependency(let name, let option): .missingDependency(name, option)
            case .notPorts(let text): .notPorts(text)
            case .outOfRange(let option, let range): .outOfRange(option, range)
            case .conversion(let option, let fault): .conversion(option, fault)
            case .missingFile(let path): .missingFile(path)
            case .fileOutside(let path): .fileOutside(path)
            case .nothingToExtend(let service, let file): .nothingToExtend(service, file)
            case .notExtensible(let service, _, let option): .notExtensible(service, option)
            case .extendsItself(let service, _): .extendsItself(service)
            case .envLineTooLong: .envLineTooLong
            case .loadBalancerLost(let service): .loadBalancerLost(service)
            case .sidekickShared(let primaries, let sidekick): .sidekickShared(primaries, sidekick)
            case .sidekickMissing(let name): .sidekickMissing(name)
            case .limit(let limit, let count): limit.wording(count)
            }
    }
}

/// A document's shape and interpolation.
extension Wording {
    private static func notAMap(_ name: String, _ kind: ValueKind) -> Wording {
        Wording(.composeShape, "\(name) is \(kind.text); it takes a map", help: "write `name: value` pairs")
    }

    private static func versionShape(_ kind: ValueKind) -> Wording {
        Wording(.composeShape, "`version` is \(kind.text); it takes a text", help: "write `version: '2'`")
    }

    private static func unsupportedVersion(_ version: String) -> Wording {
        Wording(
            .composeVersion, "version \(version) of the compose format is not supported",
            help: "Rancher 1.6 reads version 2, and version 1 from a file without `version`")
    }

    private static func colonInFlow(_ text: String) -> Wording {
        Wording(
            .composeFlowColon, "`\(text)` has a `:` without quotes between brackets or braces",
            help: "put it in quotes; the YAML parser of Rancher 1.6 stops here")
    }

    private static func interpolation(_ fault: Interpolation.Fault, _ value: String) -> Wording {
        Wording(.interpolationInvalid, fault.message(in: value), help: fault.help)
    }

    private static func unsetVariable(_ name: String, _ near: String?) -> Wording {
        Wording(
            .interpolationUnset, "nothing sets the variable \(name), so it is replaced by nothing",
            help: near.map { "did you mean `\($0)`?" } ?? "add a question with this variable, or write `$$` for a `$`",
            severity: .warning)
    }
}

/// A service's options.
extension Wording {
    private static func keyNotText(_ key: String, _ kind: ComposeMember.KeyKind, _ option: String) -> Wording {
        Wording(
            .composeKeyType, "a key in `\(option)` is \(kind.phrase) \(key), not text", help: "put the key in quotes")
    }

    private static func notFinite(_ number: String) -> Wording {
        Wording(.composeNumberRange, "\(number) is no number that Rancher can store", help: "put it in quotes")
    }

    private static func serviceName(_ name: String) -> Wording {
        Wording(
            .composeServiceName, "\"\(name)\" is no name for a service", help: "use letters, digits, `.`, `_` and `-`")
    }

    private static func catalogBlock(_ version: ComposeDocument.Version) -> Wording {
        let help =
            switch version {
            case .one: "call it `.catalog` in version 1"
            case .two: "put it at the top of the file and call it `catalog`"
            }
        return Wording(.composeCatalogBlock, "the catalog block is read as a service", help: help)
    }

    private static func unknownOption(_ name: String, _ version: ComposeDocument.Version?) -> Wording {
        guard let version else {
            return Wording(.composeUnknownOption, "`\(name)` is not known here", help: "remove it")
        }
        return Wording(
            .composeUnknownOption, "`\(name)` is no option of a service in version \(version.rawValue) of the format",
            help: OptionHints.help(for: name, version))
    }

    private static func wrongType(_ option: String, _ expected: [Schema.JSONType], _ kind: ValueKind) -> Wording {
        Wording(
            .composeOptionType, "`\(option)` is \(kind.text); it takes \(expected.sentence)",
            help: expected.help(for: kind))
    }

    private static func notUnique(_ option: String, _ element: String) -> Wording {
        Wording(.composeDuplicateElement, "\(element) stands twice in `\(option)`", help: "remove one")
    }

    private static func missingOption(_ name: String, _ option: String) -> Wording {
        Wording(.composeMissingOption, "`\(option)` has no `\(name)`", help: "add it")
    }

    private static func missingDependency(_ name: String, _ option: String) -> Wording {
        Wording(.composeMissingOption, "`\(option)` needs `\(name)`", help: "add `\(name)`, or remove `\(option)`")
    }

    private static func notPorts(_ text: String) -> Wording {
        Wording(
            .composePorts, "\"\(text)\" names no ports",
            help: "write `container`, `host:container` or `ip:host:container`, with `/udp` if need be")
    }

    private static func outOfRange(_ option: String, _ range: ClosedRange<Int>) -> Wording {
        Wording(
            .composeNumberRange, "`\(option)` takes a number from \(range.lowerBound) to \(range.upperBound)",
            help: "write a number in this range")
    }

    private static func conversion(_ option: String, _ fault: ConversionFault) -> Wording {
        Wording(.composeValue, fault.message(of: option), help: fault.help)
    }
}

/// Other files, and the merge.
extension Wording {
    private static func missingFile(_ path: String) -> Wording {
        Wording(.composeFileMissing, "the version has no file \"\(path)\"", help: "add it to the version's folder")
    }

    private static func fileOutside(_ path: String) -> Wording {
        Wording(
            .composeFileOutside, "\"\(path)\" is outside the version's folder",
            help: "name a file of the version by a path without `..`")
    }

    private static func nothingToExtend(_ service: String, _ file: String?) -> Wording {
        Wording(
            .composeExtends, "\(file.map { "\"\($0)\" has" } ?? "there is") no service \"\(service)\" to extend",
            help: "check the name")
    }

    private static func notExtensible(_ service: String, _ option: String) -> Wording {
        Wording(
            .composeExtends, "\"\(service)\" has `\(option)`, so it cannot be extended",
            help: "move `\(option)` into the services that extend it")
    }

    private static func extendsItself(_ service: String) -> Wording {
        Wording(.composeExtendsCycle, "\"\(service)\" extends itself", help: "remove one `extends` of the circle")
    }

    private static var envLineTooLong: Wording {
        Wording(.composeEnvFileSize, "a line of the env_file is longer than 64 KiB", help: "shorten it")
    }

    private static func loadBalancerLost(_ service: String) -> Wording {
        Wording(
            .composeLoadBalancerLost,
            "the other document's \"\(service)\" has no `lb_config`, so Rancher drops this one",
            help: "move `lb_config` to rancher-compose.yml", severity: .warning)
    }

    private static func sidekickShared(_ primaries: [String], _ sidekick: String) -> Wording {
        Wording(
            .composeSidekickShared, "\"\(sidekick)\" is a sidekick of \(primaries.joined(separator: ", "))",
            help: "give each primary service a sidekick of its own")
    }

    private static func sidekickMissing(_ name: String) -> Wording {
        Wording(
            .composeSidekickMissing, "the sidekick \"\(name)\" is no service", help: "check the name",
            severity: .warning)
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
