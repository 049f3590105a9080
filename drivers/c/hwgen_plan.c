/* Plans: docs/driver.md describes the bytes. Everything in a plan is checked when it is opened; steps are read again when they run. */
#include <string.h>

#include "hwgen_internal.h"

#define HEADER_WORDS 32u
#define PLAN_MAGIC 0x50475748u /* HWGP */
#define PLAN_VERSION 1u
#define TENSOR_BYTES 16u
#define STEP_HEAD_WORDS 4u

static const hwgen_kind *const kinds[] = {
    &hwgen_gemm_kind,       &hwgen_add_kind, &hwgen_average_pool_kind, &hwgen_max_pool_kind, &hwgen_concat_kind,
    &hwgen_leaky_relu_kind, &hwgen_pad_kind, &hwgen_transpose_kind,    &hwgen_clamp_kind,    &hwgen_rescale_kind,
    &hwgen_multiply_kind,   &hwgen_table_kind, &hwgen_take_kind};

const hwgen_kind *hwgen_kind_of(uint32_t number)
{
    return number >= 1 && number <= sizeof kinds / sizeof kinds[0] ? kinds[number - 1] : NULL;
}

static uint32_t header(const hwgen_plan *plan, uint32_t word)
{
    return hwgen_word(plan->bytes + 4 * word);
}

/* A double from its two words; the low one comes first. */
static double real_of(const uint8_t *bytes)
{
    uint64_t bits = (uint64_t)hwgen_word(bytes) | (uint64_t)hwgen_word(bytes + 4) << 32;
    double real;

    memcpy(&real, &bits, sizeof real);
    return real;
}

static hwgen_quantization quantization_of(const uint8_t *bytes)
{
    hwgen_quantization quantization;

    quantization.range.zero_point = hwgen_signed(hwgen_word(bytes));
    quantization.range.low = hwgen_signed(hwgen_word(bytes + 4));
    quantization.range.high = hwgen_signed(hwgen_word(bytes + 8));
    quantization.scale = real_of(bytes + 12);
    return quantization;
}

hwgen_tensor hwgen_tensor_of(const hwgen_plan *plan, uint32_t number)
{
    const uint8_t *entry = plan->bytes + plan->tensor_table + TENSOR_BYTES * number;
    hwgen_tensor tensor;

    tensor.offset = hwgen_word(entry);
    tensor.element_bytes = hwgen_word(entry + 4);
    tensor.elements = hwgen_word(entry + 8);
    return tensor;
}

hwgen_tensor hwgen_input(const hwgen_step *step, uint32_t number)
{
    return hwgen_tensor_of(step->plan, hwgen_word(step->inputs + 4 * number));
}

int32_t hwgen_load_at(const hwgen_world *world, const hwgen_tensor *tensor, uint32_t i)
{
    return hwgen_load(world->scratch + tensor->offset + (size_t)i * tensor->element_bytes, tensor->element_bytes);
}

void hwgen_store_at(const hwgen_world *world, const hwgen_tensor *tensor, uint32_t i, int32_t value)
{
    hwgen_store(world->scratch + tensor->offset + (size_t)i * tensor->element_bytes, tensor->element_bytes, value);
}

uint32_t hwgen_next(hwgen_step *step)
{
    uint32_t word;

    if (step->left == 0) {
        step->is_short = 1;
        return 0;
    }
    word = hwgen_word(step->words);
    step->words += 4;
    step->left--;
    return word;
}

int32_t hwgen_next_signed(hwgen_step *step)
{
    return hwgen_signed(hwgen_next(step));
}

hwgen_output hwgen_next_output(hwgen_step *step)
{
    hwgen_output output;

    output.zero_point = hwgen_next_signed(step);
    output.low = hwgen_next_signed(step);
    output.high = hwgen_next_signed(step);
    return output;
}

int hwgen_is_read(const hwgen_step *step)
{
    return step->left == 0 && !step->is_short;
}

int hwgen_fits(const hwgen_step *step, const hwgen_output *output)
{
    return hwgen_holds(step->output.element_bytes, output->low, output->high);
}

int hwgen_is_scale(uint32_t multiplier, uint32_t shift)
{
    return multiplier <= 65535 && shift <= 63;
}

int hwgen_is_zero_point(const hwgen_tensor *input, int32_t zero_point)
{
    return hwgen_holds(input->element_bytes, zero_point, zero_point);
}

int hwgen_is_alike(const hwgen_step *step, uint32_t input)
{
    return hwgen_input(step, input).elements == step->output.elements;
}

uint32_t hwgen_count_of(const hwgen_step *step, const hwgen_tensor *tensor)
{
    return step->plan->batch * tensor->elements;
}

uint32_t hwgen_read_step(const hwgen_plan *plan, uint32_t offset, hwgen_step *step)
{
    const uint8_t *words = plan->bytes + plan->step_table + offset;
    uint32_t left = (plan->step_bytes - offset) / 4;
    uint32_t count, output, i;

    if (left < STEP_HEAD_WORDS)
        return 0;
    count = hwgen_word(words + 4);
    output = hwgen_word(words + 8);
    step->input_count = hwgen_word(words + 12);
    if (count < STEP_HEAD_WORDS || count > left || step->input_count < 1 || step->input_count > count - STEP_HEAD_WORDS
        || output >= plan->tensors)
        return 0;
    step->plan = plan;
    step->kind = hwgen_word(words);
    step->output = hwgen_tensor_of(plan, output);
    step->inputs = words + 4 * STEP_HEAD_WORDS;
    step->words = step->inputs + 4 * step->input_count;
    step->left = count - STEP_HEAD_WORDS - step->input_count;
    step->is_short = 0;
    for (i = 0; i < step->input_count; i++)
        if (hwgen_word(step->inputs + 4 * i) >= plan->tensors)
            return 0;
    return 4 * count;
}

/* True if a region lies inside a memory and begins where transfers like it. */
static int is_region(uint64_t offset, uint64_t bytes, uint32_t size)
{
    return offset % HWGEN_ALIGNMENT == 0 && offset + bytes <= size;
}

static int are_tensors(const hwgen_plan *plan)
{
    uint32_t i;

    for (i = 0; i < plan->tensors; i++) {
        hwgen_tensor tensor = hwgen_tensor_of(plan, i);

        if ((tensor.element_bytes != HWGEN_CONTAINER_BYTES && tensor.element_bytes != 4) || tensor.elements == 0
            || (uint64_t)tensor.elements * plan->batch > UINT32_MAX / 4
            || !is_region(tensor.offset, (uint64_t)tensor.elements * plan->batch * tensor.element_bytes, plan->scratch_bytes))
            return 0;
    }
    return 1;
}

static int are_steps(const hwgen_plan *plan)
{
    uint32_t offset = 0;
    uint32_t i;

    for (i = 0; i < plan->steps; i++) {
        hwgen_step step;
        uint32_t bytes = hwgen_read_step(plan, offset, &step);
        const hwgen_kind *kind;

        if (bytes == 0)
            return 0;
        kind = hwgen_kind_of(step.kind);
        if (kind == NULL || (kind->input_count != 0 && kind->input_count != step.input_count) || !kind->is_valid(&step)
            || !hwgen_is_read(&step))
            return 0;
        offset += bytes;
    }
    return offset == plan->step_bytes;
}

static void read_header(hwgen_plan *plan)
{
    plan->checksum = header(plan, 3);
    plan->batch = header(plan, 5);
    plan->tensors = header(plan, 6);
    plan->steps = header(plan, 7);
    plan->tensor_table = header(plan, 8);
    plan->step_table = header(plan, 9);
    plan->step_bytes = header(plan, 10);
    plan->scratch_bytes = header(plan, 11);
    plan->panels = header(plan, 12);
    plan->panel_bytes = header(plan, 13);
    plan->receives = header(plan, 14);
    plan->receive_bytes = header(plan, 15);
    plan->sums = header(plan, 16);
    plan->sums_bytes = header(plan, 17);
    plan->input_tensor = header(plan, 18);
    plan->output_tensor = header(plan, 19);
    plan->input = quantization_of(plan->bytes + 4 * 20);
    plan->output = quantization_of(plan->bytes + 4 * 25);
}

static int is_header(const hwgen_plan *plan)
{
    return plan->batch >= 1 && plan->tensors >= 1 && plan->steps >= 1 && plan->tensor_table % 4 == 0 && plan->step_table % 4 == 0
        && plan->step_bytes % 4 == 0 && header(plan, 30) == 0 && header(plan, 31) == 0
        && (uint64_t)plan->tensor_table + (uint64_t)TENSOR_BYTES * plan->tensors <= plan->size
        && (uint64_t)plan->step_table + plan->step_bytes <= plan->size
        && plan->panel_bytes % HWGEN_ALIGNMENT == 0 && plan->receive_bytes % HWGEN_ALIGNMENT == 0
        && is_region(plan->panels, 2 * (uint64_t)plan->panel_bytes, plan->scratch_bytes)
        && is_region(plan->receives, 2 * (uint64_t)plan->receive_bytes, plan->scratch_bytes)
        && is_region(plan->sums, plan->sums_bytes, plan->scratch_bytes)
        && plan->input_tensor < plan->tensors && plan->output_tensor < plan->tensors
        && plan->input.scale > 0 && plan->output.scale > 0;
}

hwgen_result hwgen_open(hwgen_plan *plan, const void *bytes, uint32_t size)
{
    hwgen_tensor input, output;

    memset(plan, 0, sizeof *plan);
    plan->bytes = bytes;
    plan->size = size;
    if (size < 4 * HEADER_WORDS || header(plan, 0) != PLAN_MAGIC)
        return HWGEN_ERROR_BAD_PLAN;
    if (header(plan, 1) != PLAN_VERSION)
        return HWGEN_ERROR_PLAN_VERSION;
    if (header(plan, 2) != size)
        return HWGEN_ERROR_BAD_PLAN;
    if (hwgen_crc32(plan->bytes + 16, size - 16) != header(plan, 3))
        return HWGEN_ERROR_PLAN_CHECKSUM;
    if (header(plan, 4) != HWGEN_CONFIGURATION_HASH)
        return HWGEN_ERROR_PLAN_HASH;
    read_header(plan);
    if (!is_header(plan) || !are_tensors(plan) || !are_steps(plan))
        return HWGEN_ERROR_BAD_PLAN;
    input = hwgen_tensor_of(plan, plan->input_tensor);
    output = hwgen_tensor_of(plan, plan->output_tensor);
    if (!hwgen_holds(input.element_bytes, plan->input.range.low, plan->input.range.high))
        return HWGEN_ERROR_BAD_PLAN;
    plan->input_bytes = input.elements * plan->batch * input.element_bytes;
    plan->output_bytes = output.elements * plan->batch * output.element_bytes;
    plan->output_element_bytes = output.element_bytes;
    return HWGEN_OK;
}
