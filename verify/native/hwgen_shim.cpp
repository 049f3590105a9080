// What C# calls in a Verilated model. Appended to the model's only translation unit, which defines
// before it: Vmodel, hwgen_port(model, i) and HWGEN_TRACE (0 none, 1 VCD, 2 FST).
//
// Nothing the design does may end the process: $finish, $stop, $fatal and Verilator's own errors are
// recorded in the handle and reported as the stop code of the call.
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>

#include "verilated_sym_props.h"
#include "verilated_syms.h"

#if HWGEN_TRACE == 1
#include "verilated_vcd_c.h"
using HwgenWave = VerilatedVcdC;
#elif HWGEN_TRACE == 2
#include "verilated_fst_c.h"
using HwgenWave = VerilatedFstC;
#endif

#if VM_COVERAGE
#include "verilated_cov.h"
#endif

#define HWGEN_EXPORT extern "C" __attribute__((visibility("default")))

namespace {

enum HwgenStop { HWGEN_NONE = 0, HWGEN_FINISH = 1, HWGEN_STOP = 2, HWGEN_FATAL = 3 };

// Further failures that one evaluation may report before it is left.
const int HWGEN_MOST_STOPS = 1000;

struct HwgenStopped {};  // thrown where Verilator must not be returned to

using HwgenPrint = void (*)(void* owner, const char* text, int length);

// A staged write. Sizes 1, 2, 4 and 8 are stored as such, others copied.
struct HwgenWrite {
    void* target;
    const void* source;
    uint64_t size;
};

// What somebody outside may read and set while the model runs, also when it never returns or has died.
struct HwgenProgress {
    uint64_t time;     // of the last evaluation
    uint64_t calls;    // calls into the model begun and ended: odd while one runs
    uint64_t give_up;  // set from outside: leave the model as soon as it prints or stops
};

struct HwgenHandle;

struct HwgenContext final : VerilatedContext {
    HwgenHandle* handle = nullptr;
};

struct HwgenHandle {
    HwgenContext context;
    Vmodel* model = nullptr;
    uint8_t* clock = nullptr;
    int stop = HWGEN_NONE;
    std::string message;
    std::string table;
    HwgenPrint print = nullptr;
    void* owner = nullptr;
    volatile HwgenProgress* progress = nullptr;
    int stops = 0;
#if HWGEN_TRACE
    HwgenWave* wave = nullptr;
#endif

    bool waving() const {
#if HWGEN_TRACE
        return wave != nullptr;
#else
        return false;
#endif
    }
    void dump(uint64_t time) {
#if HWGEN_TRACE
        if (wave) wave->dump(time);
#endif
    }
    void record(int kind, const char* file, int line, const char* hier, const char* text) {
        context.gotFinish(true);
        if (stop) return;  // the first reason is the one to report
        stop = kind;
        message = text;
        if (hier && hier[0]) message += std::string{" in "} + hier;
        if (file && file[0]) message += std::string{" at "} + file + ":" + std::to_string(line);
    }
    void at(uint64_t time) {
        context.time(time);
        progress->time = time;
    }
    void leave_if_given_up() {
        if (VL_LIKELY(!progress->give_up)) return;
        record(HWGEN_FATAL, nullptr, 0, nullptr, "given up, the evaluation does not end");
        throw HwgenStopped{};
    }
};

HwgenHandle* hwgen_current() {
    VerilatedContext* const context = Verilated::threadContextp();
    return context == Verilated::defaultContextp() ? nullptr
                                                   : static_cast<HwgenContext*>(context)->handle;
}

void hwgen_apply(const HwgenWrite* writes, int count) {
    for (int i = 0; i < count; ++i) {
        const HwgenWrite& w = writes[i];
        switch (w.size) {
        case 1: *static_cast<uint8_t*>(w.target) = *static_cast<const uint8_t*>(w.source); break;
        case 2: *static_cast<uint16_t*>(w.target) = *static_cast<const uint16_t*>(w.source); break;
        case 4: *static_cast<uint32_t*>(w.target) = *static_cast<const uint32_t*>(w.source); break;
        case 8: *static_cast<uint64_t*>(w.target) = *static_cast<const uint64_t*>(w.source); break;
        default: std::memcpy(w.target, w.source, w.size);
        }
    }
}

// Runs work with the handle's context set; whatever happens ends up in the stop code.
template <class Work>
int hwgen_guarded(HwgenHandle* h, Work work) {
    if (h->stop) return h->stop;
    Verilated::threadContextp(&h->context);
    h->progress->calls = h->progress->calls + 1;
    try {
        work();
    } catch (const HwgenStopped&) {
    } catch (const std::exception& e) {
        h->record(HWGEN_FATAL, nullptr, 0, nullptr, e.what());
    } catch (...) {
        h->record(HWGEN_FATAL, nullptr, 0, nullptr, "unknown C++ exception");
    }
    h->progress->calls = h->progress->calls + 1;
    return h->stop;
}

inline void hwgen_one_cycle(HwgenHandle* h, uint64_t rise, uint64_t fall, const HwgenWrite* writes,
                            int count) {
    h->at(rise);
    *h->clock = 1;
    h->model->eval();
    hwgen_apply(writes, count);
    if (VL_UNLIKELY(h->waving())) {
        if (count) h->model->eval();  // so that the wave shows inputs change at the edge
        h->dump(rise);
    }
    if (VL_UNLIKELY(h->stop)) return;
    h->at(fall);
    *h->clock = 0;
    h->model->eval();
    if (VL_UNLIKELY(h->waving())) h->dump(fall);
}

}  // namespace

extern "C" int hwgen_printf(const char* format, ...) {
    char small[512];
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    const int length = std::vsnprintf(small, sizeof(small), format, arguments);
    va_end(arguments);
    HwgenHandle* const h = hwgen_current();
    if (length > 0 && h && h->print) {
        if (length < static_cast<int>(sizeof(small))) {
            h->print(h->owner, small, length);
        } else {
            std::string large(static_cast<size_t>(length) + 1, '\0');
            std::vsnprintf(&large[0], large.size(), format, again);
            h->print(h->owner, large.c_str(), length);
        }
    }
    va_end(again);
    if (h) h->leave_if_given_up();
    return length;
}

void vl_finish(const char* file, int line, const char* hier) VL_MT_UNSAFE {
    if (HwgenHandle* const h = hwgen_current()) h->record(HWGEN_FINISH, file, line, hier, "$finish");
}

// $stop, and in Verilator 5.006 also $fatal, $error and failed assertions, whose text is printed before.
// A loop that stops again and again is left.
void vl_stop(const char* file, int line, const char* hier) VL_MT_UNSAFE {
    HwgenHandle* const h = hwgen_current();
    if (!h) return;
    h->record(HWGEN_STOP, file, line, hier, "$stop");
    if (++h->stops > HWGEN_MOST_STOPS) throw HwgenStopped{};
    h->leave_if_given_up();
}

// Must not return: the model is in no state to go on.
void vl_fatal(const char* file, int line, const char* hier, const char* text) VL_MT_UNSAFE {
    if (HwgenHandle* const h = hwgen_current()) h->record(HWGEN_FATAL, file, line, hier, text);
    throw HwgenStopped{};
}

HWGEN_EXPORT HwgenHandle* hwgen_new(int argc, const char** argv, int seed, HwgenPrint print,
                                    void* owner, HwgenProgress* progress) {
    Verilated::defaultContextp();  // its construction would later make it the thread's context
    HwgenHandle* const h = new HwgenHandle;
    h->context.handle = h;
    h->print = print;
    h->owner = owner;
    h->progress = progress;
    hwgen_guarded(h, [&] {
        h->context.commandArgs(argc, argv);
        h->context.randReset(2);
        h->context.randSeed(seed);
#if HWGEN_TRACE
        h->context.traceEverOn(true);
#endif
        h->model = new Vmodel{&h->context, "TOP"};
    });
    return h;
}

HWGEN_EXPORT void hwgen_delete(HwgenHandle* h) {
    Verilated::threadContextp(&h->context);
#if HWGEN_TRACE
    if (h->wave) {
        h->wave->close();
        delete h->wave;
    }
#endif
    if (h->model) {
        try {
            h->model->final();
        } catch (...) {
        }
        delete h->model;
    }
    Verilated::threadContextp(Verilated::defaultContextp());
    delete h;
}

HWGEN_EXPORT void* hwgen_port_address(HwgenHandle* h, int index) {
    return h->model ? hwgen_port(h->model, index) : nullptr;
}

HWGEN_EXPORT void hwgen_set_clock(HwgenHandle* h, void* clock) { h->clock = static_cast<uint8_t*>(clock); }

// Evaluates at a time, then applies the writes; they are seen by the next evaluation.
HWGEN_EXPORT int hwgen_eval(HwgenHandle* h, uint64_t time, const HwgenWrite* writes, int count) {
    return hwgen_guarded(h, [=] {
        h->at(time);
        h->model->eval();
        hwgen_apply(writes, count);
    });
}

// A whole clock cycle of the only clock: rise, writes, fall.
HWGEN_EXPORT int hwgen_cycle(HwgenHandle* h, uint64_t rise, uint64_t fall, const HwgenWrite* writes,
                             int count) {
    return hwgen_guarded(h, [=] { hwgen_one_cycle(h, rise, fall, writes, count); });
}

// Up to count cycles in which nobody looks. Returns how many were begun.
HWGEN_EXPORT int64_t hwgen_run(HwgenHandle* h, uint64_t rise, uint64_t period, uint64_t high,
                               int64_t count) {
    int64_t done = 0;
    hwgen_guarded(h, [&] {
        while (done < count && !h->stop) {
            ++done;
            hwgen_one_cycle(h, rise, rise + high, nullptr, 0);
            rise += period;
        }
    });
    return done;
}

HWGEN_EXPORT int hwgen_stop_code(HwgenHandle* h) { return h->stop; }

HWGEN_EXPORT uint64_t hwgen_time(HwgenHandle* h) { return h->context.time(); }

HWGEN_EXPORT const char* hwgen_message(HwgenHandle* h) { return h->message.c_str(); }

// Opens a wave file, at any time. Returns 0 if tracing is not built in or the file cannot be written.
HWGEN_EXPORT int hwgen_wave_open(HwgenHandle* h, const char* path) {
    int opened = 0;
#if HWGEN_TRACE
    hwgen_guarded(h, [&] {
        h->wave = new HwgenWave;
        h->model->trace(h->wave, 99);
        h->wave->open(path);
        opened = h->wave->isOpen();
    });
#else
    (void)h;
    (void)path;
#endif
    return opened;
}

HWGEN_EXPORT void hwgen_wave_dump(HwgenHandle* h, uint64_t time) { h->dump(time); }

HWGEN_EXPORT void hwgen_wave_close(HwgenHandle* h) {
#if HWGEN_TRACE
    if (h->wave) {
        h->wave->close();
        delete h->wave;
        h->wave = nullptr;
    }
#else
    (void)h;
#endif
}

// Writes what was counted, also after a stop. Returns 0 if nothing is counted or the file cannot be written.
HWGEN_EXPORT int hwgen_coverage_write(HwgenHandle* h, const char* path) {
#if VM_COVERAGE
    Verilated::threadContextp(&h->context);
    try {
        h->context.coveragep()->write(path);
        return 1;
    } catch (...) {
    }
#else
    (void)h;
    (void)path;
#endif
    return 0;
}

// Signals made public: a line each of name, address, width, elements, bytes of an element, writable.
HWGEN_EXPORT const char* hwgen_signals(HwgenHandle* h) {
    h->table.clear();
    hwgen_guarded(h, [&] {
        const VerilatedScopeNameMap* const scopes = h->context.scopeNameMap();
        if (!scopes) return;
        for (const auto& scope : *scopes) {
            VerilatedVarNameMap* const variables = scope.second->varsp();
            if (!variables) continue;
            for (const auto& entry : *variables) {
                const VerilatedVar& v = entry.second;
                if (v.isParam()) continue;
                int64_t elements = v.udims() ? 1 : 0;
                for (int i = 1; i <= v.udims(); ++i) elements *= v.elements(i);
                const int width = v.dims() > v.udims() ? v.packed().elements() : 1;
                h->table += std::string{scope.first} + "." + entry.first + " "
                            + std::to_string(reinterpret_cast<uintptr_t>(v.datap())) + " "
                            + std::to_string(width) + " " + std::to_string(elements) + " "
                            + std::to_string(v.entSize()) + " " + (v.isPublicRW() ? "1" : "0") + "\n";
            }
        }
    });
    return h->table.c_str();
}
