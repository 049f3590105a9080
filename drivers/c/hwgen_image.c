/* Weight images: docs/design.md, section 3, describes the bytes. */
#include "hwgen_internal.h"

#define IMAGE_MAGIC 0x49475748u /* HWGI */
#define IMAGE_VERSION 1u
#define HEADER_BYTES 32u
#define METADATA_INDEX 1
#define METADATA_BITMASK 2

static uint32_t index_width(void)
{
    uint32_t width = 1;

    while ((1u << width) < (uint32_t)HWGEN_BLOCK)
        width++;
    return width;
}

/* Bits of a weight word: for each channel of an N-tile the weights of a step and their metadata. */
static uint32_t word_width(void)
{
    uint32_t metadata = HWGEN_METADATA == METADATA_INDEX ? HWGEN_LANES * index_width()
        : HWGEN_METADATA == METADATA_BITMASK             ? (uint32_t)HWGEN_BLOCK
                                                         : 0;

    return HWGEN_N_TILE * ((uint32_t)(HWGEN_LANES * HWGEN_WEIGHT_W) + metadata);
}

static uint64_t whole_beats(uint64_t bytes)
{
    const uint32_t beat = HWGEN_WEIGHT_STREAM_W / 8;

    return hwgen_divide_up(bytes, beat) * beat;
}

static uint64_t requantize_offset(const uint8_t *image)
{
    uint64_t tiles = hwgen_word(image + 12);
    uint64_t list_words = hwgen_word(image + 16);

    return whole_beats(HEADER_BYTES) + whole_beats(8 * tiles) + whole_beats(8 * list_words);
}

/* Length of an image by its header. */
static uint64_t length_of(const uint8_t *image)
{
    uint64_t tiles = hwgen_word(image + 12);
    uint64_t weight_words = hwgen_word(image + 20);

    return requantize_offset(image) + whole_beats(8 * tiles * HWGEN_N_TILE)
        + whole_beats(hwgen_divide_up(weight_words * word_width(), 8));
}

/* Header and length only; k and n are 0 where they are not known. */
int hwgen_is_image(const uint8_t *image, uint32_t bytes, uint32_t k, uint32_t n)
{
    uint32_t tiles, list_words, weight_words, blocks;

    if (image == NULL || bytes < HEADER_BYTES || hwgen_word(image) != IMAGE_MAGIC || hwgen_word(image + 4) != IMAGE_VERSION
        || hwgen_word(image + 8) != HWGEN_CONFIGURATION_HASH)
        return 0;
    tiles = hwgen_word(image + 12);
    list_words = hwgen_word(image + 16);
    weight_words = hwgen_word(image + 20);
    blocks = hwgen_word(image + 24);
    return tiles >= 1 && tiles <= (uint32_t)HWGEN_TILE_DEPTH && list_words <= (uint32_t)HWGEN_LIST_DEPTH && weight_words >= 1
        && weight_words <= (uint32_t)HWGEN_WEIGHT_DEPTH && blocks >= 1 && (k == 0 || blocks == hwgen_divide_up(k, HWGEN_BLOCK))
        && (n == 0 || tiles == hwgen_divide_up(n, HWGEN_N_TILE)) && length_of(image) == bytes;
}

const uint8_t *hwgen_image_channel(const uint8_t *image, uint32_t n)
{
    return image + requantize_offset(image) + 8 * (size_t)n;
}
