/* Steps that multiply, look up, and take entries by their numbers. */
#include "hwgen_internal.h"

/* A word of the step by its number behind those read so far; hwgen_next reads on from there. */
static int32_t word_at(const hwgen_step *step, uint32_t number)
{
    return hwgen_signed(hwgen_word(step->words + 4 * (size_t)number));
}

/* ---- multiply: (a - a0) * (b - b0) * multiplier / 2^shift ---- */

typedef struct product {
    int32_t zero_point[2];
    uint32_t multiplier, shift;
    hwgen_output output;
} product;

static product read_multiply(hwgen_step *step)
{
    product multiply;

    multiply.zero_point[0] = hwgen_next_signed(step);
    multiply.zero_point[1] = hwgen_next_signed(step);
    multiply.multiplier = hwgen_next(step);
    multiply.shift = hwgen_next(step);
    multiply.output = hwgen_next_output(step);
    return multiply;
}

/* Differences of 17 bits each and a multiplier of 16 stay below 2^62; those of sums would not. */
static int is_multiply(hwgen_step *step)
{
    product multiply = read_multiply(step);
    uint32_t i;

    for (i = 0; i < 2; i++) {
        hwgen_tensor input = hwgen_input(step, i);

        if (!hwgen_is_alike(step, i) || input.element_bytes > 2 || !hwgen_is_zero_point(&input, multiply.zero_point[i]))
            return 0;
    }
    return hwgen_is_scale(multiply.multiplier, multiply.shift) && hwgen_fits(step, &multiply.output);
}

static int32_t product_of(const void *numbers, const int32_t *inputs)
{
    const product *multiply = numbers;
    int64_t left = (int64_t)inputs[0] - multiply->zero_point[0];
    int64_t right = (int64_t)inputs[1] - multiply->zero_point[1];

    return hwgen_finish(hwgen_scale(left * right, multiply->multiplier, multiply->shift), &multiply->output);
}

static hwgen_result run_multiply(hwgen_step *step, const hwgen_world *world)
{
    product multiply = read_multiply(step);

    return hwgen_map(step, world, product_of, &multiply);
}

/* ---- table: the integer of the first entry, entries, outputs ---- */

static int is_table(hwgen_step *step)
{
    uint32_t count, i;

    (void)hwgen_next(step);
    count = hwgen_next(step);
    if (!hwgen_is_alike(step, 0) || count == 0 || count > step->left)
        return 0;
    for (i = 0; i < count; i++) {
        int32_t value = hwgen_next_signed(step);

        if (!hwgen_holds(step->output.element_bytes, value, value))
            return 0;
    }
    return 1;
}

typedef struct table {
    int32_t low;
    uint32_t last;
    const hwgen_step *step; /* read up to the first entry */
} table;

static int32_t entry_of(const void *numbers, const int32_t *inputs)
{
    const table *entries = numbers;
    int64_t entry = (int64_t)inputs[0] - entries->low;

    return word_at(entries->step, entry < 0 ? 0 : entry > entries->last ? entries->last : (uint32_t)entry);
}

static hwgen_result run_table(hwgen_step *step, const hwgen_world *world)
{
    table entries;

    entries.low = hwgen_next_signed(step);
    entries.last = hwgen_next(step) - 1;
    entries.step = step;
    return hwgen_map(step, world, entry_of, &entries);
}

/* ---- take: outer x (entries by their numbers) x inner ---- */

typedef struct selection {
    int32_t value;
    uint32_t outer, size, inner, entries;
} selection;

static selection read_take(hwgen_step *step)
{
    selection take;

    take.value = hwgen_next_signed(step);
    take.outer = hwgen_next(step);
    take.size = hwgen_next(step);
    take.inner = hwgen_next(step);
    take.entries = hwgen_next(step);
    return take;
}

/* True if outer x size x inner are so many elements. */
static int is_product(uint32_t outer, uint32_t size, uint32_t inner, uint32_t elements)
{
    uint64_t rows = (uint64_t)outer * size;

    return rows >= 1 && rows <= elements && rows * inner == elements;
}

static int is_take(hwgen_step *step)
{
    selection take = read_take(step);
    hwgen_tensor input = hwgen_input(step, 0);
    uint32_t i;

    if (!is_product(take.outer, take.size, take.inner, input.elements) || take.entries > step->left
        || !is_product(take.outer, take.entries, take.inner, step->output.elements) || take.size > INT32_MAX
        || input.element_bytes != step->output.element_bytes || !hwgen_is_zero_point(&input, take.value))
        return 0;
    for (i = 0; i < take.entries; i++) {
        int32_t from = hwgen_next_signed(step);

        if (from < -1 || from >= (int32_t)take.size)
            return 0;
    }
    return 1;
}

static hwgen_result run_take(hwgen_step *step, const hwgen_world *world)
{
    selection take = read_take(step);
    hwgen_tensor input = hwgen_input(step, 0);
    uint32_t outer = take.outer * step->plan->batch;
    uint32_t place = 0;
    uint32_t i, j, k;

    for (i = 0; i < outer; i++) {
        for (j = 0; j < take.entries; j++) {
            int32_t from = word_at(step, j);

            for (k = 0; k < take.inner; k++)
                hwgen_store_at(world, &step->output, place++,
                         from < 0 ? take.value : hwgen_load_at(world, &input, (i * take.size + (uint32_t)from) * take.inner + k));
        }
    }
    return HWGEN_OK;
}

const hwgen_kind hwgen_multiply_kind = {2, is_multiply, run_multiply};
const hwgen_kind hwgen_table_kind = {1, is_table, run_table};
const hwgen_kind hwgen_take_kind = {1, is_take, run_take};
