public import YAML

/// Bounds on what is loaded. Each has its own diagnostic.
public struct ComposeLimits: Sendable, Hashable {
    /// Bounds on the YAML of each text.
    public var yaml: YAMLLimits
    /// Services, containers and other named things of one section of a document (`compose-too-many-services`).
    public var services: Int
    /// Bytes that interpolation may put into one document (`compose-interpolation-size`).
    public var interpolatedBytes: Int
    /// Services that extend each other in one chain (`compose-extends-depth`).
    public var extendsDepth: Int
    /// Values that `extends` may bring together in one document (`compose-extends-size`).
    public var extendedValues: Int
    /// Bytes of texts that `extends` may bring together in one document (`compose-extends-size`).
    public var extendedBytes: Int
    /// Bytes of one env_file (`compose-env-file-size`).
    public var envFileBytes: Int
    /// Variables of one service (`compose-too-many-variables`).
    public var variables: Int
    /// Files that one document reads with `extends` (`compose-too-many-files`).
    public var files: Int
    /// Findings of one stage in one document (`compose-too-many-findings`).
    public var findings: Int
    /// Bytes that one stage moves in one document, the files that it reads among them (`work-bytes`).
    public var movedBytes: Int

    /// Limits far above any real stack's, and small enough that a hostile one costs little.
    public init(
        yaml: YAMLLimits = .default, services: Int = 2_000, interpolatedBytes: Int = 8 << 20, extendsDepth: Int = 32,
        extendedValues: Int = 200_000, extendedBytes: Int = 16 << 20, envFileBytes: Int = 1 << 20,
        variables: Int = 4_000, files: Int = 100, findings: Int = 1_000, movedBytes: Int = 64 << 20
    ) {
        self.yaml = yaml
        self.services = services
        self.interpolatedBytes = interpolatedBytes
        self.extendsDepth = extendsDepth
        self.extendedValues = extendedValues
        self.extendedBytes = extendedBytes
        self.envFileBytes = envFileBytes
        self.variables = variables
        self.files = files
        self.findings = findings
        self.movedBytes = movedBytes
    }

    /// The limits as the initialiser gives them.
    public static let `default` = ComposeLimits()
}
