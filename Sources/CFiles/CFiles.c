#if defined(__linux__)
#define _GNU_SOURCE
#include <sys/syscall.h>
#endif
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "CFiles.h"

// Where a file system cannot refuse by itself, a second name can be made only where there is none; where it knows no
// second names either, looking first is all that can be done.
static int rename_by_hand(const char *from, const char *to) {
  struct stat status;
  if (link(from, to) == 0) return unlink(from) == 0 ? 0 : errno;
  if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS && errno != EMLINK) return errno;
  if (lstat(to, &status) == 0) return EEXIST;
  return rename(from, to) == 0 ? 0 : errno;
}

int tally_rename_unless_there(const char *from, const char *to) {
#if defined(__linux__)
  if (syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 1 /* RENAME_NOREPLACE */) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP) return errno;
#elif defined(__APPLE__)
  if (renamex_np(from, to, RENAME_EXCL) == 0) return 0;
  if (errno != ENOTSUP) return errno;
#endif
  return rename_by_hand(from, to);
}

static const char *const name = "user.tally.answer";

int tally_leave_remark(int file, const char *text, size_t count) {
#if defined(__APPLE__)
  return fsetxattr(file, name, text, count, 0, 0) == 0 ? 0 : errno;
#else
  return fsetxattr(file, name, text, count, 0) == 0 ? 0 : errno;
#endif
}

long tally_read_remark(int file, char *text, size_t room) {
#if defined(__APPLE__)
  return (long)fgetxattr(file, name, text, room, 0, 0);
#else
  return (long)fgetxattr(file, name, text, room);
#endif
}
