/* The wait of the UIO port on a socket in place of /dev/uio0: the port's end is the device, the other one the kernel. */
#include "hwgen_uio.c"

#include <sys/socket.h>

#define REQUIRE(condition)                                                      \
    do {                                                                        \
        if (!(condition)) {                                                     \
            (void)fprintf(stderr, "line %d: " #condition "\n", __LINE__);       \
            return 1;                                                           \
        }                                                                       \
    } while (0)

static double now(void)
{
    struct timespec time;

    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

int main(void)
{
    hwgen_uio uio;
    int ends[2];
    uint32_t word = 7;
    double start;

    memset(&uio, 0, sizeof uio);
    REQUIRE(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends) == 0);
    uio.interrupt = ends[0];

    REQUIRE(write(ends[1], &word, sizeof word) == (ssize_t)sizeof word); /* an interrupt */
    REQUIRE(wait_for_interrupt(&uio) == 0);
    REQUIRE(read(ends[1], &word, sizeof word) == (ssize_t)sizeof word && word == 1); /* it was enabled */
    REQUIRE(recv(ends[0], &word, sizeof word, MSG_DONTWAIT) < 0);                    /* and taken */

    start = now();
    REQUIRE(wait_for_interrupt(&uio) == 0); /* none comes */
    REQUIRE(now() - start > 0.005 && now() - start < 30);
    REQUIRE(read(ends[1], &word, sizeof word) == (ssize_t)sizeof word && word == 1);

    (void)close(ends[0]);
    REQUIRE(wait_for_interrupt(&uio) == -1);
    return 0;
}
