#!/usr/bin/env python3
"""Are the tests able to fail? Makes small mistakes in sim/equilibrium, sim/policy and sim/outcomes,
one at a time, and counts those that the unit, economics and replication tests do not notice.

mutate.py BUILD [N] [SEED] [keep]   N mutants drawn by SEED (300 and 1 unless given)

keep: those that the last report has killed stay so, which saves time while tests are added.

BUILD is a build folder in which test_unit, test_economics and test_replication are up to date.
What is no mutant worth counting: one that does not compile, one of which the compiler makes the
same code, and what the rules of mistakes.py leave out (text, memory, effort), each with its reason.
BUILD/mutation/report.txt lists every verdict. Exit status 1 if 5 % or more survive.
"""

import os
import random
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from build import Build, BuildFailed  # noqa: E402
from judge import Judge  # noqa: E402
from mistakes import mutants_of  # noqa: E402

WORKERS = min(2, os.cpu_count() or 1)
MOST_SURVIVE = 0.05
KILLED = ("failed", "crashed", "out of time")


def described(mutant, text):
    """One line: place, operator, what became what."""
    old, new = (" ".join(part.split()) for part in (text[mutant.start:mutant.end], mutant.new))
    column = mutant.start - text.rfind("\n", 0, mutant.start)
    return f"{mutant.file}:{mutant.line(text)}:{column}: {mutant.operator}: {old} -> {new or 'nothing'}"


class Campaign:
    def __init__(self, root, build_folder):
        self.work = Path(build_folder) / "mutation"
        self.report = self.work / "report.txt"
        self.build = Build(root, build_folder, self.work)
        self.lock = threading.Lock()
        self.verdicts = []
        self.kept = {}  # verdicts of an earlier run, by description

    def prepare(self):
        """Compiles the rooms without a mutant, and times the tests."""
        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(self.build.compile_original, self.build.sources))
        unchanged = self.work / "unchanged"
        self.build.link(unchanged)
        self.judge = Judge(unchanged, self.work)

    def all_mutants(self):
        return [m for f in self.build.files for m in mutants_of(f, self.build.text[f])]

    def judged(self, mutant, folder):
        try:
            changed = self.build.objects_of(mutant, folder)
            if not changed:
                return "same code", ""
            # Beside the unchanged one: the program finds the library by where it lies itself.
            program = self.work / f"{folder.name}.program"
            self.build.link(program, changed)
        except BuildFailed:
            return "does not compile", ""
        return self.judge.verdict(program)

    def counted(self):
        return [v for v in self.verdicts if v[0] in KILLED or v[0] == "survived"]

    def work_through(self, ahead, wanted, number):
        folder = self.work / f"worker-{number}"
        folder.mkdir(exist_ok=True)
        while True:
            with self.lock:
                if not ahead or len(self.counted()) >= wanted:
                    return
                mutant = ahead.pop(0)
            line = described(mutant, self.build.text[mutant.file])
            verdict, test = self.kept.get(line) or self.judged(mutant, folder)
            with self.lock:
                if len(self.counted()) >= wanted:
                    return
                self.verdicts.append((verdict, line, test, mutant))
                self.write_report()
                if verdict == "survived":
                    print(f"survived: {line}", flush=True)
                elif len(self.verdicts) % 25 == 0:
                    print(f"... {len(self.counted())} of {wanted} judged", flush=True)

    def write_report(self):
        self.report.write_text("".join(
            f"{verdict}\t{line}\t{test}\n" for verdict, line, test, _ in self.verdicts))

    def run(self, ahead, wanted):
        with ThreadPoolExecutor(WORKERS) as pool:
            running = [pool.submit(self.work_through, ahead, wanted, n) for n in range(WORKERS)]
            for one in running:
                one.result()

    def summary(self):
        count = {v: sum(1 for found in self.verdicts if found[0] == v)
                 for v in (*KILLED, "survived", "same code", "does not compile")}
        judged = len(self.counted())
        share = count["survived"] / judged if judged else 0
        print(f"{judged} mutants: " + ", ".join(f"{count[v]} {v}" for v in (*KILLED, "survived"))
              + f" ({100 * share:.1f} %); not counted: {count['same code']} same code, "
              f"{count['does not compile']} do not compile")
        return share


def kept_verdicts(report):
    """By the line that describes the mutant: (verdict, test)."""
    rows = [line.split("\t") for line in report.read_text().splitlines()] if report.exists() else []
    return {line: (verdict, test) for verdict, line, test in rows if verdict != "survived"}


def main(arguments):
    if not arguments or arguments[0] in ("-h", "--help"):
        raise SystemExit(__doc__)
    begin = time.monotonic()
    campaign = Campaign(Path(__file__).resolve().parents[2], Path(arguments[0]).resolve())
    mutants = campaign.all_mutants()
    wanted = int(arguments[1]) if len(arguments) > 1 else 300
    seed = int(arguments[2]) if len(arguments) > 2 else 1
    campaign.kept = kept_verdicts(campaign.report) if arguments[3:] == ["keep"] else {}
    ahead = random.Random(seed).sample(mutants, len(mutants))
    print(f"{len(mutants)} possible mutants; seed {seed}; {len(campaign.kept)} kept", flush=True)
    campaign.prepare()
    print(f"tests take {campaign.judge.seconds:.0f} s without a mutant", flush=True)
    campaign.run(ahead, wanted)
    share = campaign.summary()
    print(f"{time.monotonic() - begin:.0f} s; verdicts in {campaign.report}")
    return 1 if share >= MOST_SURVIVE else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
