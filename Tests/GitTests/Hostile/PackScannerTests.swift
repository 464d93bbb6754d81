import Foundation
import MusterTesting
import Testing

@testable import Git

/// Reading through a pack as it comes: the same in pieces of any size, and never further than to the first fault.
@Suite struct PackScannerTests {
    private static func pack() -> [UInt8] {
        var pack = PackBytes(objects: 4)
        let start = pack.offset
        pack.add(.blob, Array(repeating: 7, count: 1000))
        pack.add(.tree, [])
        pack.add(deltaFrom: start, baseSize: 1000, resultSize: 10, [0x90, 10])
        pack.add(zeros: 200_000)
        return pack.finished()
    }

    private static func scan(_ bytes: [UInt8], by count: Int, _ limits: GitLimits = GitLimits()) throws -> PackScanner {
        var scanner = try PackScanner(display: "x", limits: limits)
        for start in stride(from: 0, to: bytes.count, by: count) {
            try Array(bytes[start..<min(bytes.count, start + count)]).withUnsafeBytes { try scanner.take($0) }
        }
        return scanner
    }

    @Test("pieces of any size give the same", arguments: [1, 2, 7, 20, 1000, 1 << 20]) func pieces(_ count: Int) throws
    {
        let scanner = try Self.scan(Self.pack(), by: count)
        #expect(scanner.isAtEnd)
        #expect(scanner.size.objects == 4 && scanner.size.largestDelta == 1000)
        // A blob, an empty tree, a delta of five bytes with both its objects, and zeros.
        #expect(scanner.size.unpackedBytes == 1000 + 0 + (5 + 1000 + 10) + 200_000)
    }

    @Test("a pack that ends early is not at its end") func cut() throws {
        let pack = Self.pack()
        for count in 0..<pack.count { #expect(try !Self.scan(Array(pack[..<count]), by: 1 << 20).isAtEnd, "\(count)") }
    }

    @Test("more behind the end is a fault") func more() throws {
        #expect(throws: GitFailure.self) { try Self.scan(Self.pack() + [0], by: 1 << 20) }
    }

    @Test("bytes changed anywhere end in a fault, or in another pack, and in nothing else") func changed() throws {
        var generator = SeededGenerator(seed: 13)
        let pack = Self.pack()
        for _ in 0..<3000 {
            var bytes = pack
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            do {
                _ = try Self.scan(bytes, by: Int.random(in: 1...500, using: &generator))
            } catch let failure as GitFailure {
                #expect([.damagedTransfer, .tooLarge].contains(failure.code))
            }
        }
    }

    @Test(
        "heads that no pack has",
        arguments: [
            Array("PACX".utf8) + [0, 0, 0, 2, 0, 0, 0, 0], Array("PACK".utf8) + [0, 0, 0, 4, 0, 0, 0, 0],
            Array("PACK".utf8) + [0, 0, 0, 2, 0, 0, 0, 1, 0x00], Array("PACK".utf8) + [0, 0, 0, 2, 0, 0, 0, 1, 0x50],
            Array("PACK".utf8) + [0, 0, 0, 2, 0, 0, 0, 1] + [UInt8](repeating: 0xFF, count: 20),
            Array("PACK".utf8) + [0, 0, 0, 2, 0, 0, 0, 1, 0x31] + Zlib.compress([1, 2]),
            Array("PACK".utf8) + [
                0, 0, 0, 2, 0, 0, 0, 1, 0x61, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
            ],
            Array("PACK".utf8) + [0, 0, 0, 2, 0, 0, 0, 1, 0x62, 0x01] + Zlib.compress([0x80, 0x80]),
        ])
    func heads(_ bytes: [UInt8]) throws {
        #expect(throws: GitFailure.self) { try Self.scan(bytes, by: 1 << 20) }
    }

    @Test("a pack of nothing") func nothing() throws {
        #expect(try Self.scan(PackBytes(objects: 0).finished(), by: 3).isAtEnd)
    }

    @Test("what a pack costs decides who may take it in") func limits() {
        #expect(WorkerLimits.limits(for: nil) == .usual)
        #expect(
            WorkerLimits.limits(for: PackSize(objects: 30_000, largestDelta: 1 << 20, unpackedBytes: 1 << 27)) == .usual
        )
        #expect(WorkerLimits.limits(for: PackSize(objects: 400_000, largestDelta: 0, unpackedBytes: 0)) == .large)
        #expect(WorkerLimits.limits(for: PackSize(objects: 1, largestDelta: 20 << 20, unpackedBytes: 0)) == .large)
        #expect(WorkerLimits.limits(for: PackSize(objects: 1, largestDelta: 0, unpackedBytes: 1 << 30)) == .large)
        // Whatever the limits let through has room in the large ones.
        let limits = GitLimits()
        #expect(PackSize(objects: limits.packObjects).memory <= WorkerLimits.large.memoryBytes)
        #expect(PackSize(largestDelta: limits.deltaBytes).memory <= WorkerLimits.large.memoryBytes)
    }
}
