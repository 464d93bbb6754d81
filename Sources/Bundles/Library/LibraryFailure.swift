import Compiler
public import Catalog
public import Diagnostics

/// Why an id names nothing that could be compiled.
public enum LibraryFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// No catalog of this name.
    case noCatalog(TemplateID, known: [String])
    /// The catalog has no such template.
    case noTemplate(TemplateID, near: String?)
    /// The template has no such version; `known` are the last parts of the ids it has.
    case noVersion(TemplateID, known: [String])
    /// The template has no version for the server.
    case noneForServer(TemplateID, rancherVersion: String, [TemplateVersion])

    /// What is missing, without a full stop.
    public var description: String {
        switch self {
        case .noCatalog(let id, _): "there is no catalog \"\(id.catalog)\""
        case .noTemplate(let id, _): "the catalog \"\(id.catalog)\" has no template \(id.template)"
        case .noVersion(let id, _): "\(id.template) has no version \"\(id.version ?? "")\""
        case .noneForServer(let id, let server, let versions):
            versions.isEmpty
                ? "\(id.template) has no version at all"
                : "\(id.template) has no version for Rancher \(server): "
                    + (versions.count == 1 ? "its only one is " : "its \(versions.count) versions are ")
                    + Self.windows(of: versions)
        }
    }

    /// What to do about it.
    public var help: String {
        switch self {
        case .noCatalog(_, let known): "add it; here are \(Self.list(known))"
        case .noTemplate(_, let near): near.map { "did you mean \"\($0)\"?" } ?? "check the base and the folder's name"
        case .noVersion(_, let known): "it has \(Self.list(known))"
        case .noneForServer: "use a server in one of these windows, or add a version"
        }
    }

    /// The failure as a finding about a place.
    public func diagnostic(at location: SourceLocation) -> Diagnostic {
        let code: DiagnosticCode
        if case .noneForServer = self { code = .versionNone } else { code = .versionUnknown }
        return Diagnostic(code, .error, description, at: location, help: help)
    }

    private static func windows(of versions: [TemplateVersion]) -> String {
        var windows: [String] = []
        for version in versions {
            let window = version.window.phrase ?? "for any Rancher version"
            if !windows.contains(window) { windows.append(window) }
        }
        return list(windows)
    }

    /// At most ten of some names, the last ones.
    private static func list(_ names: [String]) -> String {
        if names.isEmpty { return "none" }
        let shown = names.suffix(10).joined(separator: ", ")
        return names.count > 10 ? "\(shown) and \(names.count - 10) more" : shown
    }
}
