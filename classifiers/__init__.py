"""What does a message read like? The room of the classifiers; it knows nothing of `bot` or `channels`.

labels      the words of the guide                reading     what the corridor is handed
examples    rows the model learns from, checked   splits      which batch trains, calibrates, tests
words       a message as words with their places  cues        turns of phrase the trade knows
features    words, letters and cues as a matrix   heads       one linear answer for each question
calibrate   sigmoids, thresholds, the offer       model       all of it as plain arrays
rules       what must never be missed             language    a cheap guess at the language
train       rows to a version in the registry     registry    versions, and which one is current
predict     a message to a Reading                because     the words that weighed most
evaluate    figures for people and for scripts    baselines   what the figures are held against
table       the figures as a page                 datasheet   what the rows hold, counted
kinds       the kind from the answers             fitting     the numbers of one head
modelfile   a model read back, plain values only  errors      what can go wrong, and who must act
"""
