/* Registers of the AXI DMA port in the hands of a test. */
#ifndef AXI_DMA_BENCH_H
#define AXI_DMA_BENCH_H

#include <stdint.h>

uint32_t bench_read(uintptr_t address);
void bench_write(uintptr_t address, uint32_t value);

#define HWGEN_READ32 bench_read
#define HWGEN_WRITE32 bench_write

#endif
