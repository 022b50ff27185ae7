#!/usr/bin/env python3
"""Prints every sentence that the program can print, one a line: file:line<TAB>text.

Who writes a message reads it in its code and knows what is meant. Who reads the list of all of them, without the code,
sees which are unclear, which call one thing by two names, and which say what is wrong but not what to do about it.

    python3 tests/sentences.py [ROOT]

A sentence is a string literal of at least three words: neighbours are joined, and so are the parts of "a" + x + "b", with
{} for x. Raw literals (the help) are given line by line. Comments, #include, SQL, CSS, regular expressions and shell
commands are left out.
"""

import pathlib
import re
import sys

FOLDERS = {"sim": (".cpp", ".hpp"), "reports": (".cpp", ".hpp"), "reports/web": (".js",)}
GENERATED = "reports/web/bundle/"
FEWEST_WORDS = 3

RAW = re.compile(r'\bR"([^()\\\s]{0,16})\((.*?)\)\1"', re.S)
QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"', re.S)
SINGLE = re.compile(r"'((?:[^'\\\n]|\\.)*)'")  # a character in C++, a string in JavaScript
COMMENT = r"//[^\n]*|/\*.*?\*/"
WORD_OR_NUMBER = r"\d[\w.']*|(?!R\")\w+"  # as a whole, so that the mark in 1'000 opens nothing
PATTERN = r"(?:(?<=[(,=:\[!&|?>])|(?<=return))\s*/(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*"
SKIPPED_IN_CPP = re.compile(rf"{COMMENT}|#\s*include[^\n]*|{WORD_OR_NUMBER}", re.S)
SKIPPED_IN_JS = re.compile(rf"{COMMENT}|{PATTERN}|{WORD_OR_NUMBER}", re.S)
# What may stand between two literals of one sentence: nothing, a comment, +, or + expression +.
GLUE = re.compile(r"(?:\s|//[^\n]*\n)*(\+(?:[^\"'`,;?]{0,60}\+)?)?\s*")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
WORD = re.compile(r"[^\W\d_]{2,}|\b[aA]\b")
NOT_PROSE = re.compile(
    r"^\s*(SELECT|INSERT|CREATE|PRAGMA|UPDATE|DELETE|DROP|BEGIN|WHERE|ORDER BY)\b|\b(BLOB|TEXT NOT NULL)\b"  # SQL
    r"|\\\\[swd]|\(\?:|\[\^"  # regular expressions
    r"|^[.#][a-z][\w-]*[ ,]|^\(prefers-|sans-serif|^[MLZ][\d {},.-]+|^datum\b|\s&&\s|==="  # CSS, SVG, Vega
    r"|^complete -|\bCOMP_?[WR]|\$word|\$\(|^\s*case \$|compgen|^\s*-[af] \W"  # shells
)


def template_at(text, at):
    """A JavaScript template from `at` on: where it ends, its text with {} for ${...}, the places of these."""
    shown, inner = "", []
    while at < len(text) and text[at] != "`":
        if text.startswith("${", at):
            start, depth, at = at + 2, 1, at + 2
            while at < len(text) and depth:
                string = QUOTED.match(text, at) or SINGLE.match(text, at)
                depth += 0 if string else {"{": 1, "}": -1}.get(text[at], 0)
                at = string.end() if string else template_at(text, at + 1)[0] if text[at] == "`" else at + 1
            inner.append((start, at - 1))
            shown += "{}"
        else:
            after = at + (2 if text[at] == "\\" else 1)
            shown, at = shown + text[at:after], after
    return at + 1, shown, inner


def literals(text, javascript, at, end):
    """Every string literal between `at` and `end`: its start, its end, its text, whether it is raw."""
    while at < end:
        raw = None if javascript else RAW.match(text, at)
        skipped = None if raw else (SKIPPED_IN_JS if javascript else SKIPPED_IN_CPP).match(text, at)
        quoted = raw or skipped or QUOTED.match(text, at) or SINGLE.match(text, at)
        if raw:
            yield raw.start(2), raw.end(), raw.group(2), True
        elif quoted and not skipped and (javascript or text[at] == '"'):
            yield at, quoted.end(), quoted.group(1).replace('\\"', '"'), False
        elif not quoted and javascript and text[at] == "`":
            after, shown, inner = template_at(text, at + 1)
            yield at, after, shown, False
            for first, last in inner:
                yield from literals(text, True, first, last)
            at = after - 1
        at = quoted.end() if quoted else at + 1


def sentences(text, javascript):
    """Pairs of a position and what is said there, the literals of one sentence joined."""
    joined, last_end = None, 0
    for start, end, words, raw in literals(text, javascript, 0, len(text)):
        glue = GLUE.fullmatch(text, last_end, max(last_end, start)) if joined and not raw else None
        if glue and (glue.group(1) or not javascript):
            joined[1] += ("{}" if (glue.group(1) or "").strip("+ \n") else "") + words
        else:
            if joined:
                yield joined
            joined = None if raw else [start, words]
        last_end = end
        for line in words.split("\n") if raw else ():
            yield start, line
            start += len(line) + 1
    if joined:
        yield joined


def is_sentence(text):
    words = WORD.findall(PLACEHOLDER.sub(" ", text))
    return len(words) >= FEWEST_WORDS and " " in text.strip() and not NOT_PROSE.search(text)


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    for folder, endings in FOLDERS.items():
        for path in sorted(p for p in (root / folder).rglob("*") if p.suffix in endings):
            name = path.relative_to(root).as_posix()
            text = "" if name.startswith(GENERATED) else path.read_text(encoding="utf-8")
            for at, words in sentences(text, path.suffix == ".js"):
                if is_sentence(words):
                    print(f"{name}:{text.count(chr(10), 0, at) + 1}\t{' '.join(words.split())}")


if __name__ == "__main__":
    main()
