internal import GRDB

/// The database's tables, as numbered migrations that only go forward. A released one is never changed.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: catalogs, snapshots, contents") { database in
            try database.execute(sql: catalogs)
        }
        migrator.registerMigration("2: full text search, released contents") { database in
            try database.execute(sql: search)
        }
        return migrator
    }

    private static let catalogs = """
        CREATE TABLE catalog (
            id INTEGER PRIMARY KEY,
            environment TEXT NOT NULL,
            name TEXT NOT NULL,
            url TEXT NOT NULL,
            branch TEXT NOT NULL,
            kind TEXT NOT NULL,
            origin TEXT NOT NULL,
            sealed_credential BLOB,
            UNIQUE (environment, name)
        );
        -- The last good snapshot of a catalog, without its templates.
        CREATE TABLE snapshot (
            catalog_id INTEGER PRIMARY KEY REFERENCES catalog (id) ON DELETE CASCADE,
            commit_id TEXT NOT NULL,
            diagnostics BLOB NOT NULL
        );
        -- How the last refresh went; times in milliseconds since 1970.
        CREATE TABLE refresh (
            catalog_id INTEGER PRIMARY KEY REFERENCES catalog (id) ON DELETE CASCADE,
            started INTEGER NOT NULL,
            finished INTEGER NOT NULL,
            commit_id TEXT,
            error TEXT
        );
        CREATE TABLE template (
            id INTEGER PRIMARY KEY,
            catalog_id INTEGER NOT NULL REFERENCES catalog (id) ON DELETE CASCADE,
            folder_path TEXT NOT NULL,
            tree BLOB NOT NULL,
            body BLOB NOT NULL,
            UNIQUE (catalog_id, folder_path)
        );
        CREATE TABLE content (
            id BLOB NOT NULL UNIQUE,
            bytes BLOB NOT NULL
        );
        -- Which contents a template needs, so that the rest can be removed.
        CREATE TABLE template_content (
            template_id INTEGER NOT NULL REFERENCES template (id) ON DELETE CASCADE,
            content_id BLOB NOT NULL,
            PRIMARY KEY (template_id, content_id)
        ) WITHOUT ROWID;
        CREATE INDEX template_content_by_content ON template_content (content_id);
        """

    /// Templates stored before are not in the index; without them and their snapshots the next start reads the mirrors
    /// again, which needs no network.
    private static let search = """
        CREATE VIRTUAL TABLE template_search USING fts5 (
            name, description, categories, labels, readme,
            tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
        );
        CREATE TRIGGER template_search_removal AFTER DELETE ON template BEGIN
            DELETE FROM template_search WHERE rowid = old.id;
        END;
        -- Where a match is, without reading its template's body.
        CREATE INDEX template_place ON template (id, catalog_id, folder_path);
        -- Contents that a template no longer needs; others may. What cannot be needed any more is removed from here on.
        CREATE TABLE released_content (content_id BLOB PRIMARY KEY) WITHOUT ROWID;
        CREATE TRIGGER content_release AFTER DELETE ON template_content BEGIN
            INSERT OR IGNORE INTO released_content (content_id) VALUES (old.content_id);
        END;
        DELETE FROM template;
        DELETE FROM snapshot;
        INSERT OR IGNORE INTO released_content (content_id) SELECT id FROM content;
        """
}

/// Every statement the store runs often, by what it is for.
enum SQL {
    static let catalogs = "SELECT * FROM catalog ORDER BY name, environment"
    /// Without an order, so that the rows before a damaged page are still read.
    static let salvage = "SELECT * FROM catalog"
    static let catalogID = "SELECT id FROM catalog WHERE environment = ? AND name = ?"
    static let saveCatalog = """
        INSERT INTO catalog (environment, name, url, branch, kind, origin, sealed_credential) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (environment, name) DO UPDATE SET url = excluded.url, branch = excluded.branch, kind = excluded.kind,
            origin = excluded.origin, sealed_credential = excluded.sealed_credential
        """
    static let renameCatalog = "UPDATE catalog SET environment = ?, name = ? WHERE environment = ? AND name = ?"
    static let removeCatalog = "DELETE FROM catalog WHERE environment = ? AND name = ?"
    static let snapshots = """
        SELECT c.environment, c.name, s.commit_id AS snapshot_commit, s.diagnostics,
            r.started, r.finished, r.commit_id AS refresh_commit, r.error, c.id
        FROM catalog c LEFT JOIN snapshot s ON s.catalog_id = c.id LEFT JOIN refresh r ON r.catalog_id = c.id
        """
    static let templates = "SELECT body FROM template WHERE catalog_id = ?"
    static let templateID = "SELECT id FROM template WHERE catalog_id = ? AND folder_path = ?"
    static let storedCommits = """
        SELECT c.environment, c.name, s.commit_id FROM catalog c JOIN snapshot s ON s.catalog_id = c.id
        """
    static let storedCommit = "SELECT commit_id FROM snapshot WHERE catalog_id = ?"
    static let indexTemplate = """
        INSERT INTO template_search (rowid, name, description, categories, labels, readme) VALUES (?, ?, ?, ?, ?, ?)
        """
    static let catalogKeys = "SELECT id, environment, name FROM catalog"
    static let countMatches = """
        SELECT count(*) FROM (SELECT 1 FROM template_search WHERE template_search MATCH ? LIMIT ?)
        """
    /// What stands in a name counts for more than what stands in a README.
    static let weighedSearch = """
        SELECT t.id, t.catalog_id, t.folder_path
        FROM (
            SELECT rowid AS id, bm25(template_search, 10, 4, 4, 2, 1) AS weight
            FROM template_search WHERE template_search MATCH ?
        ) AS found JOIN template t INDEXED BY template_place ON t.id = found.id ORDER BY found.weight, t.id
        """
    static let search = """
        SELECT t.id, t.catalog_id, t.folder_path
        FROM (SELECT rowid AS id FROM template_search WHERE template_search MATCH ?) AS found
        JOIN template t INDEXED BY template_place ON t.id = found.id
        """
    static let templateTrees = "SELECT id, folder_path, tree FROM template WHERE catalog_id = ?"
    static let isSameBody = "SELECT body = ? FROM template WHERE id = ?"
    static let saveTemplate = """
        INSERT INTO template (catalog_id, folder_path, tree, body) VALUES (?, ?, ?, ?)
        """
    static let updateTemplate = "UPDATE template SET tree = ?, body = ? WHERE id = ?"
    static let neededContents = "SELECT content_id FROM template_content WHERE template_id = ?"
    static let releaseContent = "DELETE FROM template_content WHERE template_id = ? AND content_id = ?"
    static let words = "SELECT name, description, categories, labels, readme FROM template_search WHERE rowid = ?"
    static let forgetWords = "DELETE FROM template_search WHERE rowid = ?"
    static let removeTemplate = "DELETE FROM template WHERE id = ?"
    static let saveSnapshot = """
        INSERT OR REPLACE INTO snapshot (catalog_id, commit_id, diagnostics) VALUES (?, ?, ?)
        """
    static let saveRefresh = """
        INSERT OR REPLACE INTO refresh (catalog_id, started, finished, commit_id, error) VALUES (?, ?, ?, ?, ?)
        """
    static let content = "SELECT bytes FROM content WHERE id = ?"
    static let contentRow = "SELECT rowid FROM content WHERE id = ?"
    static let contentStart = "SELECT substr(bytes, 1, ?) FROM content WHERE id = ?"
    static let hasContent = "SELECT 1 FROM content WHERE id = ?"
    static let saveContent = "INSERT OR IGNORE INTO content (id, bytes) VALUES (?, ?)"
    static let needContent = "INSERT OR IGNORE INTO template_content (template_id, content_id) VALUES (?, ?)"
    static let releasedContents = "SELECT content_id FROM released_content LIMIT ?"
    static let removeReleased = """
        DELETE FROM content WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM template_content WHERE content_id = ?1)
        """
    static let forgetReleased = "DELETE FROM released_content WHERE content_id = ?"
}
