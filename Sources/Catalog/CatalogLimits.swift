/// Bounds on what is read from one catalog. Each has a diagnostic; what lies beyond is not served.
public struct CatalogLimits: Sendable, Hashable {
    /// Bytes of a configuration or version file that is parsed (`file-too-large`).
    public var parsedFileBytes = 1 << 20
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
