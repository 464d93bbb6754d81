import Diagnostics
public import YAML

/// Finds the catalog block of a version: what its version, window, labels and questions are.
public enum CatalogBlock {
    /// The files that may hold a block, the one that counts most first (the reference's order when it loads).
    static let fileNames = ["rancher-compose.yml", "compose.yml", "template-version.yml"]

    /// The outcome of looking for a block in one file.
    enum Outcome {
        /// The block, as a mapping, in what was parsed to find it.
        case found(YAMLNode, in: YAMLDocument)
        /// The file has none.
        case absent
        /// The file cannot be read.
        case broken
    }

    /// Looks for the block in a file of the given name. Everything wrong is in the diagnostics.
    static func find(in source: SourceText, named name: String) -> (Outcome, [Diagnostic]) {
        switch name {
        case "rancher-compose.yml": findInRancherCompose(YAMLDocument.parse(source))
        case "compose.yml": findInCompose(source)
        default: findAtRoot(YAMLDocument.parse(source))
        }
    }

    /// `template-version.yml` is a block itself.
    private static func findAtRoot(_ document: YAMLDocument) -> (Outcome, [Diagnostic]) {
        guard let root = document.root, !root.isNull else {
            return (document.isBroken ? .broken : .absent, document.diagnostics)
        }
        guard root.entries != nil else { return broken(document, at: root, "the file") }
        return (.found(root, in: document), document.diagnostics)
    }

    /// In `compose.yml` only the lines of the block are YAML for sure: ``CatalogBlockLines``.
    private static func findInCompose(_ source: SourceText) -> (Outcome, [Diagnostic]) {
        guard let lines = CatalogBlockLines(of: source.bytes) else { return (.absent, []) }
        let document = YAMLDocument.parse(SourceText(path: source.path, bytes: lines.blanked))
        guard let root = document.root else { return (document.isBroken ? .broken : .absent, document.diagnostics) }
        guard let block = root["catalog"] ?? root[".catalog"], !block.isNull else {
            return (.absent, document.diagnostics)
        }
        guard block.entries != nil else { return broken(document, at: block, "the catalog block") }
        return (.found(block, in: document), document.diagnostics)
    }

    /// In `rancher-compose.yml` the block is `catalog`, `.catalog`, or in version 2 `services/.catalog`. The whole file has
    /// to have the shape the reference's types ask for, or it reads nothing of it.
    private static func findInRancherCompose(_ document: YAMLDocument) -> (Outcome, [Diagnostic]) {
        guard let root = document.root, !root.isNull else {
            return (document.isBroken ? .broken : .absent, document.diagnostics)
        }
        guard root.entries != nil else { return broken(document, at: root, "the file") }
        if let (node, what) = misshapen(root) { return broken(document, at: node, what) }
        guard let block = node(in: document), !block.isNull else {
            return (.absent, document.diagnostics)
        }
        guard block.entries != nil else { return broken(document, at: block, "the catalog block") }
        return (.found(block, in: document), document.diagnostics)
    }

    /// The block of a `rancher-compose.yml`, whatever the rest of the file is like.
    public static func node(in document: YAMLDocument) -> YAMLNode? {
        guard let root = document.root else { return nil }
        return root["catalog"] ?? root[".catalog"] ?? (isVersionTwo(root) ? root["services"]?[".catalog"] : nil)
    }

    private static func isVersionTwo(_ root: YAMLNode) -> Bool { root["version"]?.scalar?.reencoded == "2" }

    /// The first part of the file with a shape that the reference's types refuse: in version 2 a service, in version 1
    /// anything at the top, that is no map.
    private static func misshapen(_ root: YAMLNode) -> (YAMLNode, String)? {
        if let version = root["version"], version.scalar == nil { return (version, "\"version\"") }
        guard isVersionTwo(root) else { return misshapenService(in: root) }
        guard let services = root["services"], !services.isNull else { return nil }
        guard services.entries != nil else { return (services, "\"services\"") }
        return misshapenService(in: services)
    }

    private static func misshapenService(in node: YAMLNode) -> (YAMLNode, String)? {
        for entry in node.entries ?? [] where entry.value.entries == nil && !entry.value.isNull {
            return (entry.value, "\"\(entry.key.scalar?.text ?? "?")\"")
        }
        return nil
    }

    private static func broken(_ document: YAMLDocument, at node: YAMLNode, _ what: String) -> (Outcome, [Diagnostic]) {
        let diagnostic = Diagnostic(
            .catalogBlockBroken, .error, "\(what) is \(node.kindName), not a map, so the file is not read",
            at: document.source.location(of: node.span))
        return (.broken, document.diagnostics + [diagnostic])
    }
}
