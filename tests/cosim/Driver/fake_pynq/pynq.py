"""What drivers/pynq takes of pynq, without a board: memory behind a cache that only flush and invalidate keep alike."""

import numpy


class Buffer(numpy.ndarray):
    """An array as pynq.allocate gives it, and its parts: what the processor sees. The DMA sees memory."""

    whole = False  # what is flushed and invalidated: the part, or all of its buffer, as some versions do

    def __array_finalize__(self, source):
        self.base_buffer, self.memory, self.clean = (getattr(source, name, None) for name in ("base_buffer", "memory", "clean"))

    def _place(self):
        start = self.ctypes.data - self.base_buffer.ctypes.data
        return slice(None) if Buffer.whole else slice(start, start + self.nbytes)

    def flush(self):
        """Writes back what is new in the cache, and only that."""
        place, seen = self._place(), self.base_buffer.view(numpy.ndarray)
        new = seen[place] != self.clean[place]
        self.memory[place][new] = seen[place][new]
        self.clean[place] = seen[place]

    def invalidate(self):
        """Throws away what is in the cache, new or not."""
        place = self._place()
        self.base_buffer.view(numpy.ndarray)[place] = self.memory[place]
        self.clean[place] = self.memory[place]

    def of_memory(self):
        """What a DMA reads and writes."""
        start = self.ctypes.data - self.base_buffer.ctypes.data
        return self.memory[start : start + self.nbytes]


def allocate(shape, dtype):
    """Memory at an odd address: nobody promises another one. What was there before is no zeros."""
    assert numpy.dtype(dtype) == numpy.uint8
    buffer = numpy.full(shape[0] + 16, 0x55, dtype=numpy.uint8)[16:].view(Buffer)
    buffer.base_buffer, buffer.memory, buffer.clean = buffer, numpy.array(buffer), numpy.array(buffer)
    return buffer
