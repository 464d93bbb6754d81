import GoText

/// The texts of the reference's errors, byte for byte where one fault is reported.
///
/// Deliberately different: a service with several unsupported options is named rightly in each line (the reference takes
/// the next line's subject), and `%` stands as it is (the reference puts the text through `printf`).
enum ReferenceText {
    static func text(of failure: ReferenceFailure) -> String {
        switch failure.kind {
        case .syntax(let line, let problem):
            parsing("yaml: " + (line.map { "line \($0): " } ?? "") + problem)
        case .mismatches(let mismatches, isParsing: true): parsing(text(of: mismatches))
        case .mismatches(let mismatches, isParsing: false): text(of: mismatches)
        case .schema(let services, let version): SchemaText.text(of: services, version)
        case .fact(let fact): text(of: fact)
        }
    }

    private static func parsing(_ text: String) -> String {
        "error parsing yaml, please check: \(text). (Note: Only version 1 and 2 are supported)"
    }

    private static func text(of mismatches: [TypeMismatch]) -> String {
        "yaml: unmarshal errors:" + mismatches.map { "\n  " + text(of: $0) }.joined()
    }

    /// A long text is cut after seven bytes, as go-yaml cuts it.
    private static func text(of mismatch: TypeMismatch) -> String {
        var value = ""
        if mismatch.tag != "!!seq", mismatch.tag != "!!map" {
            let text = mismatch.text
            value =
                text.utf8.count > 10 ? " `\(String(decoding: text.utf8.prefix(7), as: UTF8.self))...`" : " `\(text)`"
        }
        return "line \(mismatch.line): cannot unmarshal \(mismatch.tag)\(value) into \(mismatch.typeName)"
    }

    private static func text(of fact: ComposeFact) -> String {
        switch fact {
        case .unsupportedVersion(let version): "version \(version) is not supported"
        case .invalidInterpolation(let key, let value, _):
            "Invalid interpolation format for key \"\(key)\": \"\(value)\""
        case .keyNotText(let key, let kind, let option):
            // Here the reference crashes: `interface conversion: interface {} is bool, not string`.
            "key '\(key)' in '\(option)' is \(GoPrinting.typeName(of: kind)), not string"
        case .notFinite(let number): "json: unsupported value: \(number)"
        case .conversion(_, let fault): text(of: fault)
        case .missingFile(let path), .fileOutside(let path): "open \(path): no such file or directory"
        case .nothingToExtend(let service, nil): "Failed to find service \(service) to extend"
        case .nothingToExtend(let service, let file?): "Failed to find service \(service) in file \(file)"
        case .notExtensible(let service, let file, let option):
            "Cannot extend service '\(service)' in \(file): services with '\(option)' cannot be extended"
        case .extendsItself(let service, let file):
            // Here the reference's process dies.
            "Cannot extend service '\(service)' in \(file): it extends itself"
        case .envLineTooLong: "bufio.Scanner: token too long"
        case .sidekickShared(let primaries, let sidekick):
            "can't have more than one primary service [\(primaries.joined(separator: " "))] "
                + "referencing the same sidekick [\(sidekick)]"
        default: Wording(fact).message
        }
    }

    private static func text(of fault: ConversionFault) -> String {
        switch fault {
        case .mismatch(let mismatch): text(of: [mismatch])
        case .notText(let value, let typeName): "Cannot unmarshal '\(value)' of type \(typeName) into a string value"
        case .notAnInteger(let text, let outOfRange):
            "strconv.ParseInt: parsing \(GoQuote.quote(text)): "
                + (outOfRange ? "value out of range" : "invalid syntax")
        case .notANumber(let text): "strconv.ParseFloat: parsing \(GoQuote.quote(text)): invalid syntax"
        case .notASize(let text): "invalid size: '\(text)'"
        case .notADuration(let text, .invalid): "time: invalid duration \(GoQuote.quote(text))"
        case .notADuration(let text, .missingUnit): "time: missing unit in duration \(GoQuote.quote(text))"
        case .notADuration(let text, .unknownUnit(let unit)):
            "time: unknown unit \(GoQuote.quote(unit)) in duration \(GoQuote.quote(text))"
        case .notWords(.unclosedQuote): "EOF found when expecting closing quote."
        case .notWords(.endsInEscape): "EOF found after escape character"
        case .notWords(.character(let value, atStart: true)): "Unknown rune: \(value)"
        case .notWords(.character(let value, atStart: false)): "Uknown rune: \(value)"
        case .unreadable(let typeName, ""): "Failed to unmarshal \(typeName)"
        case .unreadable(let typeName, let detail): "Failed to unmarshal \(typeName): \(detail)"
        }
    }
}
