import Catalog
import Foundation
import MusterTesting

/// A template as a store holds it whose bodies are in the first format.
enum FirstFormat {
    /// The body, as it was written.
    static let body = [UInt8](Data(base64Encoded: recorded.filter { $0 != "\n" }) ?? Data())

    /// The template of the body, but for findings and ids.
    static var template: Template? {
        FileTree([
            "templates/web/config.yml": config, "templates/web/catalogIcon-web.svg": "<svg/>\n",
            "templates/web/README.md": "# Web\n", "templates/web/0/docker-compose.yml": "a: {image: b}\n",
            "templates/web/0/rancher-compose.yml": block, "templates/web/1/README.md": "# one\n",
            "templates/web/1/docker-compose.yml": "a: {image: b}\n",
            "templates/web/1/rancher-compose.yml": block.replacing("1.0.0", with: "1.10"),
            "templates/web/v1.0.0/docker-compose.yml": "a: {image: b}\n",
            "templates/web/v1.0.0/rancher-compose.yml": "a: [\n",
            "templates/web/v1.0.0/sub/rancher-compose.yml": "x\n",
        ]).snapshot().templates.first.map(comparable)
    }

    /// A template without what depends on how files are named by their contents, and on how findings are worded.
    static func comparable(_ template: Template) -> Template {
        var template = template
        func plain(_ file: TemplateFile) -> TemplateFile {
            TemplateFile(name: file.name, path: file.path, content: StoreFixture.id(0), size: file.size)
        }
        template.tree = StoreFixture.id(0)
        template.diagnostics = []
        template.icon = template.icon.map(plain)
        template.readme = template.readme.map(plain)
        for index in template.versions.indices {
            template.versions[index].files = template.versions[index].files.map(plain)
            template.versions[index].readme = template.versions[index].readme.map(plain)
        }
        return template
    }

    private static let config = """
        name: Wéb
        description: A server
        version: 1.10.0
        category: Web
        categories: [A, B]
        labels:
          a: b

        """

    private static let block = """
        .catalog:
          version: 1.0.0
          minimum_rancher_version: v1.6.0
          upgrade_from: '>=0.9'
          labels:
            c: d
          questions:
          - variable: PORT
            label: The port
            description: Where the server listens, a rather long text.
            type: int
            required: true
            default: 80
            min: -1
            max: 65535
          - variable: KIND
            type: enum
            group: More
            options: [a, b]
            min_length: 1
            max_length: 3
            valid_chars: ab
            invalid_chars: c

        """

    private static let recorded = """
        AQ10ZW1wbGF0ZXMvd2Vi+avybCvKay4jw453rVcokWObNokAA3dlYgRXw6liCEEgc2VydmVyAAYxLjEwLjAAAAAAAANXZWICAUEBQgEB
        YQFiARNjYXRhbG9nSWNvbi13ZWIuc3ZnIXRlbXBsYXRlcy93ZWIvY2F0YWxvZ0ljb24td2ViLnN2Z7KEhJbJg1nWjwgi7V0noFPetgb0
        DgEJUkVBRE1FLm1kF3RlbXBsYXRlcy93ZWIvUkVBRE1FLm1kdpEqLz7nT3CxrgGLelq2uGyuS/oMAwEwAQAFMS4wLjAGdjEuNi4wAAU+
        PTAuOQEBYwFkAAISZG9ja2VyLWNvbXBvc2UueW1sInRlbXBsYXRlcy93ZWIvMC9kb2NrZXItY29tcG9zZS55bWziUKqozOknEn4eTiMT
        nwWHhvjqLhwTcmFuY2hlci1jb21wb3NlLnltbCN0ZW1wbGF0ZXMvd2ViLzAvcmFuY2hlci1jb21wb3NlLnltbDNC09fyg9dQ35s+78I7
        VQrLhi+X9AYBAgRQT1JUCFRoZSBwb3J0LVdoZXJlIHRoZSBzZXJ2ZXIgbGlzdGVucywgYSByYXRoZXIgbG9uZyB0ZXh0LgNpbnQCODAA
        AAABAAAB/v8HAARLSU5EAAAEZW51bQAETW9yZQJhYgFjAAIGAAABAgFhAWIBMQECAzEuMQZ2MS42LjAABT49MC45AQFjAWQBCVJFQURN
        RS5tZBl0ZW1wbGF0ZXMvd2ViLzEvUkVBRE1FLm1kuKrVf5d6lBVAPgpF63HlHrkKADsMAwlSRUFETUUubWQZdGVtcGxhdGVzL3dlYi8x
        L1JFQURNRS5tZLiq1X+XepQVQD4KRetx5R65CgA7DBJkb2NrZXItY29tcG9zZS55bWwidGVtcGxhdGVzL3dlYi8xL2RvY2tlci1jb21w
        b3NlLnltbOJQqqjM6ScSfh5OIxOfBYeG+OouHBNyYW5jaGVyLWNvbXBvc2UueW1sI3RlbXBsYXRlcy93ZWIvMS9yYW5jaGVyLWNvbXBv
        c2UueW1sHaBmNFj522hD76bDkQReN5GAi6HyBgECBFBPUlQIVGhlIHBvcnQtV2hlcmUgdGhlIHNlcnZlciBsaXN0ZW5zLCBhIHJhdGhl
        ciBsb25nIHRleHQuA2ludAI4MAAAAAEAAAH+/wcABEtJTkQAAARlbnVtAARNb3JlAmFiAWMAAgYAAAECAWEBYgZ2MS4wLjAABnYxLjAu
        MAAAAAAAAxJkb2NrZXItY29tcG9zZS55bWwndGVtcGxhdGVzL3dlYi92MS4wLjAvZG9ja2VyLWNvbXBvc2UueW1s4lCqqMzpJxJ+Hk4j
        E58Fh4b46i4cE3JhbmNoZXItY29tcG9zZS55bWwodGVtcGxhdGVzL3dlYi92MS4wLjAvcmFuY2hlci1jb21wb3NlLnltbA1VSFUyDm6g
        WQfT+DPmiU+nzU5fChNyYW5jaGVyLWNvbXBvc2UueW1sLHRlbXBsYXRlcy93ZWIvdjEuMC4wL3N1Yi9yYW5jaGVyLWNvbXBvc2UueW1s
        WHvmtMP5P5PEicARG7pVlhR6JssEAAMOc2NhbGFyLWNoYW5nZWQHd2FybmluZyRgMS4xMGAgb2YgInZlcnNpb24iIGlzIHJlYWQgYXMg
        YDEuMWAjdGVtcGxhdGVzL3dlYi8xL3JhbmNoZXItY29tcG9zZS55bWwCKgQYMgQgAAABLnB1dCBpdCBpbiBxdW90ZXMgd2hlbiBpdCBp
        cyBtZWFudCBhcyBpdCBzdGFuZHMBCHF1b3RlIGl0C25lZWRzUmV2aWV3I3RlbXBsYXRlcy93ZWIvMS9yYW5jaGVyLWNvbXBvc2UueW1s
        AioEGDIEIAYiMS4xMCIUY2F0YWxvZy1ibG9jay1icm9rZW4FZXJyb3I+dGhlIGZpbGUgaXMgYSBzaW5nbGUgdmFsdWUsIG5vdCBhIG1h
        cCwgc28gdGhlIGZpbGUgaXMgbm90IHJlYWQsdGVtcGxhdGVzL3dlYi92MS4wLjAvc3ViL3JhbmNoZXItY29tcG9zZS55bWwCAAICAgIE
        AAAAAA9maWxlLW5hbWUtdHdpY2UHd2FybmluZ0p0d28gZmlsZXMgb2YgdGhlIHZlcnNpb24gYXJlIG5hbWVkIHJhbmNoZXItY29tcG9z
        ZS55bWw7IHRoaXMgb25lIGlzIHNlcnZlZCx0ZW1wbGF0ZXMvd2ViL3YxLjAuMC9zdWIvcmFuY2hlci1jb21wb3NlLnltbAABCm5vdCBz
        ZXJ2ZWQodGVtcGxhdGVzL3dlYi92MS4wLjAvcmFuY2hlci1jb21wb3NlLnltbAAAATFjbGllbnRzIHNlZSBmaWxlcyBieSB0aGVpciBu
        YW1lIGFsb25lOiByZW5hbWUgb25lAA==
        """
}
