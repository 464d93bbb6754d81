import Testing

@testable import Git

/// Git's packets, as they come from a channel in pieces of any size.
@Suite struct PacketReaderTests {
    /// A channel that gives bytes in pieces.
    private final class Pieces: SmartChannel {
        private var bytes: ArraySlice<UInt8>
        private let count: Int

        init(_ bytes: [UInt8], by count: Int) {
            self.bytes = bytes[...]
            self.count = count
        }

        var isStateless: Bool { false }
        func begin(_ service: SmartService) {}
        func write(_ bytes: UnsafeRawBufferPointer) {}
        func close() {}

        func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
            let part = bytes.prefix(min(count, buffer.count))
            buffer.copyBytes(from: part)
            bytes = bytes.dropFirst(part.count)
            return part.count
        }
    }

    private static func request() throws -> UpdateRequest {
        UpdateRequest(
            url: try RemoteURL(parsing: "git://h/x"), branch: nil, credential: Credential(), deadlines: Deadlines(),
            limits: GitLimits())
    }

    /// The packets as texts; a dash for one that ends a part.
    private static func texts(_ bytes: [UInt8], by count: Int) throws -> [String] {
        let reader = PacketReader(Pieces(bytes, by: count), try request())
        var texts: [String] = []
        while true {
            switch try reader.next() {
            case .data(let bytes): texts.append(String(decoding: bytes, as: UTF8.self))
            case .flush: texts.append("-")
            case .end: return texts
            }
        }
    }

    @Test("pieces of any size give the same", arguments: [1, 3, 5, 100_000]) func pieces(_ count: Int) throws {
        let long = String(repeating: "x", count: 65_516)
        let text = "0006a\n0004000800000000fff0\(long)0005z00010002"
        // Only the length counts: what looks like a packet may lie in one.
        #expect(try Self.texts(Array(text.utf8), by: count) == ["a\n", "", "0000", "-", long, "z", "-", "-"])
    }

    @Test("what is no packet", arguments: ["0003", "fff1", "00zz", "SSH-2.0", "    ", "-001", "+001"])
    func nonsense(_ text: String) throws {
        #expect { try Self.texts(Array(text.utf8), by: 10) } throws: { ($0 as? GitFailure)?.code == .damagedTransfer }
    }

    @Test("an end within a packet", arguments: ["0", "000", "0010", "0010abc"]) func cut(_ text: String) throws {
        #expect { try Self.texts(Array(text.utf8), by: 10) } throws: { ($0 as? GitFailure)?.code == .damagedTransfer }
    }

    private static let id = String(repeating: "ab", count: 20)
    private static let none = String(repeating: "0", count: 40)

    /// The branch that is chosen of a list of references.
    private static func branch(_ lines: [String]) throws -> String {
        let packets = lines.flatMap { HostileServer.packet(Array($0.utf8)) } + Array("0000".utf8)
        let request = try request()
        return try Advertisement(from: PacketReader(Pieces(packets, by: 50), request), request).references.choose().name
    }

    @Test(
        "the branch that a list of references gives",
        arguments: [
            (["version 1\n", "\(id) refs/heads/master\0a b\n"], "master"),
            (["\(id) HEAD\0symref=HEAD:refs/heads/b\n", "\(id) refs/heads/a\n", "\(id) refs/heads/b\n"], "b"),
            (["\(id) HEAD\0\n", "shallow \(id)\n", "\(id) refs/heads/a\n"], "a"), (["\(id) HEAD\n"], "HEAD"),
        ])
    func chosen(_ lines: [String], _ name: String) throws {
        #expect(try Self.branch(lines) == name)
    }

    @Test(
        "lists of references that give none",
        arguments: [
            ([], GitFailure.Code.emptyRepository), (["\(none) capabilities^{}\0x\n"], .emptyRepository),
            (["\(id) refs/tags/v1\0\n", "\(id) refs/tags/v1^{}\n"], .branchMissing),
            (["nonsense\n"], .damagedTransfer), (["\(id)\n"], .damagedTransfer), (["ERR access denied\n"], .notFound),
            (["\(id) HEAD\0object-format=sha256\n"], .serverError),
        ])
    func refused(_ lines: [String], _ code: GitFailure.Code) throws {
        #expect { try Self.branch(lines) } throws: { ($0 as? GitFailure)?.code == code }
    }
}
