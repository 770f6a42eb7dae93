#ifndef TALLY_CFILES_H
#define TALLY_CFILES_H

#include <stddef.h>

// Three calls that Swift's own view of the C library leaves out.

/// Gives a file another name, unless there is something of that name. 0, or an error number.
int tally_rename_unless_there(const char *from, const char *to);

/// Leaves a short remark on an open file. 0, or an error number (where the file system keeps none).
int tally_leave_remark(int file, const char *text, size_t count);

/// Reads the remark; the number of its bytes, or -1 where there is none that fits.
long tally_read_remark(int file, char *text, size_t room);

#endif
