/* The driver as a shared library for programs in other languages, which need not know the layout of its structures.
 *
 *   gcc -std=c99 -O2 -shared -fPIC -I drivers/c -I HARDWARE/software drivers/c/hwgen_*.c drivers/c/ports/shared/hwgen_shared.c -o libhwgen.so
 *
 * A session is memory of the caller: hwgen_shared_session_bytes, aligned to 8. Functions return an hwgen_result as int. */
#ifndef HWGEN_SHARED_H
#define HWGEN_SHARED_H

#include "hwgen.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Numbers of the plan that is open, for hwgen_shared_number. */
#define HWGEN_SHARED_BATCH 0
#define HWGEN_SHARED_SCRATCH_BYTES 1
#define HWGEN_SHARED_INPUT_BYTES 2
#define HWGEN_SHARED_OUTPUT_BYTES 3
#define HWGEN_SHARED_INPUT_ELEMENT_BYTES 4
#define HWGEN_SHARED_OUTPUT_ELEMENT_BYTES 5

uint32_t hwgen_shared_session_bytes(void);

/* Copies the port, and identifies the accelerator behind it. */
int hwgen_shared_identify(void *session, const hwgen_port *port, uint32_t poll_limit);

/* STATUS as it was read last. */
uint32_t hwgen_shared_status(const void *session);

int hwgen_shared_load_image(void *session, const void *image, uint32_t bytes);

/* Opens a plan; its bytes stay where they are. */
int hwgen_shared_open(void *session, const void *plan, uint32_t size);
uint32_t hwgen_shared_number(const void *session, int which);

/* Scale of input (0) or output (1), and its zero point, low, high. */
double hwgen_shared_scale(const void *session, int side);
int32_t hwgen_shared_range(const void *session, int side, int which);

int hwgen_shared_run(void *session, const void *input, void *output, void *scratch, uint32_t scratch_bytes);

/* place: run and byte of the first difference, two words; may be null. */
int hwgen_shared_self_test(void *session, const void *vectors, uint32_t size, void *scratch, uint32_t scratch_bytes, uint32_t *place);

int32_t hwgen_shared_quantize(const void *session, double real);
const char *hwgen_shared_text(int result);

#ifdef __cplusplus
}
#endif

#endif
