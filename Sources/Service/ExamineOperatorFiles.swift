package import Diagnostics
import Git

/// The part of `muster doctor` that looks at what the operator wrote, as a server would read it now.
package struct ExamineOperatorFiles: Sendable {
    private let configuration: CatalogConfiguration?
    private let credentials: String?

    /// Takes the paths of a `repo.json` and of a credentials file, as far as there are any.
    package init(configuration: String?, credentials: String?) {
        self.configuration = configuration.map { .file($0) }
        self.credentials = credentials
    }

    /// Reports everything that a server could not use.
    package func examine(_ report: (Diagnostic) -> Void) {
        for trouble in configurationTroubles + credentialsTroubles {
            report(
                Diagnostic(
                    trouble.subject == .catalogs ? .configurationUnusable : .credentialsUnusable, .error,
                    trouble.entry.map { "entry \"\($0)\": \(trouble.message)" } ?? trouble.message,
                    at: .wholeFile(trouble.source), help: "a server keeps what the file said before"))
        }
    }

    private var configurationTroubles: [OperatorTrouble] {
        guard let configuration else { return [] }
        do throws(ConfigurationError) {
            var reading = try configuration.read(release: ReleaseBranch(rancherVersion: ""))
            for catalog in reading.catalogs {
                do { _ = try RemoteURL(parsing: catalog.url) } catch {
                    reading.refuse(catalog.name, in: configuration.source, "Field 'url': \(error)")
                }
            }
            return reading.troubles
        } catch {
            return [error.trouble]
        }
    }

    private var credentialsTroubles: [OperatorTrouble] {
        guard let credentials else { return [] }
        do throws(CredentialsError) {
            return try Credentials.read(path: credentials).troubles.map { entry, error in
                OperatorTrouble(.credentials, in: credentials, entry: "\(entry)", error.description)
            }
        } catch {
            return [OperatorTrouble(.credentials, in: credentials, error.description)]
        }
    }
}

/// What examining the operator's files can find. The codes are stable.
extension DiagnosticCode {
    /// The configuration of catalogs, or an entry of it, cannot be used.
    package static let configurationUnusable = DiagnosticCode("configuration-unusable")
    /// The credentials file, or an entry of it, cannot be used.
    package static let credentialsUnusable = DiagnosticCode("credentials-unusable")
}
