/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chinese keys: one internal form, written back as they were. The real case: tests/chinese. */
#include "plan_test.h"

#include "plan/chinese.h"
#include "plan/words.h"
#include "twofold/curve.h"

#define CHINESE                                                                                                 \
    "格式版本: 1\n规划: 试\n规划年份: 2021..2030\n"                                                  \
    "企业:\n"                                                                                                 \
    "  合力:\n"                                                                                               \
    "    现有: {总产值: 13亿元, 增速: 3%, 假设: {就业: 900}}\n"                                    \
    "    项目:\n"                                                                                             \
    "      南方基地: {类型: 新址, 开工: 2022-01, 竣工: 2023, 达产: 2025, 总投资: 6.6亿元,\n" \
    "        达产时: {产值: 26亿元, 税收: 5000万元以上}}\n"

static void keys_have_one_form(void **state)
{
    (void)state;
    struct tf_tree *tree = read_good(CHINESE);
    const struct tf_node *output = node_at(tree, "合力.existing.output");
    assert_non_null(output);
    assert_string_equal(output->key, "output");
    assert_string_equal(output->text, "13亿元");
    assert_ptr_equal(output, node_at(tree, "合力.现有.产值"));
    assert_ptr_equal(output, node_at(tree, "企业.合力.现有.工业总产值"));
    assert_int_equal(node_at(tree, "合力.南方基地.达产时.税收")->kpi, TWOFOLD_KPI_TAX);
    assert_ptr_equal(node_at(tree, "合力.现有.增长率"), node_at(tree, "合力.existing.growth"));
    assert_true(node_at(tree, "合力.existing.jobs")->assumed);
    assert_null(node_at(tree, "合力.现有.甲"));
    tf_tree_free(tree);
}

/* Chinese comes back Chinese, English English, and what has no key of its own in the file as the
 * file's first key. */
static void each_key_keeps_its_language(void **state)
{
    (void)state;
    twofold_plan *plan = read_plan(CHINESE "    actual: {税收: {2021: 3万元}}\n");
    char *text = write_plan(plan);
    static const char *const there[] = {
        "格式版本: 1\n", "企业:\n",       "产值: 13亿元", "增长率: 3%", "假设: {就业: 900}",
        "类型: 新址",    "投资: 6.6亿元", "actual:",      "税收:",      "达产时:",
    };
    for (size_t i = 0; i < COUNT(there); i++) {
        if (strstr(text, there[i]) == NULL) fail_msg("%s is not in\n%s", there[i], text);
    }
    twofold_plan *again = read_plan(text);
    char *twice = write_plan(again);
    assert_string_equal(text, twice);
    free(twice);
    twofold_plan_free(again);
    free(text);
    twofold_plan_free(plan);
}

static void drafts_take_chinese_paths(void **state)
{
    (void)state;
    static const char *const fields[][2] = {
        {"规划年份", "2021..2030"},
        {"企业.合力.现有", "{产值: 13亿元, 增长率: 3%}"},
        {"合力.现有.产值", "14亿元"},
        {"heli.existing.tax", NULL}, /* no such enterprise */
        {"合力.existing.税收", "3万元"},
        {"目标.翻一番.翻番", "产值"},
        {"目标.翻一番.对象", "合力.现有"},
        {"目标.翻一番.期限", "2030"},
        {"情景.低.改为", "{合力.现有: {产值: 9亿元}, 价格.2023: 95%}"},
    };
    twofold_draft *draft = NULL;
    twofold_plan *plan = NULL;
    assert_int_equal(twofold_draft_new(NULL, &draft), TWOFOLD_OK);
    for (size_t i = 0; i < COUNT(fields); i++) {
        const bool good = fields[i][1] != NULL;
        assert_int_equal(twofold_draft_set(draft, fields[i][0], good ? fields[i][1] : "1"),
                         good ? TWOFOLD_OK : TWOFOLD_E_NOT_FOUND);
    }
    assert_int_equal(twofold_draft_finish(draft, NULL, &plan, NULL), TWOFOLD_OK);
    assert_string_equal(node_at(plan->tree, "合力.existing.output")->text, "14亿元");
    assert_int_equal(node_at(plan->tree, "合力.existing")->count, 3);
    assert_int_equal(twofold_find_entity(plan, "合力.现有"),
                     twofold_find_entity(plan, "合力.existing"));
    assert_int_equal(twofold_find_entity(plan, "园区"), 0);
    assert_int_equal(twofold_find_entity(plan, "合力.达产时"), -1);
    assert_int_equal(twofold_find_kpi(plan, "产值"), TWOFOLD_KPI_OUTPUT);
    twofold_plan_free(plan);
    twofold_draft_free(draft);
}

/* In one kind of mapping a Chinese word means one thing, keys, KPIs and further names together, and
 * everything that has an English name there has a Chinese one. */
static void words_mean_one_thing(void **state)
{
    (void)state;
    struct tf_tree *tree = read_good(HEAD);
    for (unsigned inside = 1; inside < TF_INSIDE_COUNT; inside++) {
        const char *english[256], *chinese[256];
        const size_t count = tf_words_of((enum tf_inside)inside, false, english, 256);
        assert_int_equal(tf_words_of((enum tf_inside)inside, true, chinese, 256), count);
        for (size_t i = 0; i < count; i++) {
            const struct tf_meaning meaning = tf_names_meaning(
                tree->names, chinese[i], strlen(chinese[i]), (enum tf_inside)inside);
            assert_non_null(meaning.name);
            assert_true(meaning.chinese);
            if (strcmp(meaning.name, english[i]) != 0) {
                fail_msg("%s means %s and %s", chinese[i], meaning.name, english[i]);
            }
            /* A further name never hides a first one. */
            for (size_t n = 0; n < 3; n++) {
                const char *other = tf_synonym(chinese[i], strlen(chinese[i]), n);
                if (other == NULL) break;
                const struct tf_meaning hidden =
                    tf_names_meaning(tree->names, other, strlen(other), (enum tf_inside)inside);
                if (hidden.name != NULL && strcmp(hidden.name, meaning.name) != 0) {
                    fail_msg("%s means %s and %s", chinese[i], meaning.name, hidden.name);
                }
            }
        }
    }
    tf_tree_free(tree);
}

/* The words of choices: each has a Chinese one, and curves are called as their module calls them.
 */
static void choices_are_in_both_languages(void **state)
{
    (void)state;
    for (int i = 0; i < TF_KEYS; i++) {
        const struct tf_key *row = tf_key_row((enum tf_key_id)i);
        int index = 0;
        for (const char *at = row->choices; *at != '\0'; index++) {
            const size_t size = strcspn(at, "|");
            const char *chinese = tf_word_chinese(at, size);
            assert_non_null(chinese);
            assert_int_equal(tf_choice(row, chinese, strlen(chinese)), index);
            assert_int_equal(tf_choice(row, at, size), index);
            if (i == TF_KEY_SPEND) {
                assert_string_equal(chinese, twofold_spend_text((twofold_spend)index, TWOFOLD_ZH));
            }
            at += size + (at[size] == '|');
        }
    }
    assert_true(tf_is_word("met", 3, "met") && tf_is_word("达标", strlen("达标"), "met"));
    assert_false(tf_is_word("未达标", strlen("未达标"), "met"));
}

static void paths_are_translated_word_by_word(void **state)
{
    (void)state;
    char text[64];
    static const char path[] = "合力.现有";
    assert_true(tf_path_to_english(path, strlen(path), text, sizeof text));
    assert_string_equal(text, "合力.existing");
    assert_false(tf_path_to_english("heli.existing", 13, text, sizeof text));
    assert_false(tf_path_to_english(path, strlen(path), text, 10)); /* no room */
    assert_false(tf_path_to_english("", 0, text, sizeof text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_have_one_form),
        cmocka_unit_test(each_key_keeps_its_language),
        cmocka_unit_test(drafts_take_chinese_paths),
        cmocka_unit_test(words_mean_one_thing),
        cmocka_unit_test(choices_are_in_both_languages),
        cmocka_unit_test(paths_are_translated_word_by_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
