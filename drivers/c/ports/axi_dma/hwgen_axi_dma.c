/* AXI DMA in direct register mode. Writing LENGTH starts a transfer; IDLE says that it has ended. */
#include "hwgen_axi_dma.h"

#include <stddef.h>

#ifndef HWGEN_READ32
#define HWGEN_READ32(address) (*(const volatile uint32_t *)(address))
#endif
#ifndef HWGEN_WRITE32
#define HWGEN_WRITE32(address, value) (*(volatile uint32_t *)(address) = (value))
#endif
/* Between memory and the registers of a DMA: a barrier of the compiler's orders memory for other processors alone. */
#ifndef HWGEN_BARRIER
#if defined(__aarch64__) || (defined(__ARM_ARCH) && __ARM_ARCH >= 7)
#define HWGEN_BARRIER() __asm__ __volatile__("dsb sy" ::: "memory")
#elif defined(__riscv)
#define HWGEN_BARRIER() __asm__ __volatile__("fence iorw, iorw" ::: "memory")
#else
#define HWGEN_BARRIER() __sync_synchronize()
#endif
#endif

#ifndef HWGEN_RESET_READS
#define HWGEN_RESET_READS 100000 /* that a DMA may take to come out of reset */
#endif

/* Registers of a channel; those of the channel into memory stand RECEIVE further up. */
#define CONTROL 0x00u
#define STATUS 0x04u
#define ADDRESS 0x18u
#define ADDRESS_HIGH 0x1Cu
#define LENGTH 0x28u
#define RECEIVE 0x30u

#define CONTROL_RUN 0x1u
#define CONTROL_RESET 0x4u
#define STATUS_IDLE 0x2u
#define STATUS_ERRORS 0x70u /* internal, slave, decode */

#define MOST_BYTES (1u << 26)

static uint32_t read_register(void *context, uint32_t offset)
{
    return HWGEN_READ32(((const hwgen_axi_dma *)context)->accelerator + offset);
}

static void write_register(void *context, uint32_t offset, uint32_t value)
{
    HWGEN_WRITE32(((const hwgen_axi_dma *)context)->accelerator + offset, value);
}

static int can_reach(const hwgen_axi_dma *dma, const void *bytes, uint32_t count)
{
    uintptr_t place = (uintptr_t)bytes - (uintptr_t)dma->memory;

    if (count >= MOST_BYTES || (uintptr_t)bytes % HWGEN_ALIGNMENT != 0)
        return 0;
    return dma->memory_bytes == 0 || (place <= dma->memory_bytes && count <= dma->memory_bytes - place);
}

static int start(const hwgen_axi_dma *dma, uintptr_t channel, const void *bytes, uint32_t count)
{
    uint64_t address = (uint64_t)(uintptr_t)bytes + dma->bus_offset;

    if (!can_reach(dma, bytes, count))
        return -1;
    HWGEN_BARRIER(); /* what the transfer reads must be in memory */
    HWGEN_WRITE32(channel + ADDRESS, (uint32_t)address);
    HWGEN_WRITE32(channel + ADDRESS_HIGH, (uint32_t)(address >> 32));
    HWGEN_WRITE32(channel + LENGTH, count);
    return 0;
}

static int send(hwgen_axi_dma *dma, int transfer, uintptr_t channel, const void *bytes, uint32_t count)
{
    if (dma->clean != NULL)
        dma->clean(bytes, count);
    if (start(dma, channel, bytes, count) != 0)
        return -1;
    dma->running |= transfer;
    return 0;
}

static int start_weight_transfer(void *context, const void *bytes, uint32_t count)
{
    hwgen_axi_dma *dma = context;

    return send(dma, HWGEN_TRANSFER_WEIGHT, dma->weight_dma, bytes, count);
}

static int start_activation_transfer(void *context, const void *bytes, uint32_t count)
{
    hwgen_axi_dma *dma = context;

    return send(dma, HWGEN_TRANSFER_ACTIVATION, dma->stream_dma, bytes, count);
}

static int start_output_transfer(void *context, void *bytes, uint32_t count)
{
    hwgen_axi_dma *dma = context;

    if (dma->invalidate != NULL)
        dma->invalidate(bytes, count); /* no line of it may be written back meanwhile */
    if (start(dma, dma->stream_dma + RECEIVE, bytes, count) != 0)
        return -1;
    dma->running |= HWGEN_TRANSFER_OUTPUT;
    dma->output = bytes;
    dma->output_bytes = count;
    return 0;
}

/* Notes whether a transfer has ended. Returns -1 if the DMA reports an error. */
static int look_at(hwgen_axi_dma *dma, int transfer, uintptr_t channel)
{
    uint32_t status;

    if ((dma->running & transfer) == 0)
        return 0;
    status = HWGEN_READ32(channel + STATUS);
    if ((status & STATUS_ERRORS) != 0)
        return -1;
    if ((status & STATUS_IDLE) != 0)
        dma->running &= ~transfer;
    return 0;
}

static int poll_transfers(void *context)
{
    hwgen_axi_dma *dma = context;
    int before = dma->running;

    if (look_at(dma, HWGEN_TRANSFER_WEIGHT, dma->weight_dma) != 0 || look_at(dma, HWGEN_TRANSFER_ACTIVATION, dma->stream_dma) != 0
        || look_at(dma, HWGEN_TRANSFER_OUTPUT, dma->stream_dma + RECEIVE) != 0)
        return -1;
    if ((before & ~dma->running & HWGEN_TRANSFER_OUTPUT) != 0) {
        HWGEN_BARRIER();
        if (dma->invalidate != NULL)
            dma->invalidate(dma->output, dma->output_bytes);
    }
    return dma->running;
}

/* A reset of one channel resets the whole DMA. */
static int reset(uintptr_t channel)
{
    int reads;

    HWGEN_WRITE32(channel + CONTROL, CONTROL_RESET);
    for (reads = 0; reads < HWGEN_RESET_READS; reads++)
        if ((HWGEN_READ32(channel + CONTROL) & CONTROL_RESET) == 0)
            return 0;
    return -1;
}

int hwgen_axi_dma_start(hwgen_axi_dma *dma, hwgen_port *port)
{
    dma->running = 0;
    dma->output = NULL;
    dma->output_bytes = 0;
    if (reset(dma->weight_dma) != 0 || reset(dma->stream_dma) != 0)
        return -1;
    HWGEN_WRITE32(dma->weight_dma + CONTROL, CONTROL_RUN);
    HWGEN_WRITE32(dma->stream_dma + CONTROL, CONTROL_RUN);
    HWGEN_WRITE32(dma->stream_dma + RECEIVE + CONTROL, CONTROL_RUN);
    port->context = dma;
    port->read_register = read_register;
    port->write_register = write_register;
    port->start_weight_transfer = start_weight_transfer;
    port->start_activation_transfer = start_activation_transfer;
    port->start_output_transfer = start_output_transfer;
    port->poll_transfers = poll_transfers;
    port->wait = NULL;
    return 0;
}
