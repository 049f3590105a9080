/* What the files of the driver share; no part of its interface. */
#ifndef HWGEN_INTERNAL_H
#define HWGEN_INTERNAL_H

#include <stddef.h>

#include "hwgen.h"

#if defined(__BYTE_ORDER__) && defined(__ORDER_LITTLE_ENDIAN__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the streams carry little-endian bytes, and the driver stores activations as they travel"
#endif

#define HWGEN_M_TILE ((uint32_t)(HWGEN_TILE_ROWS * HWGEN_MESH_ROWS))
#define HWGEN_N_TILE ((uint32_t)(HWGEN_TILE_COLUMNS * HWGEN_MESH_COLUMNS))

/* ---- numbers: hwgen_numbers.c ---- */

uint32_t hwgen_word(const uint8_t *bytes);
int32_t hwgen_signed(uint32_t word);
uint64_t hwgen_divide_up(uint64_t value, uint64_t divisor);

/* CRC-32 (IEEE 802.3, as zlib computes it). */
uint32_t hwgen_crc32(const uint8_t *bytes, uint32_t count);

/* value * multiplier / 2^shift, halves away from zero; |value * multiplier| below 2^62, shift at most 63. */
int64_t hwgen_scale(int64_t value, uint32_t multiplier, uint32_t shift);

/* value * multiplier / (count * 2^shift), in one rounding; the same bounds, count at least 1. */
int64_t hwgen_scale_mean(int64_t value, uint32_t multiplier, uint32_t shift, uint32_t count);

/* Adds the zero point and clamps. */
int32_t hwgen_finish(int64_t value, const hwgen_output *output);

/* An integer in memory, of 1, 2 or 4 bytes. */
int32_t hwgen_load(const uint8_t *place, uint32_t bytes);
void hwgen_store(uint8_t *place, uint32_t bytes, int32_t value);

/* True if every integer from low to high has a place in so many bytes. */
int hwgen_holds(uint32_t bytes, int32_t low, int32_t high);

/* ---- a plan while it is checked or run: hwgen_plan.c ---- */

/* An activation: a place in the scratch memory. */
typedef struct hwgen_tensor {
    uint32_t offset;
    uint32_t element_bytes; /* container, or 4 */
    uint32_t elements;      /* of one sample */
} hwgen_tensor;

/* A step of a plan, and how far its words were read. Reading too far gives zeros and is noted. */
typedef struct hwgen_step {
    const hwgen_plan *plan;
    uint32_t kind;
    hwgen_tensor output;
    uint32_t input_count;
    const uint8_t *inputs; /* words: tensor numbers */
    const uint8_t *words;
    uint32_t left;
    int is_short;
} hwgen_step;

/* What a step needs to run. */
typedef struct hwgen_feed hwgen_feed;
typedef struct hwgen_world {
    hwgen_device *device;
    hwgen_feed *feed;
    uint8_t *scratch;
} hwgen_world;

/* Element i of a tensor in the whole batch. */
int32_t hwgen_load_at(const hwgen_world *world, const hwgen_tensor *tensor, uint32_t i);
void hwgen_store_at(const hwgen_world *world, const hwgen_tensor *tensor, uint32_t i, int32_t value);

/* An output of a step, computed from its inputs at the same place. */
typedef int32_t (*hwgen_function)(const void *numbers, const int32_t *inputs);

/* Computes every output of a step of one or two inputs, in the whole batch; numbers are the step's own. */
hwgen_result hwgen_map(const hwgen_step *step, const hwgen_world *world, hwgen_function function, const void *numbers);

/* A kind of step. Both functions read the words of the step. */
typedef struct hwgen_kind {
    uint32_t input_count;                  /* 0: any number, at least 1 */
    int (*is_valid)(hwgen_step *step);     /* false if it cannot be run within its tensors */
    hwgen_result (*run)(hwgen_step *step, const hwgen_world *world);
} hwgen_kind;

extern const hwgen_kind hwgen_gemm_kind;
extern const hwgen_kind hwgen_add_kind;
extern const hwgen_kind hwgen_average_pool_kind;
extern const hwgen_kind hwgen_max_pool_kind;
extern const hwgen_kind hwgen_concat_kind;
extern const hwgen_kind hwgen_leaky_relu_kind;
extern const hwgen_kind hwgen_pad_kind;
extern const hwgen_kind hwgen_transpose_kind;
extern const hwgen_kind hwgen_clamp_kind;
extern const hwgen_kind hwgen_rescale_kind;
extern const hwgen_kind hwgen_multiply_kind;
extern const hwgen_kind hwgen_table_kind;
extern const hwgen_kind hwgen_take_kind;

#define HWGEN_STEP_GEMM 1u

/* The kind of a number; null if there is none. */
const hwgen_kind *hwgen_kind_of(uint32_t number);

/* Reads the step at an offset from the start of the steps.
 * Returns its length in bytes, 0 if it is not whole or names tensors that there are not. */
uint32_t hwgen_read_step(const hwgen_plan *plan, uint32_t offset, hwgen_step *step);

hwgen_tensor hwgen_tensor_of(const hwgen_plan *plan, uint32_t number);
hwgen_tensor hwgen_input(const hwgen_step *step, uint32_t number);
uint32_t hwgen_next(hwgen_step *step);
int32_t hwgen_next_signed(hwgen_step *step);
hwgen_output hwgen_next_output(hwgen_step *step);

/* True if the step was read to its end and no further. */
int hwgen_is_read(const hwgen_step *step);

/* True if the clamp can be stored in the output of the step and multipliers and shifts are in range. */
int hwgen_fits(const hwgen_step *step, const hwgen_output *output);
int hwgen_is_scale(uint32_t multiplier, uint32_t shift);

/* True if the number is one that an input can hold. */
int hwgen_is_zero_point(const hwgen_tensor *input, int32_t zero_point);

/* True if an input has as many elements as the output. */
int hwgen_is_alike(const hwgen_step *step, uint32_t input);

/* Elements of a tensor in the whole batch. */
uint32_t hwgen_count_of(const hwgen_step *step, const hwgen_tensor *tensor);

/* ---- windows: hwgen_window.c ---- */

/* How a convolution or a pool moves over an image. */
typedef struct hwgen_window {
    uint32_t channels, height, width;
    uint32_t kernel[2], stride[2], dilation[2];
    uint32_t before[2], after[2]; /* pads: top and left, bottom and right */
    uint32_t output[2];
} hwgen_window;

hwgen_window hwgen_next_window(hwgen_step *step);

/* True if its image has so many elements and its output size follows from the rest. */
int hwgen_is_window(const hwgen_window *window, uint32_t elements);

/* ---- layers on the array: hwgen_gemm.c, hwgen_pipeline.c ---- */

typedef struct hwgen_gemm {
    hwgen_window window;   /* a fully connected layer: kernel 1 x 1 over an image of rows x 1 with K channels */
    uint32_t channels_last; /* 1: elements of input and output are ordered row, channel; 0: channel, row */
    uint32_t taps_fastest;  /* 1: k runs over the taps of one channel after the other; 0: over the channels of one tap after the other */
    int32_t input_zero_point;
    uint32_t samples;
    uint32_t rows_per_sample;
    uint32_t k, n, raw;
    hwgen_output output;
    uint32_t rows_per_job;
    uint32_t part_count;
    const hwgen_part *parts;      /* null in a plan */
    const uint8_t *encoded_parts; /* null outside a plan */
    const uint8_t *plan;          /* start of the plan; images stand at offsets from it */
} hwgen_gemm;

/* Memory of a layer on the array. */
typedef struct hwgen_buffers {
    const uint8_t *input;
    uint8_t *output;
    uint8_t *panels;   /* two */
    uint32_t panel_bytes;
    uint8_t *receives; /* two */
    uint32_t receive_bytes;
    uint8_t *sums;
} hwgen_buffers;

/* Bytes of one panel, of one output and of the sums. */
typedef struct hwgen_need {
    uint64_t panel, receive, sums;
} hwgen_need;

hwgen_part hwgen_part_of(const hwgen_gemm *gemm, uint32_t number);

/* True if all parts are images of this configuration that make up the weights, in order. */
int hwgen_is_gemm(const hwgen_gemm *gemm);
int hwgen_is_cut_in_k(const hwgen_gemm *gemm);
hwgen_need hwgen_need_of(const hwgen_gemm *gemm);

/* Packs rows of the activations into panels. Returns their bytes, whole beats. */
uint32_t hwgen_pack(const hwgen_gemm *gemm, const uint8_t *input, const hwgen_part *part, uint32_t first_row, uint32_t rows,
                    uint8_t *panel);

/* Puts the outputs of a job of part number where they belong. */
void hwgen_unpack(const hwgen_gemm *gemm, const hwgen_buffers *buffers, uint32_t number, uint32_t first_row, uint32_t rows,
                  const uint8_t *received);
uint32_t hwgen_output_bytes(const hwgen_gemm *gemm, const hwgen_part *part, uint32_t rows);

/* True if header and length are those of an image of this configuration for weights k x n; 0 where k or n is not known. */
int hwgen_is_image(const uint8_t *image, uint32_t bytes, uint32_t k, uint32_t n);

/* The requantization of channel n of an image: 64 bits as in docs/design.md, section 3. */
const uint8_t *hwgen_image_channel(const uint8_t *image, uint32_t n);

/* The images that are to be sent, in the order of the jobs: of one layer, or of all layers of a plan. */
struct hwgen_feed {
    const hwgen_plan *plan; /* null for a single layer */
    uint32_t offset;        /* of the next step */
    uint32_t steps;         /* that are left */
    hwgen_gemm gemm;
    uint32_t part;
};

void hwgen_feed_layer(hwgen_feed *feed, const hwgen_gemm *gemm);
void hwgen_feed_plan(hwgen_feed *feed, const hwgen_plan *plan);

/* The next image. Returns 0 if there is none. */
int hwgen_feed_next(hwgen_feed *feed, hwgen_part *part);

/* Reads a layer on the array from a plan. */
hwgen_gemm hwgen_next_gemm(hwgen_step *step);

hwgen_result hwgen_run_gemm(hwgen_device *device, hwgen_feed *feed, const hwgen_gemm *gemm, const hwgen_buffers *buffers);

/* ---- registers: hwgen_device.c ---- */

/* Reads STATUS; the first error in it, or HWGEN_OK. */
hwgen_result hwgen_check_status(hwgen_device *device);
int hwgen_is_ready(hwgen_device *device);

/* Sleeps until the interrupt line is high, or as long as the port likes, and takes the interrupts. Only where the port can wait.
 * Returns 1 if a job has ended, negative on a failure. */
int hwgen_wait(hwgen_device *device);

/* Clears what ISR shows, if the port can wait. Returns 1 if a job has ended. */
int hwgen_take_interrupts(hwgen_device *device);
void hwgen_start_job(hwgen_device *device, const hwgen_job *job);

#endif
