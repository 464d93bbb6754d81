public import Diagnostics

/// The files of one version's folder that compiling it can read.
public struct VersionFiles: Sendable {
    /// The folder's path, as diagnostics show it.
    public let folder: String
    /// The files by their paths inside the folder (`docker-compose.yml`, `env/common.env`).
    public let files: [String: SourceText]

    /// The files of a folder.
    public init(folder: String, files: [String: SourceText]) {
        self.folder = folder
        self.files = files
    }

    /// A file of the folder.
    public subscript(name: String) -> SourceText? { files[name] }
}

/// What a version is compiled for.
public struct StackContext: Sendable, Hashable {
    /// The stack's name: `.Stack.Name` in templates.
    public var stackName: String
    /// The version that ran before an upgrade, empty for a new stack: `.Stack.PreviousVersion`.
    public var previousVersion: String
    /// The environment's name: `.Environment.Name`.
    public var environmentName: String
    /// The version of the server that runs the stack; empty when that is not known. Templates do not see it: it decides
    /// which versions there are.
    public var rancherVersion: String

    /// A new stack of this name in the environment `Default`.
    public init(
        stackName: String, previousVersion: String = "", environmentName: String = "Default",
        rancherVersion: String = ""
    ) {
        self.stackName = stackName
        self.previousVersion = previousVersion
        self.environmentName = environmentName
        self.rancherVersion = rancherVersion
    }
}
