# SPDX-License-Identifier: EUPL-1.2
"""An https server on loopback for tests; prints its port, and a line for each request.

usage: https_server.py CERTIFICATE KEY
"""

import http.server
import json
import ssl
import sys

hits = {}


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = self.path.split("?")[0]
        hits[path] = hits.get(path, 0) + 1
        credential = self.headers.get("Authorization") or self.headers.get("X-Api-Key") or "-"
        print(f"{self.path} {credential}", flush=True)
        port = self.server.server_port
        if path == "/etag.csv":
            if self.headers.get("If-None-Match") == '"1"':
                self.answer(304, ETag='"1"')
            else:
                self.answer(200, b"a\n1\n", ETag='"1"', Last_Modified="Sun, 22 Nov 2026 08:49:37 GMT")
        elif path == "/flaky.csv":
            if hits[path] < 2:
                self.answer(503)
            else:
                self.answer(200, b"a\n2\n")
        elif path == "/cut.csv":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"a\n1\n")
            self.close_connection = True
        elif path == "/large.csv":
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(64):
                    self.wfile.write(b"a,b,c,d\n" * (1 << 14))
            except OSError:
                pass
            self.close_connection = True
        elif path == "/http":
            self.answer(302, Location="http://127.0.0.1:9/x.csv")
        elif path == "/other":
            self.answer(302, Location=f"https://localhost:{port}/seen.csv")
        elif path in ("/seen.csv", "/open.csv"):
            self.answer(200, b"a\n3\n")
        elif path == "/pages":
            page = int(self.path.partition("page=")[2] or "1")
            following = f"/pages?page={page + 1}" if page < 3 else None
            self.answer(200, json.dumps({"next": following, "results": [{"a": page}]}).encode())
        elif path == "/numbers":
            page = int(self.path.partition("page=")[2])
            self.answer(200, json.dumps({"results": [{"a": page}] if page < 4 else []}).encode())
        elif path == "/elsewhere":
            self.answer(200, json.dumps({"next": "https://localhost/x", "results": []}).encode())
        else:
            self.answer(404)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1], sys.argv[2])
server.socket = context.wrap_socket(server.socket, server_side=True)
print(f"port {server.server_port}", flush=True)
server.serve_forever()
