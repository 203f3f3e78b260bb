/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiled once per instruction set. Each loop is plain C that the compiler vectorises: selects in
 * place of branches, nothing but its own lane, so that a block is a loop, bit for bit. */
#include "projection/loops.h"

#include "fiscal/year.h"

#define R restrict

static inline double larger(double a, double b) { return a > b ? a : b; }

static inline double smaller(double a, double b) { return a < b ? a : b; }

static void op(size_t n, enum tf_op code, const double *R a, const double *R b, double *R out)
{
    switch (code) {
    case TF_OP_ADD:
        for (size_t i = 0; i < n; i++) out[i] = a[i] + b[i];
        break;
    case TF_OP_SUBTRACT:
        for (size_t i = 0; i < n; i++) out[i] = a[i] - b[i];
        break;
    case TF_OP_MULTIPLY:
        for (size_t i = 0; i < n; i++) out[i] = a[i] * b[i];
        break;
    case TF_OP_DIVIDE:
        for (size_t i = 0; i < n; i++) out[i] = a[i] / b[i];
        break;
    case TF_OP_MAX:
        for (size_t i = 0; i < n; i++) out[i] = larger(a[i], b[i]);
        break;
    case TF_OP_MIN:
        for (size_t i = 0; i < n; i++) out[i] = smaller(a[i], b[i]);
        break;
    case TF_OP_RECIPROCAL:
        for (size_t i = 0; i < n; i++) out[i] = a[i] > 0.0 ? 1.0 / a[i] : 0.0;
        break;
    case TF_OP_CONSTANT:
    case TF_OP_INPUT: break;
    }
}

static void fill(size_t n, double value, double *R out)
{
    for (size_t i = 0; i < n; i++) out[i] = value;
}

static void bounds(size_t n, const double *R x, double *R low, double *R high)
{
    double lo = x[0], hi = x[0];
    for (size_t i = 1; i < n; i++) {
        lo = smaller(x[i], lo);
        hi = larger(x[i], hi);
    }
    *low = lo;
    *high = hi;
}

/* Sums in eight lanes, whose order does not matter: the answer is 0 or NaN. */
static double oddness(size_t n, const double *R x)
{
    double lane[8] = {0};
    size_t i = 0;
    for (; i + 8 <= n; i += 8)
        for (size_t k = 0; k < 8; k++) lane[k] += x[i + k] - x[i + k];
    for (; i < n; i++) lane[0] += x[i] - x[i];
    double sum = 0.0;
    for (size_t k = 0; k < 8; k++) sum += lane[k];
    return sum;
}

static void span(size_t n, struct tf_cell cell, const double *R x, const double *R y, double *R out)
{
    for (size_t i = 0; i < n; i++)
        out[i] = larger(smaller(cell.to, y[i]) - larger(cell.from, x[i]), 0.0);
}

/* Where start and built are one instant, all is spent in the cell that begins there. */
static inline double spent_at(double t, struct tf_spend_cubic cubic, double x, double y)
{
    const double length = y - x;
    const double smooth = tf_spend_inline(cubic, (t - x) / (length > 0.0 ? length : 1.0));
    const double jump = t > x ? 1.0 : 0.0;
    return length > 0.0 ? smooth : jump;
}

static void spend(size_t n, struct tf_cell cell, struct tf_spend_cubic cubic, const double *R x,
                  const double *R y, double *R out)
{
    for (size_t i = 0; i < n; i++)
        out[i] = spent_at(cell.to, cubic, x[i], y[i]) - spent_at(cell.from, cubic, x[i], y[i]);
}

static void event(size_t n, struct tf_cell cell, const double *R x, double *R out)
{
    for (size_t i = 0; i < n; i++) out[i] = ((cell.from <= x[i]) & (x[i] < cell.to)) ? 1.0 : 0.0;
}

static void ended(size_t n, struct tf_cell cell, const double *R x, double *R out)
{
    for (size_t i = 0; i < n; i++) out[i] = ((cell.from < x[i]) & (x[i] <= cell.to)) ? 1.0 : 0.0;
}

static void held(size_t n, double at, const double *R x, const double *R y, double *R out)
{
    for (size_t i = 0; i < n; i++) out[i] = ((x[i] < at) & (at <= y[i])) ? 1.0 : 0.0;
}

static void open(size_t n, double at, const double *R x, const double *R y, double *R out)
{
    for (size_t i = 0; i < n; i++) out[i] = ((x[i] < at) & (y[i] > at)) ? 1.0 : 0.0;
}

static void season(size_t n, struct tf_cell month, const double *R share, const double *R y,
                   double *R out)
{
    const double length = month.to - month.from;
    for (size_t i = 0; i < n; i++)
        out[i] += share[i] * (larger(smaller(month.to, y[i]) - month.from, 0.0) / length);
}

/* Times to positions on the ramp, held in [0, 1]. */
static inline double position(double t, double produce, double inverse)
{
    return tf_ramp_inside((t - produce) * inverse);
}

static inline size_t chunk(size_t n, size_t from)
{
    return n - from < TF_RAMP_CHUNK ? n - from : TF_RAMP_CHUNK;
}

static inline double produced(const struct tf_ramp_table *table, double t, double produce,
                              double full, double duration, double s, double p)
{
    const double inside = duration * tf_ramp_integral_of(table, s, p);
    const double past = (t - full) + duration * table->at_full;
    const double begun = t > produce ? inside : 0.0;
    return t >= full ? past : begun;
}

static void integral(size_t n, const struct tf_ramp_columns *ramp, const double *R t, double *R out)
{
    const struct tf_ramp_table table = *ramp->table;
    for (size_t from = 0; from < n; from += TF_RAMP_CHUNK) {
        double s[TF_RAMP_CHUNK], p[TF_RAMP_CHUNK];
        const size_t m = chunk(n, from);
        const double *R produce = ramp->produce + from, *R end = ramp->end + from;
        const double *R full = ramp->full + from, *R inverse = ramp->inverse + from;
        const double *R duration = ramp->duration + from;
        for (size_t i = 0; i < m; i++)
            s[i] = position(smaller(t[from + i], end[i]), produce[i], inverse[i]);
        tf_pieces_fill(&table.integral, m, s, p);
        for (size_t i = 0; i < m; i++)
            out[from + i] = produced(&table, smaller(t[from + i], end[i]), produce[i], full[i],
                                     duration[i], s[i], p[i]);
    }
}

/* The same at one instant for all draws, and no end. */
static void integral_by(size_t n, const struct tf_ramp_columns *ramp, double t, double *R out)
{
    const struct tf_ramp_table table = *ramp->table;
    for (size_t from = 0; from < n; from += TF_RAMP_CHUNK) {
        double s[TF_RAMP_CHUNK], p[TF_RAMP_CHUNK];
        const size_t m = chunk(n, from);
        const double *R produce = ramp->produce + from, *R inverse = ramp->inverse + from;
        const double *R full = ramp->full + from, *R duration = ramp->duration + from;
        for (size_t i = 0; i < m; i++) s[i] = position(t, produce[i], inverse[i]);
        tf_pieces_fill(&table.integral, m, s, p);
        for (size_t i = 0; i < m; i++)
            out[from + i] = produced(&table, t, produce[i], full[i], duration[i], s[i], p[i]);
    }
}

static void share(size_t n, const struct tf_ramp_columns *ramp, const double *R t, double *R out)
{
    const struct tf_ramp_table table = *ramp->table;
    for (size_t from = 0; from < n; from += TF_RAMP_CHUNK) {
        double s[TF_RAMP_CHUNK], p[TF_RAMP_CHUNK];
        const size_t m = chunk(n, from);
        const double *R produce = ramp->produce + from, *R end = ramp->end + from;
        const double *R full = ramp->full + from, *R inverse = ramp->inverse + from;
        const double *R time = t + from;
        for (size_t i = 0; i < m; i++) s[i] = position(time[i], produce[i], inverse[i]);
        tf_pieces_fill(&table.value, m, s, p);
        for (size_t i = 0; i < m; i++) {
            const double inside = tf_ramp_value_of(&table, s[i], p[i]);
            const double begun = time[i] > produce[i] ? inside : 0.0;
            const double value = time[i] > full[i] ? 1.0 : begun;
            out[from + i] = time[i] <= end[i] ? value : 0.0;
        }
    }
}

/* A cell of a ramp that never ends, scaled and with its factor: one pass from both ends to u. */
static void ramp_unit(size_t n, struct tf_cell cell, const double *R full, const double *R at_from,
                      const double *R at_to, double scale, const double *R factor, double *R out)
{
    const double length = cell.to - cell.from;
    if (factor == NULL) {
        for (size_t i = 0; i < n; i++)
            out[i] = (cell.from >= full[i] ? length : at_to[i] - at_from[i]) * scale;
        return;
    }
    for (size_t i = 0; i < n; i++)
        out[i] = ((cell.from >= full[i] ? length : at_to[i] - at_from[i]) * scale) * factor[i];
}

static void ramp_cell(size_t n, struct tf_cell cell, const struct tf_ramp_columns *ramp,
                      const double *R at_from, const double *R at_to, double *R out)
{
    const double *R full = ramp->full, *R end = ramp->end;
    for (size_t i = 0; i < n; i++) {
        const double from = smaller(cell.from, end[i]), to = smaller(cell.to, end[i]);
        out[i] = from >= full[i] ? to - from : at_to[i] - at_from[i];
    }
}

static void within(size_t n, const double *R t, const double *R x, const double *R y,
                   double *R gate)
{
    for (size_t i = 0; i < n; i++) gate[i] = ((x[i] < t[i]) & (t[i] <= y[i])) ? gate[i] : 0.0;
}

static void since(size_t n, const double *R t, const double *R from, const double *R later,
                  double *R out)
{
    for (size_t i = 0; i < n; i++) out[i] = t[i] > from[i] ? later[i] - out[i] : 0.0;
}

static void scaled(size_t n, const double *R u, double scale, const double *R factor, double *R out)
{
    if (factor == NULL)
        for (size_t i = 0; i < n; i++) out[i] = u[i] * scale;
    else
        for (size_t i = 0; i < n; i++) out[i] = (u[i] * scale) * factor[i];
}

static void accumulate(size_t n, const double *R level, const double *R u, double *R row)
{
    for (size_t i = 0; i < n; i++) row[i] += level[i] * u[i];
}

static void add(size_t n, const double *R from, double *R into)
{
    for (size_t i = 0; i < n; i++) into[i] += from[i];
}

static void vat(size_t n, const struct tf_vat_columns *of, double *R credit, double *R out)
{
    const double *R turnover = of->turnover, *R value_added = of->value_added;
    const double *R domestic = of->domestic, *R rate = of->rate;
    const double *R investment = of->investment, *R equipment = of->equipment;
    for (size_t i = 0; i < n; i++) {
        const double due = rate[i] * value_added[i] * domestic[i] * turnover[i];
        out[i] = tf_vat_step(due, tf_vat_in(equipment[i] * investment[i], rate[i]), &credit[i]);
    }
}

static void profit(size_t n, const double *R turnover, const double *R margin, double *R out,
                   double *R taxable, double *R loss)
{
    for (size_t i = 0; i < n; i++) {
        out[i] = margin[i] * turnover[i];
        taxable[i] = tf_positive(out[i]);
        loss[i] = tf_positive(-out[i]);
    }
}

static void use_loss(size_t n, double age, const double *R life, double *R loss, double *R taxable)
{
    for (size_t i = 0; i < n; i++) taxable[i] = tf_loss_step(taxable[i], age, life[i], &loss[i]);
}

static void income_tax(size_t n, const struct tf_income_columns *of, double *R clock, double *R out)
{
    const double *taxable = of->taxable, *trigger = of->trigger; /* may be one */
    const double *R rate = of->rate, *R free = of->free, *R half = of->half;
    const double *half_of = of->half_of;
    for (size_t i = 0; i < n; i++) {
        clock[i] = tf_clock_step(clock[i], trigger[i]);
        out[i] = taxable[i] * tf_holiday_rate(clock[i], free[i], half[i], half_of[i], rate[i]);
    }
}

static void part_of(size_t n, const double *R a, const double *R b, double *R out)
{
    for (size_t i = 0; i < n; i++) {
        const double share = a[i] / (b[i] != 0.0 ? b[i] : 1.0);
        out[i] = b[i] != 0.0 ? share : 0.0;
    }
}

static void ratio(size_t n, const double *R above, double scale, const double *R below,
                  double *R out)
{
    for (size_t i = 0; i < n; i++) {
        const double value = (above[i] * scale) / (below[i] != 0.0 ? below[i] : 1.0);
        out[i] = below[i] != 0.0 ? value : TF_NAN;
    }
}

extern const struct tf_loops TF_ISA_NAME(tf_loops_table);

#define TABLE_ISA_plain TF_ISA_PLAIN
#define TABLE_ISA_sse2 TF_ISA_SSE2
#define TABLE_ISA_avx2 TF_ISA_AVX2
#define TABLE_ISA_avx512 TF_ISA_AVX512

const struct tf_loops TF_ISA_NAME(tf_loops_table) = {
    .isa = TF_ISA_PASTE(TABLE_ISA, TF_ISA),
    .op = op,
    .fill = fill,
    .bounds = bounds,
    .oddness = oddness,
    .span = span,
    .spend = spend,
    .event = event,
    .ended = ended,
    .held = held,
    .open = open,
    .season = season,
    .integral = integral,
    .integral_by = integral_by,
    .ramp_unit = ramp_unit,
    .share = share,
    .ramp_cell = ramp_cell,
    .within = within,
    .since = since,
    .scaled = scaled,
    .accumulate = accumulate,
    .add = add,
    .vat = vat,
    .profit = profit,
    .use_loss = use_loss,
    .income_tax = income_tax,
    .part_of = part_of,
    .ratio = ratio,
};
