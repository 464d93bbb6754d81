import HTTPTypes
import JSON

extension Endpoint {
    /// `/v1-catalog/schemas/{id}`: one type.
    static let schema = Endpoint(
        name: "schema", path: "/v1-catalog/schemas/{id}",
        pathParameters: ["SchemaId"],
        source: .nothing,
        isOfEnvironment: false,
        lane: { lanes, _ in lanes.answers },
        operations: [
            Operation(
                method: .get, id: "getSchema", group: .entry, summary: "One type",
                parameters: ["IfNoneMatch", "Format"],
                outcomes: [.ok("Schema"), .unchanged, .notFound("not-found")],
                example: Example(target: "/v1-catalog/schemas/template")
            ) { api, call, _ in try await api.schema(call) }
        ],
        components: """
            parameters:
              SchemaId:
                name: id
                in: path
                required: true
                schema: {type: string, examples: [template]}
            responses:
              Schema:
                description: The type.
                headers:
                  ETag: {$ref: '#/components/headers/ETag'}
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Schema'}}
                  text/html: {schema: {$ref: '#/components/schemas/Page'}}
            schemas:
              Schema:
                description: What a type of resource has, and what clients may do with it.
                type: object
                required: [actions, id, links, pluralName, resourceFields, resourceMethods, type]
                properties:
                  type: {const: schema}
                  id: {type: string}
                  pluralName: {type: string}
                  resourceFields:
                    type: object
                    additionalProperties:
                      type: object
                      required: [type]
                      properties:
                        type:
                          description: string, int, boolean, json, map[…], array[…], or the id of a schema
                          type: string
                        create: {type: boolean}
                        update: {type: boolean}
                  resourceMethods: {$ref: '#/components/schemas/Texts'}
                  resourceActions: {$ref: '#/components/schemas/SchemaActions'}
                  collectionMethods: {$ref: '#/components/schemas/Texts'}
                  collectionActions: {$ref: '#/components/schemas/SchemaActions'}
                  collectionFilters:
                    type: object
                    additionalProperties:
                      type: object
                      required: [modifiers]
                      properties:
                        modifiers: {$ref: '#/components/schemas/Texts'}
                  links: {$ref: '#/components/schemas/Links'}
                  actions: {$ref: '#/components/schemas/Links'}
              SchemaActions:
                description: Actions by name, with the ids of the schemas of what they take and give.
                type: object
                additionalProperties:
                  type: object
                  properties:
                    input: {type: string}
                    output: {type: string}
            """
    )
}

extension APIResponder {
    fileprivate func schema(_ call: Endpoint.Call) async throws -> Answer {
        guard let schema = SchemaResource.named(call.parameter) else { throw APIError.noSchema }
        return try await fixed(call) { schema.write(to: &$0, links: call.client.links) }
    }
}
