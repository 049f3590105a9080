/* Whole networks, and the self-test on golden vectors. */
#include <string.h>

#include "hwgen_internal.h"

#define VECTORS_MAGIC 0x56475748u /* HWGV */
#define VECTORS_VERSION 1u
#define VECTORS_HEADER_BYTES 32u

static uint8_t *place_of(const hwgen_plan *plan, uint32_t tensor, uint8_t *scratch)
{
    return scratch + hwgen_tensor_of(plan, tensor).offset;
}

/* Runs all steps; the result stays in the scratch memory. */
static hwgen_result run_steps(hwgen_device *device, const hwgen_plan *plan, const void *input, uint8_t *scratch, uint32_t scratch_bytes)
{
    hwgen_feed feed;
    hwgen_world world;
    uint32_t offset = 0;
    uint32_t i;

    if (scratch_bytes < plan->scratch_bytes || (uintptr_t)scratch % HWGEN_ALIGNMENT != 0)
        return HWGEN_ERROR_MEMORY;
    hwgen_feed_plan(&feed, plan);
    world.device = device;
    world.feed = &feed;
    world.scratch = scratch;
    memcpy(place_of(plan, plan->input_tensor, scratch), input, plan->input_bytes);
    for (i = 0; i < plan->steps; i++) {
        hwgen_step step;
        hwgen_result result;

        offset += hwgen_read_step(plan, offset, &step);
        result = hwgen_kind_of(step.kind)->run(&step, &world);
        if (result != HWGEN_OK)
            return result;
    }
    return HWGEN_OK;
}

hwgen_result hwgen_run(hwgen_device *device, const hwgen_plan *plan, const void *input, void *output, void *scratch,
                       uint32_t scratch_bytes)
{
    hwgen_result result = run_steps(device, plan, input, scratch, scratch_bytes);

    if (result == HWGEN_OK)
        memcpy(output, place_of(plan, plan->output_tensor, scratch), plan->output_bytes);
    return result;
}

/* Header: magic, version, bytes, CRC-32 of what follows, checksum of the plan, runs, bytes of an input, bytes of an output. */
static int are_vectors(const hwgen_plan *plan, const uint8_t *bytes, uint32_t size)
{
    return size >= VECTORS_HEADER_BYTES && hwgen_word(bytes) == VECTORS_MAGIC && hwgen_word(bytes + 4) == VECTORS_VERSION
        && hwgen_word(bytes + 8) == size && hwgen_word(bytes + 12) == hwgen_crc32(bytes + 16, size - 16)
        && hwgen_word(bytes + 16) == plan->checksum && hwgen_word(bytes + 20) >= 1
        && hwgen_word(bytes + 24) == plan->input_bytes && hwgen_word(bytes + 28) == plan->output_bytes
        && VECTORS_HEADER_BYTES + (uint64_t)hwgen_word(bytes + 20) * ((uint64_t)plan->input_bytes + plan->output_bytes) == size;
}

hwgen_result hwgen_self_test(hwgen_device *device, const hwgen_plan *plan, const void *vectors, uint32_t size, void *scratch,
                             uint32_t scratch_bytes, hwgen_difference *difference)
{
    const uint8_t *at = vectors;
    uint32_t runs, run, i;

    if (!are_vectors(plan, at, size))
        return HWGEN_ERROR_BAD_VECTORS;
    runs = hwgen_word(at + 20);
    at += VECTORS_HEADER_BYTES;
    for (run = 0; run < runs; run++) {
        hwgen_result result = run_steps(device, plan, at, scratch, scratch_bytes);
        const uint8_t *found = place_of(plan, plan->output_tensor, scratch);

        if (result != HWGEN_OK)
            return result;
        at += plan->input_bytes;
        for (i = 0; i < plan->output_bytes; i++) {
            if (found[i] == at[i])
                continue;
            if (difference != NULL) {
                difference->run = run;
                difference->offset = i;
            }
            return HWGEN_ERROR_SELF_TEST;
        }
        at += plan->output_bytes;
    }
    return HWGEN_OK;
}
