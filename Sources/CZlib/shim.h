#include <zlib.h>

/* deflateInit2 is a macro, so Swift does not see it. Writes the gzip format (window bits + 16). */
static inline int muster_deflate_init_gzip(z_stream *_Nonnull stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
