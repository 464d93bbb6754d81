/// Bounds on what is read from one catalog. Each has a diagnostic; what lies beyond is not served.
public struct CatalogLimits: Sendable, Hashable {
    /// Bytes of a configuration or version file that is parsed (`file-too-large`).
    public var parsedFileBytes = 1 << 20
    /// Bytes of a version's files together (`file-left-out`; `version-too-large` when the files that it is run by have more).
    public var versionBytes = 8 << 20
    /// Bytes of a README, which is served whole (`file-left-out`).
    public var readmeBytes = 1 << 20
    /// Bytes of an icon, which is served whole (`file-left-out`).
    public var iconBytes = 4 << 20
    /// Templates of a catalog (`too-many`).
    public var templates = 100_000
    /// Files of one template's folder (`too-many`).
    public var filesPerTemplate = 50_000
    /// Version folders of a template (`too-many`).
    public var versionsPerTemplate = 5_000
    /// Elements of one list or map in a configuration: questions, options, categories, labels (`too-many`).
    public var elements = 1_000
    /// Diagnostics kept of one template; the rest are counted in the last (`too-many`).
    public var diagnosticsPerTemplate = 200

    /// The limits as they stand above: far beyond any real catalog.
    public init() {}
}
