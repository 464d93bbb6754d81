import CGitShim

/// The first part of git's conversation: the server lists its references, and with the first of them what it can do.
struct Advertisement {
    let references: OfferedReferences
    let capabilities: Capabilities

    /// Reads the list, within the limits for its references and bytes.
    init(from packets: PacketReader, _ request: UpdateRequest) throws(GitFailure) {
        var (references, capabilities) = (nil as OfferedReferences?, Capabilities())
        var bytesLeft = request.limits.referenceBytes
        while let line = try Self.line(packets, isFirst: references == nil, request, &bytesLeft) {
            if line.starts(with: "version ".utf8) || line.starts(with: "shallow ".utf8) { continue }
            guard references == nil else {
                try references?.add(line, request)
                continue
            }
            let parts = line.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
            capabilities = Capabilities(parts.dropFirst().first ?? line.prefix(0))
            try capabilities.check(request)
            references = OfferedReferences(request.choice, symbolicHead: capabilities.symbolicHead)
            try references?.add(parts.first ?? line, request)
        }
        self.references = references ?? OfferedReferences(request.choice, symbolicHead: nil)
        self.capabilities = capabilities
    }

    /// The next line without its line break; nil at the end of the list. Over HTTP the list is the second part, behind the
    /// name of the service.
    private static func line(
        _ packets: PacketReader, isFirst: Bool, _ request: UpdateRequest, _ bytesLeft: inout Int
    ) throws(GitFailure) -> Slice<UnsafeRawBufferPointer>? {
        var isBehindService = false
        while true {
            switch try packets.next() {
            case .data(let bytes):
                bytesLeft -= bytes.count + 4
                guard bytesLeft >= 0 else { throw tooLong(request) }
                if isFirst, bytes.starts(with: "# service=".utf8) {
                    isBehindService = true
                    continue
                }
                if bytes.starts(with: "ERR ".utf8) { throw request.refusal(bytes.dropFirst(4)) }
                return bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...]
            case .flush where isBehindService: isBehindService = false
            case .flush: return nil
            case .end: throw request.endedEarly()
            }
        }
    }

    private static func tooLong(_ request: UpdateRequest) -> GitFailure {
        request.failure(
            .tooLarge,
            "the list of references of \(request.url.display) is longer than \(request.limits.referenceBytes >> 20) MB; use a repository with fewer branches and tags"
        )
    }
}

extension OfferedReferences {
    /// Takes in a line: the 40 digits of an id, a space, and a name.
    fileprivate mutating func add(
        _ line: Slice<UnsafeRawBufferPointer>, _ request: UpdateRequest
    ) throws(GitFailure) {
        guard line.count > 41, line[line.startIndex + 40] == UInt8(ascii: " "), let id = git_oid(hex: line.prefix(40))
        else {
            throw request.failure(
                .damagedTransfer, "the list of references of \(request.url.display) is damaged; it will be tried again")
        }
        let name = line.dropFirst(41)
        // An empty repository has a line that only says what the server can do; a tag's target is no reference.
        if name.elementsEqual("capabilities^{}".utf8) || name.suffix(3).elementsEqual("^{}".utf8) { return }
        try add(name, id)
    }
}

/// What a git server says that it can do, as far as it matters here.
struct Capabilities {
    /// What `HEAD` points to.
    private(set) var symbolicHead: String?
    private var words: Set<String> = []
    private var objectFormat: String?

    init() {}

    init(_ line: some Collection<UInt8>) {
        for word in line.split(separator: UInt8(ascii: " ")) {
            let text = String(decoding: word, as: UTF8.self)
            if text.hasPrefix("symref=HEAD:") {
                symbolicHead = String(text.dropFirst("symref=HEAD:".count))
            } else if text.hasPrefix("object-format=") {
                objectFormat = String(text.dropFirst("object-format=".count))
            } else {
                words.insert(String(text.prefix { $0 != "=" }))
            }
        }
    }

    /// Whether packs come in packets, beside messages.
    var hasSideBand: Bool { words.contains("side-band-64k") || words.contains("side-band") }

    /// What is asked for: of several ways the one that is understood best. Some servers insist on hearing `multi_ack`.
    var asked: String {
        let ways = [
            ["multi_ack_detailed", "multi_ack"], ["side-band-64k", "side-band"], ["ofs-delta"], ["no-progress"],
        ]
        var asked = ways.compactMap { $0.first(where: words.contains) }
        if words.contains("agent") { asked.append("agent=git/2.39.0-muster") }
        return asked.joined(separator: " ")
    }

    fileprivate func check(_ request: UpdateRequest) throws(GitFailure) {
        guard objectFormat ?? "sha1" == "sha1" else {
            throw request.failure(
                .serverError,
                "the repository \(request.url.display) has ids by \(objectFormat?.shortened ?? ""), which is not supported; use one with SHA-1"
            )
        }
    }
}
