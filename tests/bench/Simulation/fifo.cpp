// The FIFO test written by hand in C++: driver, monitor and scoreboard as state machines. Prints cycles per CPU second.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "Vmodel.h"
#include "verilated.h"

static uint64_t next(uint64_t& state) {
    uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

int main(int argc, char** argv) {
    const long cycles = std::atol(argv[1]);
    VerilatedContext context;
    Vmodel* const dut = new Vmodel{&context};
    dut->aresetn = 0;
    dut->s_axis_tvalid = 0;
    for (int i = 0; i < 4; ++i) {
        dut->aclk = i & 1;
        dut->eval();
    }
    dut->aresetn = 1;
    uint64_t words = 1, backpressure = 2;
    uint32_t scoreboard[64];
    unsigned head = 0, tail = 0;
    unsigned gap = 0;
    bool offering = false;
    long received = 0;
    const clock_t begin = std::clock();
    for (long cycle = 0; cycle < cycles; ++cycle) {
        // The values before the edge decide what happens at it.
        const bool sent = offering && dut->s_axis_tready;
        const bool taken = dut->m_axis_tready && dut->m_axis_tvalid;
        if (taken) {
            ++received;
            if (dut->m_axis_tdata != scoreboard[head++ & 63]) return 1;
        }
        dut->aclk = 1;
        dut->eval();
        if (sent) offering = false;
        if (!offering) {
            if (gap == 0) {
                const uint64_t bits = next(words);
                gap = (bits & 3) == 0 ? (bits >> 2) & 3 : 0;
                dut->s_axis_tdata = static_cast<uint32_t>(bits >> 32);
            } else {
                --gap;
            }
            offering = gap == 0;
            dut->s_axis_tvalid = offering;
            if (offering) scoreboard[tail++ & 63] = dut->s_axis_tdata;
        }
        dut->m_axis_tready = next(backpressure) >> 62 != 0;
        dut->aclk = 0;
        dut->eval();
    }
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    std::fprintf(stderr, "%ld words\n", received);
    std::printf("%f\n", static_cast<double>(cycles) / seconds);
    return 0;
}
