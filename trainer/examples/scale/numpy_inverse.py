"""Inverts a matrix of 64-bit numbers with NumPy: the seconds it took, and what did it."""

import sys
import time

import numpy

matrix = numpy.fromfile(sys.argv[1])
size = round(len(matrix) ** 0.5)
matrix = matrix.reshape(size, size)
begun = time.perf_counter()
inverse = numpy.linalg.inv(matrix)
seconds = time.perf_counter() - begun
assert abs((inverse[-1] @ matrix)[-1] - 1) < 1e-6
blas = numpy.show_config(mode="dicts")["Build Dependencies"]["blas"]
print(seconds, f"NumPy {numpy.__version__}, {blas['name']} {blas['version']}")
