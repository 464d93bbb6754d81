/// What identifies a catalog: its name within an environment.
public struct CatalogKey: Sendable, Hashable, Codable {
    /// The environment of the catalogs that everybody sees.
    public static let globalEnvironment = "global"

    /// `global`, or a project's id such as `1a5`.
    public let environment: String
    /// The catalog's name, the first part of its templates' ids.
    public let name: String

    /// The key of a catalog.
    public init(environment: String, name: String) {
        self.environment = environment
        self.name = name
    }

    /// Whether everybody sees the catalog.
    public var isGlobal: Bool { environment == Self.globalEnvironment }
}
