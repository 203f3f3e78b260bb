/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of a file to UTF-8. iconv(3) knows GB18030, of which GBK and GB 2312 are parts, needs no
 * locale and is used by one thread at a time here. */
#include "base/text.h"
#include "table/csv.h"

#include <iconv.h>
#include <string.h>

static const char mark[] = "\xEF\xBB\xBF"; /* the byte-order mark */
enum { MARK_SIZE = sizeof mark - 1 };

static bool has_mark(const char *text, size_t size)
{
    return size >= MARK_SIZE && memcmp(text, mark, MARK_SIZE) == 0;
}

/* Room for `size` bytes and one more. */
static twofold_status make_room(struct tf_decoded *decoded, size_t size,
                                const twofold_context *context)
{
    decoded->bytes = tf_get(context, size + 1);
    decoded->capacity = size + 1;
    return decoded->bytes != NULL ? TWOFOLD_OK : TWOFOLD_E_MEMORY;
}

static twofold_status copy_utf8(const char *text, size_t size, const twofold_context *context,
                                struct tf_decoded *decoded)
{
    if (has_mark(text, size)) text += MARK_SIZE, size -= MARK_SIZE;
    decoded->size = size;
    decoded->whole = tf_utf8_valid(text, size, &decoded->size);
    const twofold_status status = make_room(decoded, decoded->size, context);
    if (status == TWOFOLD_OK && decoded->size > 0) memcpy(decoded->bytes, text, decoded->size);
    return status;
}

static twofold_status convert(const char *text, size_t size, const twofold_context *context,
                              struct tf_decoded *decoded)
{
    /* One byte stays one, two become at most three, four at most four. */
    if (size > SIZE_MAX / 2) return TWOFOLD_E_MEMORY;
    twofold_status status = make_room(decoded, size + size / 2, context);
    if (status != TWOFOLD_OK) return status;
    iconv_t converter = iconv_open("UTF-8", "GB18030");
    if (converter == (iconv_t)-1) {
        tf_put(context, decoded->bytes, decoded->capacity);
        return TWOFOLD_E_SYSTEM;
    }
    char *from = (char *)(uintptr_t)text, *to = decoded->bytes; /* iconv only reads the first */
    size_t left = size, room = decoded->capacity - 1;
    decoded->whole = iconv(converter, &from, &left, &to, &room) != (size_t)-1 && left == 0;
    decoded->size = (size_t)(to - decoded->bytes);
    (void)iconv_close(converter);
    if (has_mark(decoded->bytes, decoded->size)) {
        decoded->size -= MARK_SIZE;
        memmove(decoded->bytes, decoded->bytes + MARK_SIZE, decoded->size);
    }
    return TWOFOLD_OK;
}

twofold_status tf_decode(const char *text, size_t size, twofold_encoding encoding,
                         const twofold_context *context, struct tf_decoded *decoded)
{
    *decoded = (struct tf_decoded){.bytes = NULL};
    const bool utf8 =
        encoding == TWOFOLD_UTF8 || (encoding == TWOFOLD_ANY_ENCODING &&
                                     (has_mark(text, size) || tf_utf8_valid(text, size, NULL)));
    const twofold_status status =
        utf8 ? copy_utf8(text, size, context, decoded) : convert(text, size, context, decoded);
    if (status != TWOFOLD_OK) return status;
    /* A NUL is in no table, but in every second byte of UTF-16. */
    const char *nul = memchr(decoded->bytes, '\0', decoded->size);
    if (nul != NULL) {
        decoded->size = (size_t)(nul - decoded->bytes);
        decoded->whole = false;
    }
    return TWOFOLD_OK;
}
