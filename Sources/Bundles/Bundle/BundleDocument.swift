import Compiler
import JSON

/// The parts of a bundle's text, and the digests over them.
///
/// `digest` covers what is deployed: ``digested``, with secrets hidden, so that a digest gives away nothing that could be
/// guessed. Where it was found, what people are told about it, and what was found wrong are not in it: the same content
/// has the same digest in every commit. `integrity` has a digest of every other part as it stands in this one text.
enum BundleDocument {
    static let apiVersion = "muster/v1"

    /// The parts that ``CompiledBundle/digest`` covers.
    static let digested: Set<String> = [
        "answers", "apiVersion", "binaryFiles", "compose", "context", "driver", "files", "id", "images", "kind",
        "questions", "stacks", "version",
    ]

    /// Parts that carry no digest of their own in `integrity`.
    private static let sealing: Set<String> = ["bundles", "digest", "integrity"]

    /// A bundle's whole text: the parts with their digests.
    ///
    /// - Parameters:
    ///   - parts: the parts, with secrets hidden.
    ///   - digest: what ``digest(of:)`` gives for them.
    ///   - clear: what replaces some of them in a bundle that shows secrets. The hidden ones then stand under `redacted`.
    static func sealed(
        _ parts: [String: JSONNode], digest: String, clear: [String: JSONNode] = [:]
    ) -> [String: JSONNode] {
        var document = parts.merging(clear) { $1 }
        let hidden = parts.filter { clear[$0.key] != nil && clear[$0.key] != $0.value }
        if !clear.isEmpty { document["redacted"] = .object(hidden) }
        document["digest"] = .string(digest)
        document["integrity"] = .strings(integrity(of: document))
        return document
    }

    /// The digest of what a bundle deploys.
    static func digest(of document: [String: JSONNode]) -> String {
        let content = document.filter { digested.contains($0.key) }
        return Digest.of(.object(content.merging(document["redacted"]?.object ?? [:]) { $1 }))
    }

    /// The digest of each part.
    static func integrity(of document: [String: JSONNode]) -> [String: String] {
        document.filter { !sealing.contains($0.key) }.mapValues { Digest.of($0) }
    }
}
