"""Archived posts: cleaned, with an account of everything removed."""

import json
import os
from typing import Any, Dict, Iterable, Iterator, Union

from ._core import Lines, __version__, clean_json

__all__ = ["ArchiveViewerError", "clean", "iter_archive", "to_arrow", "to_parquet", "__version__"]

Post = Dict[str, Any]


class ArchiveViewerError(ValueError):
    """A file that is no post. `code` is stable, and the message is a clause in English."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def clean(data: Union[bytes, str], name: str = "post.md") -> Post:
    """Cleans a post: bytes in any encoding, or a text. A post may be dated by its file's name.

    Raises ArchiveViewerError where it is no post.
    """
    post = json.loads(clean_json(data.encode() if isinstance(data, str) else bytes(data), name))
    if "error" in post:
        raise ArchiveViewerError(post["error"], post["message"])
    return post


def iter_archive(path: Union[str, "os.PathLike[str]"], *, learn: bool = True) -> Iterator[Post]:
    """The posts of a folder, a .zip, .tar, .tar.gz or .gz, one after the other; no archive is held in memory.

    One that can't be opened comes as {"path", "error", "message"}, and the others go on. With `learn` all of it is read once
    before the first post comes, so that what repeats around the articles of a source goes.

    Raises OSError where the archive can't be read.
    """
    return map(json.loads, Lines(os.fspath(path), learn))


def to_arrow(posts: Iterable[Post]) -> Any:
    """A pyarrow.Table with a row for each post. What it has no column for is in `rest`, as JSON."""
    import pyarrow

    from ._arrow import SCHEMA, batches

    return pyarrow.Table.from_batches(batches(posts), SCHEMA)


def to_parquet(posts: Iterable[Post], file: Any) -> int:
    """Writes a Parquet file with a row for each post, without holding all in memory, and returns how many there are."""
    import pyarrow.parquet

    from ._arrow import SCHEMA, batches

    count = 0
    with pyarrow.parquet.ParquetWriter(file, SCHEMA) as writer:
        for batch in batches(posts):
            writer.write_batch(batch)
            count += batch.num_rows
    return count
