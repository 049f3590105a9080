/* A whole firmware: identifies the accelerator, tests itself on the golden vectors, and runs the network on one input.
 *
 * The addresses are those of the board's block design; the processor's caches are off or coherent with the DMA here, otherwise
 * give dma.clean and dma.invalidate. */
#include <string.h>

#include "hwgen.h"
#include "hwgen_axi_dma.h"
#include "hwgen_network.h"

#ifndef ACCELERATOR
#define ACCELERATOR 0x43C00000u
#define WEIGHT_DMA 0x40400000u
#define STREAM_DMA 0x40410000u
#endif

static uint8_t scratch[HWGEN_NETWORK_SCRATCH_BYTES] __attribute__((aligned(HWGEN_ALIGNMENT)));
static uint8_t input[HWGEN_NETWORK_INPUT_BYTES];
static uint8_t output[HWGEN_NETWORK_OUTPUT_BYTES];

/* The last result, for a debugger. */
const char *volatile said;

static hwgen_result bring_up(void)
{
    static hwgen_axi_dma dma;
    static hwgen_device device;
    static hwgen_plan plan;
    hwgen_result result;

    dma.accelerator = ACCELERATOR;
    dma.weight_dma = WEIGHT_DMA;
    dma.stream_dma = STREAM_DMA;
    if (hwgen_axi_dma_start(&dma, &device.port) != 0)
        return HWGEN_ERROR_PORT;
    device.poll_limit = 1000000;
    result = hwgen_identify(&device);
    if (result == HWGEN_OK)
        result = hwgen_open(&plan, hwgen_network_plan, sizeof hwgen_network_plan);
    if (result == HWGEN_OK)
        result = hwgen_self_test(&device, &plan, hwgen_network_self_test, sizeof hwgen_network_self_test, scratch, sizeof scratch, NULL);
    if (result == HWGEN_OK) {
        memset(input, hwgen_quantize(&plan.input, 0.0), sizeof input);
        result = hwgen_run(&device, &plan, input, output, scratch, sizeof scratch);
    }
    return result;
}

int main(void)
{
    hwgen_result result = bring_up();

    said = hwgen_text(result);
    return (int)result;
}
