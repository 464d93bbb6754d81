// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "muster-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "muster", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    ],
    targets: [
        .executableTarget(
            name: "muster-bench",
            dependencies: [
                .product(name: "MusterCompiler", package: "muster"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
        )
    ]
)
