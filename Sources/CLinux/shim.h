// SPDX-License-Identifier: EUPL-1.2
// What the Glibc module lacks: getrandom(2), syncfs(2), two actions of posix_spawn(3), and prctl(2), whose variable
// arguments Swift cannot call.
#include <sys/prctl.h>
#include <sys/random.h>

static inline int hergebruik_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
static inline int hergebruik_dumps_allowed(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0); }
static inline int hergebruik_signal_with_parent(int signal) { return prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0); }
static inline int hergebruik_name_thread(const void *name) { return prctl(PR_SET_NAME, name, 0, 0, 0); }

// Headers show these only to _GNU_SOURCE, which would make this module the owner of struct stat.
extern int posix_spawn_file_actions_addclosefrom_np(void *actions, int from);
extern int posix_spawn_file_actions_addchdir_np(void *actions, const char *path);
extern int syncfs(int file);
