import Diagnostics
import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// Who can use a data directory, which is for its owner alone.
package struct DirectoryAccess: Sendable {
    private let directory: String

    /// The access to an existing directory.
    package init(to directory: String) { self.directory = directory }

    /// Whether others than the owner can read, change or enter the directory; false when there is none.
    package var isOpen: Bool {
        var status = stat()
        return stat(directory, &status) == 0 && status.st_mode & 0o077 != 0
    }

    /// Takes the directory from everybody but its owner.
    func restrict() throws(StoreError) {
        guard chmod(directory, 0o700) == 0 else {
            throw StoreError(.readOnly, "the permissions of \(directory) cannot be changed; its owner can")
        }
    }
}

extension StoreExamination {
    /// Says when others can use the directory, and with it what an older version made for everybody to read.
    func examineAccess(_ report: (StoreFinding) -> Void) {
        guard DirectoryAccess(to: directory).isOpen else { return }
        report(
            StoreFinding(
                .directoryPermissions, .warning, "the data directory can be used by others than its owner",
                at: directory,
                help: "--repair takes it from them, as chmod 700 does", repair: .restrictDirectory))
    }
}
