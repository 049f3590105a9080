/* Layers on the array: what they are made of, and how activations and outputs travel. */
#include <string.h>

#include "hwgen_internal.h"

#define PART_WORDS 6u

hwgen_part hwgen_part_of(const hwgen_gemm *gemm, uint32_t number)
{
    const uint8_t *words;
    hwgen_part part;

    if (gemm->parts != NULL)
        return gemm->parts[number];
    words = gemm->encoded_parts + 4 * (size_t)PART_WORDS * number;
    part.image = gemm->plan + hwgen_word(words);
    part.image_bytes = hwgen_word(words + 4);
    part.first_k = hwgen_word(words + 8);
    part.k = hwgen_word(words + 12);
    part.first_n = hwgen_word(words + 16);
    part.n = hwgen_word(words + 20);
    return part;
}

static uint32_t rows_of(const hwgen_gemm *gemm)
{
    return gemm->samples * gemm->rows_per_sample;
}

int hwgen_is_cut_in_k(const hwgen_gemm *gemm)
{
    uint32_t i;

    for (i = 0; i < gemm->part_count; i++)
        if (hwgen_part_of(gemm, i).k != gemm->k)
            return 1;
    return 0;
}

/* The parts of one range of output channels, from part number on: how many, or 0 if they do not make up k. */
static uint32_t range_length(const hwgen_gemm *gemm, uint32_t number)
{
    hwgen_part first = hwgen_part_of(gemm, number);
    uint32_t k = 0;
    uint32_t i;

    for (i = number; i < gemm->part_count && k < gemm->k; i++) {
        hwgen_part part = hwgen_part_of(gemm, i);

        if (part.first_n != first.first_n || part.n != first.n || part.first_k != k || part.k == 0 || part.k > gemm->k - k
            || hwgen_divide_up(part.k, HWGEN_BLOCK) > (uint32_t)HWGEN_ACTIVATION_DEPTH
            || (part.k < gemm->k - k && part.k % HWGEN_BLOCK != 0) || !hwgen_is_image(part.image, part.image_bytes, part.k, part.n))
            return 0;
        k += part.k;
    }
    return k == gemm->k ? i - number : 0;
}

static int are_parts(const hwgen_gemm *gemm)
{
    uint32_t n = 0;
    uint32_t i = 0;

    while (i < gemm->part_count) {
        hwgen_part part = hwgen_part_of(gemm, i);
        uint32_t length;

        if (part.first_n != n || part.n == 0 || part.n > gemm->n - n || (part.n < gemm->n - n && part.n % HWGEN_N_TILE != 0))
            return 0;
        length = range_length(gemm, i);
        if (length == 0)
            return 0;
        n += part.n;
        i += length;
    }
    return n == gemm->n;
}

int hwgen_is_gemm(const hwgen_gemm *gemm)
{
    const int32_t reach = INT32_C(1) << (HWGEN_ACTIVATION_W - 1);

    if (gemm->raw > 1 || gemm->taps_fastest > 1 || gemm->rows_per_job == 0 || gemm->k == 0 || gemm->n == 0 || rows_of(gemm) == 0)
        return 0;
    if (!gemm->raw
        && (gemm->output.low < -reach || gemm->output.high >= reach || gemm->output.low > gemm->output.high
            || gemm->output.zero_point < -reach || gemm->output.zero_point >= reach))
        return 0;
    return are_parts(gemm);
}

hwgen_need hwgen_need_of(const hwgen_gemm *gemm)
{
    const uint32_t in_beat = HWGEN_ACTIVATION_STREAM_W / 8;
    const uint32_t out_beat = 4 * HWGEN_OUTPUT_LANES;
    int is_cut = hwgen_is_cut_in_k(gemm);
    uint32_t rows = rows_of(gemm) < gemm->rows_per_job ? rows_of(gemm) : gemm->rows_per_job;
    uint64_t tiles = hwgen_divide_up(rows, HWGEN_M_TILE);
    hwgen_need need = {0, 0, 0};
    uint32_t i;

    for (i = 0; i < gemm->part_count; i++) {
        hwgen_part part = hwgen_part_of(gemm, i);
        uint64_t words = tiles * hwgen_divide_up(part.k, HWGEN_BLOCK);
        uint64_t panel = words * HWGEN_M_TILE * HWGEN_BLOCK * HWGEN_CONTAINER_BYTES;
        uint64_t receive = (uint64_t)rows * hwgen_divide_up(part.n, HWGEN_N_TILE) * HWGEN_N_TILE
            * (gemm->raw || is_cut ? 4 : HWGEN_CONTAINER_BYTES);
        uint64_t sums = is_cut ? 4 * (uint64_t)rows_of(gemm) * part.n : 0;

        panel = hwgen_divide_up(panel, in_beat) * in_beat;
        receive = hwgen_divide_up(receive, out_beat) * out_beat;
        need.panel = panel > need.panel ? panel : need.panel;
        need.receive = receive > need.receive ? receive : need.receive;
        need.sums = sums > need.sums ? sums : need.sums;
    }
    return need;
}

/* A tap of the window at a place of one sample. */
typedef struct tap_place {
    int64_t top, left; /* of the window; outside the image where it is padded */
    uint32_t row, column;
} tap_place;

static tap_place tap_of(const hwgen_window *window, uint32_t place, uint32_t tap)
{
    tap_place at;

    at.top = (int64_t)(place / window->output[1]) * window->stride[0] - window->before[0];
    at.left = (int64_t)(place % window->output[1]) * window->stride[1] - window->before[1];
    at.row = tap / window->kernel[1];
    at.column = tap % window->kernel[1];
    return at;
}

/* Moves to the next tap, behind the last one to the first; returns whether it did that. */
static int is_next_first(const hwgen_window *window, tap_place *at)
{
    if (++at->column < window->kernel[1])
        return 0;
    at->column = 0;
    if (++at->row < window->kernel[0])
        return 0;
    at->row = 0;
    return 1;
}

/* Where the first channel of a tap stands in the image of one sample, or null outside it. */
static const uint8_t *pixel_at(const hwgen_gemm *gemm, const uint8_t *sample, const tap_place *at)
{
    const hwgen_window *window = &gemm->window;
    int64_t y = at->top + (int64_t)at->row * window->dilation[0];
    int64_t x = at->left + (int64_t)at->column * window->dilation[1];

    if (y < 0 || y >= window->height || x < 0 || x >= window->width)
        return NULL;
    return sample + (size_t)(y * window->width + x) * (gemm->channels_last ? window->channels : 1) * HWGEN_CONTAINER_BYTES;
}

/* One row of activations: k runs over taps and, within a tap, over channels, or the other way round. Blocks of a row stand a whole
 * M-tile apart. */
static void pack_row(const hwgen_gemm *gemm, const uint8_t *sample, uint32_t place, const hwgen_part *part, uint8_t *target)
{
    const hwgen_window *window = &gemm->window;
    const uint32_t taps = window->kernel[0] * window->kernel[1];
    const size_t stride = (gemm->channels_last ? 1 : (size_t)window->height * window->width) * HWGEN_CONTAINER_BYTES;
    uint32_t channel = gemm->taps_fastest ? part->first_k / taps : part->first_k % window->channels;
    tap_place at = tap_of(window, place, gemm->taps_fastest ? part->first_k % taps : part->first_k / window->channels);
    const uint8_t *source = pixel_at(gemm, sample, &at);
    uint32_t in_block = 0;
    uint32_t k;

    for (k = 0; k < part->k; k++) {
        if (source != NULL)
            memcpy(target, source + channel * stride, HWGEN_CONTAINER_BYTES);
        else
            hwgen_store(target, HWGEN_CONTAINER_BYTES, gemm->input_zero_point);
        target += HWGEN_CONTAINER_BYTES;
        if (++in_block == HWGEN_BLOCK) {
            in_block = 0;
            target += (size_t)(HWGEN_M_TILE - 1) * HWGEN_BLOCK * HWGEN_CONTAINER_BYTES;
        }
        if (gemm->taps_fastest) {
            channel += (uint32_t)is_next_first(window, &at);
            source = pixel_at(gemm, sample, &at);
        } else if (++channel == window->channels) {
            channel = 0;
            (void)is_next_first(window, &at);
            source = pixel_at(gemm, sample, &at);
        }
    }
}

uint32_t hwgen_pack(const hwgen_gemm *gemm, const uint8_t *input, const hwgen_part *part, uint32_t first_row, uint32_t rows,
                    uint8_t *panel)
{
    const uint32_t beat = HWGEN_ACTIVATION_STREAM_W / 8;
    const size_t word = (size_t)HWGEN_M_TILE * HWGEN_BLOCK * HWGEN_CONTAINER_BYTES;
    size_t blocks = (size_t)hwgen_divide_up(part->k, HWGEN_BLOCK);
    size_t bytes = (size_t)hwgen_divide_up(hwgen_divide_up(rows, HWGEN_M_TILE) * blocks * word, beat) * beat;
    size_t sample_bytes = (size_t)gemm->window.channels * gemm->window.height * gemm->window.width * HWGEN_CONTAINER_BYTES;
    uint32_t m;

    memset(panel, 0, bytes);
    for (m = 0; m < rows; m++) {
        uint32_t row = first_row + m;
        uint8_t *target = panel + m / HWGEN_M_TILE * blocks * word + (size_t)(m % HWGEN_M_TILE) * HWGEN_BLOCK * HWGEN_CONTAINER_BYTES;

        pack_row(gemm, input + row / gemm->rows_per_sample * sample_bytes, row % gemm->rows_per_sample, part, target);
    }
    return (uint32_t)bytes;
}

uint32_t hwgen_output_bytes(const hwgen_gemm *gemm, const hwgen_part *part, uint32_t rows)
{
    uint32_t size = gemm->raw || hwgen_is_cut_in_k(gemm) ? 4 : HWGEN_CONTAINER_BYTES;

    return rows * (uint32_t)hwgen_divide_up(part->n, HWGEN_N_TILE) * HWGEN_N_TILE * size;
}

static uint8_t *output_at(const hwgen_gemm *gemm, uint8_t *output, uint32_t row, uint32_t n)
{
    uint32_t rows = gemm->rows_per_sample;
    size_t place = gemm->channels_last ? (size_t)row * gemm->n + n : ((size_t)(row / rows) * gemm->n + n) * rows + row % rows;

    return output + place * (gemm->raw ? 4 : HWGEN_CONTAINER_BYTES);
}

/* A whole sum of a K that was cut, as the array would have requantized it. The bias that the sum carries modulo 2^32 is taken away
 * and added exactly: a sum of products fits 32 bits, a sum with bias may not. */
static int32_t requantized(const hwgen_gemm *gemm, uint32_t sum, const uint8_t *channel)
{
    uint32_t bias = hwgen_word(channel);
    uint32_t scale = hwgen_word(channel + 4);
    int64_t value = (int64_t)hwgen_signed(sum - bias) + hwgen_signed(bias);

    return hwgen_finish(hwgen_scale(value, scale & 0xFFFFu, scale >> 16 & 0x3Fu), &gemm->output);
}

/* Adds one sum of a part; the last part of a range of channels finishes it. */
static void add_sum(const hwgen_gemm *gemm, const hwgen_buffers *buffers, const hwgen_part *part, const uint8_t *image, uint32_t row,
                    uint32_t n, uint32_t sum)
{
    uint8_t *place = buffers->sums + ((size_t)row * part->n + n) * 4;

    if (part->first_k > 0)
        sum += hwgen_word(place);
    if (part->first_k + part->k < gemm->k)
        hwgen_store(place, 4, hwgen_signed(sum));
    else if (gemm->raw)
        hwgen_store(output_at(gemm, buffers->output, row, part->first_n + n), 4, hwgen_signed(sum));
    else
        hwgen_store(output_at(gemm, buffers->output, row, part->first_n + n), HWGEN_CONTAINER_BYTES,
                    requantized(gemm, sum, hwgen_image_channel(image, n)));
}

void hwgen_unpack(const hwgen_gemm *gemm, const hwgen_buffers *buffers, uint32_t number, uint32_t first_row, uint32_t rows,
                  const uint8_t *received)
{
    hwgen_part part = hwgen_part_of(gemm, number);
    int is_cut = hwgen_is_cut_in_k(gemm);
    uint32_t size = gemm->raw || is_cut ? 4 : HWGEN_CONTAINER_BYTES;
    const uint8_t *image;
    uint32_t tile, first_n, m, n;

    while (hwgen_part_of(gemm, number).first_k > 0)
        number--;
    image = hwgen_part_of(gemm, number).image; /* that carries the bias */
    for (tile = 0; tile < rows; tile += HWGEN_M_TILE) {
        uint32_t existing = rows - tile < HWGEN_M_TILE ? rows - tile : HWGEN_M_TILE;

        for (first_n = 0; first_n < part.n; first_n += HWGEN_N_TILE) {
            for (m = 0; m < existing; m++) {
                for (n = first_n; n < first_n + HWGEN_N_TILE; n++, received += size) {
                    uint32_t row = first_row + tile + m;

                    if (n >= part.n)
                        continue;
                    if (is_cut)
                        add_sum(gemm, buffers, &part, image, row, n, hwgen_word(received));
                    else
                        memcpy(output_at(gemm, buffers->output, row, part.first_n + n), received, size);
                }
            }
        }
    }
}

/* ---- in a plan ---- */

hwgen_gemm hwgen_next_gemm(hwgen_step *step)
{
    hwgen_gemm gemm;
    uint32_t order;
    uint64_t k;

    gemm.window = hwgen_next_window(step);
    order = hwgen_next(step);
    gemm.channels_last = order & 1;
    gemm.taps_fastest = order >> 1;
    gemm.input_zero_point = hwgen_next_signed(step);
    gemm.n = hwgen_next(step);
    gemm.raw = hwgen_next(step);
    gemm.output = hwgen_next_output(step);
    gemm.rows_per_job = hwgen_next(step);
    gemm.part_count = hwgen_next(step);
    gemm.parts = NULL;
    gemm.encoded_parts = step->words;
    gemm.plan = step->plan->bytes;
    gemm.samples = step->plan->batch;
    gemm.rows_per_sample = gemm.window.output[0] * gemm.window.output[1];
    k = (uint64_t)gemm.window.kernel[0] * gemm.window.kernel[1];
    k = k > UINT32_MAX ? 0 : k * gemm.window.channels;
    gemm.k = k > UINT32_MAX ? 0 : (uint32_t)k;
    if (gemm.part_count > step->left / PART_WORDS)
        gemm.part_count = 0;
    step->words += 4 * (size_t)PART_WORDS * gemm.part_count;
    step->left -= PART_WORDS * gemm.part_count;
    return gemm;
}

static int are_inside(const hwgen_plan *plan, const hwgen_gemm *gemm)
{
    uint32_t i;

    for (i = 0; i < gemm->part_count; i++) {
        const uint8_t *words = gemm->encoded_parts + 4 * (size_t)PART_WORDS * i;

        if ((uint64_t)hwgen_word(words) + hwgen_word(words + 4) > plan->size || hwgen_word(words) % HWGEN_ALIGNMENT != 0)
            return 0;
    }
    return 1;
}

static int is_gemm(hwgen_step *step)
{
    const hwgen_plan *plan = step->plan;
    hwgen_gemm gemm = hwgen_next_gemm(step);
    hwgen_tensor input = hwgen_input(step, 0);
    hwgen_need need;

    if (input.element_bytes != HWGEN_CONTAINER_BYTES || !hwgen_is_window(&gemm.window, input.elements)
        || (uint64_t)gemm.window.output[0] * gemm.window.output[1] > step->output.elements
        || (uint64_t)gemm.rows_per_sample * gemm.n != step->output.elements
        || step->output.element_bytes != (gemm.raw ? 4 : HWGEN_CONTAINER_BYTES)
        || !hwgen_is_zero_point(&input, gemm.input_zero_point) || !are_inside(plan, &gemm) || !hwgen_is_gemm(&gemm))
        return 0;
    need = hwgen_need_of(&gemm);
    return need.panel <= plan->panel_bytes && need.receive <= plan->receive_bytes && need.sums <= plan->sums_bytes;
}

static hwgen_result run_gemm(hwgen_step *step, const hwgen_world *world)
{
    const hwgen_plan *plan = step->plan;
    hwgen_gemm gemm = hwgen_next_gemm(step);
    hwgen_buffers buffers;

    buffers.input = world->scratch + hwgen_input(step, 0).offset;
    buffers.output = world->scratch + step->output.offset;
    buffers.panels = world->scratch + plan->panels;
    buffers.panel_bytes = plan->panel_bytes;
    buffers.receives = world->scratch + plan->receives;
    buffers.receive_bytes = plan->receive_bytes;
    buffers.sums = world->scratch + plan->sums;
    return hwgen_run_gemm(world->device, world->feed, &gemm, &buffers);
}

const hwgen_kind hwgen_gemm_kind = {1, is_gemm, run_gemm};
