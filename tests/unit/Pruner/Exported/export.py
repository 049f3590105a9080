"""Exports small networks as PyTorch writes them, with random weights, samples and what PyTorch makes of those.

Debian 12: apt-get install python3-torch; /usr/bin/python3 export.py. The files are committed; the tests need no Python.
"""
import numpy
import torch
from torch import nn
from torch.nn import functional as F


class View(nn.Module):
    """x.view(x.size(0), -1) behind convolutions and pools, tanh."""

    def __init__(self):
        super().__init__()
        self.first, self.second, self.last = nn.Conv2d(1, 4, 5), nn.Conv2d(4, 8, 3), nn.Linear(32, 10)

    def forward(self, x):
        x = F.max_pool2d(torch.tanh(self.first(x)), 2)
        x = F.avg_pool2d(F.gelu(self.second(x)), 2)
        return F.log_softmax(self.last(x.view(x.size(0), -1)), 1)


class Series(nn.Module):
    """Convolutions of one dimension: strides, dilations, groups, batch normalization, pools."""

    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv1d(2, 8, 7, stride=2, padding=3), nn.BatchNorm1d(8), nn.ReLU(), nn.MaxPool1d(3, 2, 1),
            nn.Conv1d(8, 16, 3, padding=2, dilation=2, groups=2), nn.ReLU6(), nn.AvgPool1d(2), nn.Conv1d(16, 16, 3, padding=1, groups=16), nn.Conv1d(16, 12, 1),
            nn.PReLU(12), nn.AdaptiveAvgPool1d(1))
        self.last = nn.Linear(12, 5)

    def forward(self, x):
        return self.last(self.layers(x).squeeze(-1))


class Causal(nn.Module):
    """A temporal convolution: what is padded behind is cut off, the last place is read."""

    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Conv1d(4, 8, 3, padding=2), nn.Conv1d(8, 8, 3, padding=4, dilation=2)
        self.beside, self.last = nn.Conv1d(4, 8, 1), nn.Linear(8, 3)

    def forward(self, x):
        y = F.relu(self.second(F.relu(self.first(x)[:, :, :-2]))[:, :, :-4])
        return self.last(F.relu(y + self.beside(x))[:, :, -1])


class Gated(nn.Module):
    """Squeeze and excite with expand_as, swish and hard swish, shuffled channels."""

    def __init__(self):
        super().__init__()
        self.first, self.down, self.up = nn.Conv2d(3, 8, 3, padding=1), nn.Linear(8, 4), nn.Linear(4, 8)
        self.branch, self.last = nn.Conv2d(4, 4, 3, padding=1), nn.Linear(8, 4)

    def forward(self, x):
        x = F.hardswish(self.first(x))
        b, c, h, w = x.size()
        gate = F.adaptive_avg_pool2d(x, 1).view(b, c)
        gate = torch.sigmoid(self.up(F.silu(self.down(gate)))).view(b, c, 1, 1)
        x = x * gate.expand_as(x)
        left, right = x.chunk(2, dim=1)
        x = torch.cat([self.branch(left), right], 1).view(b, 2, c // 2, h, w).transpose(1, 2).contiguous().view(b, -1, h, w)
        return self.last(x.mean([2, 3]))


class Segmenter(nn.Module):
    """Down and up again: nearest, linear and transposed convolution, concatenations."""

    def __init__(self):
        super().__init__()
        self.a, self.b, self.c = nn.Conv2d(3, 4, 3, padding=1), nn.Conv2d(4, 6, 3, padding=1), nn.Conv2d(6, 8, 3, padding=1)
        self.up, self.last = nn.ConvTranspose2d(8, 6, 3, stride=2, padding=1, output_padding=1), nn.Conv2d(16, 2, 1)

    def forward(self, x):
        a = F.relu(self.a(x))
        b = F.relu(self.b(F.max_pool2d(a, 2)))
        up = F.relu(self.up(F.elu(self.c(F.max_pool2d(b, 2)))))
        up = F.interpolate(torch.cat([up, b], 1), scale_factor=2, mode="bilinear", align_corners=False)
        return self.last(torch.cat([up, F.interpolate(a[:, :, ::2, ::2], size=(12, 12), mode="nearest")], 1))


class Mixer(nn.Module):
    """Fully connected layers over places and over channels."""

    def __init__(self):
        super().__init__()
        self.patches, self.places, self.channels, self.last = nn.Conv2d(3, 8, 4, 4), nn.Linear(9, 9), nn.Linear(8, 8), nn.Linear(8, 4)

    def forward(self, x):
        x = self.patches(x).flatten(2).transpose(1, 2)
        x = x + F.gelu(self.places(x.transpose(1, 2)).transpose(1, 2))
        return self.last((x + F.softplus(self.channels(x))).amax(1))


def export(name, network, shape, opset, dynamic=True, folding=True):
    network.eval()
    for layer in network.modules():
        if isinstance(layer, nn.BatchNorm1d):
            layer.running_mean.normal_(0, 0.2)
            layer.running_var.uniform_(0.5, 1.5)
    axes = {"input": {0: "batch"}, "output": {0: "batch"}} if dynamic else None
    torch.onnx.export(
        network, torch.randn(1, *shape), f"{name}.onnx", opset_version=opset, do_constant_folding=folding,
        input_names=["input"], output_names=["output"], dynamic_axes=axes)
    x = torch.randn(12, *shape)
    with torch.no_grad():
        numpy.savez_compressed(f"{name}.npz", input=x.numpy(), output=network(x).numpy())


torch.manual_seed(1)
export("view11", View(), (1, 16, 16), 11)
export("view17", View(), (1, 16, 16), 17, folding=False)
export("series9", Series(), (2, 60), 9, dynamic=False)
export("series13", Series(), (2, 60), 13)
export("causal13", Causal(), (4, 20), 13)
export("gated11", Gated(), (3, 8, 8), 11)
export("gated14", Gated(), (3, 8, 8), 14)
export("segmenter13", Segmenter(), (3, 12, 12), 13)
export("mixer13", Mixer(), (3, 12, 12), 13)
