/* Damages a plan in many ways, opens it, and runs what still opens on a port that touches every byte of every transfer. Compiled with
 * sanitizers, so that a byte out of bounds ends the program.
 *
 *   fuzz_plan PLAN COUNT SEED
 *
 * Says how many damaged plans were refused and how many ran. */
#define _POSIX_C_SOURCE 200112L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hwgen_internal.h"

#define MOST_SCRATCH (16u << 20)

static volatile uint8_t seen;
static uint64_t state;

static uint32_t draw(uint32_t below)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33) % below;
}

static uint32_t read_register(void *context, uint32_t offset)
{
    (void)context;
    return offset == HWGEN_CTRL_REG_OFFSET ? 1u << HWGEN_CTRL_READY_BIT : 0;
}

static void write_register(void *context, uint32_t offset, uint32_t value)
{
    (void)context;
    (void)offset;
    (void)value;
}

static int send(void *context, const void *bytes, uint32_t count)
{
    uint32_t i;

    (void)context;
    for (i = 0; i < count; i++)
        seen = (uint8_t)(seen ^ ((const uint8_t *)bytes)[i]);
    return 0;
}

static int receive(void *context, void *bytes, uint32_t count)
{
    (void)context;
    memset(bytes, (int)draw(256), count);
    return 0;
}

static int poll_transfers(void *context)
{
    (void)context;
    return 0;
}

/* Runs a plan that opened, in memory of exactly the size that it states. */
static int run(const hwgen_plan *plan)
{
    hwgen_device device = {{NULL, read_register, write_register, send, send, receive, poll_transfers, NULL}, 100, 0};
    uint8_t *input = malloc(plan->input_bytes);
    uint8_t *output = malloc(plan->output_bytes);
    void *scratch = NULL;
    hwgen_result result;

    if (posix_memalign(&scratch, HWGEN_ALIGNMENT, plan->scratch_bytes) != 0 || input == NULL || output == NULL)
        exit(2);
    memset(input, 0x77, plan->input_bytes);
    result = hwgen_run(&device, plan, input, output, scratch, plan->scratch_bytes);
    free(scratch);
    free(output);
    free(input);
    return result == HWGEN_OK;
}

/* Opens bytes in memory of exactly their size. Returns 1 if they ran. */
static int try_plan(const uint8_t *bytes, uint32_t size)
{
    uint8_t *copy = malloc(size == 0 ? 1 : size);
    hwgen_plan plan;
    int ran = 0;

    if (copy == NULL)
        exit(2);
    memcpy(copy, bytes, size);
    if (hwgen_open(&plan, copy, size) == HWGEN_OK && plan.scratch_bytes <= MOST_SCRATCH)
        ran = run(&plan);
    free(copy);
    return ran;
}

static void put_word(uint8_t *bytes, uint32_t word)
{
    int i;

    for (i = 0; i < 4; i++)
        bytes[i] = (uint8_t)(word >> (8 * i));
}

/* Changes one word of the header, of the tables or of the steps behind them; images are seldom worth it. */
static void damage(uint8_t *bytes, uint32_t size, uint32_t tables)
{
    static const uint32_t edges[] = {0, 1, 2, 3, 4, 7, 8, 63, 64, 255, 256, 65535, 65536, 1u << 20, 1u << 30, 0x7FFFFFFFu, 0x80000000u, 0xFFFFFFFFu};
    uint32_t place = draw(8) == 0 ? 16 + 4 * draw(28) : draw(8) == 0 ? 128 + 4 * draw((size - 128) / 4) : tables + 4 * draw((size - tables) / 4);
    uint32_t word = hwgen_word(bytes + place);

    switch (draw(4)) {
    case 0: word ^= 1u << draw(32); break;
    case 1: word = edges[draw(sizeof edges / sizeof edges[0])]; break;
    case 2: word += draw(9) - 4u; break;
    default: word = hwgen_word(bytes + 16 + 4 * draw((size - 16) / 4)); break;
    }
    put_word(bytes + place, word);
}

int main(int argc, char **argv)
{
    FILE *file = argc == 4 ? fopen(argv[1], "rb") : NULL;
    static uint8_t plan[1u << 22];
    static uint8_t changed[1u << 22];
    uint32_t count, i, size;
    uint32_t refused = 0;
    uint32_t ran = 0;

    if (file == NULL)
        return 2;
    size = (uint32_t)fread(plan, 1, sizeof plan, file);
    (void)fclose(file);
    count = (uint32_t)strtoul(argv[2], NULL, 10);
    state = strtoul(argv[3], NULL, 10);
    if (!try_plan(plan, size))
        return 3;
    for (i = 0; i < size; i += i < 4096 ? 1 : 97)
        if (try_plan(plan, i))
            return 4; /* cut short, and yet it ran */
    for (i = 0; i < count; i++) {
        uint32_t changes = 1 + draw(3);

        memcpy(changed, plan, size);
        changed[draw(size)] ^= (uint8_t)(1 + draw(255));
        if (try_plan(changed, size))
            return 5; /* one byte wrong, and the checksum did not see it */
        memcpy(changed, plan, size);
        while (changes-- > 0)
            damage(changed, size, hwgen_word(plan + 32));
        put_word(changed + 12, hwgen_crc32(changed + 16, size - 16));
        if (try_plan(changed, size))
            ran++;
        else
            refused++;
    }
    (void)printf("%u refused, %u ran\n", (unsigned)refused, (unsigned)ran);
    return 0;
}
