# SPDX-License-Identifier: EUPL-1.2
"""An https server on loopback for tests; prints its port, and a line for each request.

usage: https_server.py CERTIFICATE KEY
"""

import html
import http.server
import json
import ssl
import sys
import time
import urllib.parse

hits = {}

PAGED = 25


def features(start, end):
    return [{"type": "Feature", "id": f"b.{n}", "properties": {"a": n}, "geometry": None} for n in range(start, end)]


def gml(start, end, matched, following):
    members = "".join(f'<wfs:member><app:b gml:id="b.{n}"><app:a>{n}</app:a></app:b></wfs:member>' for n in range(start, end))
    attribute = f' next="{html.escape(following)}"' if following else ""
    return (f'<?xml version="1.0"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:app="urn:a" '
            f'xmlns:gml="http://www.opengis.net/gml/3.2" timeStamp="{time.time()}" numberMatched="{matched}" '
            f'numberReturned="{end - start}"{attribute}>{members}</wfs:FeatureCollection>').encode()


def paged(path, query, origin):
    """The answer of a paged service: status, body and headers. The last part of a path says what is wrong with it."""
    kind, _, fault = path.strip("/").partition("/")
    lower = {key.lower(): value for key, value in query.items()}
    number = lambda *keys: next((int(lower[key]) for key in keys if key in lower), None)
    size = number("limit", "count", "resultrecordcount", "$top") or 10
    start = number("offset", "startindex", "resultoffset", "$skip") or 0
    if fault == "stuck":
        start = 0
    if fault == "overlap" and start:
        start -= 1
    end = min(start + size, PAGED)
    if fault == "short" and start:
        end = min(start + 3, PAGED)
    more = end < PAGED and fault != "first" and not (fault == "short" and start)
    items = features(start, end)
    if fault == "empty":
        items, more, end = [], False, start
    link = lambda name: f"{origin}/{path.strip('/')}?{name}={end}&x=1%20%26"
    if kind == "ogc":
        answer = {"type": "FeatureCollection", "numberReturned": len(items), "features": items, "timeStamp": time.time()}
        if fault != "nototal":
            answer["numberMatched"] = 12 if fault == "more" else PAGED + (1 if fault == "moves" and start else 0)
        href = link("offset")
        if fault == "relative":
            href = f"/p/{path.strip('/')}?offset={end}"
        if fault == "query":
            href = f"?offset={end}"
        if fault == "elsewhere":
            href = f"https://localhost:1/x?offset={end}"
        if fault == "loop":
            href = f"{origin}/{path.strip('/')}?offset=10"
        if fault != "nolinks":
            answer["links"] = [{"rel": "self", "href": origin}] + ([{"rel": "next", "href": href}] if more else [])
        return 200, json.dumps(answer).encode(), {}
    if kind == "wfs":
        hits = lower.get("resulttype") == "hits"
        if fault == "exception":
            return 200, b"<ows:ExceptionReport xmlns:ows='urn:o'><ows:Exception/></ows:ExceptionReport>", {}
        matched = "unknown" if fault in ("unknown", "unknowncut") and not (hits and fault == "unknowncut") else PAGED
        if fault == "unknowncut" and not hits:
            end = min(end, 15)
        if hits:
            return 200, gml(0, 0, matched, None), {}
        if lower.get("outputformat") == "json":
            answer = {"type": "FeatureCollection", "features": items, "numberMatched": matched, "totalFeatures": matched}
            return 200, json.dumps(answer).encode(), {}
        return 200, gml(start, max(end, start), matched, link("startIndex") if fault == "next" and more else None), {}
    if kind == "arcgis":
        if lower.get("returncountonly") == "true":
            return 200, json.dumps({"count": PAGED}).encode(), {}
        if fault == "error":
            return 200, json.dumps({"error": {"code": 400, "message": "x"}}).encode(), {}
        flag = {"exceededTransferLimit": True} if more else {}
        if lower.get("f") == "geojson":
            answer = {"type": "FeatureCollection", "features": items, "properties": flag}
        else:
            answer = {"features": [{"attributes": {"OBJECTID": f["id"], "a": f["properties"]["a"]}} for f in items], **flag}
        return 200, json.dumps(answer).encode(), {}
    if kind == "odata":
        rows = [{"a": item["properties"]["a"]} for item in items]
        if fault == "v2":
            inner = {"results": rows, "__count": str(PAGED), **({"__next": link("$skip")} if more else {})}
            return 200, json.dumps({"d": inner}).encode(), {}
        following = {"@odata.nextLink": f"{path.strip('/').split('/')[-1]}?$skip={end}"} if more else {}
        return 200, json.dumps({"@odata.count": PAGED, "value": rows, **following}).encode(), {}
    rows = [{"a": item["properties"]["a"]} for item in items]
    headers = {}
    if kind == "link":
        if fault != "none":
            headers["Link"] = f'<{link("offset")}>; title="a, b"; rel="next last"' if more else f'<{origin}>; rel="first"'
        if fault != "nototal":
            headers["X-Total-Count"] = str(PAGED)
        return 200, json.dumps(rows).encode(), headers
    answer = {"results": rows, "meta": {"all": PAGED}}
    if fault != "nototal":
        answer["count"] = PAGED
    answer["next"] = link("offset") if more else None
    answer["links"] = [{"rel": "self"}, {"rel": "next", "href": answer["next"]}][:2 if more else 1]
    return 200, json.dumps(answer).encode(), {}



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
        elif path.startswith("/p/"):
            query = dict(urllib.parse.parse_qsl(self.path.partition("?")[2]))
            # The origin is the same in any case.
            status, body, headers = paged(path[3:], query, f"https://127.0.0.1:{port}/p")
            self.answer(status, body, **headers)
        else:
            self.answer(404)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1], sys.argv[2])
server.socket = context.wrap_socket(server.socket, server_side=True)
print(f"port {server.server_port}", flush=True)
server.serve_forever()
