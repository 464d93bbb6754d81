import Compiler
package import Diagnostics

/// What making bundles, environments and plans can find beside what compiling does. The codes are stable.
extension DiagnosticCode {
    /// A version that is not for the server that it is asked for.
    package static let versionOutsideWindow = DiagnosticCode("version-outside-window")
    /// A secret that decides more of a file than the places where it is written.
    package static let secretShapes = DiagnosticCode("secret-shapes")
    /// An id that names no catalog, template or version here.
    package static let versionUnknown = DiagnosticCode("version-unknown")
    /// A template without any version for the server.
    package static let versionNone = DiagnosticCode("version-none")
    /// An environment template that does not say which stacks it has.
    package static let environmentUnreadable = DiagnosticCode("environment-unreadable")
    /// A stack of an environment template that names no version, or two stacks of one name.
    package static let environmentStack = DiagnosticCode("environment-stack")
    /// A lock that cannot be read, or is another environment's.
    package static let lockUnreadable = DiagnosticCode("lock-unreadable")
    /// A stack that the lock has and the environment has not, or the other way round.
    package static let lockStack = DiagnosticCode("lock-stack")
    /// A released version whose content is no longer what was locked.
    package static let lockDigest = DiagnosticCode("lock-digest")
}
