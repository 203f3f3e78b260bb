/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One plan read by several threads at once, while another thread publishes new ones in its place.
 */
#define _POSIX_C_SOURCE 200809L
#include "host_test.h"

#include <pthread.h>
#include <stdatomic.h>

#define READERS 4
#define ROUNDS 12

/* What a host holds: the plan of the moment, behind a lock of its own. */
static struct {
    pthread_mutex_t lock;
    twofold_plan *plan;
    atomic_uint reading; /* readers that are not done */
    uint64_t expected;
} host = {.lock = PTHREAD_MUTEX_INITIALIZER};

static twofold_plan *read_small(void)
{
    twofold_plan *plan = NULL;
    return twofold_plan_parse(small_plan, sizeof small_plan - 1, NULL, NULL, &plan, NULL) ==
                   TWOFOLD_OK
               ? plan
               : NULL;
}

/* The bits of a projection and its targets; 0 on failure. */
static uint64_t bits_of(const twofold_plan *plan)
{
    twofold_projection *projection = NULL;
    if (twofold_project(plan, "late", NULL, 0, NULL, &projection, NULL) != TWOFOLD_OK) return 0;
    const uint64_t hash = mix_targets(mix_projection(1, projection), projection);
    twofold_projection_free(projection);
    return hash;
}

static void *read_the_same(void *plan) { return bits_of(plan) == host.expected ? plan : NULL; }

static void *read_the_latest(void *user)
{
    void *result = user;
    for (unsigned i = 0; i < ROUNDS; i++) {
        pthread_mutex_lock(&host.lock);
        twofold_plan *plan = twofold_plan_ref(host.plan);
        pthread_mutex_unlock(&host.lock);
        if (bits_of(plan) != host.expected) result = NULL;
        twofold_plan_free(plan);
    }
    atomic_fetch_sub(&host.reading, 1);
    return result;
}

static void *publish(void *user)
{
    while (atomic_load(&host.reading) > 0) {
        twofold_plan *next = read_small();
        if (next == NULL) return NULL;
        pthread_mutex_lock(&host.lock);
        twofold_plan *last = host.plan;
        host.plan = next;
        pthread_mutex_unlock(&host.lock);
        twofold_plan_free(last); /* its readers have references of their own */
    }
    return user;
}

static int set_up(void **state)
{
    (void)state;
    host.plan = read_small();
    host.expected = host.plan != NULL ? bits_of(host.plan) : 0;
    return host.expected != 0 ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    twofold_plan_free(host.plan);
    return 0;
}

static void four_threads_read_one_plan(void **state)
{
    (void)state;
    pthread_t threads[READERS];
    for (size_t i = 0; i < READERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, read_the_same, host.plan), 0);
    for (size_t i = 0; i < READERS; i++) {
        void *result;
        assert_int_equal(pthread_join(threads[i], &result), 0);
        assert_non_null(result);
    }
}

static void a_plan_is_replaced_while_it_is_read(void **state)
{
    (void)state;
    pthread_t threads[READERS + 1];
    atomic_store(&host.reading, READERS);
    for (size_t i = 0; i < READERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, read_the_latest, &host), 0);
    assert_int_equal(pthread_create(&threads[READERS], NULL, publish, &host), 0);
    for (size_t i = 0; i <= READERS; i++) {
        void *result;
        assert_int_equal(pthread_join(threads[i], &result), 0);
        assert_non_null(result);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_threads_read_one_plan),
        cmocka_unit_test(a_plan_is_replaced_while_it_is_read),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
