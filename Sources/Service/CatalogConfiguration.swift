import Foundation
import Git

/// A catalog that the operator configured, for all environments.
package struct ConfiguredCatalog: Sendable, Hashable {
    /// The catalog's name.
    package let name: String
    /// Its URL, as written; may still carry credentials.
    package let url: String
    /// The branch; empty for the default.
    package let branch: String

    /// A configured catalog.
    package init(name: String, url: String, branch: String = "") {
        self.name = name
        self.url = url
        self.branch = branch
    }
}

extension ConfiguredCatalog {
    /// What to write instead of an entry that cannot be read. The entry itself may hold a password and is not quoted.
    static let form =
        "write NAME=URL or NAME=URL#BRANCH, with %23 for a # in a password; a branch with an @ needs a repo.json"

    /// Reads one `NAME=URL[#BRANCH]`, as the command line and the legacy setting have it; nil when name or URL is missing, or
    /// when the branch may be the end of a password with a `#`.
    init?(entry: String, defaultName: String? = nil) {
        var name = defaultName
        var url = entry
        if let separator = entry.firstIndex(of: "="), !entry[..<separator].contains(where: { "/:@".contains($0) }) {
            name = String(entry[..<separator])
            url = String(entry[entry.index(after: separator)...])
        }
        var branch = ""
        if let hash = url.lastIndex(of: "#") {
            branch = String(url[url.index(after: hash)...])
            url = String(url[..<hash])
        }
        guard let name, !name.isEmpty, !url.isEmpty, !RemoteURL.mayHoldLogin(":\(branch)") else { return nil }
        self.init(name: name, url: url, branch: branch)
    }
}

/// Where the operator's catalogs come from. A file is read again at every global refresh.
package enum CatalogConfiguration: Sendable {
    /// The `repo.json` that Rancher's server writes, at this path.
    case file(String)
    /// The text of Rancher's `catalog.url` setting.
    case setting(String)
    /// A list that stays as it is.
    case fixed([ConfiguredCatalog])

    /// The environment variable that has the setting.
    static let settingName = "DEFAULT_CATTLE_CATALOG_URL"

    /// What it is called when something is wrong in it.
    var source: String {
        switch self {
        case .file(let path): path
        case .setting: Self.settingName
        case .fixed: "--catalog"
        }
    }

    /// What it says now. Branches are resolved by `release`.
    ///
    /// - Throws: ``ConfigurationError`` when nothing of it can be used.
    package func read(release: ReleaseBranch) throws(ConfigurationError) -> ConfigurationReading {
        try written().resolved(by: release)
    }

    private func written() throws(ConfigurationError) -> ConfigurationReading {
        switch self {
        case .fixed(let catalogs): return ConfigurationReading(catalogs, from: source)
        case .setting(let text): return try ConfigurationReading(setting: text, named: source)
        case .file(let path):
            let bytes: [UInt8]
            do throws(OperatorFile.Unreadable) {
                bytes = try OperatorFile(path: path).read()
            } catch {
                throw ConfigurationError(path, error.description)
            }
            return try ConfigurationReading(json: bytes, named: path)
        }
    }

    /// Reads one `NAME=URL[#BRANCH]` of the command line's `source`.
    package static func parse(entry: String, named source: String) throws(ConfigurationError) -> ConfiguredCatalog {
        if let catalog = ConfiguredCatalog(entry: entry) { return catalog }
        throw ConfigurationError(source, ConfiguredCatalog.form)
    }
}

/// Turns the branch `${RELEASE}` into the branch of a Rancher version, as Rancher's server does.
package struct ReleaseBranch: Sendable {
    private let rancherVersion: String

    /// The release branch of `rancherVersion`; empty for a server that does not say its version.
    package init(rancherVersion: String) {
        self.rancherVersion = rancherVersion
    }

    /// `branch`, or what `${RELEASE}` stands for: `v1.6.30` gives `v1.6-release`, no version gives `master`,
    /// and a text with fewer than three parts is a branch name itself.
    package func resolve(_ branch: String) -> String {
        guard branch == "${RELEASE}" else { return branch }
        let version = rancherVersion.trimmingCharacters(in: .whitespaces)
        if version.isEmpty { return "master" }
        let parts = version.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count >= 3 ? "\(parts[0]).\(parts[1])-release" : version
    }
}

/// Nothing of the operator's configuration can be used.
package struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, where, and what to write instead; never a credential.
    package let trouble: OperatorTrouble

    /// The trouble in one sentence.
    package var description: String { trouble.description }

    init(_ source: String, _ message: String) {
        trouble = OperatorTrouble(.catalogs, in: source, message)
    }
}
