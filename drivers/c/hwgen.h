/* Bare-metal driver of an accelerator that hwgen generated. C99; no allocation; of the C library only string.h.
 *
 * It is compiled with the header of one configuration (hwgen generate: software/hwgen_regs.h) and reaches the hardware through
 * six functions and an optional one, struct hwgen_port. docs/driver.md says how to bring it up. */
#ifndef HWGEN_H
#define HWGEN_H

#include <stdint.h>

#include "hwgen_regs.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Every buffer that a transfer reads or writes starts at a multiple of this, if the plan and the scratch memory do. */
#define HWGEN_ALIGNMENT 64u

/* How an activation or a requantized output is stored: int8_t, or int16_t where activations have more than 8 bits. */
#define HWGEN_CONTAINER_BYTES (HWGEN_ACTIVATION_W <= 8 ? 1u : 2u)

/* What a function came to; hwgen_text says it in words. The values stay as they are. */
typedef enum hwgen_result {
    HWGEN_OK = 0,
    HWGEN_ERROR_MAGIC = 1,             /* no accelerator at this address */
    HWGEN_ERROR_VERSION = 2,           /* another register map */
    HWGEN_ERROR_HASH = 3,              /* accelerator of another configuration than the header's */
    HWGEN_ERROR_PORT = 4,              /* a function of the port reported a failure */
    HWGEN_ERROR_TIMEOUT = 5,           /* nothing moved for poll_limit polls */
    HWGEN_ERROR_IMAGE_FORMAT = 6,      /* STATUS: wrong magic or version of an image */
    HWGEN_ERROR_IMAGE_HASH = 7,        /* STATUS: image of another configuration */
    HWGEN_ERROR_IMAGE_SIZE = 8,        /* STATUS: image does not fit the memories */
    HWGEN_ERROR_WEIGHT_LAST = 9,       /* STATUS: the weight stream ended early */
    HWGEN_ERROR_ACTIVATION_LAST = 10,  /* STATUS: the activation stream ended early */
    HWGEN_ERROR_JOB = 11,              /* STATUS: the accelerator refused a job */
    HWGEN_ERROR_BAD_IMAGE = 12,        /* bytes are no image of this configuration */
    HWGEN_ERROR_BAD_PLAN = 13,         /* bytes are no plan: wrong magic, length or content */
    HWGEN_ERROR_PLAN_VERSION = 14,     /* plan of another format version */
    HWGEN_ERROR_PLAN_CHECKSUM = 15,    /* plan is damaged */
    HWGEN_ERROR_PLAN_HASH = 16,        /* plan of another configuration */
    HWGEN_ERROR_MEMORY = 17,           /* scratch memory too small or not aligned */
    HWGEN_ERROR_ARGUMENT = 18,         /* layer or job that cannot be run as it is described */
    HWGEN_ERROR_BAD_VECTORS = 19,      /* bytes are no test vectors of this plan */
    HWGEN_ERROR_SELF_TEST = 20,        /* an output differs from the golden one */
    HWGEN_ERROR_MISMATCH = 21          /* STATUS: a job and its image do not fit each other */
} hwgen_result;

/* A sentence without a full stop; never null. */
const char *hwgen_text(hwgen_result result);

/* Transfers, as poll_transfers names them. */
#define HWGEN_TRANSFER_WEIGHT 1
#define HWGEN_TRANSFER_ACTIVATION 2
#define HWGEN_TRANSFER_OUTPUT 4

/* The hardware as the driver reaches it. A transfer is one packet of a stream: TLAST on its last beat. The driver starts a transfer
 * only when the one before it on the same stream has ended, and leaves its bytes alone until then. Caches are the port's concern:
 * clean before an outgoing transfer, invalidate after the output. */
typedef struct hwgen_port {
    void *context; /* handed to each function */

    /* A 32-bit register; offset in bytes from the start of the accelerator. */
    uint32_t (*read_register)(void *context, uint32_t offset);
    void (*write_register)(void *context, uint32_t offset, uint32_t value);

    /* Starts a transfer and returns without waiting: 0, or anything else on a failure. An outgoing one whose length is no multiple
     * of the beat does not occur; an output may end with a partial beat (TKEEP). */
    int (*start_weight_transfer)(void *context, const void *bytes, uint32_t count);
    int (*start_activation_transfer)(void *context, const void *bytes, uint32_t count);
    int (*start_output_transfer)(void *context, void *bytes, uint32_t count);

    /* The transfers that still run, HWGEN_TRANSFER_* ORed together; negative on a failure. May sleep until something changes, but
     * not for long: the driver counts polls to find out that nothing moves. */
    int (*poll_transfers)(void *context);

    /* Null: the driver polls. Otherwise it is called when nothing is left to do until a job ends, and may sleep until the accelerator's
     * interrupt line is high, but not for good: a transfer may end, or fail, without an interrupt. Returns 0, or anything else on a
     * failure. The driver enables the interrupts, and takes them back after each call. */
    int (*wait)(void *context);
} hwgen_port;

/* An accelerator. */
typedef struct hwgen_device {
    hwgen_port port;
    uint32_t poll_limit; /* polls in a row without any progress after which HWGEN_ERROR_TIMEOUT is given */
    uint32_t status;     /* STATUS as it was read last: more about an error */
} hwgen_device;

/* What a layer does to its outputs after scaling: add the zero point, then clamp. */
typedef struct hwgen_output {
    int32_t zero_point;
    int32_t low;
    int32_t high;
} hwgen_output;

/* What integers stand for: real = scale * (integer - zero_point). */
typedef struct hwgen_quantization {
    double scale;
    hwgen_output range;
} hwgen_quantization;

/* Compares MAGIC, VERSION and CONFIGURATION_HASH with the header that the driver was compiled with, clears the error bits, and enables
 * the interrupts if the port waits for them. */
hwgen_result hwgen_identify(hwgen_device *device);

/* Sends a weight image (images/NAME.bin) and returns when the accelerator has taken it. At most two are resident. */
hwgen_result hwgen_load_image(hwgen_device *device, const void *image, uint32_t bytes);

/* A job, as docs/design.md, section 5, has it. */
typedef struct hwgen_job {
    uint32_t rows;       /* M */
    uint32_t blocks;     /* K-blocks of the activations */
    uint32_t raw;        /* 1: int32 sums */
    uint32_t release;    /* 1: the image is released when the job is done */
    hwgen_output output; /* not looked at where raw */
} hwgen_job;

/* Runs one job on the image loaded before; activations are packed panels, outputs the bytes of the output stream. */
hwgen_result hwgen_run_job(hwgen_device *device, const hwgen_job *job, const void *activations, uint32_t activation_bytes,
                           void *outputs, uint32_t output_bytes);

/* The part of a layer's weight matrix that an image holds. */
typedef struct hwgen_part {
    const uint8_t *image;
    uint32_t image_bytes;
    uint32_t first_k; /* a multiple of the block */
    uint32_t k;
    uint32_t first_n; /* a multiple of the N-tile */
    uint32_t n;
} hwgen_part;

/* A layer: outputs M x N = requantize(activations M x K * weights K x N). */
typedef struct hwgen_layer {
    uint32_t rows; /* M */
    uint32_t k;
    uint32_t n;
    uint32_t raw;              /* 1: outputs are int32_t sums */
    hwgen_output output;       /* not looked at where raw */
    const hwgen_part *parts;   /* output channels from the first on, and for each range of them k from 0 on */
    uint32_t part_count;
    uint32_t rows_per_job;     /* a multiple of the M-tile; scratch memory grows with it */
} hwgen_layer;

/* Scratch memory that hwgen_run_layer needs; 0 if the layer cannot be run. */
uint32_t hwgen_layer_scratch_bytes(const hwgen_layer *layer);

/* Runs a layer: packs the activations, queues its jobs so that loading, computing and unpacking overlap, adds the sums of a K that is
 * cut. activations [M][K] in containers, outputs [M][N] in containers or, raw, int32_t. The scratch memory is read and written by
 * transfers. */
hwgen_result hwgen_run_layer(hwgen_device *device, const hwgen_layer *layer, const void *activations, void *outputs, void *scratch,
                             uint32_t scratch_bytes);

/* A network, opened from a plan file (hwgen deploy: network.plan). Its bytes stay where they are: images are sent from there. */
typedef struct hwgen_plan {
    const uint8_t *bytes;
    uint32_t size;
    uint32_t batch;         /* samples of a run */
    uint32_t scratch_bytes; /* memory that hwgen_run needs */
    uint32_t input_bytes;   /* of a run: batch x input shape, in containers */
    uint32_t output_bytes;  /* of a run */
    uint32_t output_element_bytes; /* 1, 2, or 4 where the network ends in sums */
    hwgen_quantization input;
    hwgen_quantization output;
    uint32_t checksum; /* of the plan; test vectors name it */
    uint32_t tensors;
    uint32_t steps;
    uint32_t tensor_table;
    uint32_t step_table;
    uint32_t step_bytes;
    uint32_t input_tensor;
    uint32_t output_tensor;
    uint32_t panels;
    uint32_t panel_bytes;
    uint32_t receives;
    uint32_t receive_bytes;
    uint32_t sums;
    uint32_t sums_bytes;
} hwgen_plan;

/* Checks a plan, every number of it, and opens it. A plan that opens can be run without reading or writing out of bounds. */
hwgen_result hwgen_open(hwgen_plan *plan, const void *bytes, uint32_t size);

/* Runs the network once. scratch starts at a multiple of HWGEN_ALIGNMENT, where transfers can reach it. After an error the
 * accelerator and its transfers must be reset. */
hwgen_result hwgen_run(hwgen_device *device, const hwgen_plan *plan, const void *input, void *output, void *scratch,
                       uint32_t scratch_bytes);

/* Where a self-test failed. */
typedef struct hwgen_difference {
    uint32_t run;    /* from 0 on */
    uint32_t offset; /* byte of the output */
} hwgen_difference;

/* Runs the network on golden vectors (hwgen deploy: selftest.bin) and compares every byte. difference may be null. */
hwgen_result hwgen_self_test(hwgen_device *device, const hwgen_plan *plan, const void *vectors, uint32_t size, void *scratch,
                             uint32_t scratch_bytes, hwgen_difference *difference);

/* The integer nearest to a real number, halves away from zero, clamped. */
int32_t hwgen_quantize(const hwgen_quantization *quantization, double real);

#ifdef __cplusplus
}
#endif

#endif
