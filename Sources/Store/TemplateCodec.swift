import Catalog

/// A template as compact bytes, so that a start with 100,000 versions reads them in a moment.
///
/// What the versions of a template have in common, the names of their files and their questions, is written and kept once
/// (``SharedParts``). The first byte is the format. Bytes of another one are not read: the template is read again from its
/// mirror, and so keeps to today's limits.
enum TemplateCodec {
    /// Grows with every change of the format, or of what reading a template gives.
    static let format: UInt8 = 2

    static func encode(_ template: Template) -> [UInt8] {
        var writer = ByteWriter()
        writer.raw([format])
        write(head: template, to: &writer)
        var shared = SharedParts.Writer()
        var versions = ByteWriter()
        versions.list(template.versions) { write($1, of: template, &shared, to: &$0) }
        shared.write(to: &writer)
        writer.raw(versions.bytes)
        writer.list(template.diagnostics) { DiagnosticCodec.write($1, to: &$0) }
        return writer.bytes
    }

    /// - Throws: ``ByteReader/Damage`` when the bytes are of another format, or damaged.
    static func decode(_ bytes: [UInt8]) throws(ByteReader.Damage) -> Template {
        var reader = ByteReader(bytes)
        guard try reader.raw(1) == [format] else { throw ByteReader.Damage() }
        var template = try readHead(&reader)
        let shared = try SharedParts(&reader)
        let folderPath = template.folderPath
        template.versions = try reader.list { (reader) throws(ByteReader.Damage) in
            try readVersion(&reader, in: folderPath, shared)
        }
        template.diagnostics = try reader.list(DiagnosticCodec.read)
        guard reader.isAtEnd else { throw ByteReader.Damage() }
        return template
    }

    /// Everything but versions and diagnostics.
    private static func write(head template: Template, to writer: inout ByteWriter) {
        writer.text(template.folderPath)
        writer.raw(template.tree.bytes)
        for text in [
            template.base, template.folderName, template.name, template.description, template.isSystem,
            template.defaultVersion, template.path, template.maintainer, template.license, template.projectURL,
            template.upgradeFrom, template.category,
        ] {
            writer.text(text)
        }
        writer.list(template.categories) { $0.text($1) }
        write(template.labels, to: &writer)
        writer.optional(template.icon) { write($1, to: &$0) }
        writer.optional(template.readme) { write($1, to: &$0) }
    }

    /// Reads everything but versions and diagnostics.
    private static func readHead(_ reader: inout ByteReader) throws(ByteReader.Damage) -> Template {
        let folderPath = try reader.text()
        let tree = try readContentID(&reader)
        var template = Template(
            folderPath: folderPath, tree: tree, base: try reader.text(), folderName: try reader.text())
        template.name = try reader.text()
        template.description = try reader.text()
        template.isSystem = try reader.text()
        template.defaultVersion = try reader.text()
        template.path = try reader.text()
        template.maintainer = try reader.text()
        template.license = try reader.text()
        template.projectURL = try reader.text()
        template.upgradeFrom = try reader.text()
        template.category = try reader.text()
        template.categories = try reader.list { (reader) throws(ByteReader.Damage) in try reader.text() }
        template.labels = try readMap(&reader)
        template.icon = try reader.optional(readFile)
        template.readme = try reader.optional(readFile)
        return template
    }

    private static func write(
        _ version: TemplateVersion, of template: Template, _ shared: inout SharedParts.Writer,
        to writer: inout ByteWriter
    ) {
        writer.text(version.folderName)
        writer.optional(version.revision) { $0.integer($1) }
        for text in [
            version.version, version.minimumRancherVersion, version.maximumRancherVersion, version.upgradeFrom,
        ] {
            writer.text(text)
        }
        write(version.labels, to: &writer)
        writer.optional(version.readme) { write($1, to: &$0) }
        let folder = "\(template.folderPath)/\(version.folderName)/"
        writer.list(version.files) { write($1, in: folder, &shared, to: &$0) }
        writer.optional(version.questions) { $0.number(shared.index(of: $1)) }
    }

    private static func readVersion(
        _ reader: inout ByteReader, in folderPath: String, _ shared: SharedParts
    ) throws(ByteReader.Damage) -> TemplateVersion {
        let folderName = try reader.text()
        let revision = try reader.optional { (reader) throws(ByteReader.Damage) in try reader.integer() }
        var version = TemplateVersion(folderName: folderName, revision: revision, version: try reader.text())
        version.minimumRancherVersion = try reader.text()
        version.maximumRancherVersion = try reader.text()
        version.upgradeFrom = try reader.text()
        version.labels = try readMap(&reader)
        version.readme = try reader.optional(readFile)
        let folder = "\(folderPath)/\(folderName)/"
        version.files = try reader.list { (reader) throws(ByteReader.Damage) in
            try readFile(&reader, in: folder, shared)
        }
        version.questions = try reader.optional { (reader) throws(ByteReader.Damage) in
            try shared.questions(try reader.number())
        }
        return version
    }

    /// A file of a version: its name once for all versions, and of its path only what does not follow from the name.
    private static func write(
        _ file: TemplateFile, in folder: String, _ shared: inout SharedParts.Writer, to writer: inout ByteWriter
    ) {
        writer.number(shared.index(ofName: file.name))
        let followsFromName = file.path.utf8.elementsEqual((folder + file.name).utf8)
        writer.optional(followsFromName ? nil : file.path) { $0.text($1) }
        writer.raw(file.content.bytes)
        writer.integer(file.size)
    }

    private static func readFile(
        _ reader: inout ByteReader, in folder: String, _ shared: SharedParts
    ) throws(ByteReader.Damage) -> TemplateFile {
        let name = try shared.name(try reader.number())
        let path = try reader.optional { (reader) throws(ByteReader.Damage) in try reader.text() } ?? folder + name
        let (content, size) = (try readContentID(&reader), try reader.integer())
        guard size >= 0 else { throw ByteReader.Damage() }
        return TemplateFile(name: name, path: path, content: content, size: size)
    }

    private static func write(_ file: TemplateFile, to writer: inout ByteWriter) {
        writer.text(file.name)
        writer.text(file.path)
        writer.raw(file.content.bytes)
        writer.integer(file.size)
    }

    private static func readFile(_ reader: inout ByteReader) throws(ByteReader.Damage) -> TemplateFile {
        let (name, path) = (try reader.text(), try reader.text())
        let (content, size) = (try readContentID(&reader), try reader.integer())
        guard size >= 0 else { throw ByteReader.Damage() }
        return TemplateFile(name: name, path: path, content: content, size: size)
    }

    private static func write(_ map: [String: String], to writer: inout ByteWriter) {
        writer.list(map.sorted { $0.key < $1.key }) {
            $0.text($1.key)
            $0.text($1.value)
        }
    }

    private static func readMap(_ reader: inout ByteReader) throws(ByteReader.Damage) -> [String: String] {
        let pairs = try reader.list { (reader) throws(ByteReader.Damage) in (try reader.text(), try reader.text()) }
        return Dictionary(pairs) { $1 }
    }

    static func readContentID(_ reader: inout ByteReader) throws(ByteReader.Damage) -> ContentID {
        guard let id = ContentID(bytes: try reader.raw(20)) else { throw ByteReader.Damage() }
        return id
    }
}
