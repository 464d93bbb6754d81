import Diagnostics
import YAML

/// Texts as YAML scalars.
enum YAMLText {
    /// A text of one line as a scalar that reads back as it, without quotes where it needs none.
    static func scalar(_ text: String) -> String {
        let node = YAMLNode(.scalar(YAMLScalar(text: text, value: .string, style: .plain)), span: SourceSpan(0, 0))
        let line = String(decoding: YAMLEmitter.emit(node), as: UTF8.self)
        return line.hasSuffix("\n") ? String(line.dropLast()) : line
    }

    /// The same, in the quotes of another scalar where it has some.
    static func scalar(_ text: String, as style: YAMLScalar.Style) -> String {
        switch style {
        case .singleQuoted: "'" + text.replacing("'", with: "''") + "'"
        case .doubleQuoted: String(decoding: YAMLEmitter.quoted(text), as: UTF8.self)
        default: scalar(text)
        }
    }
}
