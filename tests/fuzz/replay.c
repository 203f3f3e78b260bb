/* SPDX-License-Identifier: GPL-3.0-or-later
 * Runs a fuzz target over the files of the folders named, without a fuzzer: what fuzzing found
 * once stays found. */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Hands one file to the target; false if it cannot be read. */
static bool replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    uint8_t *data = NULL;
    size_t size = 0, room = 0, got = 0;
    do {
        size += got;
        if (room - size < 4096) {
            uint8_t *more = realloc(data, room = room * 2 + 65536);
            if (!more) break;
            data = more;
        }
        got = fread(data + size, 1, room - size, file);
    } while (got > 0);
    bool read = data && !ferror(file);
    fclose(file);
    /* A block of exactly this size, so that reading past its end is seen. */
    uint8_t *exact = read ? malloc(size ? size : 1) : NULL;
    for (size_t i = 0; exact && i < size; i++) exact[i] = data[i];
    free(data);
    if (!exact) return false;
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    return true;
}

int main(int argc, char **argv)
{
    unsigned count = 0;
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        if (!folder) return perror(argv[i]), 1;
        for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
            char path[4096];
            int length = snprintf(path, sizeof path, "%s/%s", argv[i], entry->d_name);
            if (entry->d_name[0] == '.' || length >= (int)sizeof path) continue;
            if (!replay(path)) return perror(path), 1;
            count++;
        }
        closedir(folder);
    }
    printf("%u inputs\n", count);
    return 0;
}
