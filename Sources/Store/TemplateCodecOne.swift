import Catalog

/// Reads templates in the first format: each version with all its questions. Nothing writes it any
/// more; a template that changes, or is read anew, is written in today's format.
enum TemplateCodecOne {
    static let format: UInt8 = 1

    /// Reads what stands behind the byte of the format.
    static func readTemplate(_ reader: inout ByteReader) throws(ByteReader.Damage) -> Template {
        var template = try TemplateCodec.readHead(&reader)
        template.versions = try reader.list(readVersion)
        template.diagnostics = try reader.list(DiagnosticCodec.read)
        return template
    }

    private static func readVersion(_ reader: inout ByteReader) throws(ByteReader.Damage) -> TemplateVersion {
        let folderName = try reader.text()
        let revision = try reader.optional { (reader) throws(ByteReader.Damage) in try reader.integer() }
        var version = TemplateVersion(folderName: folderName, revision: revision, version: try reader.text())
        version.minimumRancherVersion = try reader.text()
        version.maximumRancherVersion = try reader.text()
        version.upgradeFrom = try reader.text()
        version.labels = try TemplateCodec.readMap(&reader)
        version.readme = try reader.optional(TemplateCodec.readFile)
        version.files = try reader.list(TemplateCodec.readFile)
        version.questions = try reader.optional { (reader) throws(ByteReader.Damage) in
            try reader.list(QuestionCodec.read)
        }
        return version
    }
}
