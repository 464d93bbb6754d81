/// The content type of an icon, by its file's name, as the reference takes it from Go's table.
enum IconType {
    /// The type; nil for an unknown extension.
    static func contentType(fileName: String) -> String? {
        guard let dot = fileName.lastIndex(of: ".") else { return nil }
        return types[fileName[fileName.index(after: dot)...].lowercased()]
    }

    private static let types = [
        "bmp": "image/bmp", "gif": "image/gif", "ico": "image/x-icon", "jpeg": "image/jpeg", "jpg": "image/jpeg",
        "png": "image/png", "svg": "image/svg+xml", "webp": "image/webp",
    ]
}
