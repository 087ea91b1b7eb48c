#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Write an archive that was made to do harm, for HostileExportTests.

usage: bombs.py KIND FILE
"""
import gzip
import io
import lzma
import sys
import tarfile
import zipfile

MEBIBYTE = 1 << 20
# Few long lines and cells: what counts is how much comes out, and reading many short ones only takes time.
LINES = b"x\n" + (b"0" * 4095 + b"\n") * (MEBIBYTE // 4096)
SHEET = (b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
         + b'<row><c t="inlineStr"><is><t>x</t></is></c></row>')
ROW = b'<row><c t="inlineStr"><is><t>' + b"0" * 2000 + b'</t></is></c></row>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
BASE = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, blocks in members:
            with archive.open(name, "w", force_zip64=True) as member:
                for block in blocks:
                    member.write(block)
    return file.getvalue()


def tarred(count):
    """So many members that nobody asks for, each with a header of the first but for its name and checksum."""
    entry = tarfile.TarInfo("000000.txt")
    entry.size = 4
    header = entry.tobuf()
    first = int(header[148:154], 8)
    rest, content = header[156:], b"x\n1\n".ljust(512, b"\0")
    members = []
    for number in range(count):
        name = b"%06d" % number
        checksum = b"%06o" % (first + sum(name) - 6 * ord("0"))
        members.append(name + header[6:148] + checksum + header[154:156] + rest + content)
    return gzip.compress(b"".join(members) + bytes(1024), 1)


def xlsx():
    return zipped([
        ("[Content_Types].xml", [b"<Types/>"]),
        ("_rels/.rels", [f'<Relationships xmlns="{PACKAGE}"><Relationship Id="w" '
                         f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
                         "</Relationships>".encode()]),
        ("xl/workbook.xml", [b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
                             + f' xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="s"/>'
                               "</sheets></workbook>".encode()]),
        ("xl/_rels/workbook.xml.rels", [f'<Relationships xmlns="{PACKAGE}"><Relationship Id="s" '
                                        f'Type="{OFFICE}/worksheet" Target="sheet.xml"/>'
                                        "</Relationships>".encode()]),
        ("xl/sheet.xml", [SHEET] + [ROW * (MEBIBYTE // len(ROW))] * 300),
    ])


def ods():
    head = (f'<office:document-content xmlns:office="{BASE}:office:1.0" xmlns:table="{BASE}:table:1.0" '
            f'xmlns:text="{BASE}:text:1.0"><office:body><office:spreadsheet><table:table table:name="a">'
            "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>")
    row = (b"<table:table-row><table:table-cell><text:p>" + b"0" * 2000 + b"</text:p></table:table-cell>"
           b"</table:table-row>")
    return zipped([("mimetype", [b"application/vnd.oasis.opendocument.spreadsheet"]),
                   ("META-INF/manifest.xml", [b"<manifest/>"]),
                   ("content.xml", [head.encode()] + [row * (MEBIBYTE // len(row))] * 300)])


KINDS = {
    "zip": lambda: zipped([("a.csv", [LINES] * 300)]),
    "zip-in-zip": lambda: zipped([("b.zip", [zipped([("a.csv", [LINES] * 300)])])]),
    "gzip": lambda: gzip.compress(LINES * 300),
    "xz": lambda: lzma.compress(LINES * 300, preset=0),
    "tar-members": lambda: tarred(100_001),
    "xlsx": xlsx,
    "ods": ods,
    "traversal": lambda: zipped([("../../../evil.csv", [b"x\n1\n"]), ("/evil.csv", [b"x\n2\n"]),
                                 ("a/../../evil.csv", [b"x\n3\n"])]),
}

with open(sys.argv[2], "wb") as output:
    output.write(KINDS[sys.argv[1]]())
