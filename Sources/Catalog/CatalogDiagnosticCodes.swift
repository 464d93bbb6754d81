package import Diagnostics

/// What reading a catalog can find. The codes are stable; YAML's own are beside its parser.
extension DiagnosticCode {
    /// A template's folder has neither `config.yml` nor `template.yml`.
    package static let configMissing = DiagnosticCode("config-missing")
    /// A template's folder has several configuration files.
    package static let configTwice = DiagnosticCode("config-twice")
    /// A mapping was expected where something else stands.
    package static let notAMapping = DiagnosticCode("not-a-mapping")
    /// A field's value has a type that the field cannot have.
    package static let fieldType = DiagnosticCode("field-type")
    /// YAML reads a plain scalar as something else than what stands there, such as `1.10` as `1.1`.
    package static let scalarChanged = DiagnosticCode("scalar-changed")
    /// A version's catalog block cannot be read, so the version is not served.
    package static let catalogBlockBroken = DiagnosticCode("catalog-block-broken")
    /// A version has no version text, so it is not served.
    package static let versionMissing = DiagnosticCode("version-missing")
    /// A version's folder is named neither by a number nor by a version, so it is not served.
    package static let versionFolderName = DiagnosticCode("version-folder-name")
    /// Two folders have one revision, such as `1` and `01`.
    package static let revisionTwice = DiagnosticCode("revision-twice")
    /// Two files of one version have one name; only the last is served.
    package static let fileNameTwice = DiagnosticCode("file-name-twice")
    /// Two folders have one template id; only the first is served.
    package static let templateTwice = DiagnosticCode("template-twice")
    /// A template has no version that could be read.
    package static let noVersions = DiagnosticCode("no-versions")
    /// A file has more bytes than are read.
    package static let fileTooLarge = DiagnosticCode("file-too-large")
    /// A file is not served, because it alone, or a version's files together, have more bytes than are served.
    package static let fileLeftOut = DiagnosticCode("file-left-out")
    /// The files that a version is run by have more bytes than are served, so it is not served.
    package static let versionTooLarge = DiagnosticCode("version-too-large")
    /// There are more of something than are read.
    package static let tooMany = DiagnosticCode("too-many")
}
