package import Diagnostics

extension DiagnosticCode {
    /// The text is not YAML.
    package static let yamlSyntax = DiagnosticCode("yaml-syntax")
    /// A key stands twice in one mapping.
    package static let yamlDuplicateKey = DiagnosticCode("yaml-duplicate-key")
    /// The text is not UTF-8.
    package static let yamlEncoding = DiagnosticCode("yaml-encoding")
    /// The text has more bytes than are read.
    package static let yamlTooLarge = DiagnosticCode("yaml-too-large")
    /// Sequences and mappings are nested too deeply.
    package static let yamlTooDeep = DiagnosticCode("yaml-too-deep")
    /// There are too many nodes, counting what aliases repeat.
    package static let yamlTooManyNodes = DiagnosticCode("yaml-too-many-nodes")
    /// An alias names no anchor, or one that contains the alias.
    package static let yamlAlias = DiagnosticCode("yaml-alias")
    /// A tag that the scalar's text does not fit, or a merge of something that is no mapping.
    package static let yamlValue = DiagnosticCode("yaml-value")
}
