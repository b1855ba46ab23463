"""Posts as rows of Arrow."""

import json
from itertools import islice

import pyarrow

ROWS = 1000

_TEXT = pyarrow.string()
_TEXTS = pyarrow.list_(_TEXT)

SCHEMA = pyarrow.schema(
    [
        ("path", _TEXT),
        ("title", _TEXT),
        ("date", _TEXT),
        ("author", _TEXT),
        ("source", _TEXT),
        ("lang", _TEXT),
        ("tags", _TEXTS),
        ("categories", _TEXTS),
        ("text", pyarrow.large_string()),
        ("html", pyarrow.large_string()),
        ("error", _TEXT),
        ("message", _TEXT),
        ("rest", pyarrow.large_string()),
    ]
)

_REST = len(SCHEMA.names) - 1


def _row(post):
    row = {name: post.get(name) for name in SCHEMA.names[:_REST]}
    rest = {name: value for name, value in post.items() if name not in row}
    return {**row, "rest": json.dumps(rest, ensure_ascii=False)}


def batches(posts):
    posts = iter(posts)
    while rows := [_row(post) for post in islice(posts, ROWS)]:
        yield pyarrow.RecordBatch.from_pylist(rows, SCHEMA)
