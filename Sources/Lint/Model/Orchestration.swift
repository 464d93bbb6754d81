import Catalog

/// What runs containers in an environment, which Rancher reads off the folder names of its stacks' templates.
enum Orchestration {
    /// The label of templates that lists where they work.
    static let label = "io.rancher.orchestration.supported"

    /// What an environment without any of the others has.
    static let own = "cattle"

    /// The orchestration that a template of this folder name brings; nil for one that brings none.
    static func by(folder name: String) -> String? {
        switch name {
        case "k8s", "kubernetes": "kubernetes"
        case "mesos", "swarm", "windows": name
        default: nil
        }
    }

    /// The orchestrations that a template supports; nil for one that does not say.
    static func supported(by template: Template) -> [String]? {
        guard let text = template.labels[label] else { return nil }
        let names = text.split { $0 == "," || $0 == " " }.map { $0.lowercased() }
        return names.isEmpty ? nil : names
    }
}
