"""An attack of a neighbour on the same disk: another process that holds SQLite's lock."""

import sqlite3
import threading
from contextlib import closing

from hostile.attack import Attack

ENVIRONMENT = "1a23"


class LockedDatabase(Attack):
    """Holds the database's lock for seconds, while clients write and read."""

    name = "database-locked"
    group = "database"
    # What there is to store has to wait.
    refreshes = False
    held = 3

    def run(self, ground):
        holder = threading.Thread(target=self._hold, args=(ground,), daemon=True)
        holder.start()

        def write(number):
            name = f"locked-{number}"
            fields = {"name": name, "url": f"{ground.folder}/probe.git", "branch": "main"}
            ground.ask("POST", "/catalogs", ENVIRONMENT, fields, (200, 422, 500, 503))
            ground.ask("GET", f"/templates?catalogId={name}", ENVIRONMENT)
            ground.ask("DELETE", f"/catalogs/{name}", ENVIRONMENT, None, (204, 404, 500, 503))

        ground.together(4, write)
        holder.join()

    def _hold(self, ground):
        with closing(sqlite3.connect(ground.folder / "data/muster.sqlite", timeout=10, isolation_level=None)) as database:
            while ground.is_going:
                try:
                    database.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError:
                    continue
                ground.count("locks held")
                ground.rest(self.held)
                database.execute("ROLLBACK")
                # With everybody else beside it, it leaves them most of the time.
                ground.rest(0.3 if ground.waits else 4 * self.held)


ATTACKS = [LockedDatabase()]
