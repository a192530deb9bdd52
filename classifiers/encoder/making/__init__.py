"""How is the encoder made? Only here is torch needed, in a place of its own: `make encoder`.

    lessons.py    the rows as pieces and answers
    network.py    all-MiniLM-L6-v2 with one layer of answers on top
    teaching.py   the objectives, and the loop
    shrinking.py  to ONNX, fused, int8
    freezing.py   heads on the published encoder, as the bar
    trials.py     several objectives against each other, on the calibration batches
    __main__.py   make it, measure it, write its provenance

The batches that calibrate and test teach it nothing; the calibration batches alone choose between objectives.
"""
