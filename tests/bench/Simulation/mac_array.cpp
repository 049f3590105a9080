// The test of the MAC array written by hand in C++: new random operands and one sum read every cycle. Prints cycles per CPU second.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include "Vmodel.h"
#include "verilated.h"

static uint64_t next(uint64_t& state) {
    uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

template <class Port>
static void fill(Port& port, uint64_t& state) {
    for (size_t i = 0; i < sizeof(port); i += 8) {
        const uint64_t word = next(state);
        std::memcpy(reinterpret_cast<char*>(&port) + i, &word, 8);
    }
}

int main(int argc, char** argv) {
    const long cycles = std::atol(argv[1]);
    VerilatedContext context;
    Vmodel* const dut = new Vmodel{&context};
    const unsigned sums = sizeof(dut->a) * sizeof(dut->a);
    dut->clear = 1;
    for (int i = 0; i < 4; ++i) {
        dut->clk = i & 1;
        dut->eval();
    }
    dut->clear = 0;
    dut->valid = 1;
    uint64_t operands = 1;
    uint32_t check = 0;
    const clock_t begin = std::clock();
    for (long cycle = 0; cycle < cycles; ++cycle) {
        check = check * 31 + dut->read_data;
        dut->clk = 1;
        dut->eval();
        fill(dut->a, operands);
        fill(dut->b, operands);
        dut->read_index = static_cast<uint16_t>(cycle & (sums - 1));
        dut->clk = 0;
        dut->eval();
    }
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    std::fprintf(stderr, "check %u\n", check);
    std::printf("%f\n", static_cast<double>(cycles) / seconds);
    return 0;
}
