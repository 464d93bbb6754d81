import Catalog

/// A template as compact bytes, so that a start with 100,000 versions reads them in a moment.
///
/// The first byte is the format. Bytes of another format are not read: the template is read again from its repository.
enum TemplateCodec {
    /// Grows with every change of the format, or of what reading a template gives.
    static let format: UInt8 = 1

    static func encode(_ template: Template) -> [UInt8] {
        var writer = ByteWriter()
        writer.raw([format])
        write(template, to: &writer)
        return writer.bytes
    }

    /// - Throws: ``ByteReader/Damage`` when the bytes are of another format, or damaged.
    static func decode(_ bytes: [UInt8]) throws(ByteReader.Damage) -> Template {
        var reader = ByteReader(bytes)
        guard try reader.raw(1) == [format] else { throw ByteReader.Damage() }
        let template = try readTemplate(&reader)
        guard reader.isAtEnd else { throw ByteReader.Damage() }
        return template
    }

    private static func write(_ template: Template, to writer: inout ByteWriter) {
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
        writer.list(template.versions) { write($1, to: &$0) }
        writer.list(template.diagnostics) { DiagnosticCodec.write($1, to: &$0) }
    }

    private static func readTemplate(_ reader: inout ByteReader) throws(ByteReader.Damage) -> Template {
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
        template.versions = try reader.list(readVersion)
        template.diagnostics = try reader.list(DiagnosticCodec.read)
        return template
    }

    private static func write(_ version: TemplateVersion, to writer: inout ByteWriter) {
        writer.text(version.folderName)
        writer.optional(version.revision) { $0.integer($1) }
        for text in [
            version.version, version.minimumRancherVersion, version.maximumRancherVersion, version.upgradeFrom,
        ] {
            writer.text(text)
        }
        write(version.labels, to: &writer)
        writer.optional(version.readme) { write($1, to: &$0) }
        writer.list(version.files) { write($1, to: &$0) }
        writer.optional(version.questions) { $0.list($1) { write($1, to: &$0) } }
    }

    private static func readVersion(_ reader: inout ByteReader) throws(ByteReader.Damage) -> TemplateVersion {
        let folderName = try reader.text()
        let revision = try reader.optional { (reader) throws(ByteReader.Damage) in try reader.integer() }
        var version = TemplateVersion(folderName: folderName, revision: revision, version: try reader.text())
        version.minimumRancherVersion = try reader.text()
        version.maximumRancherVersion = try reader.text()
        version.upgradeFrom = try reader.text()
        version.labels = try readMap(&reader)
        version.readme = try reader.optional(readFile)
        version.files = try reader.list(readFile)
        version.questions = try reader.optional { (reader) throws(ByteReader.Damage) in try reader.list(readQuestion) }
        return version
    }

    private static func write(_ question: Question, to writer: inout ByteWriter) {
        for text in [
            question.variable, question.label, question.description, question.type, question.defaultAnswer,
            question.group, question.validChars, question.invalidChars,
        ] {
            writer.text(text)
        }
        writer.boolean(question.required)
        for number in [question.minLength, question.maxLength, question.min, question.max] { writer.integer(number) }
        writer.optional(question.options) { $0.list($1) { $0.text($1) } }
    }

    private static func readQuestion(_ reader: inout ByteReader) throws(ByteReader.Damage) -> Question {
        var question = Question()
        question.variable = try reader.text()
        question.label = try reader.text()
        question.description = try reader.text()
        question.type = try reader.text()
        question.defaultAnswer = try reader.text()
        question.group = try reader.text()
        question.validChars = try reader.text()
        question.invalidChars = try reader.text()
        question.required = try reader.boolean()
        question.minLength = try reader.integer()
        question.maxLength = try reader.integer()
        question.min = try reader.integer()
        question.max = try reader.integer()
        question.options = try reader.optional { (reader) throws(ByteReader.Damage) in
            try reader.list { (reader) throws(ByteReader.Damage) in try reader.text() }
        }
        return question
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

    private static func readContentID(_ reader: inout ByteReader) throws(ByteReader.Damage) -> ContentID {
        guard let id = ContentID(bytes: try reader.raw(20)) else { throw ByteReader.Damage() }
        return id
    }
}
