/* Windows over images, and the pools. */
#include "hwgen_internal.h"

/* Largest kernel, stride, dilation and pad: far above what networks have, and far below where 64 bits end. */
#define MOST (1u << 20)

hwgen_window hwgen_next_window(hwgen_step *step)
{
    hwgen_window window;
    int axis;

    window.channels = hwgen_next(step);
    window.height = hwgen_next(step);
    window.width = hwgen_next(step);
    for (axis = 0; axis < 2; axis++)
        window.kernel[axis] = hwgen_next(step);
    for (axis = 0; axis < 2; axis++)
        window.stride[axis] = hwgen_next(step);
    for (axis = 0; axis < 2; axis++)
        window.dilation[axis] = hwgen_next(step);
    for (axis = 0; axis < 2; axis++)
        window.before[axis] = hwgen_next(step);
    for (axis = 0; axis < 2; axis++)
        window.after[axis] = hwgen_next(step);
    for (axis = 0; axis < 2; axis++)
        window.output[axis] = hwgen_next(step);
    return window;
}

static int is_axis(const hwgen_window *window, int axis, uint32_t size)
{
    uint64_t padded, reach;

    if (window->kernel[axis] < 1 || window->kernel[axis] > MOST || window->stride[axis] < 1 || window->stride[axis] > MOST
        || window->dilation[axis] < 1 || window->dilation[axis] > MOST || window->before[axis] > MOST || window->after[axis] > MOST)
        return 0;
    padded = (uint64_t)size + window->before[axis] + window->after[axis];
    reach = (uint64_t)window->dilation[axis] * (window->kernel[axis] - 1) + 1;
    return reach <= padded && (padded - reach) / window->stride[axis] + 1 == window->output[axis];
}

int hwgen_is_window(const hwgen_window *window, uint32_t elements)
{
    uint64_t plane = (uint64_t)window->height * window->width;

    return window->channels >= 1 && plane >= 1 && plane <= elements && plane * window->channels == elements
        && is_axis(window, 0, window->height) && is_axis(window, 1, window->width)
        && (uint64_t)window->kernel[0] * window->kernel[1] <= MOST;
}

/* Places of a window along an axis that lie inside the image. */
typedef struct range {
    int64_t start, end, step;
} range;

static range range_of(const hwgen_window *window, int axis, uint32_t place, uint32_t size)
{
    range inside;

    inside.step = window->dilation[axis];
    inside.start = (int64_t)place * window->stride[axis] - window->before[axis];
    inside.end = inside.start + inside.step * (window->kernel[axis] - 1) + 1;
    if (inside.start < 0)
        inside.start += (-inside.start + inside.step - 1) / inside.step * inside.step;
    if (inside.end > size)
        inside.end = size;
    return inside;
}

/* What a pool has found under its window. */
typedef struct pooled {
    int64_t sum;
    int32_t largest;
    uint32_t count;
} pooled;

static pooled pool_at(const hwgen_window *window, const hwgen_tensor *input, const uint8_t *plane, uint32_t y, uint32_t x)
{
    range down = range_of(window, 0, y, window->height);
    range right = range_of(window, 1, x, window->width);
    pooled found = {0, INT32_MIN, 0};
    int64_t i, j;

    for (i = down.start; i < down.end; i += down.step) {
        for (j = right.start; j < right.end; j += right.step) {
            int32_t value = hwgen_load(plane + (size_t)(i * window->width + j) * input->element_bytes, input->element_bytes);

            found.sum += value;
            found.count++;
            if (value > found.largest)
                found.largest = value;
        }
    }
    return found;
}

typedef struct average_pool {
    hwgen_window window;
    uint32_t counts_pads;
    int32_t zero_point;
    uint32_t multiplier, shift;
    hwgen_output output;
} average_pool;

static average_pool read_average(hwgen_step *step)
{
    average_pool pool;

    pool.window = hwgen_next_window(step);
    pool.counts_pads = hwgen_next(step);
    pool.zero_point = hwgen_next_signed(step);
    pool.multiplier = hwgen_next(step);
    pool.shift = hwgen_next(step);
    pool.output = hwgen_next_output(step);
    return pool;
}

static int32_t average_of(const average_pool *pool, pooled found)
{
    uint32_t count = pool->counts_pads ? pool->window.kernel[0] * pool->window.kernel[1] : found.count;

    if (count == 0)
        return hwgen_finish(0, &pool->output);
    return hwgen_finish(hwgen_scale_mean(found.sum - (int64_t)found.count * pool->zero_point, pool->multiplier, pool->shift, count),
                        &pool->output);
}

/* average is null for a maximum. */
static void pool_all(const hwgen_step *step, const hwgen_window *window, const average_pool *average, uint8_t *scratch)
{
    hwgen_tensor input = hwgen_input(step, 0);
    uint32_t planes = step->plan->batch * window->channels;
    const uint8_t *plane = scratch + input.offset;
    uint8_t *target = scratch + step->output.offset;
    uint32_t i, y, x;

    for (i = 0; i < planes; i++) {
        for (y = 0; y < window->output[0]; y++) {
            for (x = 0; x < window->output[1]; x++) {
                pooled found = pool_at(window, &input, plane, y, x);

                hwgen_store(target, step->output.element_bytes, average ? average_of(average, found) : found.largest);
                target += step->output.element_bytes;
            }
        }
        plane += (size_t)window->height * window->width * input.element_bytes;
    }
}

static int is_pool(const hwgen_step *step, const hwgen_window *window)
{
    hwgen_tensor input = hwgen_input(step, 0);

    return hwgen_is_window(window, input.elements)
        && (uint64_t)window->output[0] * window->output[1] <= step->output.elements
        && (uint64_t)window->output[0] * window->output[1] * window->channels == step->output.elements;
}

/* A sum of differences below 2^(8 * bytes + 1), times a multiplier of 16 bits, must stay below 2^62. */
static int is_average(hwgen_step *step)
{
    average_pool pool = read_average(step);
    hwgen_tensor input = hwgen_input(step, 0);
    uint64_t taps = (uint64_t)pool.window.kernel[0] * pool.window.kernel[1];

    return is_pool(step, &pool.window) && pool.counts_pads <= 1 && hwgen_is_zero_point(&input, pool.zero_point)
        && hwgen_is_scale(pool.multiplier, pool.shift) && hwgen_fits(step, &pool.output)
        && taps <= (UINT64_C(1) << 45) >> (8 * input.element_bytes + 1);
}

static hwgen_result run_average(hwgen_step *step, const hwgen_world *world)
{
    average_pool pool = read_average(step);

    pool_all(step, &pool.window, &pool, world->scratch);
    return HWGEN_OK;
}

static int is_max(hwgen_step *step)
{
    hwgen_window window = hwgen_next_window(step);

    return is_pool(step, &window) && hwgen_input(step, 0).element_bytes == step->output.element_bytes;
}

static hwgen_result run_max(hwgen_step *step, const hwgen_world *world)
{
    hwgen_window window = hwgen_next_window(step);

    pool_all(step, &window, NULL, world->scratch);
    return HWGEN_OK;
}

const hwgen_kind hwgen_average_pool_kind = {1, is_average, run_average};
const hwgen_kind hwgen_max_pool_kind = {1, is_max, run_max};
