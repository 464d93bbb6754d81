import Authoring
import Compiler
import Diagnostics

/// What commands print of a change of a catalog.
enum CatalogEditText {
    /// The change as a difference that `patch -p1` and `git apply` read.
    static func show(_ edit: CatalogEdit) {
        let added = edit.added.map { (path: $0.key, old: [UInt8]?.none, new: $0.value) }
        let changed = edit.changed.map { (path: $0.key, old: Optional($0.value.old), new: $0.value.new) }
        for file in (added + changed).sorted(by: { $0.path < $1.path }) {
            ResultOutput.write(UnifiedDiff.of(file.old, file.new, path: file.path) ?? "")
        }
    }

    /// Which files were made and changed.
    static func made(_ edit: CatalogEdit) -> String {
        let added = edit.added.keys.sorted().map { "made     \($0.printable)\n" }
        let changed = edit.changed.keys.sorted().map { "changed  \($0.printable)\n" }
        return (added + changed).joined()
    }

    /// What to do now.
    static func next(_ steps: [String]) -> String { "\nNext:\n" + steps.map { "  \($0)\n" }.joined() }

    /// A path of a checkout as one would type it.
    static func path(_ file: String, in checkout: String) -> String {
        checkout == "." ? file : "\(checkout.hasSuffix("/") ? String(checkout.dropLast()) : checkout)/\(file)"
    }
}
