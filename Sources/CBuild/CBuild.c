#include "CBuild.h"

#ifndef TALLY_COMMIT
#define TALLY_COMMIT ""
#endif

const char *tally_commit(void) { return TALLY_COMMIT; }

const char *tally_built(void) { return __DATE__; }
