import Testing
import Versions

@Suite("Semantic versions")
struct SemanticVersionTests {
    @Test("the specification's example of precedence, and more, in rising order")
    func precedence() throws {
        let rising = try [
            "0.0.0-0", "0.0.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
            "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
        ].map { try #require(SemanticVersion(parsing: $0)) }
        for (index, one) in rising.enumerated() {
            for (other, version) in rising.enumerated() {
                #expect((one < version) == (index < other), "\(one) \(version)")
            }
        }
    }

    @Test("a version prints itself back", arguments: ["1.2.3", "1.2.3-rc.1", "1.2.3-0a.b-c+build.001", "0.0.0+x"])
    func roundTrip(text: String) throws {
        #expect(try #require(SemanticVersion(parsing: text)).description == text)
    }

    @Test(
        "what is no version",
        arguments: [
            "", "1", "1.2", "1.2.3.4", "v1.2.3", "01.2.3", "1.02.3", "1.2.3-", "1.2.3-01", "1.2.3-a..b", "1.2.3+",
            "1.2.3-é",
            " 1.2.3", "1.2.3 ", "-1.2.3", "1.2.99999999999999999999", "1.2.3-" + String(repeating: "a", count: 300),
        ])
    func broken(text: String) {
        #expect(SemanticVersion(parsing: text) == nil)
    }

    @Test("the order is total but for builds: antisymmetric and transitive")
    func order() throws {
        let seed: UInt64 = 42
        var state = seed
        func random(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        let versions = (0..<60).map { _ in
            let prerelease: [SemanticVersion.Identifier] = (0..<random(3)).map { _ in
                random(2) == 0 ? .number(random(3)) : .text(["a", "b", "rc"][Int(random(3))])
            }
            return SemanticVersion(random(2), random(2), random(3), prerelease: prerelease)
        }
        for a in versions {
            #expect(!(a < a))
            for b in versions {
                #expect([a < b, b < a, a == b].filter { $0 }.count == 1, "seed \(seed): \(a) \(b)")
                for c in versions where a < b && b < c { #expect(a < c, "seed \(seed): \(a) \(b) \(c)") }
            }
        }
    }

    @Test("the highest of equals is the last, and no version is the highest of none")
    func highest() {
        #expect(FallbackOrder.highest(of: []) == nil)
        #expect(FallbackOrder.highest(of: ["x", "y"]) == 1)
        #expect(FallbackOrder.highest(of: ["v1.0.0", "0.9.0", "latest"]) == 0)
    }
}
