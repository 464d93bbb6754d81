public import Compiler
public import Catalog
public import Diagnostics
public import JSON

/// One version compiled with answers for a server and a stack: everything that deploying it takes, in one text that is the
/// same wherever it is made.
public struct CompiledBundle: Sendable {
    /// What it is for.
    public let kind: BundleKind
    /// The version's id.
    public let id: TemplateID
    /// `sha256:` and 64 digits, over what is deployed. Secrets are not in it, nor the commit that it was found in.
    public let digest: String
    /// The files, by their paths inside the version's folder; compose files as the template engine leaves them, the README
    /// left out.
    public let files: [String: [UInt8]]
    /// The images, in the order of the services.
    public let images: [ImageUse]
    /// The required questions that are still to be answered.
    public let unanswered: [String]
    private let parts: [String: JSONNode]
    private let shownParts: [String: JSONNode]
    private let diagnostics: [Diagnostic]
    /// The bundles of an environment's stacks.
    private let stacks: [CompiledBundle]

    /// A bundle of these parts, whose secrets are hidden.
    ///
    /// - Parameter shownParts: the parts with secrets, in a bundle that shows them.
    init(
        _ kind: BundleKind, _ id: TemplateID, parts: [String: JSONNode], shownParts: [String: JSONNode] = [:],
        files: [String: [UInt8]], images: [ImageUse], unanswered: [String], diagnostics: [Diagnostic],
        stacks: [CompiledBundle] = []
    ) {
        self.kind = kind
        self.id = id
        self.parts = parts
        self.shownParts = shownParts
        self.files = files
        self.images = images
        self.unanswered = unanswered
        self.diagnostics = diagnostics
        self.stacks = stacks
        digest = BundleDocument.digest(of: parts)
    }

    /// The merged stack, as it is in ``document``; nil where there is none.
    var compose: JSONNode? { parts["compose"] }

    /// The whole text as a tree: the published schema `bundle.schema.json` describes it. Made at each call, with a digest of
    /// every part.
    public var document: JSONNode {
        var summary = summary.object ?? [:]
        if kind == .environment {
            summary["bundles"] = .object(Dictionary(stacks.map { ($0.digest, $0.document) }) { first, _ in first })
        }
        return .object(summary)
    }

    /// The document without the bundles of an environment's stacks: it names their digests.
    public var summary: JSONNode {
        var parts = parts
        parts["diagnostics"] = diagnostics.json
        return .object(BundleDocument.sealed(parts, digest: digest, clear: shownParts))
    }

    /// The canonical text, with a line end.
    public var text: [UInt8] { document.canonicalBytes + [UInt8(ascii: "\n")] }
}

/// What making a bundle gave.
public struct BundleResult: Sendable {
    /// The bundle; nil when something of error severity was found.
    public let bundle: CompiledBundle?
    /// What was found, at the author's own places, with secrets hidden.
    public let diagnostics: [Diagnostic]
    /// The compilation behind it, with secrets hidden; nil where there was nothing to compile.
    public let compilation: Compilation?
}
