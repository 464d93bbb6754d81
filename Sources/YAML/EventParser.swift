import CLibYAML
import Diagnostics

/// One event of libyaml, copied out of C memory, with byte offsets.
struct YAMLEvent {
    enum Kind {
        case documentStart
        case documentEnd
        case streamStart
        case streamEnd
        case alias(anchor: String)
        case scalar(text: String, style: YAMLScalar.Style)
        case sequenceStart
        case sequenceEnd
        case mappingStart
        case mappingEnd
    }

    var kind: Kind
    var span: SourceSpan
    var anchor: String?
    var tag: String?

    var isAlias: Bool {
        if case .alias = kind { true } else { false }
    }

    /// Whether the event is a `<<` that is not made an ordinary key by quotes or a tag.
    var isMergeKey: Bool {
        guard case .scalar(let text, let style) = kind, text.hasSameBytes(as: "<<") else { return false }
        return tag == "tag:yaml.org,2002:merge" || (tag == nil && style == .plain)
    }
}

/// Owns a `yaml_parser_t` and hands out its events. libyaml holds a pointer into `input`, which therefore is
/// memory of its own, freed with the parser.
final class EventParser {
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private let input: UnsafeMutableBufferPointer<UInt8>
    private let textStart: Int
    private var offsets: CharacterOffsets
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// A parser of valid UTF-8; nil when libyaml has no memory.
    init?(_ bytes: [UInt8], isASCII: Bool) {
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            return nil
        }
        // Told the encoding, libyaml would take a byte order mark for the first column of its line.
        let text = bytes.dropFirst(bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0)
        input = UnsafeMutableBufferPointer.allocate(capacity: text.count)
        _ = input.initialize(from: text)
        textStart = text.startIndex
        offsets = CharacterOffsets(bytes, from: text.startIndex, isASCII: isASCII)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    /// The next event.
    func next() throws(YAMLFailure) -> YAMLEvent {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw syntaxError() }
        defer { yaml_event_delete(&event) }
        let start = offsets.byteOffset(ofCharacter: event.start_mark.index)
        let span = SourceSpan(start, offsets.byteOffset(ofCharacter: event.end_mark.index))
        var copied = Self.copy(event, span: span)
        if copied.tag == nil, hasNonSpecificTag(span) { copied.tag = "!" }
        return copied
    }

    /// Whether a node is tagged `!`, of which libyaml tells nothing although it makes text of a plain scalar.
    private func hasNonSpecificTag(_ span: SourceSpan) -> Bool {
        guard span.start < span.end else { return false }
        let first = input[span.start - textStart]
        guard first == UInt8(ascii: "&") || first == UInt8(ascii: "!") else { return false }
        var text = input[(span.start - textStart)..<(span.end - textStart)]
        if text.first == UInt8(ascii: "&") {
            text = text.drop { $0 > UInt8(ascii: " ") }.drop { $0 <= UInt8(ascii: " ") }
        }
        return text.first == UInt8(ascii: "!")
    }

    private func syntaxError() -> YAMLFailure {
        let place = parser.pointee.problem_mark.index
        let reader = parser.pointee.error == YAML_READER_ERROR
        let offset = reader ? textStart + Int(parser.pointee.problem_offset) : offsets.byteOffset(ofCharacter: place)
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "the text ends too early"
        let context = parser.pointee.context.map { String(cString: $0) }
        let start = parser.pointee.context_mark.index
        return YAMLFailure(
            code: .yamlSyntax, message: problem, span: SourceSpan(offset, offset), note: context,
            context: context == nil ? nil : offsets.byteOffset(ofCharacter: start))
    }

    private static func copy(_ event: yaml_event_t, span: SourceSpan) -> YAMLEvent {
        switch event.type {
        case YAML_STREAM_START_EVENT: YAMLEvent(kind: .streamStart, span: span)
        case YAML_DOCUMENT_START_EVENT: YAMLEvent(kind: .documentStart, span: span)
        case YAML_DOCUMENT_END_EVENT: YAMLEvent(kind: .documentEnd, span: span)
        case YAML_ALIAS_EVENT:
            YAMLEvent(kind: .alias(anchor: text(event.data.alias.anchor) ?? ""), span: span)
        case YAML_SCALAR_EVENT: copyScalar(event, span: span)
        case YAML_SEQUENCE_START_EVENT:
            YAMLEvent(
                kind: .sequenceStart, span: span, anchor: text(event.data.sequence_start.anchor),
                tag: text(event.data.sequence_start.tag))
        case YAML_MAPPING_START_EVENT:
            YAMLEvent(
                kind: .mappingStart, span: span, anchor: text(event.data.mapping_start.anchor),
                tag: text(event.data.mapping_start.tag))
        case YAML_SEQUENCE_END_EVENT: YAMLEvent(kind: .sequenceEnd, span: span)
        case YAML_MAPPING_END_EVENT: YAMLEvent(kind: .mappingEnd, span: span)
        default: YAMLEvent(kind: .streamEnd, span: span)
        }
    }

    private static func copyScalar(_ event: yaml_event_t, span: SourceSpan) -> YAMLEvent {
        let scalar = event.data.scalar
        let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        let style: YAMLScalar.Style =
            switch scalar.style {
            case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
            case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
            case YAML_LITERAL_SCALAR_STYLE: .literal
            case YAML_FOLDED_SCALAR_STYLE: .folded
            default: .plain
            }
        return YAMLEvent(
            kind: .scalar(text: String(decoding: bytes, as: UTF8.self), style: style), span: span,
            anchor: text(scalar.anchor),
            tag: text(scalar.tag))
    }

    private static func text(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
        pointer.map { String(decodingCString: $0, as: UTF8.self) }
    }
}
