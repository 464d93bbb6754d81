import Bundles
import Compiler
import Diagnostics
import JSON

extension FuzzTarget {
    /// Reads an archive, and what a bundle may come as. Laws: the files of an archive make one that has the same files; what
    /// is verified twice is found to be the same; a bundle that is intact says its digest.
    static let archive = FuzzTarget("archive") { bytes in
        if let entries = TarArchive.read(bytes) {
            law(entries.allSatisfy { $0.bytes.count <= bytes.count }, "a file larger than its archive")
            if let again = try? TarArchive.make(of: entries) {
                law(TarArchive.read(again) == entries, "an archive of the same files reads otherwise")
            }
            check(BundleVerification(of: entries))
        }
        check(BundleVerification(ofText: bytes))
        if let node = JSONNode(yaml: SourceText(path: "bundle.yml", bytes: bytes)) {
            check(BundleVerification(of: node))
            law(BundleVerification(of: node) == BundleVerification(of: node), "verifying twice finds something else")
        }
    }

    private static func check(_ verification: BundleVerification) {
        law(
            !verification.isIntact || verification.stated == verification.computed, "an intact bundle of another digest"
        )
        law(!verification.isIntact || !verification.stated.isEmpty, "an intact bundle without a digest")
    }
}
