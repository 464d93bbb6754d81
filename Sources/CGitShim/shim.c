#define _GNU_SOURCE
#include "CGitShim.h"
#include <malloc.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <unistd.h>

int muster_git_start(const muster_git_options *options) {
    static const int levels[] = {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG,
                                 GIT_CONFIG_LEVEL_GLOBAL};
    int error = git_libgit2_init();
    if (error < 0) return error;
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        if ((error = git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "")) < 0) return error;
    if ((error = git_libgit2_opts(GIT_OPT_SET_TEMPLATE_PATH, "")) < 0) return error;
    if ((error = git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0)) < 0) return error;
    if ((error = git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)options->cache_bytes)) < 0) return error;
    if ((error = git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, options->window_bytes)) < 0) return error;
    if ((error = git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, options->mapped_bytes)) < 0) return error;
    return git_libgit2_opts(GIT_OPT_SET_PACK_MAX_OBJECTS, options->pack_objects);
}

typedef struct loose_backend {
    git_odb_backend parent;
    muster_loose_objects objects;
} loose_backend;

static int loose_read(void **data, size_t *size, git_object_t *type, git_odb_backend *self, const git_oid *id) {
    const muster_loose_objects *objects = &((loose_backend *)self)->objects;
    return objects->read(objects->context, self, id, data, size, type);
}

static int loose_read_header(size_t *size, git_object_t *type, git_odb_backend *self, const git_oid *id) {
    const muster_loose_objects *objects = &((loose_backend *)self)->objects;
    return objects->read(objects->context, self, id, NULL, size, type);
}

static int loose_exists(git_odb_backend *self, const git_oid *id) {
    const muster_loose_objects *objects = &((loose_backend *)self)->objects;
    return objects->exists(objects->context, id);
}

static int loose_exists_prefix(git_oid *whole, git_odb_backend *self, const git_oid *prefix, size_t digits) {
    const muster_loose_objects *objects = &((loose_backend *)self)->objects;
    return objects->complete(objects->context, prefix, digits, whole);
}

static int loose_read_prefix(git_oid *whole, void **data, size_t *size, git_object_t *type, git_odb_backend *self,
                             const git_oid *prefix, size_t digits) {
    int error = loose_exists_prefix(whole, self, prefix, digits);
    return error < 0 ? error : loose_read(data, size, type, self, whole);
}

static void loose_free(git_odb_backend *self) {
    const muster_loose_objects *objects = &((loose_backend *)self)->objects;
    objects->release(objects->context);
    free(self);
}

int muster_loose_backend(git_odb_backend **out, const muster_loose_objects *objects) {
    loose_backend *backend = calloc(1, sizeof *backend);
    if (!backend || git_odb_init_backend(&backend->parent, GIT_ODB_BACKEND_VERSION) < 0) {
        free(backend);
        return -1;
    }
    backend->parent.read = loose_read;
    backend->parent.read_header = loose_read_header;
    backend->parent.read_prefix = loose_read_prefix;
    backend->parent.exists = loose_exists;
    backend->parent.exists_prefix = loose_exists_prefix;
    backend->parent.free = loose_free;
    backend->objects = *objects;
    *out = &backend->parent;
    return 0;
}

void muster_become_worker(void) {
    /* What is large is given back to the system at once, and does not move the bound for what is large. */
    mallopt(M_MMAP_THRESHOLD, 128 << 10);
    mallopt(M_TRIM_THRESHOLD, 128 << 10);
}

int muster_spawn(pid_t *pid, const char *path, char *const *arguments, char *const *environment, int standard_input,
                 int standard_output, int standard_error) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t defaults, none;
    int error;
    if ((error = posix_spawn_file_actions_init(&files))) return error;
    if ((error = posix_spawnattr_init(&attributes))) {
        posix_spawn_file_actions_destroy(&files);
        return error;
    }
    sigemptyset(&none);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    if (!(error = posix_spawn_file_actions_adddup2(&files, standard_input, 0)) &&
        !(error = posix_spawn_file_actions_adddup2(&files, standard_output, 1)) &&
        !(error = posix_spawn_file_actions_adddup2(&files, standard_error, 2)) &&
        !(error = posix_spawn_file_actions_addclosefrom_np(&files, 3)) &&
        !(error = posix_spawnattr_setsigdefault(&attributes, &defaults)) &&
        !(error = posix_spawnattr_setsigmask(&attributes, &none)) &&
        !(error = posix_spawnattr_setpgroup(&attributes, 0)) &&
        !(error = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK |
                                                            POSIX_SPAWN_SETPGROUP)))
        error = posix_spawn(pid, path, &files, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return error;
}
