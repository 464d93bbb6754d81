import Budget
import Diagnostics

/// One run of a program.
///
/// Blocks and calls live on a stack of their own, so that a template may call itself as deep as Go lets it; only
/// expressions recurse, no deeper than the parser lets them nest.
struct Execution: ~Copyable {
    /// A value as an expression gave it: Go tells an interface holding a value from the value.
    struct Operand {
        var value: Value
        var isInterface = false
    }

    struct Variable {
        let name: [UInt8]
        var value: Operand
    }

    /// An open block or call, with what to restore when it closes.
    struct Frame {
        enum Kind {
            case block
            case loop(items: LoopItems, pass: Int, body: Int, after: Int, declarations: Int, mark: Int)
            case call(returnTo: Int, base: Int, definition: Int)
        }
        var kind: Kind
        let variables: Int
        let dot: Operand
        let pass: Int
    }

    enum LoopItems {
        case list(GoList)
        case map(keys: [[UInt8]], values: [Value], holdsInterfaces: Bool)
    }

    /// Looking through so many variables is a step of its own.
    private static let variablesPerStep = 32
    /// Misses are kept up to so many.
    static let missLimit = 1000

    let program: Program
    private let data: Value
    let limits: TemplateLimits
    let rules: EngineRules
    var surroundings: Surroundings
    var output: [UInt8] = []
    /// How much of the output is counted as moved.
    private var writtenBytes = 0
    var record: ExecutionRecord?
    var spans: SpanMap.Builder?
    /// The maps that functions gave. They are emptied at the end, because a map can be set into itself.
    var madeMaps: [GoMap] = []
    /// Where a map of the data had no entry: the map, the name and the expression. Kept raw, since most are never asked.
    var misses: [(map: GoMap, name: [UInt8], node: SyntaxTree.Index)] = []
    /// Where `eq` or `ne` met a missing value.
    var comparedMissing: [SourceSpan] = []

    var dot: Operand
    /// The node Go would name if the execution stopped here.
    var current: SyntaxTree.Index
    var variables: [Variable]
    /// Where the variables of the running definition begin.
    var base = 0
    var definition: Int
    var frames: [Frame] = []
    var callDepth = 0
    private var steps = 0
    /// What was moved, and whether the run may go on.
    var meter: WorkMeter
    /// The pass of the innermost loop, from 1; 0 outside of loops.
    var pass = 0

    init(_ program: Program, data: Value, options: ExecutionOptions) {
        self.program = program
        self.data = data
        limits = options.limits
        meter = WorkMeter(options.budget, limit: options.limits.movedBytes)
        rules = options.rules
        surroundings = options.surroundings
        record = options.recordsBranches ? ExecutionRecord(data: data) : nil
        spans = options.mapsSpans ? SpanMap.Builder() : nil
        dot = Operand(value: data)
        variables = [Variable(name: [UInt8(ascii: "$")], value: dot)]
        definition = program.main
        current = program.tree.root
        output.reserveCapacity(program.tree.source.count)
    }

    /// Runs the program to its end.
    mutating func run() throws(ExecutionProblem) {
        // The caller's own map stays as it was, whatever `set` does to it.
        var saved: (map: GoMap, keys: [[UInt8]], values: [Value])?
        if case .map(let map) = dot.value { saved = (map, map.keys, map.values) }
        defer {
            record?.steps = steps
            record?.movedBytes = meter.moved
            for map in madeMaps { map.removeAll() }
            if let saved { saved.map.restore(keys: saved.keys, values: saved.values) }
        }
        try runInstructions()
    }

    private mutating func runInstructions() throws(ExecutionProblem) {
        var counter = program.entries.isEmpty ? program.instructions.count : Int(program.entries[program.main])
        while counter < program.instructions.count {
            let instruction = program.instructions[counter]
            current = instruction.node
            try step()
            counter += 1
            switch instruction.operation {
            case .text: try write(text: instruction.node)
            case .print(let pipeline): try write(value: try evaluate(pipeline), from: instruction.node)
            case .declare(let pipeline): _ = try evaluate(pipeline)
            case .conditional(let pipeline, let otherwise), .with(let pipeline, let otherwise):
                open(.block)
                let value = try evaluate(pipeline)
                let isTaken = value.isTrue
                record?.branch(program.tree[instruction.node], isTaken: isTaken)
                if !isTaken {
                    counter = Int(otherwise)
                } else if case .with = instruction.operation {
                    dot = Operand(value: value)
                }
            case .range(let pipeline, let otherwise, let after):
                counter = try beginLoop(
                    pipeline, body: counter, otherwise: Int(otherwise), after: Int(after), node: instruction.node)
            case .leave(let target):
                close()
                counter = Int(target)
            case .nextPass, .continueLoop: counter = nextPass()
            case .breakLoop: counter = endLoop()
            case .call(let pipeline, let target): counter = try call(pipeline, Int(target), returnTo: counter)
            case .finish:
                guard let target = finishCall() else { return }
                counter = target
            }
        }
    }

    /// The misses in the data itself, each place once, in the order of the template.
    func missingReads() -> [ExecutionRecord.Read] {
        guard !misses.isEmpty else { return [] }
        var record = ExecutionRecord(data: data)
        for miss in misses {
            record.read(miss.name, of: miss.map, isFound: false, at: program.tree[miss.node])
        }
        var seen: Set<ExecutionRecord.Read> = []
        return record.reads.filter { seen.insert($0).inserted }.sorted { $0.span.start < $1.span.start }
    }

    /// Counts the work that is about to be done.
    mutating func step(_ count: Int = 1) throws(ExecutionProblem) {
        steps += count
        if steps > limits.steps { throw fail(.tooManySteps(limit: limits.steps)) }
        try move(0)
    }

    /// Counts the bytes that are about to be moved, or were.
    mutating func move(_ bytes: Int) throws(ExecutionProblem) {
        if !meter.goesOn(after: bytes), let stop = meter.stop { throw fail(.stopped(stop)) }
    }

    // MARK: Output

    private mutating func write(text index: SyntaxTree.Index) throws(ExecutionProblem) {
        let node = program.tree[index]
        output += program.tree.source[Int(node.start)..<Int(node.end)]
        try wrote(node, isText: true)
    }

    private mutating func write(value: Value, from index: SyntaxTree.Index) throws(ExecutionProblem) {
        current = index
        switch value {
        case .string(let bytes): output += bytes
        case .none: output += Self.noValue
        default:
            var formatter = GoFormatter(limit: limits.outputBytes, meter: meter)
            swap(&formatter.output, &output)
            formatter.argument(value, UInt8(ascii: "v"))
            swap(&formatter.output, &output)
            meter = formatter.meter
        }
        try wrote(program.tree[index], isText: false)
    }

    private static let noValue = Array("<no value>".utf8)

    private mutating func wrote(_ node: SyntaxTree.Node, isText: Bool) throws(ExecutionProblem) {
        try move(output.count - writtenBytes)
        writtenBytes = output.count
        if spans != nil {
            let pass = pass
            spans?.append(upTo: output.count, from: node.span, isCopy: isText, pass: pass)
        }
        if output.count > limits.outputBytes { throw fail(.tooMuchOutput(limit: limits.outputBytes)) }
    }

    // MARK: Variables

    mutating func variable(_ name: [UInt8]) throws(ExecutionProblem) -> Operand {
        var index = variables.count - 1
        while index >= base {
            if variables[index].name == name {
                try step((variables.count - index) / Self.variablesPerStep)
                return variables[index].value
            }
            index -= 1
        }
        throw fail(.undefinedVariable(String(decoding: name, as: UTF8.self)))
    }

    mutating func assign(_ value: Operand, to name: [UInt8]) throws(ExecutionProblem) {
        var index = variables.count - 1
        while index >= base {
            if variables[index].name == name {
                try step((variables.count - index) / Self.variablesPerStep)
                variables[index].value = value
                return
            }
            index -= 1
        }
        throw fail(.undefinedVariable(String(decoding: name, as: UTF8.self)))
    }

    /// The problem at the node that is being evaluated.
    func fail(_ fault: ExecutionFault) -> ExecutionProblem {
        let node = program.tree[current]
        return ExecutionProblem(
            fault: fault, start: Int(node.start), end: Int(node.end), goOffset: Int(node.position),
            context: String(decoding: program.tree.printed(current), as: UTF8.self),
            template: String(decoding: program.tree.definitions[definition].name, as: UTF8.self))
    }
}
