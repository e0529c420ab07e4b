check start reset watch hint solution progress next report doctor proof new sync lint test bench:
