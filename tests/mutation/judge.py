"""Runs the tests on a program, fastest first, and says what became of it."""

import os
import pathlib
import re
import resource
import subprocess
import time
from xml.etree import ElementTree

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
MEMORY = 6 << 30  # bytes of address space, which a mutant that allocates without end must not pass
BATCHES = (0.5, 3.0, 12.0, float("inf"))  # seconds of tests in all that have run after each
FAILED = re.compile(r"^-{70,}\n(\S[^\n]*)\n", re.M)


def escaped(name):
    """As Catch wants a name in a file of names: a comma would end it, a bracket begin a tag."""
    return re.sub(r'([\\,\[\]"])', r"\\\1", name)


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Judge:
    """The tests that pass on `program`, which is unchanged, with the time that they take."""

    def __init__(self, program, folder):
        self.folder = folder
        begin = time.monotonic()
        shared = REPOSITORY.parent / "shared"
        without = [] if shared.is_dir() else ["~[shared]"]  # these would be skipped, in words
        done = self.start([program, "-d", "yes", "-r", "xml", *without], 600)
        self.seconds = time.monotonic() - begin
        tests = []
        for case in ElementTree.fromstring(done.stdout).iter("TestCase"):
            result = case.find("OverallResult")
            if result.get("success") == "true":
                tests.append((float(result.get("durationInSeconds")), case.get("name")))
            else:  # it cannot tell what a mutant does
                print(f"left out, as it fails without a mutant: {case.get('name')}", flush=True)
        tests.sort()
        self.batches = self.batched(tests)
        self.check_names(program, {name for _, name in tests})

    def check_names(self, program, names):
        """Each name finds its test: a batch of fewer would let mutants pass."""
        found = set()
        for path, _ in self.batches:
            listed = self.start([program, "--list-test-names-only", "-f", path], 60).stdout
            found |= set(listed.splitlines())
        if not names <= found:
            raise SystemExit(f"mutate: not found by name: {sorted(names - found)[:5]}")

    def batched(self, tests):
        """(file with the names, seconds) of each batch."""
        batches, names, spent, begun = [], [], 0.0, 0.0
        for took, name in tests:
            if names and spent + took > BATCHES[len(batches)]:
                batches.append(self.batch(len(batches), names, spent - begun))
                names, begun = [], spent
            names.append(name)
            spent += took
        return [*batches, self.batch(len(batches), names, spent - begun)]

    def batch(self, number, names, seconds):
        path = self.folder / f"tests-{number}.txt"
        path.write_text("".join(f'"{escaped(name)}"\n' for name in names))
        return path, seconds

    def start(self, command, limit):
        return subprocess.run([str(c) for c in command], capture_output=True, text=True,
                              errors="replace", timeout=limit, preexec_fn=limit_memory,
                              cwd=self.folder, env={**os.environ, "LC_ALL": "C"})

    def verdict(self, program):
        """What becomes of it, and the first test that failed."""
        for path, seconds in self.batches:
            try:
                done = self.start([program, "-a", "-f", path], 20 + 5 * seconds)
            except subprocess.TimeoutExpired:
                return "out of time", ""
            if done.returncode < 0:
                return "crashed", ""
            if done.returncode != 0:
                failed = FAILED.search(done.stdout)
                return "failed", failed.group(1) if failed else ""
        return "survived", ""
