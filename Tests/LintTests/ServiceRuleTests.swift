import Diagnostics
import Testing

@testable import Lint

@Suite("Rules about services")
struct ServiceRuleTests {
    private static func found(_ rule: String, _ options: String, rancher: String = "") async -> [Diagnostic] {
        let example = Rule.Example.web(
            "docker-compose.yml", "version: '2'\nservices:\n  web:\n    image: example/web:1.0.0\n    \(options)\n",
            better: "",
            [
                "rancher-compose.yml":
                    "version: '2'\ncatalog:\n  name: Web\n  version: 1.0.0\nservices:\n  web:\n    scale: 1\n\(rancher)"
            ])
        let configuration = LintConfiguration.read(.init(path: "c", bytes: Array("rules:\n  \(rule): on\n".utf8)))
        return await RuleTests.findings(example.files, configuration.configuration)
            .filter { $0.rule == rule }.map(\.diagnostic)
    }

    @Test(
        "names of the same stack must be services, names of others need not",
        arguments: [
            ("links: [web]", nil), ("links: ['other/db:db']", nil), ("external_links: [db]", nil),
            ("volumes_from: ['container:db']", nil),
            ("links: ['db:db']", "a link of web names db, which is no service of the stack"),
            ("volumes_from: ['data:ro']", "volumes_from of web names data, which is no service of the stack"),
            ("depends_on: [db]", "depends_on of web names db, which is no service of the stack"),
        ] as [(String, String?)])
    func references(_ options: String, _ message: String?) async {
        let found = await Self.found("MU017", options)
        #expect(found.map(\.message) == [message].compactMap(\.self))
        #expect(found.allSatisfy { $0.location.start?.line == 5 })
    }

    @Test("a load balancer's rule names a service of the stack, or of another with a slash")
    func loadBalancer() async {
        let rules = { (service: String) in
            "    lb_config:\n      port_rules:\n      - {source_port: 80, target_port: 80, service: \(service)}\n"
        }
        #expect(await Self.found("MU017", "tty: true", rancher: rules("other/web")).isEmpty)
        #expect(await Self.found("MU017", "tty: true", rancher: rules("web")).isEmpty)
        #expect(
            await Self.found("MU017", "tty: true", rancher: rules("wbe")).map(\.message)
                == ["a load balancer rule of web names wbe, which is no service of the stack"])
    }

    @Test(
        "labels near a known one are found, others are not",
        arguments: [
            ("io.rancher.schduler.global: 'true'", "Rancher knows no label io.rancher.schduler.global"),
            (
                "io.rancher.scheduler.affinity:host_lable: a=b",
                "Rancher knows no label io.rancher.scheduler.affinity:host_lable"
            ),
            (
                "io.rancher.scheduler.global: 'yes please'",
                "the label io.rancher.scheduler.global does not take \"yes please\""
            ),
            ("io.rancher.scheduler.global: 'True'", nil), ("io.rancher.community.plone: x", nil),
            ("io.rancher.network.macsync: 'true'", nil), ("org.example.sidekick: x", nil),
            ("io.rancher.scheduler.affinity:container_label_ne: a=b", nil),
        ] as [(String, String?)])
    func labels(_ label: String, _ message: String?) async {
        let found = await Self.found("MU022", "labels:\n      \(label)")
        #expect(found.map(\.message) == [message].compactMap(\.self))
    }

    @Test(
        "each right over the host is told by itself",
        arguments: [
            ("network_mode: host", "the service web shares the host's network"),
            ("pid: host", "the service web shares the host's processes"),
            ("volumes: ['/var/run/docker.sock:/var/run/docker.sock']", "the service web mounts Docker's socket"),
            ("privileged: false", nil), ("volumes: ['/data:/data']", nil),
        ] as [(String, String?)])
    func rights(_ options: String, _ message: String?) async {
        let found = await Self.found("MU020", options)
        #expect(found.map(\.message) == [message].compactMap(\.self))
    }
}
