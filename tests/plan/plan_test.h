/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the text half share. */
#ifndef PLAN_TEST_H
#define PLAN_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "plan/check.h"
#include "plan/edit.h"
#include "plan/object.h"
#include "plan/yaml.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define HEAD "twofold: 1\nplan: Test\nyears: 2021..2030\n"

/* A tree of a text, walked unless raw; its faults in *faults. */
static inline struct tf_tree *read_tree(const char *text, bool walked, twofold_faults **faults)
{
    const twofold_limits limits = tf_limits(NULL);
    struct tf_tree *tree = NULL;
    assert_int_equal(tf_faults_new(NULL, faults), TWOFOLD_OK);
    assert_int_equal(tf_yaml_read(text, strlen(text), &limits, NULL, *faults, &tree), TWOFOLD_OK);
    if (walked) assert_int_equal(tf_check(tree, *faults), TWOFOLD_OK);
    return tree;
}

/* The same where no fault is expected. */
static inline struct tf_tree *read_good(const char *text)
{
    twofold_faults *faults;
    struct tf_tree *tree = read_tree(text, true, &faults);
    assert_int_equal(twofold_faults_count(faults), 0);
    twofold_faults_free(faults);
    return tree;
}

static inline twofold_plan *read_plan(const char *text)
{
    twofold_plan *plan = NULL;
    assert_int_equal(twofold_plan_parse(text, strlen(text), NULL, NULL, &plan, NULL), TWOFOLD_OK);
    return plan;
}

/* The node at a path; NULL if nothing stands there. */
static inline struct tf_node *node_at(const struct tf_tree *tree, const char *path)
{
    struct tf_place place;
    return tf_path_find(tree, path, strlen(path), false, &place) ? place.node : NULL;
}

static inline bool add_text(void *user, const char *bytes, size_t size)
{
    return tf_text_add((struct tf_text *)user, bytes, size);
}

/* A plan written out; free() it. */
static inline char *write_plan(const twofold_plan *plan)
{
    struct tf_text text;
    tf_text_init(&text, NULL);
    assert_int_equal(twofold_plan_write(plan, add_text, &text), TWOFOLD_OK);
    char *copy = malloc(text.size + 1);
    assert_non_null(copy);
    memcpy(copy, text.bytes, text.size);
    copy[text.size] = '\0';
    tf_text_clear(&text);
    return copy;
}

/* A file beside the tests, whole; free() it. */
static inline char *read_whole(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    const long size = ftell(file);
    rewind(file);
    char *text = malloc((size_t)size + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, (size_t)size, file), (size_t)size);
    text[size] = '\0';
    (void)fclose(file);
    return text;
}

#endif
