/// A catalog made of a seed: the same numbers give the same bytes on every machine.
struct GeneratedCatalog {
    private static let nouns = """
        agent archive balancer broker cache checker cluster collector console dashboard database exporter forwarder
        gateway index ingest keeper ledger mailer metrics mirror monitor network notifier planner proxy queue registry
        relay replica resolver router scheduler search server session shipper storage stream tracer tunnel vault watcher
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    private static let traits = """
        audited cached clustered distributed durable elastic encrypted fast federated highly-available layered light
        managed minimal modern portable private replicated resilient scalable secure sharded simple small stateless
        streaming tiny transparent trusted versioned
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    private static let categories = [
        "Databases", "Monitoring", "Networking", "Storage", "Logging", "Security", "Messaging", "Developer Tools",
    ]

    let templates: Int
    let versions: Int
    let seed: UInt64

    /// Every file of one template by its path, in the state after `edits` edits of its last version.
    func files(ofTemplate number: Int, edits: Int = 0) -> [(path: String, text: String)] {
        var random = SplitMix64(state: seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
        let name = "\(random.pick(Self.traits))-\(random.pick(Self.nouns))"
        let folder = "\(number % 10 == 0 ? "infra-templates" : "templates")/\(name)-\(number)"
        var files = [
            ("\(folder)/config.yml", config(name, number, &random)),
            ("\(folder)/README.md", readme(name, &random)),
            ("\(folder)/catalogIcon-\(name).svg", icon(number)),
        ]
        for version in 0..<versions {
            let isLast = version == versions - 1
            files.append(("\(folder)/\(version)/docker-compose.yml", dockerCompose(name, number, version)))
            files.append(
                ("\(folder)/\(version)/rancher-compose.yml", rancherCompose(name, version, isLast ? edits : 0, &random))
            )
        }
        return files
    }

    private func config(_ name: String, _ number: Int, _ random: inout SplitMix64) -> String {
        """
        name: \(name) \(number)
        description: A \(random.pick(Self.traits)) \(random.pick(Self.nouns)) for every \(random.pick(Self.nouns)).
        version: 1.\(versions - 1).0
        category: \(random.pick(Self.categories))
        maintainer: team-\(number % 97)@example.org
        labels:
          org.example.tier: "\(number % 5)"

        """
    }

    private func readme(_ name: String, _ random: inout SplitMix64) -> String {
        let words = (0..<120).map { $0 % 40 == 0 ? random.pick(Self.nouns) : Self.word(&random) }
        let lines = stride(from: 0, to: words.count, by: 12).map { words[$0..<$0 + 12].joined(separator: " ") + ".\n" }
        return "# \(name)\n\n" + lines.joined()
    }

    /// One of 8,192 made-up words, of which, as in any language, few are frequent and most are rare.
    private static func word(_ random: inout SplitMix64) -> String {
        let bits = random.next() % 14
        var rank = bits == 0 ? 0 : (1 << (bits - 1)) + random.next() % (1 << (bits - 1))
        let syllables = [
            "ka", "lo", "mi", "re", "tu", "san", "ver", "pol", "din", "gar", "he", "jo", "qui", "zu", "fe", "ba",
        ]
        var word = syllables[Int(rank % 16)]
        repeat {
            rank /= 16
            word += syllables[Int(rank % 16)]
        } while rank > 0
        return word
    }

    private func icon(_ number: Int) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="64" height="64">
          <rect width="64" height="64" fill="hsl(\(number % 360), 60%, 50%)"/>
        </svg>

        """
    }

    private func dockerCompose(_ name: String, _ number: Int, _ version: Int) -> String {
        """
        version: '2'
        services:
          \(name):
            image: example/\(name):1.\(version).0
            environment:
              LEVEL: ${LEVEL}
              PORT: ${PORT}
            ports:
              - ${PORT}:80/tcp
            labels:
              io.rancher.container.pull_image: always
              org.example.number: "\(number)"

        """
    }

    private func rancherCompose(_ name: String, _ version: Int, _ edits: Int, _ random: inout SplitMix64) -> String {
        """
        version: '2'
        catalog:
          name: \(name)
          version: 1.\(version).0
          description: Release \(version), edited \(edits) times
          minimum_rancher_version: v1.\(version % 6).0
          questions:
            - variable: LEVEL
              label: Level
              description: How much the \(random.pick(Self.nouns)) says
              type: enum
              default: info
              options: [debug, info, warning]
            - variable: PORT
              label: Port
              description: The port that the \(random.pick(Self.nouns)) listens on
              type: int
              default: \(8000 + version)
              required: true
            - variable: HOSTNAME
              label: Host name
              type: string
        services:
          \(name):
            scale: 1
            start_on_create: true

        """
    }
}

/// Sebastiano Vigna's SplitMix64: a generator whose state is one number.
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(next() % UInt64(elements.count))]
    }
}
