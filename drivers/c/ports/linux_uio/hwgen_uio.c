/* Linux UIO. Transfers are polled: between two polls without a change the process sleeps, for a moment or until the interrupt. */
#define _POSIX_C_SOURCE 200809L

#include "hwgen_uio.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define REGISTER_BYTES 4096u
#define SLEEP_NS 50000L
#define LONGEST_WAIT_MS 10

/* A file of sysfs with one number, decimal or 0x... Returns 0 and errno if there is none. */
static uint64_t number_in(const char *folder, const char *name)
{
    char path[256];
    char text[32] = {0};
    FILE *file;
    uint64_t number = 0;

    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path) {
        errno = ENAMETOOLONG;
        return 0;
    }
    file = fopen(path, "r");
    if (file == NULL)
        return 0;
    if (fgets(text, sizeof text, file) != NULL)
        number = strtoull(text, NULL, 0);
    (void)fclose(file);
    if (number == 0)
        errno = EINVAL;
    return number;
}

/* O_SYNC: u-dma-buf and UIO then give memory that is not cached. */
static void *map(const char *path, uint64_t bytes)
{
    int file = open(path, O_RDWR | O_SYNC);
    void *place;

    if (file < 0)
        return NULL;
    place = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    (void)close(file);
    return place == MAP_FAILED ? NULL : place;
}

static int poll_and_sleep(void *context)
{
    hwgen_uio *uio = context;
    const struct timespec pause = {0, SLEEP_NS};
    int busy = uio->inner.poll_transfers(uio->inner.context);

    if (busy > 0 && busy == uio->last)
        (void)nanosleep(&pause, NULL);
    uio->last = busy;
    return busy;
}

/* Writing 1 enables the interrupt, which the kernel disables when it comes; a read counts it. */
static int wait_for_interrupt(void *context)
{
    const hwgen_uio *uio = context;
    struct pollfd file = {uio->interrupt, POLLIN, 0};
    uint32_t word = 1;
    int ready;

    if (write(uio->interrupt, &word, sizeof word) != (ssize_t)sizeof word)
        return -1;
    ready = poll(&file, 1, LONGEST_WAIT_MS);
    if (ready <= 0)
        return ready == 0 || errno == EINTR ? 0 : -1;
    return read(uio->interrupt, &word, sizeof word) == (ssize_t)sizeof word ? 0 : -1;
}

/* All functions but poll and wait are those of the DMA port; only the context differs. */
static uint32_t read_register(void *context, uint32_t offset)
{
    const hwgen_uio *uio = context;

    return uio->inner.read_register(uio->inner.context, offset);
}

static void write_register(void *context, uint32_t offset, uint32_t value)
{
    const hwgen_uio *uio = context;

    uio->inner.write_register(uio->inner.context, offset, value);
}

static int start_weight_transfer(void *context, const void *bytes, uint32_t count)
{
    const hwgen_uio *uio = context;

    return uio->inner.start_weight_transfer(uio->inner.context, bytes, count);
}

static int start_activation_transfer(void *context, const void *bytes, uint32_t count)
{
    const hwgen_uio *uio = context;

    return uio->inner.start_activation_transfer(uio->inner.context, bytes, count);
}

static int start_output_transfer(void *context, void *bytes, uint32_t count)
{
    const hwgen_uio *uio = context;

    return uio->inner.start_output_transfer(uio->inner.context, bytes, count);
}

static int map_all(hwgen_uio *uio, const hwgen_uio_paths *paths)
{
    const char *devices[3];
    uint64_t address;
    int i;

    devices[0] = paths != NULL && paths->accelerator != NULL ? paths->accelerator : "/dev/uio0";
    devices[1] = paths != NULL && paths->weight_dma != NULL ? paths->weight_dma : "/dev/uio1";
    devices[2] = paths != NULL && paths->stream_dma != NULL ? paths->stream_dma : "/dev/uio2";
    for (i = 0; i < 3; i++) {
        uio->problem = devices[i];
        uio->registers[i] = map(devices[i], REGISTER_BYTES);
        if (uio->registers[i] == NULL)
            return -1;
    }
    uio->problem = paths != NULL && paths->memory_info != NULL ? paths->memory_info : "/sys/class/u-dma-buf/udmabuf0";
    address = number_in(uio->problem, "phys_addr");
    uio->memory_bytes = number_in(uio->problem, "size");
    if (address == 0 || uio->memory_bytes == 0)
        return -1;
    uio->problem = paths != NULL && paths->memory != NULL ? paths->memory : "/dev/udmabuf0";
    uio->memory = map(uio->problem, uio->memory_bytes);
    if (uio->memory == NULL)
        return -1;
    if (paths != NULL && paths->interrupts) {
        uio->problem = devices[0];
        uio->interrupt = open(devices[0], O_RDWR);
        if (uio->interrupt < 0)
            return -1;
    }
    uio->dma.accelerator = (uintptr_t)uio->registers[0];
    uio->dma.weight_dma = (uintptr_t)uio->registers[1];
    uio->dma.stream_dma = (uintptr_t)uio->registers[2];
    uio->dma.memory = uio->memory;
    uio->dma.memory_bytes = uio->memory_bytes;
    uio->dma.bus_offset = address - (uint64_t)(uintptr_t)uio->memory;
    return 0;
}

int hwgen_uio_open(hwgen_uio *uio, const hwgen_uio_paths *paths)
{
    int failed;

    memset(uio, 0, sizeof *uio);
    uio->interrupt = -1;
    failed = map_all(uio, paths);
    if (failed == 0 && hwgen_axi_dma_start(&uio->dma, &uio->inner) != 0) {
        uio->problem = "the DMA do not come out of reset";
        errno = ETIMEDOUT;
        failed = -1;
    }
    if (failed != 0) {
        int reason = errno;

        hwgen_uio_close(uio);
        errno = reason;
        return -1;
    }
    uio->problem = NULL;
    uio->port.context = uio;
    uio->port.read_register = read_register;
    uio->port.write_register = write_register;
    uio->port.start_weight_transfer = start_weight_transfer;
    uio->port.start_activation_transfer = start_activation_transfer;
    uio->port.start_output_transfer = start_output_transfer;
    uio->port.poll_transfers = poll_and_sleep;
    uio->port.wait = uio->interrupt >= 0 ? wait_for_interrupt : NULL;
    return 0;
}

void hwgen_uio_close(hwgen_uio *uio)
{
    int i;

    for (i = 0; i < 3; i++)
        if (uio->registers[i] != NULL)
            (void)munmap(uio->registers[i], REGISTER_BYTES);
    if (uio->memory != NULL)
        (void)munmap(uio->memory, (size_t)uio->memory_bytes);
    memset(uio->registers, 0, sizeof uio->registers);
    uio->memory = NULL;
    if (uio->interrupt >= 0)
        (void)close(uio->interrupt);
    uio->interrupt = -1;
}
