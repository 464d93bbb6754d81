// swift-tools-version: 6.2
import PackageDescription

/// Settings every target shares: the strictest the toolchain offers, so that a
/// module's dependencies are visible in its import lines and nothing is boxed by accident.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// A module of `Sources/`, by name, with what it may import.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

/// The tests of the module of the same name; `recorded` are folders of recorded answers that they read.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], recorded: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.init(stringLiteral: name), "MusterTesting"] + dependencies,
        exclude: recorded,
        swiftSettings: strict
    )
}

let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")

let package = Package(
    name: "muster",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "muster", targets: ["muster"]),
        // For programs that compile versions themselves.
        .library(name: "MusterCompiler", targets: ["Compiler", "Bundles"]),
        // What the nested package fuzzes.
        .library(name: "Fuzzing", type: .static, targets: ["Fuzzing"]),
        .library(name: "FuzzingRemotes", type: .static, targets: ["FuzzingRemotes"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
        .package(url: "https://github.com/swift-server/async-http-client.git", exact: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0"),
    ],
    targets: [
        // Layer 0: pure values.
        module("Encodings"),
        module("JSON"),
        module("Diagnostics", ["JSON"]),
        module("Versions"),
        module("GoText"),
        module("Budget", ["Diagnostics"]),

        // Layer 0: where work that takes long happens.
        module("Lanes"),

        // Layer 1: languages and the shape of a catalog, still pure.
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        module("YAML", ["CLibYAML", "GoText", "Budget", "Diagnostics", "Encodings"]),
        module("GoTemplate", ["GoText", "Budget", "Diagnostics"]),
        module("TemplateFunctions", ["GoTemplate", "GoText", "Diagnostics", "Encodings", crypto, cryptoExtras]),
        module("Compose", ["YAML", "GoText", "Budget", "Diagnostics", "JSON"]),
        module("Catalog", ["YAML", "Versions", "Diagnostics", "Encodings"]),

        // Layer 2: the world.
        .systemLibrary(name: "CLibGit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CGitShim", dependencies: ["CLibGit2"]),
        module(
            "Git",
            [
                "CLibGit2", "CGitShim", "CZlib", "Lanes", "Catalog", "Diagnostics", "Encodings", httpClient, nioCore,
                nioHTTP1,
                nioSSL, crypto,
            ]),
        module("Store", ["Catalog", "Diagnostics", grdb, sqlite, crypto]),

        module(
            "Compiler",
            [
                "Compose", "TemplateFunctions", "GoTemplate", "GoText", "Catalog", "YAML", "Budget", "Diagnostics",
            ]),

        module(
            "Bundles",
            [
                "Compiler", "Compose", "TemplateFunctions", "Catalog", "YAML", "Versions", "Budget", "Diagnostics",
                "Encodings", "JSON", crypto,
            ]),

        module(
            "Lint",
            [
                "Bundles", "Compiler", "Compose", "GoTemplate", "Catalog", "YAML", "Versions", "Budget", "Diagnostics",
                "Encodings",
                "JSON",
            ]),

        module("Drawing", ["Catalog", "Diagnostics", "Encodings", "JSON"]),

        module("Authoring", ["Catalog", "YAML", "Versions", "Diagnostics", "Encodings"]),

        // Layer 3: use cases.
        module(
            "Service",
            [
                "Lanes", "Git", "Store", "Lint", "Bundles", "Compiler", "Catalog", "Diagnostics", "JSON", lifecycle,
                logging,
            ]),

        // Layer 3: what authors do on a checkout.
        module("Checkouts", ["Authoring", "Git", "Lint", "Bundles", "Compiler", "Catalog", "Diagnostics"]),

        // Layer 4: the wire.
        module(
            "HTTPAPI",
            [
                "CZlib", "Lanes", "Budget", "Service", "Lint", "Bundles", "Compiler", "Catalog",
                "Diagnostics", "Encodings", "JSON",
                hummingbirdCore, httpTypes, nioCore, nioPosix, nioHTTP1, lifecycle, logging, crypto,
            ],
            resources: [.embedInCode("Resources/bundle.schema.json"), .embedInCode("Resources/openapi.yaml")]),

        // Layer 5: the executable.
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CPidFD"),
        .executableTarget(
            name: "muster",
            dependencies: [
                "HTTPAPI", "Service", "Git", "Store", "Catalog", "Diagnostics",
                "Checkouts", "Authoring", "Drawing", "Lint", "Bundles", "Compiler", "Compose", "TemplateFunctions",
                "GoTemplate", "GoText",
                "JSON",
                "CMalloc", "CPidFD", argumentParser, lifecycle, unixSignals, logging,
            ],
            resources: [.embedInCode("Resources/diagnostics.md")],
            swiftSettings: strict
        ),

        // What `make bench` measures with.
        .executableTarget(
            name: "muster-bench",
            dependencies: [
                "Bundles", "Compiler", "Compose", "TemplateFunctions", "GoTemplate", "Catalog", "Diagnostics",
                argumentParser,
            ],
            path: "Benchmarks/Sources/muster-bench", swiftSettings: strict),

        // Tests, one target a module, and what they share.
        .target(
            name: "MusterTesting", dependencies: ["Catalog", crypto], path: "Tests/MusterTesting", swiftSettings: strict
        ),
        .target(
            name: "Fuzzing",
            dependencies: [
                "Drawing", "Lint", "Bundles", "Compiler", "Compose", "TemplateFunctions", "GoTemplate", "Catalog",
                "YAML",
                "Versions",
                "Diagnostics",
                "JSON",
            ],
            path: "Fuzz/Sources/Fuzzing", swiftSettings: strict),
        // Apart, because what Git needs takes longer to build than all the rest.
        .target(
            name: "FuzzingRemotes", dependencies: ["Fuzzing", "Git"], path: "Fuzz/Sources/FuzzingRemotes",
            swiftSettings: strict),
        tests("Fuzzing", ["FuzzingRemotes"]),
        tests("JSON"),
        tests("Diagnostics", ["JSON"]),
        tests("Versions", recorded: ["Conformance"]),
        tests("GoText"),
        tests("Budget", ["Diagnostics"]),
        tests("Lanes"),
        tests("GoTemplate", ["GoText", "Budget", "Diagnostics"], recorded: ["Conformance"]),
        tests(
            "TemplateFunctions", ["GoTemplate", "GoText", "Budget", "Diagnostics", "Encodings", crypto, cryptoExtras],
            recorded: ["Conformance"]),
        tests(
            "Compiler",
            [
                "Compose", "TemplateFunctions", "GoTemplate", "Catalog", "YAML", "Budget", "Diagnostics",
                "JSON", "Versions", crypto,
            ],
            recorded: ["Conformance"]),
        tests("Bundles", ["Compiler", "Catalog", "Budget", "Diagnostics", "JSON", "Versions", "YAML"]),
        tests("Drawing", ["Catalog"]),
        tests("Authoring", ["Lint", "Catalog", "YAML", "Diagnostics"]),
        tests("Lint", ["Compiler", "Catalog", "YAML", "Budget", "Diagnostics", "JSON"]),
        tests("Compose", ["YAML", "GoText", "Budget", "Diagnostics", "JSON"], recorded: ["Conformance"]),
        tests("YAML", ["Budget", "Diagnostics"], recorded: ["Conformance"]),
        tests("Catalog", ["YAML", "Versions", "Diagnostics", crypto], recorded: ["Conformance"]),
        tests("Git", ["CZlib", "Lanes", "Catalog", "Diagnostics", "Encodings", crypto]),
        tests("Store", ["Catalog", "Diagnostics", grdb]),
        tests("Service", ["Lanes", "Git", "Store", "Lint", "Catalog", "Versions", "Diagnostics", lifecycle, logging]),
        tests(
            "HTTPAPI",
            [
                "Lanes", "Service", "Lint", "Catalog", "YAML", "Diagnostics", "Encodings", "JSON",
                hummingbirdCore, httpTypes, nioCore, nioHTTP1, nioEmbedded, lifecycle, logging, crypto,
            ]),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
        .testTarget(
            name: "musterTests",
            dependencies: [
                "muster", "Checkouts", "Authoring", "Lint", "MusterTesting", "YAML", "Versions", "Diagnostics", grdb,
            ],
            swiftSettings: strict),
    ]
)
