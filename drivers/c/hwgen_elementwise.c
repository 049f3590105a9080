/* Steps that compute each output from the inputs at the same place. */
#include "hwgen_internal.h"

hwgen_result hwgen_map(const hwgen_step *step, const hwgen_world *world, hwgen_function function, const void *numbers)
{
    hwgen_tensor tensors[2];
    int32_t inputs[2];
    uint32_t count = hwgen_count_of(step, &step->output);
    uint32_t i, j;

    for (j = 0; j < step->input_count; j++)
        tensors[j] = hwgen_input(step, j);
    for (i = 0; i < count; i++) {
        for (j = 0; j < step->input_count; j++)
            inputs[j] = hwgen_load_at(world, &tensors[j], i);
        hwgen_store_at(world, &step->output, i, function(numbers, inputs));
    }
    return HWGEN_OK;
}

/* ---- add: ((a - a0) * multiplier_a + (b - b0) * multiplier_b) / 2^shift ---- */

typedef struct addition {
    int32_t zero_point[2];
    uint32_t multiplier[2];
    uint32_t shift;
    hwgen_output output;
} addition;

static addition read_add(hwgen_step *step)
{
    addition add;
    int i;

    for (i = 0; i < 2; i++)
        add.zero_point[i] = hwgen_next_signed(step);
    for (i = 0; i < 2; i++)
        add.multiplier[i] = hwgen_next(step);
    add.shift = hwgen_next(step);
    add.output = hwgen_next_output(step);
    return add;
}

static int is_add(hwgen_step *step)
{
    addition add = read_add(step);
    uint32_t i;

    for (i = 0; i < 2; i++) {
        hwgen_tensor input = hwgen_input(step, i);

        if (!hwgen_is_alike(step, i) || !hwgen_is_zero_point(&input, add.zero_point[i]) || !hwgen_is_scale(add.multiplier[i], add.shift))
            return 0;
    }
    return hwgen_fits(step, &add.output);
}

static int32_t sum_of(const void *numbers, const int32_t *inputs)
{
    const addition *add = numbers;
    int64_t left = (int64_t)inputs[0] - add->zero_point[0];
    int64_t right = (int64_t)inputs[1] - add->zero_point[1];

    return hwgen_finish(hwgen_scale(left * add->multiplier[0] + right * add->multiplier[1], 1, add->shift), &add->output);
}

static hwgen_result run_add(hwgen_step *step, const hwgen_world *world)
{
    addition add = read_add(step);

    return hwgen_map(step, world, sum_of, &add);
}

/* ---- concat: outer x (length of input 0, length of input 1, ...), each input with a scale of its own ---- */

typedef struct joined {
    uint32_t length;
    int32_t zero_point;
    uint32_t multiplier, shift;
} joined;

static joined read_joined(hwgen_step *step)
{
    joined part;

    part.length = hwgen_next(step);
    part.zero_point = hwgen_next_signed(step);
    part.multiplier = hwgen_next(step);
    part.shift = hwgen_next(step);
    return part;
}

static int is_concat(hwgen_step *step)
{
    hwgen_output output = hwgen_next_output(step);
    uint32_t outer = hwgen_next(step);
    uint64_t total = 0;
    uint32_t i;

    for (i = 0; i < step->input_count; i++) {
        hwgen_tensor input = hwgen_input(step, i);
        joined part = read_joined(step);

        if ((uint64_t)outer * part.length != input.elements || !hwgen_is_zero_point(&input, part.zero_point)
            || !hwgen_is_scale(part.multiplier, part.shift))
            return 0;
        total += input.elements;
    }
    return total == step->output.elements && hwgen_fits(step, &output);
}

static hwgen_result run_concat(hwgen_step *step, const hwgen_world *world)
{
    hwgen_output output = hwgen_next_output(step);
    uint32_t outer = hwgen_next(step) * step->plan->batch;
    uint32_t stride = hwgen_count_of(step, &step->output) / outer;
    uint32_t place = 0;
    uint32_t i, j, k;

    for (i = 0; i < step->input_count; i++) {
        hwgen_tensor input = hwgen_input(step, i);
        joined part = read_joined(step);

        for (j = 0; j < outer; j++) {
            for (k = 0; k < part.length; k++) {
                int64_t value = (int64_t)hwgen_load_at(world, &input, j * part.length + k) - part.zero_point;

                hwgen_store_at(world, &step->output, j * stride + place + k,
                               hwgen_finish(hwgen_scale(value, part.multiplier, part.shift), &output));
            }
        }
        place += part.length;
    }
    return HWGEN_OK;
}

/* ---- leaky relu: another multiplier below the zero point ---- */

typedef struct leaky_relu {
    int32_t zero_point;
    uint32_t multiplier;
    int32_t negative_multiplier;
    uint32_t shift;
    hwgen_output output;
} leaky_relu;

static leaky_relu read_leaky(hwgen_step *step)
{
    leaky_relu leaky;

    leaky.zero_point = hwgen_next_signed(step);
    leaky.multiplier = hwgen_next(step);
    leaky.negative_multiplier = hwgen_next_signed(step);
    leaky.shift = hwgen_next(step);
    leaky.output = hwgen_next_output(step);
    return leaky;
}

static int is_leaky(hwgen_step *step)
{
    leaky_relu leaky = read_leaky(step);
    hwgen_tensor input = hwgen_input(step, 0);

    return hwgen_is_alike(step, 0) && hwgen_is_zero_point(&input, leaky.zero_point) && hwgen_is_scale(leaky.multiplier, leaky.shift)
        && leaky.negative_multiplier >= -65535 && leaky.negative_multiplier <= 65535 && hwgen_fits(step, &leaky.output);
}

static int32_t leaky_of(const void *numbers, const int32_t *inputs)
{
    const leaky_relu *leaky = numbers;
    int64_t value = (int64_t)inputs[0] - leaky->zero_point;
    int64_t product = value < 0 ? value * leaky->negative_multiplier : value * leaky->multiplier;

    return hwgen_finish(hwgen_scale(product, 1, leaky->shift), &leaky->output);
}

static hwgen_result run_leaky(hwgen_step *step, const hwgen_world *world)
{
    leaky_relu leaky = read_leaky(step);

    return hwgen_map(step, world, leaky_of, &leaky);
}

/* ---- clamp ---- */

static hwgen_output read_clamp(hwgen_step *step)
{
    hwgen_output output;

    output.zero_point = 0;
    output.low = hwgen_next_signed(step);
    output.high = hwgen_next_signed(step);
    return output;
}

static int is_clamp(hwgen_step *step)
{
    hwgen_output output = read_clamp(step);

    return hwgen_is_alike(step, 0) && hwgen_fits(step, &output);
}

static int32_t clamped(const void *numbers, const int32_t *inputs)
{
    return hwgen_finish(inputs[0], numbers);
}

static hwgen_result run_clamp(hwgen_step *step, const hwgen_world *world)
{
    hwgen_output output = read_clamp(step);

    return hwgen_map(step, world, clamped, &output);
}

/* ---- rescale: int32 sums of each channel, the last dimension, brought to one scale ---- */

static int is_rescale(hwgen_step *step)
{
    uint32_t channels = hwgen_next(step);
    uint32_t i;

    if (!hwgen_is_alike(step, 0) || step->output.element_bytes != 4 || channels == 0 || step->output.elements % channels != 0
        || channels > step->left / 2)
        return 0;
    for (i = 0; i < channels; i++) {
        uint32_t multiplier = hwgen_next(step);
        uint32_t shift = hwgen_next(step);

        if (!hwgen_is_scale(multiplier, shift))
            return 0;
    }
    return 1;
}

static hwgen_result run_rescale(hwgen_step *step, const hwgen_world *world)
{
    static const hwgen_output whole = {0, INT32_MIN, INT32_MAX};
    uint32_t channels = hwgen_next(step);
    hwgen_tensor input = hwgen_input(step, 0);
    uint32_t count = hwgen_count_of(step, &input);
    uint32_t i, n;

    for (n = 0; n < channels; n++) {
        uint32_t multiplier = hwgen_next(step);
        uint32_t shift = hwgen_next(step);

        for (i = n; i < count; i += channels) {
            int32_t value = hwgen_load_at(world, &input, i);

            hwgen_store_at(world, &step->output, i, hwgen_finish(hwgen_scale(value, multiplier, shift), &whole));
        }
    }
    return HWGEN_OK;
}

const hwgen_kind hwgen_add_kind = {2, is_add, run_add};
const hwgen_kind hwgen_concat_kind = {0, is_concat, run_concat};
const hwgen_kind hwgen_leaky_relu_kind = {1, is_leaky, run_leaky};
const hwgen_kind hwgen_clamp_kind = {1, is_clamp, run_clamp};
const hwgen_kind hwgen_rescale_kind = {1, is_rescale, run_rescale};
