package import Diagnostics

/// What loading compose documents can find. The codes are stable; YAML's own are beside its parser.
extension DiagnosticCode {
    /// A document, section or service that must be a map is none.
    package static let composeShape = DiagnosticCode("compose-shape")
    /// A version of the compose format that Rancher 1.6 does not read.
    package static let composeVersion = DiagnosticCode("compose-version")
    /// An unquoted text with a `:` between brackets or braces.
    package static let composeFlowColon = DiagnosticCode("compose-flow-colon")
    /// A `$` that begins neither a variable nor `$$`.
    package static let interpolationInvalid = DiagnosticCode("interpolation-invalid")
    /// A variable that nothing sets.
    package static let interpolationUnset = DiagnosticCode("interpolation-unset")
    /// Interpolation makes a document too large.
    package static let interpolationSize = DiagnosticCode("compose-interpolation-size")
    /// A key that YAML reads as something else than text.
    package static let composeKeyType = DiagnosticCode("compose-key-type")
    /// A service's name has a character that it may not have.
    package static let composeServiceName = DiagnosticCode("compose-service-name")
    /// An option that the format does not have.
    package static let composeUnknownOption = DiagnosticCode("compose-unknown-option")
    /// A value of the wrong type.
    package static let composeOptionType = DiagnosticCode("compose-option-type")
    /// An element stands twice in a list that must have no duplicates.
    package static let composeDuplicateElement = DiagnosticCode("compose-duplicate-element")
    /// An option is missing that must be there.
    package static let composeMissingOption = DiagnosticCode("compose-missing-option")
    /// A text does not name ports.
    package static let composePorts = DiagnosticCode("compose-ports")
    /// A number is out of its range, or none.
    package static let composeNumberRange = DiagnosticCode("compose-number-range")
    /// A value cannot be read as what its option takes.
    package static let composeValue = DiagnosticCode("compose-value")
    /// A file that `env_file` or `extends` names is not in the version's folder.
    package static let composeFileMissing = DiagnosticCode("compose-file-missing")
    /// `env_file` or `extends` names a file outside the version's folder.
    package static let composeFileOutside = DiagnosticCode("compose-file-outside")
    /// `extends` names a service that is not there, or that cannot be extended.
    package static let composeExtends = DiagnosticCode("compose-extends")
    /// A service extends itself.
    package static let composeExtendsCycle = DiagnosticCode("compose-extends-cycle")
    /// Services extend each other in too long a chain.
    package static let composeExtendsDepth = DiagnosticCode("compose-extends-depth")
    /// `extends` brings too many values together.
    package static let composeExtendsSize = DiagnosticCode("compose-extends-size")
    /// `extends` reads too many files.
    package static let composeTooManyFiles = DiagnosticCode("compose-too-many-files")
    /// An env_file is too large, or a line of it too long.
    package static let composeEnvFileSize = DiagnosticCode("compose-env-file-size")
    /// A service has too many variables.
    package static let composeTooManyVariables = DiagnosticCode("compose-too-many-variables")
    /// A section has too many services.
    package static let composeTooManyServices = DiagnosticCode("compose-too-many-services")
    /// A stage finds more than it reports.
    package static let composeTooManyFindings = DiagnosticCode("compose-too-many-findings")
    /// A catalog block stands where a service is expected.
    package static let composeCatalogBlock = DiagnosticCode("compose-catalog-block")
    /// Merging takes the configuration of a load balancer away.
    package static let composeLoadBalancerLost = DiagnosticCode("compose-load-balancer-lost")
    /// A sidekick has several primary services.
    package static let composeSidekickShared = DiagnosticCode("compose-sidekick-shared")
    /// A sidekick is no service.
    package static let composeSidekickMissing = DiagnosticCode("compose-sidekick-missing")
}
