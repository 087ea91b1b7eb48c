// SPDX-License-Identifier: EUPL-1.2
// prctl(2) takes variable arguments, which Swift cannot call.
#include <sys/prctl.h>

static inline int hergebruik_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
static inline int hergebruik_dumps_allowed(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0); }
