#ifndef MUSTER_CGITSHIM_H
#define MUSTER_CGITSHIM_H
#include <git2.h>
#include <git2/sys/transport.h>
#include <stddef.h>
#include <sys/types.h>

/* Starts libgit2 with options for the whole process; git_libgit2_opts is variadic, so Swift does not see it.
 * No configuration of the machine or the user is searched, repositories of other owners may be read,
 * and the object cache and the number of objects in a pack are bounded. Returns 0 or libgit2's error code. */
int muster_git_start(ptrdiff_t cache_bytes, size_t pack_objects);

/* What a smart transport needs of a connection. The functions return 0, or -1 after an error that the owner of
 * `context` keeps. `context` and the struct must outlive every remote that was given them. */
typedef struct muster_channel {
    void *_Nonnull context;
    /* 1 when each request is a round trip of its own (HTTP), 0 for one lasting connection. */
    unsigned stateless;
    int (*_Nonnull action)(void *_Nonnull context, int service);
    int (*_Nonnull read)(void *_Nonnull context, char *_Nonnull buffer, size_t capacity, size_t *_Nonnull count);
    int (*_Nonnull write)(void *_Nonnull context, const char *_Nonnull bytes, size_t count);
    void (*_Nonnull close)(void *_Nonnull context);
} muster_channel;

/* A git_transport_cb: speaks the smart protocol over the muster_channel that is the callbacks' payload. */
int muster_smart_transport(git_transport *_Nullable *_Nullable out, git_remote *_Nullable owner,
                           void *_Nullable payload);

/* Starts a program in a process group of its own with exactly these arguments and environment, its standard
 * streams on the given descriptors and no other descriptor open. In C because glibc's
 * posix_spawn_file_actions_addclosefrom_np is hidden from Swift. Returns 0 or an errno. */
int muster_spawn(pid_t *_Nonnull pid, const char *_Nonnull path, char *_Nullable const *_Nonnull arguments,
                 char *_Nullable const *_Nonnull environment, int standard_input, int standard_output,
                 int standard_error);

#endif
