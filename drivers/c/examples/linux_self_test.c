/* The self-test as a Linux program: linux_self_test network.plan selftest.bin
 *
 * Ends with 0 if every output is the golden one. HWGEN_UIO names another folder than / for the devices, HWGEN_POLLS another limit. */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hwgen_uio.h"

/* Reads a file into memory. Returns its length, 0 if it cannot be read or is longer than the memory. */
static uint32_t read_file(const char *path, uint8_t *memory, uint64_t most)
{
    FILE *file = fopen(path, "rb");
    size_t count = 0;

    if (file != NULL) {
        count = fread(memory, 1, (size_t)most, file);
        if (fgetc(file) != EOF)
            count = 0;
        (void)fclose(file);
    }
    if (count == 0)
        (void)fprintf(stderr, "%s: cannot be read, or is longer than %llu bytes\n", path, (unsigned long long)most);
    return (uint32_t)count;
}

/* Plan and scratch memory lie in the memory of the DMA, one behind the other; the vectors are only compared. */
static hwgen_result test(hwgen_uio *uio, const char *plan_path, const char *vectors_path)
{
    static uint8_t vectors[16u << 20];
    hwgen_device device = {uio->port, 100000, 0};
    hwgen_difference difference = {0, 0};
    hwgen_plan plan;
    hwgen_result result = hwgen_identify(&device);
    uint32_t size, vector_bytes;
    uint64_t used;

    if (getenv("HWGEN_POLLS") != NULL)
        device.poll_limit = (uint32_t)strtoul(getenv("HWGEN_POLLS"), NULL, 10);
    if (result != HWGEN_OK)
        return result;
    size = read_file(plan_path, uio->memory, uio->memory_bytes);
    vector_bytes = read_file(vectors_path, vectors, sizeof vectors);
    if (size == 0 || vector_bytes == 0)
        exit(2);
    result = hwgen_open(&plan, uio->memory, size);
    if (result != HWGEN_OK)
        return result;
    used = ((uint64_t)size + HWGEN_ALIGNMENT - 1) / HWGEN_ALIGNMENT * HWGEN_ALIGNMENT;
    if (used + plan.scratch_bytes > uio->memory_bytes)
        return HWGEN_ERROR_MEMORY;
    result = hwgen_self_test(&device, &plan, vectors, vector_bytes, uio->memory + used, plan.scratch_bytes, &difference);
    if (result == HWGEN_ERROR_SELF_TEST)
        (void)fprintf(stderr, "run %u, byte %u: ", (unsigned)difference.run, (unsigned)difference.offset);
    return result;
}

int main(int argc, char **argv)
{
    static char names[5][256];
    static const char *const files[5] = {"/dev/uio0", "/dev/uio1", "/dev/uio2", "/dev/udmabuf0", "/sys/class/u-dma-buf/udmabuf0"};
    const char *root = getenv("HWGEN_UIO");
    hwgen_uio_paths paths;
    hwgen_uio uio;
    hwgen_result result;
    int i;

    if (argc != 3) {
        (void)fprintf(stderr, "linux_self_test PLAN VECTORS\n");
        return 2;
    }
    for (i = 0; i < 5; i++)
        (void)snprintf(names[i], sizeof names[i], "%s%s", root == NULL ? "" : root, files[i]);
    paths.accelerator = names[0];
    paths.weight_dma = names[1];
    paths.stream_dma = names[2];
    paths.memory = names[3];
    paths.memory_info = names[4];
    paths.interrupts = getenv("HWGEN_INTERRUPTS") != NULL;
    if (hwgen_uio_open(&uio, &paths) != 0) {
        (void)fprintf(stderr, "%s: %s\n", uio.problem, strerror(errno));
        return 2;
    }
    result = test(&uio, argv[1], argv[2]);
    hwgen_uio_close(&uio);
    (void)fprintf(result == HWGEN_OK ? stdout : stderr, "%s\n", hwgen_text(result));
    return result == HWGEN_OK ? 0 : 1;
}
