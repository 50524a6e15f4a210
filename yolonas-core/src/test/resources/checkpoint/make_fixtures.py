"""Recipe of the golden files beside it; needs nothing but Python's own pickle and zipfile.

    python3 make_fixtures.py FOLDER_OF_REFERENCE_CHECKPOINTS

tensors.csv        for each reference checkpoint: how many tensors, and a SHA-256 over all of them
                   (for each tensor in order: name, type, shape as text; then its bytes)
ckpt_latest.csv    each tensor of ckpt_latest.pth's ema_net: name, type, shape, SHA-256 of its bytes
pickles.csv        plain objects pickled by Python in every protocol: protocol, pickle, and the object as
                   show() renders it (long ones: its SHA-256)
"""
import base64, csv, hashlib, io, math, pathlib, pickle, struct, sys, zipfile
from collections import OrderedDict

TYPES = {"FloatStorage": ("FLOAT32", 4), "HalfStorage": ("FLOAT16", 2), "LongStorage": ("INT64", 8)}


class Storage:
    def __init__(self, kind, key):
        self.dtype, self.size = TYPES[kind.__name__]
        self.key = key


def rebuild(storage, offset, shape, stride, *_):
    return storage, offset, shape


class Reader(pickle.Unpickler):
    def find_class(self, module, name):
        if name.endswith("Storage"):
            return type(name, (), {})
        return {"OrderedDict": OrderedDict, "_rebuild_tensor_v2": rebuild}[name]

    def persistent_load(self, pid):
        return Storage(pid[1], pid[2])


def read(path):
    """The unpickled object, and a function from a storage's key to its bytes."""
    if zipfile.is_zipfile(path):
        archive = zipfile.ZipFile(path)
        root = [n for n in archive.namelist() if n.endswith("/data.pkl")][0][: -len("data.pkl")]
        return (Reader(io.BytesIO(archive.read(root + "data.pkl"))).load(),
                lambda storage: archive.read(root + "data/" + storage.key))
    stream = open(path, "rb")
    for _ in range(3):
        Reader(stream).load()
    value = Reader(stream).load()
    keys = Reader(stream).load()
    rest, places = stream.read(), {}
    sizes = {t[0].key: t[0].size for t in weights(value).values()}
    position = 0
    for key in keys:
        count = struct.unpack_from("<q", rest, position)[0]
        places[key] = (position + 8, count * sizes[key])
        position += 8 + count * sizes[key]
    return value, lambda s: rest[places[s.key][0] : places[s.key][0] + places[s.key][1]]


def weights(value):
    return value.get("ema_net") or value.get("net") or value


def tensors(path):
    value, data = read(path)
    named = weights(value)
    prefix = "module." if all(n.startswith("module.") for n in named) else ""
    for name, (storage, offset, shape) in named.items():
        start, size = offset * storage.size, math.prod(shape) * storage.size
        yield (name[len(prefix):], storage.dtype, "x".join(map(str, shape)),
               data(storage)[start : start + size])


def main(folder):
    rows = []
    for path in sorted(folder.glob("*.pth")):
        total, count = hashlib.sha256(), 0
        for name, dtype, shape, data in tensors(path):
            total.update(f"{name} {dtype} {shape}\n".encode() + data)
            count += 1
        rows.append((path.name, count, total.hexdigest()))
    write("tensors.csv", rows)
    write("ckpt_latest.csv", [(n, t, s, hashlib.sha256(d).hexdigest())
                              for n, t, s, d in tensors(folder / "ckpt_latest.pth")])
    write("pickles.csv", pickles())


def show(value):
    if isinstance(value, float):
        return "f" + struct.pack(">d", value).hex()
    if isinstance(value, str):
        return "s" + value.encode().hex()
    if isinstance(value, bytes):
        return "b" + value.hex()
    if isinstance(value, tuple):
        return "(" + " ".join(map(show, value)) + ")"
    if isinstance(value, list):
        return "[" + " ".join(map(show, value)) + "]"
    if isinstance(value, (set, frozenset)):
        return "<" + " ".join(map(show, value)) + ">"
    if isinstance(value, dict):
        return "{" + " ".join(show(k) + ":" + show(v) for k, v in value.items()) + "}"
    return str(value)


def pickles():
    shared = ["x"]
    values = [None, True, False, 0, 1, -1, 255, 256, 65535, 65536, -2**31, 2**31, 2**63 - 1, 2**63,
              -2**63, -2**63 - 1, 10**30, 0.5, -1e300, float("inf"), "", "text", "ä€𝄞", "a'b\"c\\n\n",
              b"", b"\x00\xff", (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, [2, (3,)]],
              {}, {"a": 1}, {"a": {"b": [None, True]}}, OrderedDict([("x", 1), ("y", 2)]),
              set(), {7}, frozenset({7}), list(range(1100)), {str(i): i for i in range(1100)},
              [shared, shared], "y" * 300]
    for value in values:
        for protocol in range(6):
            text = show(value)
            if len(text) > 200:
                text = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
            data = base64.b64encode(pickle.dumps(value, protocol)).decode()
            yield protocol, data, text


def write(name, rows):
    with open(pathlib.Path(__file__).with_name(name), "w", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
