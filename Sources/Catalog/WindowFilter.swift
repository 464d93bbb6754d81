import Versions

/// Says of many templates whether a Rancher server sees any version of them: what ``VersionSelection/visible`` says, without
/// making a selection of each. Windows repeat, so each is looked at once.
public struct WindowFilter {
    private let rancherVersion: String
    private var known: [RancherWindow: Bool] = [:]
    private var last: (window: RancherWindow, admits: Bool)?

    /// A filter for the server of a version.
    public init(rancherVersion: String) {
        self.rancherVersion = rancherVersion
    }

    /// Whether the server sees a version of the template.
    public mutating func shows(_ template: Template) -> Bool {
        // Through a buffer, because a version has many parts that a copy would count.
        let admitted = template.versions.withUnsafeBufferPointer { versions in
            versions.indices.first { admits(versions[$0].minimumRancherVersion, versions[$0].maximumRancherVersion) }
        }
        guard let admitted else { return false }
        let text = template.versions[admitted].version
        // Of several versions of one text only one stands for it.
        let isOnly = template.versions.withUnsafeBufferPointer { versions in
            !versions.indices.contains { $0 != admitted && versions[$0].version == text }
        }
        return isOnly || !VersionSelection(of: template, rancherVersion: rancherVersion).visible.isEmpty
    }

    /// Whether the server is in the version's window.
    mutating func admits(_ version: TemplateVersion) -> Bool {
        admits(version.minimumRancherVersion, version.maximumRancherVersion)
    }

    private mutating func admits(_ minimum: String, _ maximum: String) -> Bool {
        if let last, last.window.minimum == minimum, last.window.maximum == maximum { return last.admits }
        let window = RancherWindow(minimum: minimum, maximum: maximum)
        let admits = known[window] ?? window.contains(rancherVersion)
        known[window] = admits
        last = (window, admits)
        return admits
    }
}
