// SPDX-License-Identifier: EUPL-1.2
#include <archive.h>
#include <archive_entry.h>
