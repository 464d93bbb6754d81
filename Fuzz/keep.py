"""Takes into corpus/TARGET what a run found and is worth keeping: keep.py TARGET FOLDER [BYTES]. FOLDER is what `-merge=1` wrote; the
smallest inputs that the corpus does not have yet are taken until there are so many bytes. Their names come after those of inputs
that somebody wrote, which the tests make extreme."""
import hashlib
import pathlib
import sys

target, found = sys.argv[1], pathlib.Path(sys.argv[2])
most = int(sys.argv[3]) if len(sys.argv) > 3 else 6000
folder = pathlib.Path(__file__).resolve().parent / "corpus" / target
known = {path.read_bytes() for path in folder.iterdir()}
inputs = sorted({path.read_bytes() for path in found.iterdir()} - known, key=lambda data: (len(data), data))
# Every so many of all sizes: the smallest alone are all alike.
inputs = inputs[::max(1, len(inputs) // 40)]
size = 0
for data in inputs:
    size += len(data)
    if size > most:
        break
    (folder / f"zz-{hashlib.sha1(data).hexdigest()[:16]}").write_bytes(data)
print(f"{target}: {len(list(folder.iterdir()))} inputs")
