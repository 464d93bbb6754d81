/// A Go struct that a template sees: fields it may read, methods it may call, and a text of its own.
public struct GoStructure {
    /// A method, such as `Unix` or `Format` of a time.
    public struct Method: Sendable {
        /// What the method does with its receiver and its arguments, which fit ``parameters``.
        public typealias Body =
            @Sendable (_ receiver: GoStructure, _ arguments: [Value]) throws(FunctionFailure) -> Value

        /// The types of the parameters.
        public let parameters: [GoType]
        let body: Body

        /// A method.
        public init(_ parameters: [GoType] = [], _ body: @escaping Body) {
            self.parameters = parameters
            self.body = body
        }
    }

    /// What Go calls the type: `time.Time`.
    public let typeName: String
    /// The fields in the order of their declaration, which is the order they print in.
    public let fields: [(name: String, value: Value)]
    /// The methods by their names.
    public let methods: [String: Method]
    /// What the struct's own `String` method prints, nil for a struct without one.
    public let text: [UInt8]?

    /// A struct with these fields.
    public init(
        _ typeName: String, fields: [(name: String, value: Value)], methods: [String: Method] = [:],
        text: [UInt8]? = nil
    ) {
        self.typeName = typeName
        self.fields = fields
        self.methods = methods
        self.text = text
    }

    /// The value of a field.
    public func field(_ name: [UInt8]) -> Value? {
        fields.first { $0.name.utf8.elementsEqual(name) }?.value
    }
}
