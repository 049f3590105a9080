// Put between a model and the shim where the time spent in the model is wanted.
#include <chrono>
#include <cstdint>

struct HwgenTimedModel final : Vmodel {
    int64_t spent = 0;  // nanoseconds

    using Vmodel::Vmodel;

    void eval() {
        const auto begin = std::chrono::steady_clock::now();
        Vmodel::eval();
        spent += std::chrono::nanoseconds(std::chrono::steady_clock::now() - begin).count();
    }
};

#define Vmodel HwgenTimedModel
