/* Integers: exact arithmetic in 64 bits, and how integers stand in memory. */
#include <string.h>

#include "hwgen_internal.h"

uint32_t hwgen_word(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

int32_t hwgen_signed(uint32_t word)
{
    return word <= INT32_MAX ? (int32_t)word : -1 - (int32_t)(UINT32_MAX - word);
}

uint64_t hwgen_divide_up(uint64_t value, uint64_t divisor)
{
    return value / divisor + (value % divisor != 0);
}

/* Four bits at a time: a table of 64 bytes instead of 1 KiB. */
uint32_t hwgen_crc32(const uint8_t *bytes, uint32_t count)
{
    static const uint32_t table[16] = {
        0x00000000u, 0x1DB71064u, 0x3B6E20C8u, 0x26D930ACu, 0x76DC4190u, 0x6B6B51F4u, 0x4DB26158u, 0x5005713Cu,
        0xEDB88320u, 0xF00F9344u, 0xD6D6A3E8u, 0xCB61B38Cu, 0x9B64C2B0u, 0x86D3D2D4u, 0xA00AE278u, 0xBDBDF21Cu};
    uint32_t crc = UINT32_MAX;
    uint32_t i;

    for (i = 0; i < count; i++) {
        crc ^= bytes[i];
        crc = crc >> 4 ^ table[crc & 15u];
        crc = crc >> 4 ^ table[crc & 15u];
    }
    return ~crc;
}

static uint64_t magnitude_of(int64_t value)
{
    return value < 0 ? 0u - (uint64_t)value : (uint64_t)value;
}

static int64_t with_sign_of(int64_t value, uint64_t magnitude)
{
    return value < 0 ? -(int64_t)magnitude : (int64_t)magnitude;
}

static uint64_t shift_rounded(uint64_t magnitude, uint32_t shift)
{
    return shift == 0 ? magnitude : (magnitude + (UINT64_C(1) << (shift - 1))) >> shift;
}

int64_t hwgen_scale(int64_t value, uint32_t multiplier, uint32_t shift)
{
    return with_sign_of(value, shift_rounded(magnitude_of(value) * multiplier, shift));
}

/* floor((x + count * 2^(shift-1)) / (count * 2^shift)) = floor((floor(x / count) + 2^(shift-1)) / 2^shift): no wide division. */
int64_t hwgen_scale_mean(int64_t value, uint32_t multiplier, uint32_t shift, uint32_t count)
{
    uint64_t product = magnitude_of(value) * multiplier;

    if (shift == 0)
        return with_sign_of(value, (2 * product + count) / (2 * (uint64_t)count));
    return with_sign_of(value, shift_rounded(product / count, shift));
}

int32_t hwgen_finish(int64_t value, const hwgen_output *output)
{
    int64_t shifted = value + output->zero_point;

    if (shifted < output->low)
        return output->low;
    return shifted > output->high ? output->high : (int32_t)shifted;
}

int32_t hwgen_load(const uint8_t *place, uint32_t bytes)
{
    int16_t half;
    int32_t word;

    if (bytes == 1)
        return (int32_t)place[0] - (place[0] > INT8_MAX ? 256 : 0);
    if (bytes == 2) {
        memcpy(&half, place, sizeof half);
        return half;
    }
    memcpy(&word, place, sizeof word);
    return word;
}

void hwgen_store(uint8_t *place, uint32_t bytes, int32_t value)
{
    int16_t half;

    if (bytes == 1) {
        place[0] = (uint8_t)value;
    } else if (bytes == 2) {
        half = (int16_t)value;
        memcpy(place, &half, sizeof half);
    } else {
        memcpy(place, &value, sizeof value);
    }
}

int hwgen_holds(uint32_t bytes, int32_t low, int32_t high)
{
    int64_t reach = INT64_C(1) << (8 * bytes - 1);

    return low >= -reach && high < reach && low <= high;
}

int32_t hwgen_quantize(const hwgen_quantization *quantization, double real)
{
    double steps = real / quantization->scale;
    double low = (double)quantization->range.low - quantization->range.zero_point;
    double high = (double)quantization->range.high - quantization->range.zero_point;
    int64_t whole;
    double rest;

    if (!(steps > low)) /* also what is not a number */
        return quantization->range.low;
    if (steps >= high)
        return quantization->range.high;
    whole = (int64_t)steps;
    rest = steps - (double)whole;
    if (rest >= 0.5)
        whole++;
    else if (rest <= -0.5)
        whole--;
    return hwgen_finish(whole, &quantization->range);
}
