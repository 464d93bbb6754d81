#ifndef MUSTER_CPIDFD_SHIM_H
#define MUSTER_CPIDFD_SHIM_H
/* A process as a file descriptor. Through syscall(2), which is variadic, because glibc has a function for it only since
 * 2.36. */
#include <errno.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

/* A descriptor that can be read once the process has ended; -1 and errno where there is none, as on Linux before 5.3. */
static inline int muster_pidfd_open(pid_t process) {
#ifdef SYS_pidfd_open
    return (int)syscall(SYS_pidfd_open, process, 0);
#else
    (void)process;
    errno = ENOSYS;
    return -1;
#endif
}
#endif
