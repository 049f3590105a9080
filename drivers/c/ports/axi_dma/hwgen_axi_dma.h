/* Port for a memory-mapped accelerator behind two AXI DMA (Xilinx PG021, direct register mode): one sends weights, the other sends
 * activations and takes outputs.
 *
 * In the block design: scatter-gather off, widths as the accelerator's streams, "Width of Buffer Length Register" 26 (a transfer must
 * fit it), unaligned transfers off. Registers are reached through HWGEN_READ32(address) and HWGEN_WRITE32(address, value), plain
 * volatile accesses unless the program defines others (-DHWGEN_READ32=Xil_In32 -DHWGEN_WRITE32=Xil_Out32). */
#ifndef HWGEN_AXI_DMA_H
#define HWGEN_AXI_DMA_H

#include "hwgen.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct hwgen_axi_dma {
    /* To be filled in: addresses of registers, as the program reaches them. */
    uintptr_t accelerator;
    uintptr_t weight_dma;
    uintptr_t stream_dma;

    /* Address on the bus = address of the program + bus_offset; 0 without an MMU. */
    uint64_t bus_offset;

    /* What the DMA can reach: transfers from elsewhere fail. 0 bytes: everything. */
    const void *memory;
    uint64_t memory_bytes;

    /* Caches, by lines of at most HWGEN_ALIGNMENT bytes; null where memory is not cached. */
    void (*clean)(const void *bytes, uint32_t count);
    void (*invalidate)(void *bytes, uint32_t count);

    /* The port's own. */
    int running;
    void *output;
    uint32_t output_bytes;
} hwgen_axi_dma;

/* Resets both DMA and makes the port, without wait: a program that has an interrupt sets it. Returns 0, or -1 if a DMA does not come out of reset. */
int hwgen_axi_dma_start(hwgen_axi_dma *dma, hwgen_port *port);

#ifdef __cplusplus
}
#endif

#endif
