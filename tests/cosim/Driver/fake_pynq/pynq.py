"""What drivers/pynq takes of pynq, without a board: memory that knows how often it was flushed and invalidated."""

import numpy


class Buffer(numpy.ndarray):
    """An array as pynq.allocate gives it."""

    flushes = 0
    invalidations = 0

    def flush(self):
        Buffer.flushes += 1

    def invalidate(self):
        Buffer.invalidations += 1


def allocate(shape, dtype):
    """Memory at an odd address: nobody promises another one."""
    count = int(numpy.prod(shape)) * numpy.dtype(dtype).itemsize
    return numpy.zeros(count + 16, dtype=numpy.uint8)[16:].view(dtype).reshape(shape).view(Buffer)
