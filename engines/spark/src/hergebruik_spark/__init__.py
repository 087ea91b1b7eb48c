# SPDX-License-Identifier: EUPL-1.2
"""Has Apache Spark start the workers of hergebruik, one for each dataset.

No row and no cell passes through Python or Spark: a task names places, a worker reads and writes
there, and what comes back is its report.
"""

MESSAGES = 1
"""The version of the messages to and from ``hergebruik run``."""
