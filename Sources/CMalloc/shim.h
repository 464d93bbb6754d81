#ifndef MUSTER_CMALLOC_SHIM_H
#define MUSTER_CMALLOC_SHIM_H
/* What Swift's Glibc module leaves out: glibc's own controls of its heaps. Elsewhere they do nothing. */
#if defined(__GLIBC__) || defined(__linux__)
#include <malloc.h>
#endif

/* Has all threads of the process share at most so many heaps. */
static inline void muster_share_heaps(int heaps) {
#ifdef M_ARENA_MAX
    mallopt(M_ARENA_MAX, heaps);
#else
    (void)heaps;
#endif
}

/* Gives the heaps' free pages back to the system. */
static inline void muster_trim_heaps(void) {
#ifdef M_ARENA_MAX
    malloc_trim(0);
#endif
}
#endif
