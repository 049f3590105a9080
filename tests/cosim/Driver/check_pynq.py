"""The Python class on recorded streams: check_pynq.py DRIVER_FOLDER LIBRARY HASH FOLDER

FOLDER holds network.plan, selftest.bin and recording.bin: packets of the simulated accelerator during the self-test, each a byte
for the stream (0 weights, 1 activations, 2 outputs), its length in 4 bytes, its bytes.
"""

import asyncio
import struct
import sys
import warnings

import numpy

sys.path[:0] = [sys.argv[1]]
import hwgen_pynq
import pynq

LIBRARY, HASH, FOLDER = sys.argv[2], int(sys.argv[3]), sys.argv[4]
warnings.simplefilter("error")


class Registers:
    """Identity, and a job can always be queued."""

    def __init__(self, identity=HASH):
        self.values = {0x00: 8, 0x40: 0x4E475748, 0x44: 0x100, 0x48: identity}

    def read(self, offset):
        return self.values.get(offset, 0)

    def write(self, offset, value):
        pass


class Channel:
    """Compares what is sent with the recording, or gives what was recorded; a transfer takes some polls."""

    def __init__(self, packets, receives=False):
        self.packets, self.receives, self.polls = list(packets), receives, 0

    def transfer(self, buffer):
        assert self.polls == 0, "a transfer runs"
        assert buffer.ctypes.data % 64 == 0, "not aligned"
        self.packet, self.buffer, self.polls = self.packets.pop(0), buffer, 3
        assert len(self.packet) == buffer.nbytes, (len(self.packet), buffer.nbytes)
        if not self.receives:
            assert buffer.of_memory().tobytes() == self.packet, "other bytes in memory than the recorded ones"

    @property
    def idle(self):
        self.polls = max(0, self.polls - 1)
        if self.polls == 0 and self.receives:
            self.buffer.of_memory()[:] = numpy.frombuffer(self.packet, dtype=numpy.uint8)
        return self.polls == 0


class Dma:
    """Both directions."""

    def __init__(self, sent, received=()):
        self.sendchannel, self.recvchannel = Channel(sent), Channel(received, receives=True)


def recording():
    """Packets of the three streams."""
    streams = ([], [], [])
    with open(FOLDER + "/recording.bin", "rb") as file:
        while head := file.read(5):
            stream, count = struct.unpack("<BI", head)
            streams[stream].append(file.read(count))
    return streams


class Interrupt:
    """Comes at once every second time, and otherwise never; or fails."""

    def __init__(self, failure=None):
        self.waits, self.failure = 0, failure

    async def wait(self):
        self.waits += 1
        if self.failure:
            raise self.failure
        if self.waits % 2 == 0:
            await asyncio.sleep(3600)


def network(identity=HASH, interrupt=None):
    weights, activations, outputs = recording()
    dmas = Dma(weights), Dma(activations, outputs)
    return hwgen_pynq.Network(Registers(identity), *dmas, LIBRARY, FOLDER + "/network.plan", poll_limit=100, interrupt=interrupt), dmas


def expect(code, action):
    try:
        action()
    except hwgen_pynq.HwgenError as error:
        assert error.code == code, error
        return error
    raise AssertionError(f"no error, expected {code}")


for pynq.Buffer.whole in (True, False):
    good, (weight_dma, stream_dma) = network()
    good.self_test(FOLDER + "/selftest.bin")
    assert not weight_dma.sendchannel.packets and not stream_dma.sendchannel.packets and not stream_dma.recvchannel.packets

with open(FOLDER + "/selftest.bin", "rb") as vectors:
    header, content = struct.unpack("<8I", vectors.read(32)), vectors.read()
again, _ = network()
inputs = numpy.frombuffer(content[: header[6]], dtype=numpy.int8).reshape(again.batch, -1)
outputs = again.run(inputs)
assert outputs.tobytes() == content[header[6] : header[6] + header[7]]
assert numpy.array_equal(again.dequantize(outputs), 0.5 * (outputs.astype(float) + 1))
assert again.quantize([0, 0.125, 0.374, -0.125, 1e9, -1e9]).tolist() == [3, 4, 4, 2, 127, -128]

asyncio.set_event_loop(asyncio.new_event_loop())
interrupt = Interrupt()
sleeping, (_, dma) = network(interrupt=interrupt)
sleeping.self_test(FOLDER + "/selftest.bin")
assert not dma.recvchannel.packets and interrupt.waits > 2
broken, _ = network(interrupt=Interrupt(OSError("no interrupt")))
assert isinstance(expect(4, lambda: broken.run(inputs)).__cause__, OSError)

assert str(expect(3, lambda: network(HASH ^ 1))).startswith("the accelerator is of another configuration than hwgen_regs.h (result 3,")
stuck, (_, dma) = network()
dma.recvchannel.packets.clear()
assert isinstance(expect(4, lambda: stuck.run(inputs)).__cause__, IndexError)
try:
    again.run(inputs[:, 1:])
    raise AssertionError("a sample of another size ran")
except ValueError as error:
    assert str(error).startswith(f"a sample has {inputs.shape[1] - 1} numbers, must be {inputs.shape[1]}")
print("good")
