#ifndef CBUILD_H
#define CBUILD_H

/// The commit that this was built of, or an empty text where that is not known.
const char *tally_commit(void);

/// The day on which it was built, as the compiler writes it: `Nov 25 2026`.
const char *tally_built(void);

#endif
