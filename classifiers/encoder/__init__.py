"""What does a message mean, whatever its words? Our sentence encoder, as a file and as what runs it.

    model.onnx        all-MiniLM-L6-v2, fine-tuned on `training_data/`, int8; the one binary in git
    tokenizer.json    how it cuts words into pieces
    provenance.json   what it was made from, with which figures
    text.py           which words of a message it is shown
    running.py        messages to vectors, with onnxruntime alone
    remembered.py     vectors kept between trainings
    making/           how it is made: torch, in a place of its own; `make encoder`

The heads work without it and then read by words alone.
"""
