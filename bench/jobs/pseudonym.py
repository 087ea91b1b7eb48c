# SPDX-License-Identifier: EUPL-1.2
"""Pseudonyms of the benchmark's job: docs/privacy-specification.md, section 2, with the key 00 01 … 1f."""

import base64
import hashlib
import hmac


def _prefixed(data):
    return len(data).to_bytes(4, "big") + data


_PARTS = (b"", b"parkeervergunningen", b"bsn_pseudoniem")
_FIELD_KEY = hmac.digest(bytes(range(32)), b"hergebruik/v1/derive\0" + b"".join(map(_prefixed, _PARTS)), hashlib.sha256)
_STARTED = hmac.new(_FIELD_KEY, b"hergebruik/v1/value\0", hashlib.sha256)


def pseudonym(bsn):
    """The pseudonym of a BSN as an export writes it; nothing for nothing."""
    if not bsn:
        return ""
    tag = _STARTED.copy()
    tag.update(_prefixed(bsn.zfill(9).encode()))
    return base64.b32encode(tag.digest()[:10]).decode().lower()
