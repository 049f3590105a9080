/* Port for Linux: registers of the accelerator and of two AXI DMA through UIO, memory for transfers from u-dma-buf
 * (https://github.com/ikwzm/udmabuf), as the device tree of docs/driver.md names them. */
#ifndef HWGEN_UIO_H
#define HWGEN_UIO_H

#include "hwgen_axi_dma.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Where the devices are; null: as in the default. */
typedef struct hwgen_uio_paths {
    const char *accelerator; /* /dev/uio0 */
    const char *weight_dma;  /* /dev/uio1 */
    const char *stream_dma;  /* /dev/uio2 */
    const char *memory;      /* /dev/udmabuf0 */
    const char *memory_info; /* /sys/class/u-dma-buf/udmabuf0: files phys_addr and size */
    int interrupts;          /* 1: sleeps until the accelerator's interrupt, which the device tree must name; 0: polls */
} hwgen_uio_paths;

typedef struct hwgen_uio {
    hwgen_port port;
    uint8_t *memory;       /* memory that transfers reach: plan and scratch go here */
    uint64_t memory_bytes;
    const char *problem;   /* what failed: a path; errno says why */

    /* The port's own. */
    hwgen_axi_dma dma;
    hwgen_port inner;
    void *registers[3];
    int last;
    int interrupt; /* the accelerator's device, -1: polls */
} hwgen_uio;

/* Maps everything and resets the DMA. Returns 0, or -1 with problem and errno set and nothing left open. */
int hwgen_uio_open(hwgen_uio *uio, const hwgen_uio_paths *paths);

void hwgen_uio_close(hwgen_uio *uio);

#ifdef __cplusplus
}
#endif

#endif
