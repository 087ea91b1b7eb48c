#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Serve a folder by SFTP on loopback, for RemoteTests; prints the port and the key's fingerprint.

usage: sftp_server.py FOLDER      user: steward, password: geheim
"""
import asyncio
import sys

import asyncssh


class Server(asyncssh.SSHServer):
    def begin_auth(self, username):
        return True

    def password_auth_supported(self):
        return True

    def validate_password(self, username, password):
        return (username, password) == ("steward", "geheim")


class Files(asyncssh.SFTPServer):
    def __init__(self, channel):
        super().__init__(channel, chroot=sys.argv[1])


async def main():
    key = asyncssh.generate_private_key("ssh-rsa", key_size=2048)
    server = await asyncssh.create_server(
        Server, "127.0.0.1", 0, server_host_keys=[key], sftp_factory=Files)
    port = server.sockets[0].getsockname()[1]
    print("listening", port, key.get_fingerprint("sha256"), flush=True)
    # Stops by itself where nobody stops it.
    await asyncio.sleep(120)


asyncio.run(main())
