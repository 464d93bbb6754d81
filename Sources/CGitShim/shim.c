#define _GNU_SOURCE
#include "CGitShim.h"
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <unistd.h>

int muster_git_start(ptrdiff_t cache_bytes, size_t pack_objects) {
    static const int levels[] = {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG,
                                 GIT_CONFIG_LEVEL_GLOBAL};
    int error = git_libgit2_init();
    if (error < 0) return error;
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        if ((error = git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "")) < 0) return error;
    if ((error = git_libgit2_opts(GIT_OPT_SET_TEMPLATE_PATH, "")) < 0) return error;
    if ((error = git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0)) < 0) return error;
    if ((error = git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)cache_bytes)) < 0) return error;
    return git_libgit2_opts(GIT_OPT_SET_PACK_MAX_OBJECTS, pack_objects);
}

typedef struct subtransport subtransport;

typedef struct stream {
    git_smart_subtransport_stream parent;
    subtransport *owner;
} stream;

struct subtransport {
    git_smart_subtransport parent;
    const muster_channel *channel;
    stream *current;
};

static int stream_read(git_smart_subtransport_stream *self, char *buffer, size_t capacity, size_t *count) {
    const muster_channel *channel = ((stream *)self)->owner->channel;
    return channel->read(channel->context, buffer, capacity, count);
}

static int stream_write(git_smart_subtransport_stream *self, const char *bytes, size_t count) {
    const muster_channel *channel = ((stream *)self)->owner->channel;
    return channel->write(channel->context, bytes, count);
}

static void stream_free(git_smart_subtransport_stream *self) {
    ((stream *)self)->owner->current = NULL;
    free(self);
}

/* A lasting connection must hand out the same stream for both actions; libgit2 frees it in between for the other kind. */
static int channel_action(git_smart_subtransport_stream **out, git_smart_subtransport *self, const char *url,
                          git_smart_service_t action) {
    subtransport *transport = (subtransport *)self;
    (void)url;
    if (!transport->current) {
        transport->current = calloc(1, sizeof(stream));
        if (!transport->current) return -1;
        transport->current->parent.subtransport = self;
        transport->current->parent.read = stream_read;
        transport->current->parent.write = stream_write;
        transport->current->parent.free = stream_free;
        transport->current->owner = transport;
    }
    *out = &transport->current->parent;
    return transport->channel->action(transport->channel->context, (int)action);
}

static int channel_close(git_smart_subtransport *self) {
    const muster_channel *channel = ((subtransport *)self)->channel;
    channel->close(channel->context);
    return 0;
}

static void channel_free(git_smart_subtransport *self) {
    channel_close(self);
    free(self);
}

static int channel_new(git_smart_subtransport **out, git_transport *owner, void *param) {
    subtransport *transport = calloc(1, sizeof *transport);
    (void)owner;
    if (!transport) return -1;
    transport->parent.action = channel_action;
    transport->parent.close = channel_close;
    transport->parent.free = channel_free;
    transport->channel = param;
    *out = &transport->parent;
    return 0;
}

int muster_smart_transport(git_transport **out, git_remote *owner, void *payload) {
    const muster_channel *channel = payload;
    if (!out || !channel) return -1;
    git_smart_subtransport_definition definition = {channel_new, channel->stateless, payload};
    return git_transport_smart(out, owner, &definition);
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
