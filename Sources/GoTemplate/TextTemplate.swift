public import Diagnostics

/// A template text that parsed, ready to run any number of times, also in parallel. Named after Go's `text/template`; a
/// catalog's template is another thing.
///
/// ```swift
/// let parsed = TextTemplate.parse(SourceText(path: "a.tpl", bytes: Array("Hello {{.name}}".utf8)))
/// let data = Value.map(GoMap(strings: ["name": "you"]))
/// parsed.template?.execute(data).output  // "Hello you"
/// ```
public struct TextTemplate: Sendable {
    /// The name Go's error texts carry unless another one is given.
    public static let defaultName = "template"

    /// The text it was parsed from.
    public let source: SourceText
    /// The name in Go's error texts.
    public let name: String
    let program: Program

    /// What parsing gave: a template when there was no problem, and every problem otherwise.
    public struct ParseResult: Sendable {
        /// The template, nil when there is a problem.
        public let template: TextTemplate?
        /// Every problem found, the one Go stops at first.
        public let problems: [SyntaxProblem]
    }

    /// Parses a text. Functions that `library` does not have (and Go neither) are problems.
    public static func parse(
        _ source: SourceText, name: String = defaultName, library: FunctionLibrary = FunctionLibrary(),
        limits: TemplateLimits = .default
    ) -> ParseResult {
        var parser = Parser(source.bytes, limits: limits) { name in
            let name = String(decoding: name, as: UTF8.self)
            return library.functions[name] != nil || Builtin(rawValue: name) != nil
        }
        let nameBytes = Array(name.utf8)
        parser.parse(name: nameBytes)
        guard parser.problems.isEmpty else { return ParseResult(template: nil, problems: parser.problems) }
        let program = ProgramBuilder.build(parser.tree, name: nameBytes, library: library)
        return ParseResult(template: TextTemplate(source: source, name: name, program: program), problems: [])
    }

    /// What a run gave.
    public struct Output: Sendable {
        /// What was written; when the run stopped at a problem, what was written before it.
        public let output: [UInt8]
        /// Why the run stopped, nil when it reached the end.
        public let problem: ExecutionProblem?
        /// Where each byte came from, when ``ExecutionOptions/mapsSpans`` asked for it.
        public let spans: SpanMap?
        /// What was read of the data and is not there, once for every place.
        public let missing: [ExecutionRecord.Read]
        /// Where a value that is missing was compared by `eq` or `ne`: Go 1.8 stopped there.
        public let comparedMissing: [SourceSpan]
        /// What the run did, when ``ExecutionOptions/recordsBranches`` asked for it.
        public let record: ExecutionRecord?
    }

    /// Runs the template with `data` as the dot.
    public func execute(_ data: Value, _ options: ExecutionOptions = ExecutionOptions()) -> Output {
        var execution = Execution(program, data: data, options: options)
        var problem: ExecutionProblem?
        do throws(ExecutionProblem) {
            try execution.run()
        } catch {
            problem = error
        }
        return Output(
            output: execution.output, problem: problem, spans: execution.spans?.finish(),
            missing: execution.missingReads(), comparedMissing: execution.comparedMissing, record: execution.record)
    }

    /// Whether there is anything to do beside copying the text.
    public var hasActions: Bool {
        let tree = program.tree
        let nodes = tree.children(of: tree.root)
        guard nodes.count == 1, tree.definitions.count == 1, let only = nodes.first else { return !tree.source.isEmpty }
        return tree[only].kind != .text || tree.text(tree[only]).count != tree.source.count
    }

    /// The template's text as its tree prints it: the same template without the author's spacing inside actions.
    public var printed: [UInt8] { program.tree.printed(program.tree.root, .source) }
}
