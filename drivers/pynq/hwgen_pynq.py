"""Networks on an accelerator that hwgen generated, from Python on a PYNQ board.

    overlay = pynq.Overlay("hwgen.bit")
    network = Network(overlay.hwgen_gemm, overlay.weight_dma, overlay.stream_dma, "libhwgen.so", "network.plan")
    logits = network(images)

The C driver does the work, as a shared library (drivers/c/ports/shared/hwgen_shared.h says how it is built); this file gives it the
functions of its port: registers by the overlay's memory map, transfers by two AXI DMA in direct register mode.
"""

import asyncio
import ctypes
import time

import numpy
import pynq

ALIGNMENT = 64
_LONGEST_WAIT = 0.01  # seconds

_READ = ctypes.CFUNCTYPE(ctypes.c_uint32, ctypes.c_void_p, ctypes.c_uint32)
_WRITE = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint32)
_TRANSFER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32)
_POLL = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)


class _Port(ctypes.Structure):
    """struct hwgen_port of hwgen.h."""

    _fields_ = [
        ("context", ctypes.c_void_p),
        ("read_register", _READ),
        ("write_register", _WRITE),
        ("start_weight_transfer", _TRANSFER),
        ("start_activation_transfer", _TRANSFER),
        ("start_output_transfer", _TRANSFER),
        ("poll_transfers", _POLL),
        ("wait", _POLL),
    ]


class HwgenError(Exception):
    """A result of the driver other than good; code is its number in hwgen.h, status the register STATUS."""

    def __init__(self, code, text, status):
        super().__init__(f"{text} (result {code}, STATUS 0x{status:08x})")
        self.code = code
        self.status = status


class _Memory:
    """Contiguous memory that starts at a multiple of ALIGNMENT, and where parts of it lie in a pynq buffer."""

    def __init__(self, count):
        self.buffer = pynq.allocate(shape=(count + ALIGNMENT,), dtype=numpy.uint8)
        self.skip = -self.buffer.ctypes.data % ALIGNMENT
        self.address = self.buffer.ctypes.data + self.skip
        self.bytes = self.buffer[self.skip : self.skip + count]

    def holds(self, address, count):
        """True if so many bytes from an address on lie in it."""
        return self.address <= address and address + count <= self.address + len(self.bytes)

    def part(self, address, count):
        """The bytes of one transfer; the cache is flushed and invalidated for these alone, others may be new in it."""
        place = address - self.address + self.skip
        return self.buffer[place : place + count]


class _Channel:
    """One direction of a DMA: starts a transfer, and says whether it runs."""

    def __init__(self, channel, bit):
        self.channel = channel
        self.bit = bit
        self.running = False
        self.part = None

    def start(self, part):
        self.channel.transfer(part)
        self.part = part
        self.running = True

    def update(self):
        if self.running and self.channel.idle:
            self.running = False
        return self.bit if self.running else 0


class Network:
    """A network on the accelerator. Calling it runs samples and gives what the network gives.

    accelerator: the overlay's block of the generated module (its mmio)
    weight_dma, stream_dma: the overlay's AXI DMA for weights, and for activations and outputs
    library: path of the driver as a shared library, compiled with this accelerator's hwgen_regs.h
    plan: path of network.plan, from hwgen deploy
    poll_limit: polls without progress after which a run is given up
    interrupt: the accelerator's interrupt, a pynq.Interrupt, to sleep until a job has ended; None: polls
    """

    def __init__(self, accelerator, weight_dma, stream_dma, library, plan, poll_limit=1000000, interrupt=None):
        self._library = _load(library)
        self._mmio = getattr(accelerator, "mmio", accelerator)
        self._channels = (
            _Channel(weight_dma.sendchannel, 1),
            _Channel(stream_dma.sendchannel, 2),
            _Channel(stream_dma.recvchannel, 4),
        )
        self._interrupt = interrupt
        self._loop = None if interrupt is None else asyncio.get_event_loop()
        self._failure = None
        self._last = 0
        self._memories = []
        self._port = _Port(
            None,
            _READ(self._read),
            _WRITE(self._write),
            _TRANSFER(lambda _, address, count: self._start(0, address, count)),
            _TRANSFER(lambda _, address, count: self._start(1, address, count)),
            _TRANSFER(lambda _, address, count: self._start(2, address, count)),
            _POLL(self._poll),
            _POLL() if interrupt is None else _POLL(self._wait),
        )
        self._session = ctypes.create_string_buffer(self._library.hwgen_shared_session_bytes() + 8)
        self._pointer = ctypes.c_void_p((ctypes.addressof(self._session) + 7) // 8 * 8)
        self._require(self._library.hwgen_shared_identify(self._pointer, ctypes.byref(self._port), poll_limit))
        with open(plan, "rb") as file:
            content = file.read()
        self._plan = self._allocate(len(content))
        self._plan.bytes[:] = numpy.frombuffer(content, dtype=numpy.uint8)
        self._plan.buffer.flush()
        self._require(self._library.hwgen_shared_open(self._pointer, self._plan.address, len(content)))
        self.batch, scratch, self._input_bytes, self._output_bytes, input_element, output_element = (
            self._library.hwgen_shared_number(self._pointer, which) for which in range(6)
        )
        self._scratch = self._allocate(scratch)
        self._types = [numpy.dtype(f"<i{size}") for size in (input_element, output_element)]

    def quantize(self, samples):
        """Real samples as the network's integers: the nearest, halves away from zero, clamped."""
        return self._quantize(0, samples)

    def dequantize(self, integers):
        """Integers of the network's output as real numbers."""
        scale, zero_point, _, _ = self._quantization(1)
        return scale * (numpy.asarray(integers, dtype=numpy.float64) - zero_point)

    def run(self, integers):
        """Runs integers, samples x input shape, in batches of the plan. Returns integers, samples x elements of an output."""
        integers = numpy.ascontiguousarray(integers, dtype=self._types[0])
        count = integers.shape[0]
        samples = integers.reshape(count, -1)
        expected = self._input_bytes // self.batch // self._types[0].itemsize
        if samples.shape[1] != expected:
            raise ValueError(f"a sample has {samples.shape[1]} numbers, must be {expected}")
        runs = -(-count // self.batch)
        inputs = numpy.zeros((runs * self.batch, expected), dtype=self._types[0])
        inputs[:count] = samples
        outputs = numpy.empty((runs * self.batch, self._output_bytes // self.batch // self._types[1].itemsize), dtype=self._types[1])
        for run in range(runs):
            source = inputs[run * self.batch : (run + 1) * self.batch]
            target = outputs[run * self.batch : (run + 1) * self.batch]
            self._require(
                self._library.hwgen_shared_run(
                    self._pointer, source.ctypes.data, target.ctypes.data, self._scratch.address, len(self._scratch.bytes)
                )
            )
        return outputs[:count]

    def __call__(self, samples):
        """Real samples in, real outputs out."""
        return self.dequantize(self.run(self.quantize(samples)))

    def self_test(self, vectors):
        """Runs the golden vectors of a file (selftest.bin). Raises HwgenError if an output differs."""
        with open(vectors, "rb") as file:
            content = file.read()
        self._require(
            self._library.hwgen_shared_self_test(
                self._pointer, content, len(content), self._scratch.address, len(self._scratch.bytes), None
            )
        )

    def _quantization(self, side):
        scale = self._library.hwgen_shared_scale(self._pointer, side)
        return (scale, *(self._library.hwgen_shared_range(self._pointer, side, which) for which in range(3)))

    def _quantize(self, side, samples):
        scale, zero_point, low, high = self._quantization(side)
        steps = numpy.asarray(samples, dtype=numpy.float64) / scale
        whole = numpy.trunc(steps)
        whole += numpy.sign(steps) * (numpy.abs(steps - whole) >= 0.5)
        return numpy.clip(whole + zero_point, low, high).astype(self._types[0])

    def _allocate(self, count):
        memory = _Memory(count)
        self._memories.append(memory)
        return memory

    def _require(self, code):
        failure, self._failure = self._failure, None
        if code != 0:
            text = self._library.hwgen_shared_text(code).decode()
            raise HwgenError(code, text, self._library.hwgen_shared_status(self._pointer)) from failure

    # The functions of the port. Nothing may be raised through C: a failure is kept, and becomes the cause of the driver's error.

    def _read(self, _, offset):
        return self._mmio.read(offset)

    def _write(self, _, offset, value):
        self._mmio.write(offset, value)

    def _start(self, number, address, count):
        try:
            memory = next(memory for memory in self._memories if memory.holds(address, count))
            part = memory.part(address, count)
            part.flush()
            if number == 2:
                part.invalidate()
            self._channels[number].start(part)
            return 0
        except Exception as failure:
            self._failure = failure
            return -1

    def _poll(self, _):
        try:
            output = self._channels[2]
            before = output.running
            busy = sum(channel.update() for channel in self._channels)
            if before and not output.running:
                output.part.flush()  # a pynq that invalidates the whole buffer must find nothing new in it
                output.part.invalidate()
            if busy and busy == self._last:
                time.sleep(0.00002)
            self._last = busy
            return busy
        except Exception as failure:
            self._failure = failure
            return -1

    def _wait(self, _):
        try:
            self._loop.run_until_complete(asyncio.wait_for(self._interrupt.wait(), _LONGEST_WAIT))
            return 0
        except asyncio.TimeoutError:
            return 0
        except Exception as failure:
            self._failure = failure
            return -1


def _load(path):
    library = ctypes.CDLL(path)
    pointer, word = ctypes.c_void_p, ctypes.c_uint32
    for name, result, arguments in (
        ("session_bytes", word, []),
        ("identify", ctypes.c_int, [pointer, pointer, word]),
        ("status", word, [pointer]),
        ("open", ctypes.c_int, [pointer, pointer, word]),
        ("number", word, [pointer, ctypes.c_int]),
        ("scale", ctypes.c_double, [pointer, ctypes.c_int]),
        ("range", ctypes.c_int32, [pointer, ctypes.c_int, ctypes.c_int]),
        ("run", ctypes.c_int, [pointer, pointer, pointer, pointer, word]),
        ("self_test", ctypes.c_int, [pointer, pointer, word, pointer, word, pointer]),
        ("text", ctypes.c_char_p, [ctypes.c_int]),
    ):
        function = getattr(library, "hwgen_shared_" + name)
        function.restype, function.argtypes = result, arguments
    return library
