/* Results in words. */
#include "hwgen.h"

const char *hwgen_text(hwgen_result result)
{
    switch (result) {
    case HWGEN_OK: return "good";
    case HWGEN_ERROR_MAGIC: return "no hwgen accelerator answers at this address";
    case HWGEN_ERROR_VERSION: return "the accelerator has another register map";
    case HWGEN_ERROR_HASH: return "the accelerator is of another configuration than hwgen_regs.h";
    case HWGEN_ERROR_PORT: return "the port reported a failure";
    case HWGEN_ERROR_TIMEOUT: return "nothing moved for as many polls as poll_limit allows";
    case HWGEN_ERROR_IMAGE_FORMAT: return "the accelerator found a wrong magic or version in a weight image";
    case HWGEN_ERROR_IMAGE_HASH: return "the accelerator found a weight image of another configuration";
    case HWGEN_ERROR_IMAGE_SIZE: return "the accelerator found a weight image that does not fit its memories";
    case HWGEN_ERROR_WEIGHT_LAST: return "the weight stream ended early";
    case HWGEN_ERROR_ACTIVATION_LAST: return "the activation stream ended early";
    case HWGEN_ERROR_JOB: return "the accelerator refused a job";
    case HWGEN_ERROR_BAD_IMAGE: return "not a weight image of this configuration and shape";
    case HWGEN_ERROR_BAD_PLAN: return "not a plan, or one with contents that cannot be";
    case HWGEN_ERROR_PLAN_VERSION: return "the plan has another format version";
    case HWGEN_ERROR_PLAN_CHECKSUM: return "the plan is damaged: its checksum differs";
    case HWGEN_ERROR_PLAN_HASH: return "the plan is for another configuration than hwgen_regs.h";
    case HWGEN_ERROR_MEMORY: return "the scratch memory is too small or not aligned";
    case HWGEN_ERROR_ARGUMENT: return "the layer or job cannot be run as it is described";
    case HWGEN_ERROR_BAD_VECTORS: return "not test vectors of this plan, or damaged ones";
    case HWGEN_ERROR_SELF_TEST: return "an output differs from the golden one";
    case HWGEN_ERROR_MISMATCH: return "a job and its weight image do not fit each other";
    }
    return "unknown result";
}
