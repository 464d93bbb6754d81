import NIOCore
import HTTPTypes

/// One range of bytes of a body, as `Range` asks for it.
enum ByteRange {
    /// The part that the client asked for: 206, or 416 when there is no such part. The whole answer when it asked for
    /// nothing, for several ranges, in other units, or for a part of another body (`If-Range`).
    static func apply(_ headers: HTTPFields, to answer: Answer) -> Answer {
        guard answer.status == .ok, let header = headers[.range], let wanted = Wanted(header) else { return answer }
        if let condition = headers[.ifRange], condition != answer.entityTag { return answer }
        let size = answer.body.readableBytes
        var headers = answer.headers
        guard let range = wanted.range(inBytes: size) else {
            headers[.contentRange] = "bytes */\(size)"
            return Answer(status: .rangeNotSatisfiable, headers: headers)
        }
        headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
        let bytes = answer.body.getBytes(at: range.lowerBound, length: range.count) ?? []
        var part = Answer(status: .partialContent, bytes: bytes, contentType: answer.contentType, headers: headers)
        part.entityTag = answer.entityTag
        return part
    }

    private enum Wanted {
        case from(Int, to: Int?)
        case last(Int)

        init?(_ header: String) {
            guard header.hasPrefix("bytes=") else { return nil }
            let ends = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
            let isNumeric = ends.allSatisfy { end in end.utf8.allSatisfy { (48...57).contains($0) } }
            guard ends.count == 2, isNumeric else { return nil }
            switch (Int(ends[0]), Int(ends[1])) {
            case (let first?, let last): self = .from(first, to: last)
            case (nil, let count?) where ends[0].isEmpty: self = .last(count)
            default: return nil
            }
        }

        func range(inBytes size: Int) -> Range<Int>? {
            switch self {
            case .from(let first, let last?):
                first < size && first <= last ? first..<(min(last, size - 1) + 1) : nil
            case .from(let first, nil): first < size ? first..<size : nil
            case .last(let count): count > 0 && size > 0 ? max(0, size - count)..<size : nil
            }
        }
    }
}
