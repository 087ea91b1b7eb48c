# SPDX-License-Identifier: EUPL-1.2
"""What Spark must be told before a task is given to it; without that the application refuses to run."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

REQUIRED = (
    "spark.authenticate",
    "spark.io.encryption.enabled",
    "spark.network.crypto.enabled",
)
"""The settings that must be ``true``."""

SECRET = "spark.authenticate.secret"
SHORTEST_SECRET = 32
"""Characters; a secret of the cluster that can be guessed protects nothing."""


@dataclass(frozen=True)
class Refusal(Exception):
    """Why the application does nothing, for a person; it holds no secret."""

    summary: str
    hint: str
    file: str | None = None


def defaults_file(environment: Mapping[str, str], spark_home: str) -> Path:
    """Where Spark looks for its settings."""
    folder = environment.get("SPARK_CONF_DIR") or os.path.join(spark_home, "conf")
    return Path(folder) / "spark-defaults.conf"


def read_defaults(path: Path) -> dict[str, str]:
    """Reads a file of settings that nobody else may read.

    Raises Refusal if it is missing, belongs to another, or if others may read or change it.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        raise Refusal(
            f"the settings of Spark cannot be read: {error.strerror}",
            "Make spark-defaults.conf in the folder that SPARK_CONF_DIR names, as docs/spark.md says.",
            str(path),
        ) from None
    with os.fdopen(descriptor, encoding="utf-8") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid():
            raise Refusal(
                "the settings of Spark hold a secret, and the file is not this user's",
                "Make this user its owner.",
                str(path),
            )
        if status.st_mode & 0o077:
            raise Refusal(
                "the settings of Spark hold a secret, and others may read the file",
                f"Take that away: chmod 600 {path}",
                str(path),
            )
        return parse(file.read())


def parse(text: str) -> dict[str, str]:
    """The settings in a text of Java's properties, as far as Spark's documentation writes them."""
    settings: dict[str, str] = {}
    for line in text.splitlines():
        line = line.strip()
        if not line or line[0] in "#!":
            continue
        name, *value = re.split(r"\s*[=:]\s*|\s+", line, maxsplit=1)
        settings[name] = value[0].strip() if value else ""
    return settings


def check(
    get: Callable[[str], str | None],
    file: str,
    environment: Mapping[str, str],
) -> None:
    """Checks that what Spark passes on and writes down is protected.

    Raises Refusal if a setting is missing, or if the secret stands where others can see it.
    """
    for name in REQUIRED:
        if (get(name) or "").lower() != "true":
            raise Refusal(
                f"Spark is not told '{name} true'",
                f"Write that line in {file}, also on the machines of the cluster.",
                file,
            )
    if len(get(SECRET) or "") < SHORTEST_SECRET:
        raise Refusal(
            f"'{SECRET}' is missing, or has fewer than {SHORTEST_SECRET} characters",
            "Make one with 'openssl rand -hex 32', the same on every machine of the cluster.",
            file,
        )
    for variable in ("PYSPARK_SUBMIT_ARGS", "SPARK_SUBMIT_OPTS", "JAVA_TOOL_OPTIONS"):
        if "authenticate.secret" in environment.get(variable, ""):
            raise Refusal(
                f"the variable {variable} holds the secret, and every process of this user shows it",
                f"Take it out of the environment; it belongs in {file}.",
                file,
            )
