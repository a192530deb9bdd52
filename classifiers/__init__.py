"""What does a message read like? The room of the classifiers; it knows nothing of `bot` or `channels`.

labels       the words of the guide                 reading      what the corridor is handed
examples     rows the model learns from, checked    splits       which batch trains, calibrates, tests
words        a message as words with their places   cues         turns of phrase the trade knows
features     words, letters and cues as a matrix    encoder      a message as a vector of its meaning
heads        two linear answers for each question   fitting      the numbers of one head
learning     rows to a model                        model        all of it as plain arrays
calibrate    sigmoids, thresholds, the offer        calibration  what follows from a score
groups       whom not to fail more than others      kinds        the kind from the answers
rules        what must never be missed              language     a cheap guess at the language
predict      a message to a Reading                 because      the words that weighed most
train        rows to a version in the registry      registry     versions, and which one is current
promoting    may this version read?                 promotions   which read when, and by whose word
naming       a version as people name it            modelfile    a model read back, plain values only
comparing    two versions on the same messages      comparison_page  the same for a complaints officer
evaluate     figures for people and for scripts     baselines    what the figures are held against
table        the figures as a page                  chart        offers against misses, drawn
annotation   how far two annotations agree          datasheet    what the rows hold, counted
errors       what can go wrong, and who must act
"""
