/* Registers, single images and single jobs, single layers. */
#include <string.h>

#include "hwgen_internal.h"

#define BIT(number) (UINT32_C(1) << (number))
#define ERROR_BITS \
    (BIT(HWGEN_STATUS_IMAGE_FORMAT_BIT) | BIT(HWGEN_STATUS_IMAGE_HASH_BIT) | BIT(HWGEN_STATUS_IMAGE_SIZE_BIT) \
     | BIT(HWGEN_STATUS_WEIGHT_LAST_BIT) | BIT(HWGEN_STATUS_ACTIVATION_LAST_BIT) | BIT(HWGEN_STATUS_JOB_BIT) \
     | BIT(HWGEN_STATUS_MISMATCH_BIT))

static uint32_t read_register(const hwgen_device *device, uint32_t offset)
{
    return device->port.read_register(device->port.context, offset);
}

static void write_register(const hwgen_device *device, uint32_t offset, uint32_t value)
{
    device->port.write_register(device->port.context, offset, value);
}

hwgen_result hwgen_identify(hwgen_device *device)
{
    device->status = 0;
    if (read_register(device, HWGEN_MAGIC_REG_OFFSET) != HWGEN_MAGIC)
        return HWGEN_ERROR_MAGIC;
    if (read_register(device, HWGEN_VERSION_REG_OFFSET) != HWGEN_VERSION)
        return HWGEN_ERROR_VERSION;
    if (read_register(device, HWGEN_CONFIGURATION_HASH_REG_OFFSET) != HWGEN_CONFIGURATION_HASH)
        return HWGEN_ERROR_HASH;
    device->status = read_register(device, HWGEN_STATUS_REG_OFFSET);
    if ((device->status & ERROR_BITS) != 0)
        write_register(device, HWGEN_STATUS_REG_OFFSET, device->status & ERROR_BITS);
    if (device->port.wait != NULL) {
        (void)hwgen_take_interrupts(device);
        write_register(device, HWGEN_IER_REG_OFFSET, BIT(HWGEN_IER_DONE_BIT) | BIT(HWGEN_IER_ERROR_BIT));
        write_register(device, HWGEN_GIER_REG_OFFSET, BIT(HWGEN_GIER_ENABLE_BIT));
    }
    return HWGEN_OK;
}

int hwgen_take_interrupts(hwgen_device *device)
{
    uint32_t pending;

    if (device->port.wait == NULL)
        return 0;
    pending = read_register(device, HWGEN_ISR_REG_OFFSET);
    if (pending != 0)
        write_register(device, HWGEN_ISR_REG_OFFSET, pending); /* toggles what it names */
    return (pending & BIT(HWGEN_ISR_DONE_BIT)) != 0;
}

int hwgen_wait(hwgen_device *device)
{
    return device->port.wait(device->port.context) != 0 ? -1 : hwgen_take_interrupts(device);
}

hwgen_result hwgen_check_status(hwgen_device *device)
{
    uint32_t status = read_register(device, HWGEN_STATUS_REG_OFFSET);

    device->status = status;
    if ((status & BIT(HWGEN_STATUS_IMAGE_FORMAT_BIT)) != 0)
        return HWGEN_ERROR_IMAGE_FORMAT;
    if ((status & BIT(HWGEN_STATUS_IMAGE_HASH_BIT)) != 0)
        return HWGEN_ERROR_IMAGE_HASH;
    if ((status & BIT(HWGEN_STATUS_IMAGE_SIZE_BIT)) != 0)
        return HWGEN_ERROR_IMAGE_SIZE;
    if ((status & BIT(HWGEN_STATUS_WEIGHT_LAST_BIT)) != 0)
        return HWGEN_ERROR_WEIGHT_LAST;
    if ((status & BIT(HWGEN_STATUS_ACTIVATION_LAST_BIT)) != 0)
        return HWGEN_ERROR_ACTIVATION_LAST;
    if ((status & BIT(HWGEN_STATUS_JOB_BIT)) != 0)
        return HWGEN_ERROR_JOB;
    return (status & BIT(HWGEN_STATUS_MISMATCH_BIT)) != 0 ? HWGEN_ERROR_MISMATCH : HWGEN_OK;
}

int hwgen_is_ready(hwgen_device *device)
{
    return (read_register(device, HWGEN_CTRL_REG_OFFSET) & BIT(HWGEN_CTRL_READY_BIT)) != 0;
}

void hwgen_start_job(hwgen_device *device, const hwgen_job *job)
{
    write_register(device, HWGEN_JOB_ROWS_REG_OFFSET, job->rows);
    write_register(device, HWGEN_JOB_BLOCKS_REG_OFFSET, job->blocks);
    write_register(device, HWGEN_JOB_MODE_REG_OFFSET,
                   (job->raw ? BIT(HWGEN_JOB_MODE_RAW_BIT) : 0) | (job->release ? BIT(HWGEN_JOB_MODE_RELEASE_BIT) : 0));
    if (!job->raw) {
        write_register(device, HWGEN_JOB_ZERO_POINT_REG_OFFSET, (uint32_t)job->output.zero_point);
        write_register(device, HWGEN_JOB_CLAMP_LOW_REG_OFFSET, (uint32_t)job->output.low);
        write_register(device, HWGEN_JOB_CLAMP_HIGH_REG_OFFSET, (uint32_t)job->output.high);
    }
    write_register(device, HWGEN_CTRL_REG_OFFSET, BIT(HWGEN_CTRL_START_BIT));
}

/* Polls until none of the transfers runs any more; may_sleep: and sleeps once until the job that they belong to has ended. */
static hwgen_result wait_for(hwgen_device *device, int transfers, int may_sleep)
{
    uint32_t polls;
    int sleeps = may_sleep && device->port.wait != NULL;

    for (polls = 0; polls <= device->poll_limit; polls++) {
        int busy = device->port.poll_transfers(device->port.context);
        hwgen_result result = hwgen_check_status(device);

        if (result != HWGEN_OK)
            return result;
        if (busy < 0)
            return HWGEN_ERROR_PORT;
        if ((busy & transfers) == 0)
            return HWGEN_OK;
        if (sleeps) {
            int ended = hwgen_wait(device);

            if (ended < 0)
                return HWGEN_ERROR_PORT;
            sleeps = !ended;
        }
    }
    return HWGEN_ERROR_TIMEOUT;
}

hwgen_result hwgen_load_image(hwgen_device *device, const void *image, uint32_t bytes)
{
    if (!hwgen_is_image(image, bytes, 0, 0))
        return HWGEN_ERROR_BAD_IMAGE;
    if (device->port.start_weight_transfer(device->port.context, image, bytes) != 0)
        return HWGEN_ERROR_PORT;
    return wait_for(device, HWGEN_TRANSFER_WEIGHT, 0);
}

/* Reads CTRL until a job can be queued. */
static hwgen_result wait_for_ready(hwgen_device *device)
{
    uint32_t polls;

    for (polls = 0; polls <= device->poll_limit; polls++) {
        if (hwgen_is_ready(device))
            return HWGEN_OK;
        if (device->port.poll_transfers(device->port.context) < 0)
            return HWGEN_ERROR_PORT;
    }
    return HWGEN_ERROR_TIMEOUT;
}

hwgen_result hwgen_run_job(hwgen_device *device, const hwgen_job *job, const void *activations, uint32_t activation_bytes,
                           void *outputs, uint32_t output_bytes)
{
    const hwgen_port *port = &device->port;
    hwgen_result result;

    if (job->rows == 0 || job->blocks == 0 || job->blocks > (uint32_t)HWGEN_ACTIVATION_DEPTH || activation_bytes == 0
        || activation_bytes % (HWGEN_ACTIVATION_STREAM_W / 8) != 0 || output_bytes == 0)
        return HWGEN_ERROR_ARGUMENT;
    result = wait_for_ready(device);
    if (result != HWGEN_OK)
        return result;
    (void)hwgen_take_interrupts(device); /* of jobs before */
    hwgen_start_job(device, job);
    if (port->start_output_transfer(port->context, outputs, output_bytes) != 0
        || port->start_activation_transfer(port->context, activations, activation_bytes) != 0)
        return HWGEN_ERROR_PORT;
    return wait_for(device, HWGEN_TRANSFER_ACTIVATION | HWGEN_TRANSFER_OUTPUT, 1);
}

/* A layer as a convolution of one tap over an image of rows x 1. */
static hwgen_gemm gemm_of(const hwgen_layer *layer)
{
    hwgen_gemm gemm;
    int axis;

    memset(&gemm, 0, sizeof gemm);
    gemm.window.channels = layer->k;
    gemm.window.height = layer->rows;
    gemm.window.width = 1;
    for (axis = 0; axis < 2; axis++)
        gemm.window.kernel[axis] = gemm.window.stride[axis] = gemm.window.dilation[axis] = gemm.window.output[axis] = 1;
    gemm.window.output[0] = layer->rows;
    gemm.channels_last = 1;
    gemm.taps_fastest = 0;
    gemm.samples = 1;
    gemm.rows_per_sample = layer->rows;
    gemm.k = layer->k;
    gemm.n = layer->n;
    gemm.raw = layer->raw;
    gemm.output = layer->output;
    gemm.rows_per_job = layer->rows_per_job;
    gemm.part_count = layer->part_count;
    gemm.parts = layer->parts;
    return gemm;
}

static uint64_t whole_lines(uint64_t bytes)
{
    return hwgen_divide_up(bytes, HWGEN_ALIGNMENT) * HWGEN_ALIGNMENT;
}

uint32_t hwgen_layer_scratch_bytes(const hwgen_layer *layer)
{
    hwgen_gemm gemm = gemm_of(layer);
    hwgen_need need;
    uint64_t bytes;

    if (!hwgen_is_gemm(&gemm))
        return 0;
    need = hwgen_need_of(&gemm);
    bytes = 2 * whole_lines(need.panel) + 2 * whole_lines(need.receive) + whole_lines(need.sums);
    return bytes > UINT32_MAX ? 0 : (uint32_t)bytes;
}

hwgen_result hwgen_run_layer(hwgen_device *device, const hwgen_layer *layer, const void *activations, void *outputs, void *scratch,
                             uint32_t scratch_bytes)
{
    hwgen_gemm gemm = gemm_of(layer);
    uint32_t needed = hwgen_layer_scratch_bytes(layer);
    hwgen_buffers buffers;
    hwgen_feed feed;
    hwgen_need need;

    if (needed == 0)
        return HWGEN_ERROR_ARGUMENT;
    if (scratch_bytes < needed || (uintptr_t)scratch % HWGEN_ALIGNMENT != 0)
        return HWGEN_ERROR_MEMORY;
    need = hwgen_need_of(&gemm);
    buffers.input = activations;
    buffers.output = outputs;
    buffers.panels = scratch;
    buffers.panel_bytes = (uint32_t)whole_lines(need.panel);
    buffers.receives = buffers.panels + 2 * (size_t)buffers.panel_bytes;
    buffers.receive_bytes = (uint32_t)whole_lines(need.receive);
    buffers.sums = buffers.receives + 2 * (size_t)buffers.receive_bytes;
    hwgen_feed_layer(&feed, &gemm);
    return hwgen_run_gemm(device, &feed, &gemm, &buffers);
}
