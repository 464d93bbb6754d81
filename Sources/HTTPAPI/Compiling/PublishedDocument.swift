/// Documents about the API that it serves itself, named as in their address.
enum PublishedDocument: String, Sendable, Hashable, CaseIterable {
    /// Every address, with what it takes and gives.
    case openAPI = "openapi.yaml"
    /// What a bundle is.
    case bundleSchema = "bundle.schema.json"

    /// The document's text.
    var bytes: [UInt8] {
        switch self {
        case .openAPI: PackageResources.openapi_yaml
        case .bundleSchema: PackageResources.bundle_schema_json
        }
    }

    /// The document as an answer that clients may keep.
    var answer: Answer {
        let contentType =
            switch self {
            case .openAPI: Answer.ContentType.yaml
            case .bundleSchema: Answer.ContentType.schema
            }
        return Answer(kept: bytes, contentType: contentType)
    }
}
