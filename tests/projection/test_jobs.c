/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Jobs: hired ahead of the ramp, by productivity that drifts, and what became of them. Numbers:
 * DOMAIN.md 5, and closed forms of a linear ramp. */
#include "projection_test.h"

static double value(const twofold_projection *p, const char *entity, const char *kpi,
                    const char *period)
{
    return twofold_value(p, entity, kpi, period);
}

static twofold_projection *project_text(const char *body, const char *override)
{
    char text[2000];
    (void)snprintf(text, sizeof text, "twofold: 1\nplan: Jobs\nyears: 2021..2030\n%s", body);
    twofold_plan *plan = tf_read_plan(text);
    assert_non_null(plan);
    twofold_projection *p = project(plan, NULL, override);
    twofold_plan_free(plan);
    return p;
}

#define near(got, want, digits)                                                                    \
    assert_true(close_to(got, want, 0.5 * pow(10, 1 - (digits)), 0)) /* to its printed digits */

static const char plant[] = "enterprises: {a: {existing: {output: 8亿元, productivity: 30万元/job, "
                            "productivity-growth: 5%}}}\n";

static void productivity_drifts(void **state)
{
    (void)state;
    twofold_projection *p = project_text(plant, NULL);
    near(value(p, "a", "jobs", "2021"), 2666.66666667, 12);
    near(value(p, "a", "jobs", "2024"), 2303.56692942, 12);
    near(value(p, "a", "jobs", "2024-01"), 2303.56692942, 12); /* a rate holds from January */
    near(value(p, "a", "jobs-retained", "2024"), 2303.56692942, 12);
    near(value(p, "a", "jobs-lost", "2024"), 2666.66666667 - 2303.56692942, 10);
    near(value(p, "a", "jobs-net", "2024"), 2303.56692942 - 2666.66666667, 10);
    assert_true(value(p, "a", "jobs-created", "2024") == 0);
    assert_true(value(p, "a", "jobs-displaced", "2024") == 0);
    twofold_projection_free(p);
}

/* Twice the output takes twice the people; twice the price does not, nor does a season. */
static void what_moves_them(void **state)
{
    (void)state;
    static const struct {
        const char *override;
        double output, jobs; /* of 2024, against 8亿 and 8亿 / 30万 / 1.05^3 */
    } rows[] = {
        {"price=200%", 2, 1},
        {"price={2023: 50%}", 0.5, 1},
        {"utilisation={2022: 80%}", 0.8, 0.8},
        {"a.existing.growth=10%", 1.331, 1.331},
        {"a.existing.output=16亿元", 2, 2},
        {"a.existing.productivity=60万元", 1, 0.5},
        {"a.existing.productivity-growth=0%", 1, 1.05 * 1.05 * 1.05},
        {"a.existing.season=[1%, 9%, 10%, 10%, 10%, 10%, 10%, 10%, 10%, 10%, 10%, 0%]", 1, 1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        twofold_projection *p = project_text(plant, rows[i].override);
        near(value(p, "a", "output", "2024"), 8e8 * rows[i].output, 12);
        near(value(p, "a", "jobs", "2024"), 2303.56692942 * rows[i].jobs, 11);
        twofold_projection_free(p);
    }
}

/* (1 + g_Y) = (1 + g_P)(1 + g_E), year by year. */
static void growth_divides(void **state)
{
    (void)state;
    twofold_projection *p =
        project_text("enterprises: {a: {existing: {output: 8亿元, growth: {2022: 12%, 2024: 2%}, "
                     "productivity: 30万元, productivity-growth: {2023: 5%, 2025: -3%}}}}\n",
                     NULL);
    static const double output[] = {1.12, 1.12, 1.02, 1.02, 1.02};
    static const double productivity[] = {1, 1.05, 1.05, 0.97, 0.97};
    for (int i = 0; i < 5; i++) {
        char now[8], before[8];
        (void)snprintf(now, sizeof now, "%d", 2022 + i);
        (void)snprintf(before, sizeof before, "%d", 2021 + i);
        near(value(p, "a", "jobs", now) / value(p, "a", "jobs", before),
             output[i] / productivity[i], 13);
    }
    near(value(p, "a", "jobs-created", "2023"), 8e8 / 3e5 * (1.12 * 1.12 / 1.05 - 1), 12);
    near(value(p, "a", "jobs-retained", "2023"), 8e8 / 3e5, 12);
    assert_true(value(p, "a", "jobs-lost", "2023") == 0);
    twofold_projection_free(p);
}

static const char site[] =
    "enterprises: {a: {projects: {b: {produce: 2023, full: 2025, ramp: linear, "
    "at-full: {output: 24亿元, jobs: 2400}}}}}\n";

/* On a linear ramp of 24 months with 2,400 jobs every month brings 100. */
static void hiring_leads(void **state)
{
    (void)state;
    twofold_projection *p = project_text(site, "a.b.hiring-lead=6 months");
    assert_true(value(p, "a", "jobs", "2022-06") == 0);
    near(value(p, "a", "jobs", "2022-07"), 100, 12);
    near(value(p, "a", "jobs", "2022"), 600, 12);
    near(value(p, "a", "jobs", "2023"), 1800, 12);
    assert_true(value(p, "a", "jobs", "2024-06") == 2400);
    assert_true(value(p, "a", "jobs", "2024") == 2400);
    assert_true(value(p, "a", "output", "2022") == 0);
    near(value(p, "a", "output", "2023"), 6e8, 12);
    near(value(p, "a", "jobs-created", "2023"), 1800, 12);
    twofold_projection_free(p);
    p = project_text(site, "a.b.hiring-lead=0 months");
    near(value(p, "a", "jobs", "2023"), 1200, 12);
    twofold_projection_free(p);
    p = project_text(site, "a.b={produce: 2023, full: 2025, end: 2026, hiring-lead: 1 year, "
                           "at-produce: {jobs: 200}, at-full: {jobs: 2400}}");
    assert_true(value(p, "a", "jobs", "2021") == 0);
    assert_true(value(p, "a", "jobs", "2022-01") > 200);
    assert_true(value(p, "a", "jobs", "2026-11") == 2400 && value(p, "a", "jobs", "2026") == 2400);
    assert_true(value(p, "a", "jobs", "2027-01") == 0);
    twofold_projection_free(p);
}

/* A follower hires ahead of its leader's ramp, seen from its own lag. */
static void followers_hire_ahead(void **state)
{
    (void)state;
    static const char both[] =
        "enterprises: {a: {projects: {b: {produce: 2023, full: 2025, ramp: linear, at-full: "
        "{jobs: 2400}}, c: {produce: 2023, follows: b + 6 months, hiring-lead: 3 months, at-full: "
        "{jobs: 240}}}}}\n";
    twofold_projection *p = project_text(both, NULL);
    assert_true(value(p, "a.c", "jobs", "2023-03") == 0);
    near(value(p, "a.c", "jobs", "2023-04"), 10, 12);
    near(value(p, "a.c", "jobs", "2023"), 90, 12);
    assert_true(value(p, "a.c", "jobs", "2025-03") == 240);
    twofold_projection_free(p);
}

static const char everything[] =
    "enterprises:\n"
    "  a:\n"
    "    existing: {output: 8亿元, productivity: 30万元, productivity-growth: 5%, growth: 2%, "
    "end: 2028}\n"
    "    projects:\n"
    "      b: {produce: 2023, full: 2025, count: 2, hiring-lead: 5 months, productivity-growth: "
    "4%,\n"
    "          at-produce: {jobs: 100}, at-full: {output: 6亿元, productivity: 40万元, jobs-saved: "
    "7}}\n"
    "      c: {produce: 2024, full: 2026, at-full: {jobs-saved: 500}}\n"
    "  d: {existing: {jobs: 900, jobs-saved: 20, end: 2025-06}}\n"
    "  e: {existing: {output: 3亿元}}\n";

/* jobs = created + retained - displaced, net = created - displaced - lost, everywhere. */
static void they_add_up(void **state)
{
    (void)state;
    twofold_projection *p = project_text(everything, "utilisation={2024-03: 85%, 2026: 120%}");
    const size_t entities = p->program->model->entity_count;
    double most = 0;
    for (size_t e = 0; e < entities; e++) {
        const twofold_series jobs = twofold_series_at(p, (int)e, TWOFOLD_KPI_JOBS, TWOFOLD_MONTH);
        twofold_series s[5];
        for (int k = 0; k < 5; k++)
            s[k] = twofold_series_at(p, (int)e, TWOFOLD_KPI_JOBS_CREATED + k, TWOFOLD_MONTH);
        for (size_t i = 0; i < jobs.count; i++) {
            const double created = s[0].values[i], retained = s[1].values[i];
            const double displaced = s[2].values[i], lost = s[3].values[i], net = s[4].values[i];
            if (isnan(jobs.values[i])) continue;
            assert_true(close_to(jobs.values[i], created + retained - displaced, 1e-12, 1e-9));
            if (isnan(net)) continue;
            assert_true(close_to(net, created - displaced - lost, 1e-12, 1e-9));
            assert_true(created >= 0 && retained >= 0 && displaced >= 0 && lost >= 0);
            most = fmax(most, lost);
        }
    }
    assert_true(most > 900); /* the plants that ended */
    assert_true(value(p, "d", "jobs-lost", "2025-05") == 0);
    assert_true(value(p, "d", "jobs-lost", "2025-06") == 0); /* stocks are taken before the end */
    assert_true(value(p, "d", "jobs-lost", "2025-07") == 900);
    assert_true(value(p, "a.c", "jobs-displaced", "2027") == 500);
    assert_true(value(p, "a.c", "jobs-created", "2027") == 0);
    assert_true(value(p, "a.c", "jobs-net", "2027") == -500);
    assert_true(isnan(value(p, "e", "jobs-lost", "2027")));
    twofold_projection_free(p);
}

/* What is known of a project's jobs moves with the lead; retained and lost are always 0 there. */
static void knowing_leads_too(void **state)
{
    (void)state;
    twofold_projection *p = project_text(
        "enterprises: {a: {projects: {b: {produce: 2023, full: 2025, hiring-lead: 6 months, "
        "at-full: {output: 1亿元}}}}}\n",
        NULL);
    assert_true(value(p, "a.b", "jobs", "2022-06") == 0);
    assert_true(isnan(value(p, "a.b", "jobs", "2022-07")));
    assert_true(isnan(value(p, "a.b", "jobs-created", "2022-07")));
    assert_true(isnan(value(p, "a.b", "jobs-net", "2025")));
    assert_true(value(p, "a.b", "jobs-retained", "2025") == 0);
    assert_true(value(p, "a.b", "jobs-lost", "2025") == 0);
    twofold_projection_free(p);
}

/* A draw is what an override is, to the bit. */
static void draws_are_overrides(void **state)
{
    (void)state;
    static const char *const vary[] = {"a.b.hiring-lead", "a.b.at-full.productivity",
                                       "a.existing.productivity-growth"};
    static const double draws[3][2] = {{5, 2.5}, {4e5, 3.3e5}, {0.05, -0.02}};
    static const char *const overrides[] = {"a.b.hiring-lead=2.5 months",
                                            "a.b.at-full.productivity=33万元",
                                            "a.existing.productivity-growth=-2%"};
    const double *const in[] = {draws[0], draws[1], draws[2]};
    char text[2000];
    (void)snprintf(text, sizeof text, "twofold: 1\nplan: Jobs\nyears: 2021..2030\n%s", everything);
    twofold_plan *plan = tf_read_plan(text);
    assert_non_null(plan);
    twofold_selection outputs[6];
    for (int i = 0; i < 6; i++)
        outputs[i] =
            (twofold_selection){0, i < 5 ? TWOFOLD_KPI_JOBS_CREATED + i : TWOFOLD_KPI_JOBS};
    const twofold_compile_options options = {.struct_size = sizeof options,
                                             .vary = vary,
                                             .vary_count = 3,
                                             .outputs = outputs,
                                             .output_count = 6,
                                             .frequency = TWOFOLD_MONTH};
    twofold_compiled *compiled = NULL;
    assert_int_equal(twofold_compile(plan, &options, NULL, &compiled, NULL), TWOFOLD_OK);
    const twofold_batch batch = twofold_compiled_batch(compiled);
    static double values[6 * 120][2];
    double *out[6 * 120];
    assert_int_equal(batch.outputs, COUNT(out));
    for (size_t i = 0; i < COUNT(out); i++) out[i] = values[i];
    void *workspace = NULL;
    assert_int_equal(batch.workspace_new(batch.self, NULL, &workspace), TWOFOLD_OK);
    assert_int_equal(batch.evaluate(batch.self, workspace, 2, in, out), TWOFOLD_OK);
    batch.workspace_free(batch.self, NULL, workspace);
    for (size_t draw = 0; draw < 2; draw++) {
        twofold_projection *p = NULL;
        assert_int_equal(twofold_project(plan, NULL, overrides, draw == 0 ? 0 : COUNT(overrides),
                                         NULL, &p, NULL),
                         TWOFOLD_OK);
        for (size_t i = 0; i < COUNT(out); i++) {
            const twofold_series s = twofold_series_at(p, 0, outputs[i / 120].kpi, TWOFOLD_MONTH);
            if (!same(values[i][draw], s.values[i % 120]))
                fail_msg("draw %zu, output %zu: %.17g, not %.17g", draw, i, values[i][draw],
                         s.values[i % 120]);
        }
        twofold_projection_free(p);
    }
    twofold_compiled_free(compiled);
    twofold_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(productivity_drifts),  cmocka_unit_test(what_moves_them),
        cmocka_unit_test(growth_divides),       cmocka_unit_test(hiring_leads),
        cmocka_unit_test(followers_hire_ahead), cmocka_unit_test(they_add_up),
        cmocka_unit_test(knowing_leads_too),    cmocka_unit_test(draws_are_overrides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
