"""Random lives of pull requests, each told by its seed: what must hold of the gate whatever happens to it.

``make simulate LIVES=1000 SEED=1`` plays them; a life that ends badly is printed with its seed and its steps, and
``make simulate LIVES=1 SEED=n`` plays it again. The tests play a few.
"""
