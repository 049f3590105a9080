// Forced into every compilation of the runtime and the model: what Verilator prints comes to us.
#ifndef HWGEN_PRINT_H_
#define HWGEN_PRINT_H_
extern "C" int hwgen_printf(const char* format, ...) __attribute__((format(printf, 1, 2)));
#define VL_PRINTF hwgen_printf
#endif
