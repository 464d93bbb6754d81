import HTTPTypes
import MusterTesting
import Testing

@testable import HTTPAPI

@Suite("The description of the API")
struct OpenAPITests {
    private let document: OpenAPIDocument

    init() throws { document = try .published() }

    @Test("the addresses are described, and nothing else")
    func paths() {
        #expect(document.paths == Endpoint.all.map(\.path.text).sorted())
    }

    @Test("an address is described with exactly the methods that it takes")
    func methods() {
        for endpoint in Endpoint.all {
            let described = document.operations.filter { $0.path == endpoint.path.text }.map(\.method)
            #expect(Set(described) == Set(endpoint.methods.map(\.rawValue)), "\(endpoint.path.text)")
        }
    }

    @Test("no two operations have one name")
    func operationNames() {
        let names = Endpoint.all.flatMap(\.operations).map(\.id)
        #expect(Set(names).count == names.count)
    }

    @Test("every parameter of a path is described, and nothing else is one")
    func pathParameters() {
        for operation in document.operations {
            let named = operation.path.matches(of: /{([a-z]+)}/).map { String($0.output.1) }
            #expect(document.parameters(of: operation, in: "path") == Set(named), "\(operation)")
        }
    }

    @Test("every reference leads somewhere")
    func references() {
        let references = document.references
        #expect(references.count > 100)
        for reference in references.sorted() {
            #expect(document.resolved(.object(["$ref": .string(reference)])) != nil, "\(reference)")
        }
    }

    @Test("everything that has a name is used, or is told of in the text")
    func namesAreUsed() {
        let text = document.root["info"]?["description"]?.string ?? ""
        let references = document.references
        for (kind, group) in document.root["components"]?.object ?? [:] {
            for name in (group.object ?? [:]).keys where !references.contains("#/components/\(kind)/\(name)") {
                #expect(text.contains("`\(name)`"), "\(kind)/\(name)")
            }
        }
    }

    @Test("the limits that are described are the limits")
    func limits() {
        let limits = APILimits()
        let text = (document.root["info"]?["description"]?.string ?? "").replacing("\n", with: " ")
        let schemas = document.root["components"]?["schemas"]
        #expect(text.contains("(each at most \(limits.headerBytes) bytes)"))
        #expect(text.contains("\(limits.targetBytes) bytes") && text.contains("\(limits.queryParameters) parameters"))
        #expect(schemas?["Answers"]?["maxProperties"] == .number(Double(limits.answers)))
        #expect(
            schemas?["Answers"]?["additionalProperties"]?["maxLength"] == .number(Double(limits.answerBytes)))
        #expect(schemas?["ContextText"]?["maxLength"] == .number(Double(limits.contextBytes)))
        #expect(schemas?["UpgradeStacks"]?["maxItems"] == .number(Double(limits.plannedStacks)))
        #expect(limits.bodyBytes == 1 << 20)
        let parameters = document.root["components"]?["parameters"]
        #expect(parameters?["Limit"]?["schema"]?["maximum"] == .number(Double(ListPage.largest)))
        #expect(parameters?["ProjectHeader"]?["schema"]?["maxLength"] == .number(Double(limits.environmentBytes)))
    }
}
