/* The AXI DMA port with registers that a test answers for. */
#include "axi_dma_bench.h"

#include <stddef.h>

#include "hwgen_axi_dma.h"

typedef uint32_t (*read_function)(uintptr_t address);
typedef void (*write_function)(uintptr_t address, uint32_t value);

typedef struct bench {
    hwgen_axi_dma dma;
    read_function read;
    write_function write;
} bench;

static bench board;

uint32_t bench_read(uintptr_t address)
{
    return board.read(address);
}

void bench_write(uintptr_t address, uint32_t value)
{
    board.write(address, value);
}

int bench_start(hwgen_port *port, read_function read, write_function write, uint64_t bus_offset);

int bench_start(hwgen_port *port, read_function read, write_function write, uint64_t bus_offset)
{
    board.read = read;
    board.write = write;
    board.dma.accelerator = 0x43C00000u;
    board.dma.weight_dma = 0x40400000u;
    board.dma.stream_dma = 0x40410000u;
    board.dma.bus_offset = bus_offset;
    return hwgen_axi_dma_start(&board.dma, port);
}
