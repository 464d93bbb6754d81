public import Diagnostics

/// A template: one folder of a catalog, with what its `config.yml` says and its versions.
public struct Template: Sendable, Hashable {
    /// The folder's path in the catalog, for example `infra-templates/ipsec`.
    public var folderPath: String
    /// The folder's tree id when it was read; equal ids mean an unchanged template.
    public var tree: ContentID
    /// The kind of template: `infra`, `project`, `machine`, …; empty for `templates/`.
    public var base: String
    /// The folder's own name, part of the template's id.
    public var folderName: String
    /// The name people see.
    public var name = ""
    /// What the template is for.
    public var description = ""
    /// The reference's `isSystem`, as written.
    public var isSystem = ""
    /// The `version` of `config.yml`: the version offered first. Empty when none is named.
    public var defaultVersion = ""
    /// The reference's `path`, as written in `config.yml`.
    public var path = ""
    /// Who keeps the template.
    public var maintainer = ""
    /// The licence, as written.
    public var license = ""
    /// The project's page, as written (a scheme may be missing).
    public var projectURL = ""
    /// The reference's template-wide `upgrade_from`, as written.
    public var upgradeFrom = ""
    /// `category` as written; also the last of ``allCategories``.
    public var category = ""
    /// `categories` as written.
    public var categories: [String] = []
    /// Labels, as written.
    public var labels: [String: String] = [:]
    /// The icon's file.
    public var icon: TemplateFile?
    /// The template's own README.
    public var readme: TemplateFile?
    /// The versions in the order of the walk (byte order of the folder names: 0, 1, 10, 2).
    public var versions: [TemplateVersion] = []
    /// What was found wrong in any file of the folder.
    public var diagnostics: [Diagnostic] = []

    /// A template of a folder, with nothing read yet.
    public init(folderPath: String, tree: ContentID, base: String, folderName: String) {
        self.folderPath = folderPath
        self.tree = tree
        self.base = base
        self.folderName = folderName
    }

    /// What the service stores and serves: `categories`, then `category` when it is not empty.
    public var allCategories: [String] { category.isEmpty ? categories : categories + [category] }
}

/// One version folder of a template.
public struct TemplateVersion: Sendable, Hashable {
    /// The version folder's name: `18` or `v1.0.0`.
    public var folderName: String
    /// The folder's name as a number; nil for a folder named by a version.
    public var revision: Int?
    /// The version's text, after YAML has read it. Never empty.
    public var version: String
    /// The oldest Rancher version it works with; empty for none.
    public var minimumRancherVersion = ""
    /// The newest Rancher version it works with; empty for none.
    public var maximumRancherVersion = ""
    /// The range of versions that may be upgraded to this one; empty for any older one.
    public var upgradeFrom = ""
    /// Labels of the catalog block.
    public var labels: [String: String] = [:]
    /// The version's README.
    public var readme: TemplateFile?
    /// Every file of the version folder in the order of the walk. Two nested files may have one name.
    public var files: [TemplateFile] = []
    /// The questions of the catalog block, as served.
    public var questions: [Question]?

    /// A version of a folder, with nothing else read yet.
    public init(folderName: String, revision: Int?, version: String) {
        self.folderName = folderName
        self.revision = revision
        self.version = version
    }

    /// What stands after the last `:` of the version's id: the revision, else the version.
    public var idSuffix: String { revision.map(String.init) ?? version }
}

/// A file of a template or of a version.
public struct TemplateFile: Sendable, Hashable {
    /// The base name, which is how the API names it.
    public var name: String
    /// The path from the catalog's root.
    public var path: String
    /// What it holds, by identity.
    public var content: ContentID
    /// Its size in bytes.
    public var size: Int

    /// A file by its base name.
    public init(name: String, path: String, content: ContentID, size: Int) {
        self.name = name
        self.path = path
        self.content = content
        self.size = size
    }
}

/// A question that a version asks before it is started. Absent fields have the reference's zero values.
public struct Question: Sendable, Hashable {
    /// The variable that the answer is given to.
    public var variable = ""
    /// What people see.
    public var label = ""
    /// A longer explanation.
    public var description = ""
    /// `string`, `int`, `boolean`, `enum`, …; empty or unknown types are shown as text.
    public var type = ""
    /// Whether an answer must be given.
    public var required = false
    /// The default answer, as YAML reads it; empty for none.
    public var defaultAnswer = ""
    /// A heading to show it under.
    public var group = ""
    /// The shortest answer, in characters.
    public var minLength = 0
    /// The longest answer, in characters; 0 for no limit.
    public var maxLength = 0
    /// The smallest number.
    public var min = 0
    /// The largest number; 0 for no limit.
    public var max = 0
    /// The choices of an `enum`; nil when the key is absent.
    public var options: [String]?
    /// Characters an answer may have.
    public var validChars = ""
    /// Characters an answer may not have.
    public var invalidChars = ""

    /// A question with every field absent.
    public init() {}
}
