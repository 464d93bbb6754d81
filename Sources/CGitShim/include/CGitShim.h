#ifndef MUSTER_CGITSHIM_H
#define MUSTER_CGITSHIM_H
#include <git2.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>
#include <stddef.h>
#include <sys/types.h>

/* How much libgit2 may take up in the whole process. */
typedef struct muster_git_options {
    /* Bytes of objects that it keeps. */
    ptrdiff_t cache_bytes;
    /* Bytes of a pack that are mapped at once, and of all packs together. */
    size_t window_bytes, mapped_bytes;
    /* Objects of one pack. */
    size_t pack_objects;
} muster_git_options;

/* Starts libgit2 with options for the whole process; git_libgit2_opts is variadic, so Swift does not see it.
 * No configuration of the machine or the user is searched, and repositories of other owners may be read.
 * Returns 0 or libgit2's error code. */
int muster_git_start(const muster_git_options *_Nonnull options);

/* Loose objects, read by somebody else than libgit2: 1.5.1 never ends reading one that is cut off, and unpacks as
 * much as one says that it has. The functions return 0 or libgit2's error code, after setting an error. */
typedef struct muster_loose_objects {
    void *_Nonnull context;
    /* Gives size and kind of an object, and unless `data` is null its bytes, by git_odb_backend_data_alloc. */
    int (*_Nonnull read)(void *_Nonnull context, git_odb_backend *_Nonnull backend, const git_oid *_Nonnull id,
                         void *_Nullable *_Nullable data, size_t *_Nonnull size, git_object_t *_Nonnull type);
    /* 1 or 0. */
    int (*_Nonnull exists)(void *_Nonnull context, const git_oid *_Nonnull id);
    /* Finds the only object whose id begins with so many digits. */
    int (*_Nonnull complete)(void *_Nonnull context, const git_oid *_Nonnull prefix, size_t digits,
                             git_oid *_Nonnull whole);
    void (*_Nonnull release)(void *_Nonnull context);
} muster_loose_objects;

/* Makes a backend of an object database, which releases the context with itself. */
int muster_loose_backend(git_odb_backend *_Nullable *_Nonnull out, const muster_loose_objects *_Nonnull objects);

/* Has the C library give memory back at once; Swift's Glibc module leaves mallopt out. */
void muster_become_worker(void);

/* Starts a program in a process group of its own with exactly these arguments and environment, its standard
 * streams on the given descriptors and no other descriptor open. In C because glibc's
 * posix_spawn_file_actions_addclosefrom_np is hidden from Swift. Returns 0 or an errno. */
int muster_spawn(pid_t *_Nonnull pid, const char *_Nonnull path, char *_Nullable const *_Nonnull arguments,
                 char *_Nullable const *_Nonnull environment, int standard_input, int standard_output,
                 int standard_error);

#endif
