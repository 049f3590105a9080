/* Steps that move integers and compute none. */
#include "hwgen_internal.h"

#define MOST_DIMENSIONS 8u

/* Walks through a shape in memory order and follows a second place that moves by a stride along each dimension. */
typedef struct path {
    uint32_t rank;
    uint32_t size[MOST_DIMENSIONS];
    uint32_t stride[MOST_DIMENSIONS];
    uint32_t at[MOST_DIMENSIONS];
    uint32_t place;
} path;

static void begin(path *walk, uint32_t place)
{
    uint32_t d;

    for (d = 0; d < walk->rank; d++)
        walk->at[d] = 0;
    walk->place = place;
}

static void move(path *walk)
{
    uint32_t d = walk->rank;

    while (d-- > 0) {
        walk->place += walk->stride[d];
        if (++walk->at[d] < walk->size[d])
            return;
        walk->place -= walk->stride[d] * walk->size[d];
        walk->at[d] = 0;
    }
}

/* Multiplies a product of dimensions by one more; 0 if it is above what a tensor can have. */
static uint32_t times(uint32_t product, uint32_t size)
{
    uint64_t result = (uint64_t)product * size;

    return result > UINT32_MAX / 4 ? 0 : (uint32_t)result;
}

/* ---- pad: value, rank, and for each dimension its input size, entries before and entries behind ---- */

typedef struct padding {
    int32_t value;
    uint32_t first; /* place of the first input element in the output */
    uint32_t elements;
    uint32_t padded;
    path walk; /* over the input, places in the output */
} padding;

/* elements is 0 if the step cannot be. */
static padding read_pad(hwgen_step *step)
{
    padding pad = {0};
    uint32_t before[MOST_DIMENSIONS] = {0};
    uint32_t size[MOST_DIMENSIONS] = {0};
    uint32_t d;

    pad.value = hwgen_next_signed(step);
    pad.walk.rank = hwgen_next(step);
    if (pad.walk.rank > MOST_DIMENSIONS)
        return pad;
    pad.elements = pad.padded = 1;
    for (d = 0; d < pad.walk.rank; d++) {
        uint32_t after;

        pad.walk.size[d] = hwgen_next(step);
        before[d] = hwgen_next(step);
        after = hwgen_next(step);
        pad.elements = times(pad.elements, pad.walk.size[d]);
        size[d] = pad.walk.size[d] + before[d] + after;
        pad.padded = (uint64_t)pad.walk.size[d] + before[d] + after > UINT32_MAX ? 0 : times(pad.padded, size[d]);
    }
    if (pad.padded == 0)
        pad.elements = 0;
    for (d = pad.walk.rank, pad.padded = 1; d-- > 0;) {
        pad.walk.stride[d] = pad.padded;
        pad.first += before[d] * pad.padded;
        pad.padded *= size[d];
    }
    return pad;
}

static int is_pad(hwgen_step *step)
{
    padding pad = read_pad(step);
    hwgen_tensor input = hwgen_input(step, 0);

    return pad.elements == input.elements && pad.padded == step->output.elements && input.element_bytes == step->output.element_bytes
        && hwgen_is_zero_point(&input, pad.value);
}

static hwgen_result run_pad(hwgen_step *step, const hwgen_world *world)
{
    padding pad = read_pad(step);
    hwgen_tensor input = hwgen_input(step, 0);
    uint32_t bytes = input.element_bytes;
    const uint8_t *source = world->scratch + input.offset;
    uint8_t *target = world->scratch + step->output.offset;
    uint32_t sample, i;

    for (sample = 0; sample < step->plan->batch; sample++) {
        for (i = 0; i < pad.padded; i++)
            hwgen_store(target + (size_t)i * bytes, bytes, pad.value);
        begin(&pad.walk, pad.first);
        for (i = 0; i < pad.elements; i++) {
            hwgen_store(target + (size_t)pad.walk.place * bytes, bytes, hwgen_load(source, bytes));
            source += bytes;
            move(&pad.walk);
        }
        target += (size_t)pad.padded * bytes;
    }
    return HWGEN_OK;
}

/* ---- transpose: rank, sizes of the input, and which of its dimensions becomes each of the output ---- */

/* A walk over the output, places in the input; elements is 0 if the step cannot be. */
static path read_transpose(hwgen_step *step, uint32_t *elements)
{
    path walk = {0};
    uint32_t size[MOST_DIMENSIONS] = {0};
    uint32_t stride[MOST_DIMENSIONS] = {0};
    uint32_t seen = 0;
    uint32_t d;

    *elements = 0;
    walk.rank = hwgen_next(step);
    if (walk.rank > MOST_DIMENSIONS)
        return walk;
    for (d = 0, *elements = 1; d < walk.rank; d++) {
        size[d] = hwgen_next(step);
        *elements = times(*elements, size[d]);
    }
    if (*elements == 0)
        return walk;
    for (d = walk.rank, stride[0] = 1; d-- > 0;)
        stride[d] = d + 1 == walk.rank ? 1 : stride[d + 1] * size[d + 1];
    for (d = 0; d < walk.rank; d++) {
        uint32_t from = hwgen_next(step);

        if (from >= walk.rank || (seen & 1u << from) != 0) {
            *elements = 0;
            return walk;
        }
        seen |= 1u << from;
        walk.size[d] = size[from];
        walk.stride[d] = stride[from];
    }
    return walk;
}

static int is_transpose(hwgen_step *step)
{
    hwgen_tensor input = hwgen_input(step, 0);
    uint32_t elements;

    (void)read_transpose(step, &elements);
    return elements == input.elements && elements == step->output.elements && input.element_bytes == step->output.element_bytes;
}

static hwgen_result run_transpose(hwgen_step *step, const hwgen_world *world)
{
    hwgen_tensor input = hwgen_input(step, 0);
    uint32_t bytes = input.element_bytes;
    uint32_t elements;
    path walk = read_transpose(step, &elements);
    const uint8_t *source = world->scratch + input.offset;
    uint8_t *target = world->scratch + step->output.offset;
    uint32_t sample, i;

    for (sample = 0; sample < step->plan->batch; sample++) {
        begin(&walk, 0);
        for (i = 0; i < elements; i++) {
            hwgen_store(target, bytes, hwgen_load(source + (size_t)walk.place * bytes, bytes));
            target += bytes;
            move(&walk);
        }
        source += (size_t)elements * bytes;
    }
    return HWGEN_OK;
}

const hwgen_kind hwgen_pad_kind = {1, is_pad, run_pad};
const hwgen_kind hwgen_transpose_kind = {1, is_transpose, run_transpose};
