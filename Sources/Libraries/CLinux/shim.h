// SPDX-License-Identifier: EUPL-1.2
// What the Glibc module lacks: getrandom(2), syncfs(2), statfs(2), two actions of posix_spawn(3), and prctl(2), whose
// variable arguments Swift cannot call.
#include <linux/magic.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/vfs.h>

static inline int hergebruik_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
static inline int hergebruik_dumps_allowed(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0); }
static inline int hergebruik_signal_with_parent(int signal) { return prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0); }
static inline int hergebruik_name_thread(const void *name) { return prctl(PR_SET_NAME, name, 0, 0, 0); }

// Whether the kernel makes an open file up while it is read, as those in /proc and /sys; reading one may wait for ever.
static inline int hergebruik_is_made_up(int file) {
  struct statfs system;
  if (fstatfs(file, &system) != 0) return 1;
  switch (system.f_type) {
    case PROC_SUPER_MAGIC: case SYSFS_MAGIC: case DEBUGFS_MAGIC: case TRACEFS_MAGIC: case SECURITYFS_MAGIC:
    case CGROUP_SUPER_MAGIC: case CGROUP2_SUPER_MAGIC: case BPF_FS_MAGIC: return 1;
    default: return 0;
  }
}

// Headers show these only to _GNU_SOURCE, which would make this module the owner of struct stat.
extern int posix_spawn_file_actions_addclosefrom_np(void *actions, int from);
extern int posix_spawn_file_actions_addchdir_np(void *actions, const char *path);
extern int syncfs(int file);
