/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold of any plan, over random ones. A failure names its seed: random_plan.h makes the
 * text of it again. */
#include "projection_test.h"

#include "base/text.h"

enum { PLANS = 1000 };

/* Sums of the same numbers in another order: a cell is a sum of at most some hundred terms of both
 * signs (reports less what is known), each right to 2^-53 of the largest. A thousandth of 1e-9. */
static const double RELATIVE = 1e-12;

static const twofold_frequency FREQUENCIES[] = {TWOFOLD_YEAR, TWOFOLD_QUARTER, TWOFOLD_MONTH};

struct subject {
    uint64_t seed;
    const char *scenario;
    const twofold_plan *plan;
    const twofold_projection *projection;
    const struct tf_model *model;
};

#define CHECK(condition, s, entity, kpi, ...)                                                      \
    do {                                                                                           \
        if (!(condition)) refuse(s, entity, kpi, #condition, __VA_ARGS__);                         \
    } while (0)

static void refuse(const struct subject *s, size_t entity, size_t kpi, const char *what, ...)
{
    char words[200];
    va_list list;
    va_start(list, what);
    const char *format = va_arg(list, const char *);
    (void)vsnprintf(words, sizeof words, format, list);
    va_end(list);
    fail_msg("seed %llu, scenario %s, %s of %s: %s: %s", (unsigned long long)s->seed,
             s->scenario != NULL ? s->scenario : "none", s->model->kpis[kpi].id,
             s->model->entities[entity].path, what, words);
}

static double or_0(double value) { return isnan(value) ? 0.0 : value; }

static double highest(twofold_series s)
{
    double most = 0.0;
    for (size_t i = 0; i < s.count; i++) most = fmax(most, fabs(or_0(s.values[i])));
    return most;
}

/* Whether a KPI is reported in any place: then its counts are not spread over shorter periods. */
static bool is_reported(const struct subject *s, size_t kpi)
{
    for (size_t i = 0; i < s->model->report_count; i++)
        if (s->model->reports[i].kpi == (int32_t)kpi) return true;
    return false;
}

static bool counted(const twofold_kpi *kpi)
{
    return kpi->profile == TWOFOLD_MILESTONE && kpi->kind != TWOFOLD_STOCK;
}

/* ---- Frequencies ---- */

static void check_against_months(const struct subject *s, size_t e, size_t k,
                                 twofold_frequency frequency)
{
    const twofold_kpi *kpi = &s->model->kpis[k];
    const twofold_series x = twofold_series_at(s->projection, (int)e, (int)k, frequency);
    const twofold_series m = twofold_series_at(s->projection, (int)e, (int)k, TWOFOLD_MONTH);
    const size_t length = (size_t)x.first.months;
    const double absolute = RELATIVE * highest(x);
    for (size_t i = 0; i < x.count; i++) {
        const size_t from = i * length, last = from + length - 1;
        const size_t at = kpi->kind == TWOFOLD_OPENING ? from : last;
        if (kpi->kind != TWOFOLD_FLOW) {
            CHECK(same(x.values[i], m.values[at]), s, e, k, "%a, month %a", x.values[i],
                  m.values[at]);
            CHECK(x.known[i] == m.known[at], s, e, k, "%u, month %u", x.known[i], m.known[at]);
            continue;
        }
        double sum = 0.0;
        uint32_t fewest = UINT32_MAX;
        bool any = false;
        for (size_t j = from; j <= last; j++) {
            sum += or_0(m.values[j]);
            any = any || !isnan(m.values[j]);
            if (m.known[j] < fewest) fewest = m.known[j];
        }
        CHECK(any == !isnan(x.values[i]), s, e, k, "period %zu is %g", i, x.values[i]);
        CHECK(!any || close_to(sum, x.values[i], RELATIVE, absolute), s, e, k,
              "period %zu of %zu months: %.17g, sum %.17g", i, length, x.values[i], sum);
        CHECK(x.known[i] <= fewest, s, e, k, "%u known, fewest %u", x.known[i], fewest);
    }
}

/* The same plan on the coarsest grid that holds its steps: one cell a year where it has no monthly
 * ones, which is the integral taken over the year directly. */
static void check_direct(const struct subject *s, twofold_frequency frequency)
{
    const size_t kpis = s->model->kpi_count, count = s->model->entity_count * kpis;
    twofold_selection *selected = calloc(count, sizeof *selected);
    assert_non_null(selected);
    for (size_t i = 0; i < count; i++)
        selected[i] = (twofold_selection){(int)(i / kpis), (int)(i % kpis)};
    const twofold_compile_options options = {.struct_size = sizeof options,
                                             .scenario = s->scenario,
                                             .outputs = selected,
                                             .output_count = count,
                                             .frequency = frequency};
    twofold_compiled *compiled = NULL;
    assert_int_equal(twofold_compile(s->plan, &options, NULL, &compiled, NULL), TWOFOLD_OK);
    const twofold_batch batch = twofold_compiled_batch(compiled);
    double *values = calloc(batch.outputs, sizeof *values);
    double **out = calloc(batch.outputs, sizeof *out);
    assert_true(values != NULL && out != NULL);
    for (size_t i = 0; i < batch.outputs; i++) out[i] = &values[i];
    void *workspace = NULL;
    assert_int_equal(batch.workspace_new(batch.self, NULL, &workspace), TWOFOLD_OK);
    assert_int_equal(batch.evaluate(batch.self, workspace, 1, NULL, out), TWOFOLD_OK);
    const size_t periods = twofold_compiled_periods(compiled, NULL);
    for (size_t i = 0; i < count; i++) {
        const twofold_series x =
            twofold_series_at(s->projection, selected[i].entity, selected[i].kpi, frequency);
        assert_int_equal(x.count, periods);
        for (size_t j = 0; j < periods; j++)
            CHECK(close_to(values[i * periods + j], x.values[j], RELATIVE, RELATIVE * highest(x)),
                  s, i / kpis, i % kpis, "direct %.17g, projection %.17g in period %zu",
                  values[i * periods + j], x.values[j], j);
    }
    batch.workspace_free(batch.self, NULL, workspace);
    twofold_compiled_free(compiled);
    free(values);
    free(out);
    free(selected);
}

/* ---- Ratios ---- */

static void check_ratio(const struct subject *s, size_t e, size_t k, twofold_frequency frequency)
{
    const twofold_kpi *kpi = &s->model->kpis[k];
    const twofold_series x = twofold_series_at(s->projection, (int)e, (int)k, frequency);
    const twofold_series above =
        twofold_series_at(s->projection, (int)e, kpi->numerator, frequency);
    const twofold_series below =
        twofold_series_at(s->projection, (int)e, kpi->denominator, frequency);
    for (size_t i = 0; i < x.count; i++) {
        const bool known = x.known[i] > 0 || x.of[i] == 0; /* of no part: an enterprise's rest */
        CHECK(known || isnan(x.values[i]), s, e, k, "%g", x.values[i]);
        if (kpi->below == TWOFOLD_MEAN) continue;
        const bool annual = kpi->above == TWOFOLD_SUM && kpi->below == TWOFOLD_LAST;
        const double scale = annual ? 12.0 / x.first.months : 1.0;
        const bool there = known && !isnan(above.values[i]) && or_0(below.values[i]) != 0.0;
        CHECK(x.of[i] == 0 || there == !isnan(x.values[i]), s, e, k, "%g of %g / %g, %u known",
              x.values[i], above.values[i], below.values[i], x.known[i]);
        /* the same two roundings, in one order or the other */
        CHECK(isnan(x.values[i]) ||
                  close_to(x.values[i], above.values[i] * scale / below.values[i], 1e-15, 0),
              s, e, k, "%g of %g / %g", x.values[i], above.values[i], below.values[i]);
    }
}

/* Utilisation is production over capacity-time: months' capacity-times make the year's. */
static void check_capacity_time(const struct subject *s, size_t e)
{
    enum { U = TWOFOLD_KPI_UTILISATION, P = TWOFOLD_KPI_PRODUCTION };
    const twofold_series year = twofold_series_at(s->projection, (int)e, U, TWOFOLD_YEAR);
    const twofold_series month = twofold_series_at(s->projection, (int)e, U, TWOFOLD_MONTH);
    const twofold_series made = twofold_series_at(s->projection, (int)e, P, TWOFOLD_MONTH);
    const twofold_series total = twofold_series_at(s->projection, (int)e, P, TWOFOLD_YEAR);
    for (size_t y = 0; y < year.count; y++) {
        double time = 0.0;
        bool all = year.values[y] > 0.0;
        for (size_t j = 12 * y; j < 12 * y + 12; j++) {
            all = all && month.values[j] > 0.0;
            time += made.values[j] / month.values[j];
        }
        CHECK(!all || close_to(time, total.values[y] / year.values[y], RELATIVE, 0.0), s, e, U,
              "%.17g capacity-time in the months, %.17g in the year", time,
              total.values[y] / year.values[y]);
    }
}

/* ---- Parts and wholes ---- */

struct whole {
    size_t parts[64];
    size_t count;
    bool own;     /* figures of its own, which are no entity */
    int32_t rest; /* not listed, -1 */
};

static struct whole parts_of(const struct subject *s, size_t e)
{
    const struct tf_model_entity *entity = &s->model->entities[e];
    struct whole w = {.own = entity->own >= 0, .rest = entity->not_listed};
    for (size_t i = 0; i < entity->member_count; i++)
        w.parts[w.count++] = (size_t)entity->members[i];
    for (size_t i = 0; i < s->model->entity_count; i++)
        if (s->model->entities[i].parent == (int32_t)e) w.parts[w.count++] = i;
    assert_in_range(w.count, 0, COUNT(w.parts));
    return w;
}

static bool owns(const struct subject *s, size_t e, size_t k)
{
    const struct tf_part *own = &s->model->parts[s->model->entities[e].own];
    for (size_t i = 0; i < own->figure_count; i++) {
        const int32_t kpi = own->figures[i].kpi;
        if (kpi == (int32_t)k ||
            (kpi == TWOFOLD_KPI_INVESTMENT && k == TWOFOLD_KPI_INVESTMENT_TO_DATE) ||
            (kpi == TWOFOLD_KPI_LAND && k == TWOFOLD_KPI_LAND_IN_USE))
            return true;
    }
    return false;
}

static void check_whole(const struct subject *s, size_t e, size_t k, const struct whole *w,
                        twofold_frequency frequency)
{
    const twofold_series x = twofold_series_at(s->projection, (int)e, (int)k, frequency);
    const bool own = w->own && owns(s, e, k);
    const bool enterprise = s->model->entities[e].kind == TWOFOLD_ENTITY_ENTERPRISE;
    const double absolute = RELATIVE * highest(x);
    if (tf_unit_is_mixed(s->projection->program, (int32_t)e, (int32_t)k)) {
        for (size_t i = 0; i < x.count; i++)
            CHECK(isnan(x.values[i]) && x.known[i] == 0, s, e, k, "%g", x.values[i]);
        return;
    }
    for (size_t i = 0; i < x.count; i++) {
        double sum = 0.0;
        uint32_t known = 0, of = own;
        bool any = own, rest = false;
        for (size_t j = 0; j < w->count; j++) {
            const twofold_series part =
                twofold_series_at(s->projection, (int)w->parts[j], (int)k, frequency);
            const bool is_rest = (int32_t)w->parts[j] == w->rest;
            sum += or_0(part.values[i]);
            any = any || !isnan(part.values[i]);
            if (enterprise && is_rest) continue;
            rest = rest || (is_rest && part.of[i] > 0);
            known += part.known[i];
            of += part.of[i];
        }
        CHECK(x.of[i] == of, s, e, k, "of %u, parts %u", x.of[i], of);
        /* a report makes all parts known in its months: a longer period may mix both */
        const bool reported = own || rest || (enterprise && w->rest >= 0);
        CHECK(x.known[i] == known || (reported && x.known[i] >= known), s, e, k,
              "%u known in period %zu, parts %u", x.known[i], i, known);
        CHECK(x.known[i] - known <= own || frequency != TWOFOLD_MONTH ||
                  k == TWOFOLD_KPI_INVESTMENT_TO_DATE || x.known[i] == of,
              s, e, k, "%u known, parts %u of %u", x.known[i], known, of);
        CHECK(own || any == !isnan(x.values[i]), s, e, k, "%g in period %zu", x.values[i], i);
        CHECK(own || !any || close_to(sum, x.values[i], RELATIVE, absolute), s, e, k,
              "%.17g, sum %.17g in period %zu", x.values[i], sum, i);
    }
}

/* Under way where one of its two sides is reported: the whole has a value, its rest has none. */
static bool half_reported(const struct subject *s, size_t k)
{
    return k == TWOFOLD_KPI_PROJECTS_UNDER_WAY &&
           (is_reported(s, TWOFOLD_KPI_PROJECTS_STARTED) ||
            is_reported(s, TWOFOLD_KPI_PROJECTS_CARRIED_OVER));
}

/* ---- Knowing ---- */

static void check_known(const struct subject *s, size_t e, size_t k, twofold_frequency frequency)
{
    const twofold_series x = twofold_series_at(s->projection, (int)e, (int)k, frequency);
    const bool stock =
        s->model->kpis[k].kind == TWOFOLD_STOCK || s->model->kpis[k].kind == TWOFOLD_OPENING;
    const struct tf_model_entity *entity = &s->model->entities[e];
    const bool no_part = entity->kind == TWOFOLD_ENTITY_NOT_LISTED && /* of an enterprise */
                         s->model->entities[entity->parent].kind == TWOFOLD_ENTITY_ENTERPRISE;
    for (size_t i = 0; i < x.count; i++) {
        CHECK(x.known[i] <= x.of[i], s, e, k, "%u of %u", x.known[i], x.of[i]);
        CHECK(!isinf(x.values[i]), s, e, k, "%g", x.values[i]);
        if (no_part || s->model->kpis[k].kind == TWOFOLD_RATIO) continue;
        if (k != TWOFOLD_KPI_INVESTMENT_TO_DATE && (stock || frequency == TWOFOLD_MONTH))
            CHECK((x.known[i] == 0) == isnan(x.values[i]), s, e, k, "%g, %u of %u", x.values[i],
                  x.known[i], x.of[i]);
        else /* a part may know some of the months; sums to date keep what is known */
            CHECK(x.known[i] == 0 || !isnan(x.values[i]), s, e, k, "%g, %u known", x.values[i],
                  x.known[i]);
    }
}

static void check_cube(const struct subject *s)
{
    for (size_t e = 0; e < s->model->entity_count; e++) {
        const struct whole w = parts_of(s, e);
        check_capacity_time(s, e);
        for (size_t k = 0; k < s->model->kpi_count; k++) {
            const twofold_kpi *kpi = &s->model->kpis[k];
            const bool ratio = kpi->kind == TWOFOLD_RATIO;
            const bool spread =
                !counted(kpi) || (!is_reported(s, k) && kpi->kind != TWOFOLD_RATIO &&
                                  k != TWOFOLD_KPI_PROJECTS_UNDER_WAY);
            for (size_t f = 0; f < COUNT(FREQUENCIES); f++) {
                check_known(s, e, k, FREQUENCIES[f]);
                if (ratio) check_ratio(s, e, k, FREQUENCIES[f]);
                if (!ratio && w.count > 0 && !half_reported(s, k))
                    check_whole(s, e, k, &w, FREQUENCIES[f]);
                if (!ratio && spread) check_against_months(s, e, k, FREQUENCIES[f]);
            }
        }
    }
    check_direct(s, TWOFOLD_YEAR);
    if (s->seed % 4 == 0) check_direct(s, TWOFOLD_QUARTER);
}

/* ---- Plans that are the same plan ---- */

static bool add_text(void *user, const char *bytes, size_t size)
{
    return tf_text_add((struct tf_text *)user, bytes, size);
}

static char *write_plan(const twofold_plan *plan)
{
    struct tf_text text;
    tf_text_init(&text, NULL);
    assert_int_equal(twofold_plan_write(plan, add_text, &text), TWOFOLD_OK);
    char *copy = calloc(1, text.size + 1);
    assert_non_null(copy);
    memcpy(copy, text.bytes, text.size);
    tf_text_clear(&text);
    return copy;
}

static void expect_same(const struct subject *s, twofold_projection *other, const char *what)
{
    const size_t cell = first_difference(s->projection, other);
    if (cell < s->projection->program->columns)
        fail_msg("seed %llu: %s: cell %zu is %.17g, was %.17g", (unsigned long long)s->seed, what,
                 cell, other->values[cell], s->projection->values[cell]);
    twofold_projection_free(other);
}

static void check_written(const struct subject *s)
{
    char *once = write_plan(s->plan);
    twofold_plan *again = tf_read_plan(once);
    if (again == NULL) fail_msg("seed %llu: written, it is refused", (unsigned long long)s->seed);
    char *twice = write_plan(again);
    if (strcmp(once, twice) != 0)
        fail_msg("seed %llu: written twice:\n%s\nthen\n%s", (unsigned long long)s->seed, once,
                 twice);
    expect_same(s, project(again, NULL, NULL), "written and read");
    twofold_plan_free(again);
    free(once);
    free(twice);
}

/* Nothing changes: again, an empty scenario, or a value set to its own text. */
static void check_nothing(const struct subject *s)
{
    uint64_t state = s->seed;
    const size_t count = twofold_input_count(s->plan);
    if (s->seed % 3 == 0) {
        expect_same(s, project(s->plan, NULL, NULL), "again");
    } else if (s->seed % 3 == 1) {
        expect_same(s, project(s->plan, "nothing", NULL), "an empty scenario");
    } else if (count > 0) {
        const size_t which = tf_random(&state) % count;
        const twofold_input input = twofold_input_at(s->plan, which);
        char set[400];
        (void)snprintf(set, sizeof set, "%s=%s", input.path, input.text);
        /* defaults have no text that stands anywhere, entries of lists no path to set */
        if (input.text[0] != '\0' && input.line > 0 && strstr(input.path, ".season.") == NULL)
            expect_same(s, project(s->plan, NULL, set), set);
    }
}

static void random_plans_hold(void **state)
{
    (void)state;
    static const char *const scenarios[] = {"s1", "s2", "s3"};
    for (uint64_t seed = 0; seed < PLANS; seed++) {
        twofold_plan *plan = tf_random_plan_read(seed);
        assert_non_null(plan);
        struct subject s = {.seed = seed, .plan = plan};
        s.projection = project(plan, NULL, NULL);
        s.model = s.projection->program->model;
        check_cube(&s);
        check_nothing(&s);
        check_written(&s);
        twofold_projection_free((twofold_projection *)s.projection);
        if (seed % 2 == 0) {
            s.scenario = scenarios[seed / 2 % COUNT(scenarios)];
            s.projection = project(plan, s.scenario, NULL);
            s.model = s.projection->program->model;
            check_cube(&s);
            twofold_projection_free((twofold_projection *)s.projection);
        }
        twofold_plan_free(plan);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_plans_hold),
    };
    return cmocka_run_group_tests_name("projection: properties", tests, NULL, NULL);
}
