/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words and numbers of reports. */
#include "target/report.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

static const char *word(enum tf_report_word which, twofold_lang lang)
{
    static const char *const words[TF_SAY_COUNT + 1][2] = {
#define TF_X(name, en, zh) [TF_SAY_##name] = {en, zh},
        TF_REPORT_WORDS(TF_X)
#undef TF_X
            [TF_SAY_COUNT] = {"", ""},
    };
    return words[which][lang == TWOFOLD_ZH];
}

void tf_say(struct tf_buffer *buffer, enum tf_report_word which, twofold_lang lang,
            const char *const fillings[5])
{
    for (const char *at = word(which, lang); *at != '\0'; at++) {
        if (at[0] == '%' && at[1] >= '1' && at[1] <= '5') {
            const char *filling = fillings == NULL ? NULL : fillings[*++at - '1'];
            tf_buffer_say(buffer, filling == NULL ? "" : filling);
        } else {
            tf_buffer_char(buffer, *at);
        }
    }
}

/* Four digits, however large the number; whole ones as they are. */
static int decimals_of(double shown)
{
    const double size = fabs(shown);
    if (size < 1e15 && size == floor(size) && size < 100.0) return 0;
    if (!(size > 0.0) || size >= 1000.0) return 0;
    const int decimals = 3 - (int)floor(log10(size));
    return decimals < 4 ? decimals : 4;
}

/* Base units in the unit shown, whose name goes to the label. English has no word for ten thousand:
 * money in millions. */
static double shown_unit(const twofold_unit *unit, double value, twofold_lang lang,
                         char label[TF_SAID])
{
    if (unit->dimension != TWOFOLD_MONEY || lang == TWOFOLD_ZH)
        return twofold_display_unit(unit, fabs(value), lang, label, TF_SAID);
    const bool millions = fabs(value) >= 1e6;
    char plain[TF_SAID];
    (void)twofold_display_unit(unit, 0.0, lang, plain, sizeof plain);
    struct tf_buffer buffer = tf_buffer_of(label, TF_SAID);
    tf_buffer_say(&buffer, millions ? "M " : " ");
    tf_buffer_say(&buffer, plain);
    (void)tf_buffer_end(&buffer);
    return millions ? 1e6 : 1.0;
}

/* Latin words stand apart from the digits. */
static bool stands_apart(const char *label)
{
    return (label[0] >= 'a' && label[0] <= 'z') || (label[0] >= 'A' && label[0] <= 'Z');
}

void tf_say_amount(const twofold_projection *projection, int entity, int kpi, double value,
                   twofold_lang lang, char text[TF_SAID])
{
    struct tf_buffer buffer = tf_buffer_of(text, TF_SAID);
    if (isnan(value)) {
        tf_say(&buffer, TF_SAY_UNKNOWN, lang, NULL);
        (void)tf_buffer_end(&buffer);
        return;
    }
    const char *words = tf_unit_of(projection->program, tf_entity_here(projection, entity), kpi);
    twofold_unit unit = {.dimension = TWOFOLD_PLAIN};
    const bool read = tf_unit_parse(words, strlen(words), &unit, NULL) == TWOFOLD_FAULT_NONE;
    const bool ratio = projection->program->model->kpis[kpi].kind == TWOFOLD_RATIO;
    if (read && ratio && unit.dimension == TWOFOLD_PLAIN && unit.per == TWOFOLD_PLAIN)
        unit.dimension = TWOFOLD_SHARE;
    char label[TF_SAID] = "", digits[TF_SAID];
    const double scale = read ? shown_unit(&unit, value, lang, label) : 1.0;
    const bool money = unit.dimension == TWOFOLD_MONEY;
    int decimals = decimals_of(value / scale);
    if (money && scale > 1.0 && decimals == 0 && fabs(value) < 1000.0 * scale) decimals = 2;
    (void)twofold_fixed_write(value / scale, decimals, TWOFOLD_HALF_UP, digits, sizeof digits);
    tf_buffer_say(&buffer, digits);
    if (stands_apart(label) && !money) tf_buffer_char(&buffer, ' ');
    tf_buffer_say(&buffer, label);
    (void)tf_buffer_end(&buffer);
}

bool tf_say_alike(const struct tf_written *figure, double value, struct tf_buffer *buffer)
{
    char digits[TF_SAID];
    if (figure->text == NULL || isnan(value) || !(figure->scale > 0.0)) return false;
    const size_t size = strspn(figure->text, "+-0123456789.");
    const char next = figure->text[size];
    if (size == 0 || next == 'e' || next == 'E') return false;
    (void)twofold_fixed_write(value / figure->scale, figure->decimals + 2, TWOFOLD_HALF_UP, digits,
                              sizeof digits);
    tf_buffer_say(buffer, digits);
    tf_buffer_say(buffer, figure->text + size);
    return true;
}

void tf_say_percent(double share, char text[TF_SAID])
{
    char digits[TF_SAID];
    (void)twofold_fixed_write(100.0 * share, 1, TWOFOLD_HALF_UP, digits, sizeof digits);
    struct tf_buffer buffer = tf_buffer_of(text, TF_SAID);
    tf_buffer_say(&buffer, digits);
    tf_buffer_char(&buffer, '%');
    (void)tf_buffer_end(&buffer);
}

void tf_say_period(twofold_period period, twofold_lang lang, char text[TF_SAID])
{
    text[0] = '\0';
    if (period.months > 0) (void)twofold_period_label(period, lang, text, TF_SAID);
}

/* Names that the plan does not give. */
static const char *name_of(const twofold_entity *entity, twofold_lang lang)
{
    switch (entity->kind) {
    case TWOFOLD_ENTITY_EXISTING: return word(TF_SAY_EXISTING, lang);
    case TWOFOLD_ENTITY_NOT_LISTED: return word(TF_SAY_NOT_LISTED, lang);
    case TWOFOLD_ENTITY_PIPELINE: return word(TF_SAY_PIPELINE, lang);
    default: return strcmp(entity->name, "other") == 0 ? word(TF_SAY_OTHER, lang) : entity->name;
    }
}

const char *tf_entity_called(const twofold_plan *plan, int entity, twofold_lang lang)
{
    const twofold_entity view = twofold_entity_at(plan, entity, lang);
    return lang == TWOFOLD_ZH ? name_of(&view, lang) : view.path;
}

const char *tf_part_called(const twofold_plan *plan, int entity, twofold_lang lang)
{
    const twofold_entity view = twofold_entity_at(plan, entity, lang);
    return lang == TWOFOLD_ZH ? name_of(&view, lang) : view.id;
}

const char *tf_kpi_called(const twofold_plan *plan, int kpi, twofold_lang lang)
{
    const twofold_kpi *row = twofold_plan_kpi(plan, kpi);
    if (row == NULL) return "";
    return lang == TWOFOLD_ZH ? row->zh : row->id;
}
