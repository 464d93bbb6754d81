import Compose
public import Diagnostics

/// An image that a stack runs, and who asks for it.
public struct ImageUse: Sendable, Hashable {
    /// The image as it is written, after interpolation: `rancher/net:v0.13.17`.
    public let image: String
    /// The service or container that runs it.
    public let service: String
    /// The author's own line that names it.
    public let location: SourceLocation
}

/// Lists the images of a stack.
public struct CollectImages: CompilerStage {
    /// The stage's name.
    public static let name = "images"
    /// What the stage does.
    public static let summary = "lists every image with the service and the line that ask for it"

    /// The images in the order of the services; one that several services run stands there for each.
    public func run(_ stack: ComposedStack) -> StageResult<[ImageUse]> {
        let rendered = stack.files.rendered
        let members = stack.project.services.members + stack.project.containers.members
        let images = members.compactMap { member -> ImageUse? in
            guard let image = member.value["image"], let name = image.string, !name.isEmpty else { return nil }
            return ImageUse(image: name, service: member.key, location: rendered.location(of: image.origin))
        }
        return StageResult(images)
    }
}
