"""The wheel as it is installed: `cargo xtask test python` does that in a fresh environment."""

import gzip
import json
import os
import subprocess
import tarfile
import threading
import zipfile

import archive_viewer
import pytest

LAMP = """---
title: The Lamp
date: 2021-03-14
author: Ann
tags: [sea, light]
---

The keeper lit *the lamp*. <script>go()</script>
"""


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "news.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(200):
            file.writestr(f"x-main/_posts/2021-03-14-lamp-{number}.md", LAMP.replace("Lamp", f"Lamp {number}"))
        file.writestr("x-main/_posts/2021-03-15-empty.md", "")
    return path


def test_a_post_is_cleaned_and_what_went_is_told():
    post = archive_viewer.clean(LAMP.encode(), name="2021-03-14-lamp.md")
    assert (post["title"], post["author"], post["tags"]) == ("The Lamp", "Ann", ["sea", "light"])
    assert post["html"].strip() == "<p>The keeper lit <em>the lamp</em>.</p>"
    assert post["removed"][0]["reason"] == "script"
    assert post == archive_viewer.clean(LAMP, name="2021-03-14-lamp.md")


def test_old_encodings_are_read():
    post = archive_viewer.clean("---\ntitle: 新桥通车了\n---\n\n新桥今天通车了，河两岸的人都来看。\n".encode("gbk"))
    assert post["title"] == "新桥通车了"


def test_what_is_no_post_is_an_error_with_a_code():
    with pytest.raises(archive_viewer.ArchiveViewerError) as error:
        archive_viewer.clean(b"")
    assert error.value.code == "empty"
    assert str(error.value)


def test_posts_of_an_archive_come_in_its_order(archive):
    posts = list(archive_viewer.iter_archive(archive))
    assert [post["title"] for post in posts if "title" in post] == [f"The Lamp {number}" for number in range(200)]
    [empty] = [post for post in posts if "error" in post]
    assert empty["path"] == "x-main/_posts/2021-03-15-empty.md"
    assert posts == list(archive_viewer.iter_archive(str(archive), learn=False))


def test_folders_and_tars_have_the_same_posts(archive, tmp_path):
    folder = tmp_path / "folder"
    with zipfile.ZipFile(archive) as file:
        file.extractall(folder)
    tar = tmp_path / "news.tar.gz"
    with tarfile.open(tar, "w:gz") as file:
        file.add(folder / "x-main", "x-main")

    def titles(path):
        return {post.get("title") for post in archive_viewer.iter_archive(path)}

    assert titles(folder) == titles(tar) == titles(archive)


def test_an_archive_that_is_missing_or_damaged_is_an_oserror(tmp_path):
    with pytest.raises(OSError, match="none.zip: there is no such file or folder"):
        archive_viewer.iter_archive(tmp_path / "none.zip")
    damaged = tmp_path / "damaged.zip"
    damaged.write_text("no archive")
    with pytest.raises(OSError, match="damaged.zip: "):
        list(archive_viewer.iter_archive(damaged))


def test_leaving_early_ends_the_thread(archive):
    before = threading.active_count()
    for _ in range(50):
        assert next(archive_viewer.iter_archive(archive, learn=False))["title"] == "The Lamp 0"
    assert threading.active_count() == before
    if os.path.isdir("/proc/self/task"):
        import time

        end = time.monotonic() + 30
        while len(os.listdir("/proc/self/task")) > 20 and time.monotonic() < end:
            time.sleep(0.05)
        assert len(os.listdir("/proc/self/task")) <= 20


def test_posts_are_rows_of_arrow_and_parquet(archive, tmp_path):
    pytest.importorskip("pyarrow")
    import pyarrow.parquet

    table = archive_viewer.to_arrow(archive_viewer.iter_archive(archive))
    assert table.num_rows == 201
    first = table.slice(0, 1).to_pylist()[0]
    assert (first["title"], first["tags"]) == ("The Lamp 0", ["sea", "light"])
    assert json.loads(first["rest"])["removed"][0]["reason"] == "script"
    file = tmp_path / "posts.parquet"
    assert archive_viewer.to_parquet(archive_viewer.iter_archive(archive), file) == 201
    assert pyarrow.parquet.read_table(file).equals(table)


def test_without_posts_there_are_no_rows():
    pytest.importorskip("pyarrow")
    assert archive_viewer.to_arrow([]).num_rows == 0


@pytest.mark.skipif("NATIVE" not in os.environ, reason="the command is not built")
def test_posts_are_those_of_the_command(archive):
    lines = subprocess.run(
        [os.environ["NATIVE"], "clean", archive], check=True, capture_output=True, encoding="utf-8"
    ).stdout.splitlines()
    assert [json.loads(line) for line in lines] == list(archive_viewer.iter_archive(archive))


def test_a_compressed_post_is_an_archive_of_one(tmp_path):
    path = tmp_path / "2021-03-14-lamp.md.gz"
    path.write_bytes(gzip.compress(LAMP.encode()))
    assert [post["title"] for post in archive_viewer.iter_archive(path)] == ["The Lamp"]
