"""Inverts a matrix of 64-bit numbers with NumPy: the median of several times in seconds, and what did it."""

import sys
import time

import numpy

path, times = sys.argv[1], int(sys.argv[2])
matrix = numpy.fromfile(path)
size = round(len(matrix) ** 0.5)
matrix = matrix.reshape(size, size)
seconds = []
for _ in range(times):
    begun = time.perf_counter()
    inverse = numpy.linalg.inv(matrix)
    seconds.append(time.perf_counter() - begun)
assert abs((inverse[-1] @ matrix)[-1] - 1) < 1e-6
blas = numpy.show_config(mode="dicts")["Build Dependencies"]["blas"]
print(sorted(seconds)[times // 2], f"NumPy {numpy.__version__}, {blas['name']} {blas['version']}")
