"""Writes captures of a small site into a folder by warcio and wacz: what a browser asked a server for, packed and not."""

import gzip
import http.client
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from zlib import compress

from warcio.capture_http import capture_http
from warcio.recompressor import Recompressor
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter
from wacz.main import main as wacz

HOST = "site.example"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005000"
    "1ff89993d1d0000000049454e44ae426082"
)


def page(title, extra=""):
    text = "".join(f"<p>{title} says in part {part} what was new at the weir and at the ferry that day.</p>" for part in range(5))
    return f"<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{extra}{text}</article></body></html>"


PAGES = {
    "/plain": page("A plain page", '<img src="/weir.png" alt="The weir">'),
    "/gzip": page("A packed page"),
    "/deflate": page("A deflated page"),
    "/chunked": page("A page in chunks"),
    "/gbk": page("新桥通车", "<p>山谷里的人等了三年，昨天新桥终于通车了。</p>"),
}


class Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        if self.path == "/moved.png":
            return self.answer(301, {"Location": "/weir.png"}, b"")
        if self.path == "/weir.png":
            return self.answer(200, {"Content-Type": "image/png"}, PNG)
        if self.path not in PAGES:
            return self.answer(404, {"Content-Type": "text/html"}, b"<p>Not found</p>")
        text = PAGES[self.path]
        if self.path == "/gbk":
            return self.answer(200, {"Content-Type": "text/html; charset=gbk"}, text.encode("gbk"))
        body, fields = text.encode(), {"Content-Type": "text/html; charset=utf-8"}
        if self.path == "/gzip":
            return self.answer(200, {**fields, "Content-Encoding": "gzip"}, gzip.compress(body))
        if self.path == "/deflate":
            return self.answer(200, {**fields, "Content-Encoding": "deflate"}, compress(body))
        if self.path == "/chunked":
            chunks = [body[at : at + 100] for at in range(0, len(body), 100)] + [b""]
            whole = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
            return self.answer(200, {**fields, "Transfer-Encoding": "chunked"}, whole)
        return self.answer(200, fields, body)

    def answer(self, status, fields, body):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        if "Transfer-Encoding" not in fields:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def at_home(host, *rest, look_up=socket.getaddrinfo, **named):
    return look_up("127.0.0.1" if host == HOST else host, *rest, **named)


# Captures have the address of a site, and the site is here.
socket.getaddrinfo = at_home


def crawl(file, packed):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with open(file, "wb") as out:
        writer = WARCWriter(out, gzip=packed)
        writer.write_record(writer.create_warcinfo_record("crawl", {"software": "warcio"}))
        with capture_http(writer):
            for path in [*PAGES, "/weir.png", "/moved.png", "/none"]:
                # Which warcio replaces.
                connection = http.client.HTTPConnection(HOST, server.server_port)
                connection.request("GET", path)
                connection.getresponse().read()
                connection.close()
        # What a crawler writes that has seen a page before.
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        home = f"http://{HOST}:{server.server_port}"
        writer.write_record(
            writer.create_revisit_record(f"{home}/again", "sha1:X", f"{home}/plain", "2021-06-01T12:00:00Z", http_headers=headers)
        )
        resource = page("A resource").encode()
        writer.write_record(
            writer.create_warc_record("https://a.example/resource", "resource", payload=BytesIO(resource), warc_content_type="text/html")
        )
    server.shutdown()


out = Path(sys.argv[1])
crawl(out / "plain.warc", False)
crawl(out / "packed.warc.gz", True)
(out / "whole.warc.gz").write_bytes(gzip.compress((out / "plain.warc").read_bytes()))
Recompressor(str(out / "whole.warc.gz"), str(out / "recompressed.warc.gz")).recompress()
assert wacz(["create", "-o", str(out / "site.wacz"), "-f", str(out / "packed.warc.gz"), "--detect-pages"]) == 0
assert wacz(["create", "-o", str(out / "plain.wacz"), "-f", str(out / "plain.warc")]) == 0
