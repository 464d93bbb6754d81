import Versions

/// Says of many templates whether a Rancher server sees any version of them: what ``VersionSelection/visible`` says, without
/// making a selection of each. Windows repeat, so each is looked at once.
public struct WindowFilter {
    private struct Bounds: Hashable {
        let minimum: String
        let maximum: String
    }

    private let rancherVersion: String
    private var known: [Bounds: Bool] = [:]

    /// A filter for the server of a version.
    public init(rancherVersion: String) {
        self.rancherVersion = rancherVersion
    }

    /// Whether the server sees a version of the template.
    public mutating func shows(_ template: Template) -> Bool {
        for (index, version) in template.versions.enumerated() where admits(version) {
            // Of several versions of one text only one stands for it.
            let isOnly = !template.versions.enumerated().contains { $0 != index && $1.version == version.version }
            if isOnly { return true }
            return !VersionSelection(of: template, rancherVersion: rancherVersion).visible.isEmpty
        }
        return false
    }

    private mutating func admits(_ version: TemplateVersion) -> Bool {
        let bounds = Bounds(minimum: version.minimumRancherVersion, maximum: version.maximumRancherVersion)
        if let known = known[bounds] { return known }
        let admits = RancherWindow(minimum: bounds.minimum, maximum: bounds.maximum).contains(rancherVersion)
        known[bounds] = admits
        return admits
    }
}
