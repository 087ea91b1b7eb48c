# SPDX-License-Identifier: EUPL-1.2
"""A web server over loopback, as `python3 -m http.server` is one, with the catalogue's own 404 page."""
import contextlib
import functools
import http.server
import pathlib
import threading
import time


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    late = {}

    def do_GET(self):
        time.sleep(self.late.get(pathlib.PurePosixPath(self.path.partition("?")[0]).suffix, 0))
        super().do_GET()

    def send_error(self, code, message=None, explain=None):
        page = pathlib.Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format, *args):
        pass


@contextlib.contextmanager
def serve(catalog, late=None):
    """Serves a folder; gives its address, such as http://127.0.0.1:40000/.

    `late` holds seconds to wait by the ending of a file's name, such as {".js": 0.5}.
    """
    handler = type("Handler", (_Handler,), {"late": late or {}})
    served = functools.partial(handler, directory=str(catalog))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), served)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
