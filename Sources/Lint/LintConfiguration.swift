package import Diagnostics
import Versions
import YAML

/// What a catalog's `.muster-lint.yml` says.
///
/// ```yaml
/// rules:
///   moving-tag: off          # a rule by its code or name: off, on, note, warning or error
/// paths:
///   infra-templates/k8s/*:   # * stands for anything but /, ** for anything
///     MU014: off
/// rancherVersions: [v1.6.30] # only versions that one of these servers may run
/// ```
package struct LintConfiguration: Sendable, Hashable {
    /// What the file is called, at the root of a catalog.
    package static let fileName = ".muster-lint.yml"
    /// The most bytes of a file that comes with a catalog.
    package static let largestFile = 64 << 10
    /// The most patterns of paths.
    package static let mostPaths = 200

    /// What is decided about a rule.
    enum Setting: Sendable, Hashable {
        case off
        case on
        case severity(Severity)
    }

    /// What is decided about rules below some paths.
    struct PathSettings: Sendable, Hashable {
        let pattern: PathPattern
        let rules: [String: Setting]
    }

    private(set) var rules: [String: Setting] = [:]
    private(set) var paths: [PathSettings] = []
    /// The servers to lint for: versions that none of them may run are passed over. Empty for all versions.
    package var rancherVersions: [String] = []

    /// Whether versions are compiled over their answers, and not with the defaults alone.
    package var explores = true

    /// Every rule as it is, but for those that must be turned on.
    package init() {}

    /// Whether a rule is looked for at all.
    func isOn(_ rule: Rule) -> Bool {
        guard concerns(rule) else { return false }
        return switch rules[rule.code] {
        case .off: false
        case nil: !rule.isOptIn
        default: true
        }
    }

    /// Whether it concerns one of the servers that are linted for.
    private func concerns(_ rule: Rule) -> Bool {
        guard let window = rule.appliesTo, !rancherVersions.isEmpty else { return true }
        return rancherVersions.contains { window.contains($0) }
    }

    /// The finding with the severity that it has here; nil where its rule is off for its path.
    package func applied(to finding: Finding) -> Finding? {
        var setting = rules[finding.rule]
        for below in paths where below.pattern.matches(finding.diagnostic.location.path) {
            setting = below.rules[finding.rule] ?? setting
        }
        switch setting {
        case .off: return nil
        case .severity(let severity):
            let found = finding.diagnostic
            var changed = Finding(
                rule: finding.rule,
                Diagnostic(
                    found.code, severity, found.message, at: found.location, related: found.related,
                    notes: found.notes, help: found.help, fixes: found.fixes))
            changed.suppression = finding.suppression
            return changed
        default: return finding
        }
    }
}

extension LintConfiguration {
    /// Reads a configuration. Unknown rules and settings are errors, with the nearest right one.
    package static func read(_ source: SourceText) -> (configuration: LintConfiguration, diagnostics: [Diagnostic]) {
        let document = YAMLDocument.parse(source)
        var reader = ConfigurationReader(source: source, diagnostics: document.diagnostics)
        var configuration = LintConfiguration()
        guard !document.isBroken, let root = document.root, !root.isNull else {
            return (configuration, document.diagnostics)
        }
        for entry in reader.entries(root, "the configuration") {
            switch entry.key.scalar?.text {
            case "rules": configuration.rules = reader.settings(entry.value)
            case "paths":
                configuration.paths = reader.pathEntries(entry.value).map { path in
                    PathSettings(
                        pattern: PathPattern(path.key.scalar?.text ?? ""), rules: reader.settings(path.value))
                }
            case "rancherVersions": configuration.rancherVersions = reader.texts(entry.value)
            case let key:
                reader.report(
                    entry.key, "unknown key \"\(key ?? "")\"", known: ["paths", "rancherVersions", "rules"], key)
            }
        }
        return (configuration, reader.diagnostics)
    }
}

/// One reading of a configuration.
private struct ConfigurationReader {
    let source: SourceText
    var diagnostics: [Diagnostic]

    mutating func entries(_ node: YAMLNode, _ what: String) -> [YAMLEntry] {
        if let entries = node.entries { return entries }
        report(node, "\(what) takes a map", known: [], nil)
        return []
    }

    mutating func pathEntries(_ node: YAMLNode) -> [YAMLEntry] {
        let (entries, most) = (entries(node, "paths"), LintConfiguration.mostPaths)
        if entries.count > most { report(node, "paths has more than \(most) patterns", known: [], nil) }
        return Array(entries.prefix(most))
    }

    mutating func texts(_ node: YAMLNode) -> [String] {
        if let elements = node.elements { return elements.compactMap { $0.scalar?.text } }
        report(node, "rancherVersions takes a list", known: [], nil)
        return []
    }

    mutating func settings(_ node: YAMLNode) -> [String: LintConfiguration.Setting] {
        var settings: [String: LintConfiguration.Setting] = [:]
        for entry in entries(node, "a list of rules") {
            let name = entry.key.scalar?.text ?? ""
            guard let rule = Rule.named(name) else {
                report(entry.key, "unknown rule \"\(name)\"", known: Rule.all.flatMap { [$0.code, $0.name] }, name)
                continue
            }
            settings[rule.code] = setting(entry.value)
        }
        return settings
    }

    private mutating func setting(_ node: YAMLNode) -> LintConfiguration.Setting? {
        let text = node.scalar?.text ?? ""
        switch text {
        case "off": return .off
        case "on": return .on
        default:
            if let severity = Severity(rawValue: text) { return .severity(severity) }
            report(node, "unknown setting \"\(text)\"", known: ["off", "on", "note", "warning", "error"], text)
            return nil
        }
    }

    mutating func report(_ node: YAMLNode, _ message: String, known: [String], _ name: String?) {
        let near = name.flatMap { NearestName.to($0, in: known) }
        let help = known.isEmpty ? nil : "known are \(known.prefix(8).joined(separator: ", "))"
        diagnostics.append(
            Diagnostic(
                .lintConfiguration, .error, message, at: source.location(of: node.span),
                help: near.map { "did you mean \"\($0)\"?" } ?? help))
    }
}

extension DiagnosticCode {
    /// Something in `.muster-lint.yml` that is not understood.
    package static let lintConfiguration = DiagnosticCode("lint-configuration")
}
