// What native code can do to its process. 0 behaves: twice ten.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <unistd.h>

#include "Vmodel__Dpi.h"

int misbehave(int kind) {
    std::fprintf(stderr, "native code of kind %d\n", kind);
    switch (kind) {
    case 1: std::abort();
    case 2: return *static_cast<volatile int*>(nullptr);
    case 3: std::exit(0);
    case 4:
        while (true) {
            std::memset(std::malloc(1 << 22), 1, 1 << 22);
            usleep(10000);  // whoever watches may have to wait for a processor
        }
    }
    return 20;
}
