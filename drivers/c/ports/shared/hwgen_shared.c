/* The driver as a shared library: one device and one plan in memory of the caller. */
#include "hwgen_shared.h"

#include <stddef.h>
#include <string.h>

typedef struct hwgen_session {
    hwgen_device device;
    hwgen_plan plan;
} hwgen_session;

uint32_t hwgen_shared_session_bytes(void)
{
    return (uint32_t)sizeof(hwgen_session);
}

int hwgen_shared_identify(void *session, const hwgen_port *port, uint32_t poll_limit)
{
    hwgen_session *s = session;

    memset(s, 0, sizeof *s);
    s->device.port = *port;
    s->device.poll_limit = poll_limit;
    return (int)hwgen_identify(&s->device);
}

uint32_t hwgen_shared_status(const void *session)
{
    return ((const hwgen_session *)session)->device.status;
}

int hwgen_shared_load_image(void *session, const void *image, uint32_t bytes)
{
    return (int)hwgen_load_image(&((hwgen_session *)session)->device, image, bytes);
}

int hwgen_shared_open(void *session, const void *plan, uint32_t size)
{
    return (int)hwgen_open(&((hwgen_session *)session)->plan, plan, size);
}

uint32_t hwgen_shared_number(const void *session, int which)
{
    const hwgen_plan *plan = &((const hwgen_session *)session)->plan;

    switch (which) {
    case HWGEN_SHARED_BATCH: return plan->batch;
    case HWGEN_SHARED_SCRATCH_BYTES: return plan->scratch_bytes;
    case HWGEN_SHARED_INPUT_BYTES: return plan->input_bytes;
    case HWGEN_SHARED_OUTPUT_BYTES: return plan->output_bytes;
    case HWGEN_SHARED_INPUT_ELEMENT_BYTES: return HWGEN_CONTAINER_BYTES;
    case HWGEN_SHARED_OUTPUT_ELEMENT_BYTES: return plan->output_element_bytes;
    default: return 0;
    }
}

static const hwgen_quantization *side_of(const void *session, int side)
{
    const hwgen_plan *plan = &((const hwgen_session *)session)->plan;

    return side == 0 ? &plan->input : &plan->output;
}

double hwgen_shared_scale(const void *session, int side)
{
    return side_of(session, side)->scale;
}

int32_t hwgen_shared_range(const void *session, int side, int which)
{
    const hwgen_output *range = &side_of(session, side)->range;

    return which == 0 ? range->zero_point : which == 1 ? range->low : range->high;
}

int hwgen_shared_run(void *session, const void *input, void *output, void *scratch, uint32_t scratch_bytes)
{
    hwgen_session *s = session;

    return (int)hwgen_run(&s->device, &s->plan, input, output, scratch, scratch_bytes);
}

int hwgen_shared_self_test(void *session, const void *vectors, uint32_t size, void *scratch, uint32_t scratch_bytes, uint32_t *place)
{
    hwgen_session *s = session;
    hwgen_difference difference = {0, 0};
    int result = (int)hwgen_self_test(&s->device, &s->plan, vectors, size, scratch, scratch_bytes, &difference);

    if (place != NULL) {
        place[0] = difference.run;
        place[1] = difference.offset;
    }
    return result;
}

int32_t hwgen_shared_quantize(const void *session, double real)
{
    return hwgen_quantize(&((const hwgen_session *)session)->plan.input, real);
}

const char *hwgen_shared_text(int result)
{
    return hwgen_text((hwgen_result)result);
}
