import Compiler
public import JSON

/// Whether a bundle's text is as it was made.
public struct BundleVerification: Sendable, Hashable {
    /// Something that is not as it was made.
    public struct Difference: Sendable, Hashable, CustomStringConvertible {
        /// The part of the bundle; empty when the whole is meant. Parts of bundles inside it have the stack's digest before
        /// them.
        public let part: String
        /// What is wrong with it.
        public let description: String
    }

    /// The version's id, as the text says it.
    public let id: String
    /// The digest that the text says it has; empty when it says none.
    public let stated: String
    /// The digest of the content that is there.
    public let computed: String
    /// What differs; empty for a bundle as it was made.
    public private(set) var differences: [Difference]

    /// Whether everything is as it was made.
    public var isIntact: Bool { differences.isEmpty }

    /// Computes every digest of a bundle again.
    public init(of bundle: JSONNode) {
        guard let document = bundle.object, document["apiVersion"]?.string == BundleDocument.apiVersion,
            let kind = document["kind"]?.string, BundleKind(rawValue: kind) != nil
        else {
            self.init(noBundle: "this is no bundle of \(BundleDocument.apiVersion)")
            return
        }
        let stated = document["digest"]?.string ?? ""
        let computed = BundleDocument.digest(of: document)
        var found = Self.changedParts(of: document)
        if stated != computed, found.isEmpty {
            found = [Difference(part: "digest", description: "the content's digest is \(computed), not \(stated)")]
        } else if stated != computed {
            found.append(Difference(part: "digest", description: "what is deployed is not what was bundled"))
        }
        self.init(
            id: document["id"]?.string ?? "", stated: stated, computed: computed,
            differences: found + Self.changedBundles(of: document))
    }

    /// What is not even a bundle.
    init(noBundle description: String) {
        self.init(id: "", stated: "", computed: "", differences: [Difference(part: "", description: description)])
    }

    private init(id: String, stated: String, computed: String, differences: [Difference]) {
        self.id = id
        self.stated = stated
        self.computed = computed
        self.differences = differences
    }

    mutating func add(_ more: [Difference]) { differences += more }

    private static func changedParts(of document: [String: JSONNode]) -> [Difference] {
        let computed = BundleDocument.integrity(of: document)
        let stated = document["integrity"]?.object ?? [:]
        return Set(computed.keys).union(stated.keys).sorted().compactMap { part in
            switch (stated[part]?.string, computed[part]) {
            case (let one?, let other?) where one == other: nil
            case (nil, _): Difference(part: part, description: "was added, or its digest was taken away")
            case (_, nil): Difference(part: part, description: "was taken away")
            default: Difference(part: part, description: "was changed, or damaged")
            }
        }
    }

    /// The bundles inside an environment's: each under its own digest, and each that a stack names.
    private static func changedBundles(of document: [String: JSONNode]) -> [Difference] {
        guard let bundles = document["bundles"]?.object else { return [] }
        var found: [Difference] = []
        for (digest, bundle) in bundles.sorted(by: { $0.key < $1.key }) {
            let verification = BundleVerification(of: bundle)
            found += verification.differences.map {
                Difference(part: "\(digest) \($0.part)", description: $0.description)
            }
            if verification.isIntact, verification.computed != digest {
                found.append(Difference(part: digest, description: "is the bundle \(verification.computed)"))
            }
        }
        for stack in document["stacks"]?.array ?? [] {
            if let digest = stack["digest"]?.string, bundles[digest] == nil {
                let name = stack["name"]?.string ?? ""
                found.append(Difference(part: digest, description: "the bundle of the stack \"\(name)\" is missing"))
            }
        }
        return found
    }
}
