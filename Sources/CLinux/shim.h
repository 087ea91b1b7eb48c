// SPDX-License-Identifier: EUPL-1.2
// What the Glibc module lacks: getrandom(2), and prctl(2), whose variable arguments Swift cannot call.
#include <sys/prctl.h>
#include <sys/random.h>

static inline int hergebruik_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
static inline int hergebruik_dumps_allowed(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0); }
