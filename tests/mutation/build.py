"""Compiles one changed file and links it with everything else into one test program.

The rooms under test are compiled file by file, optimised little and with the assertions of Eigen
and of the standard library, so that what reads out of bounds fails at once. Everything else comes
from the ordinary build folder: the other rooms, and the objects of the test programs.
"""

import hashlib
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

ROOMS = ("equilibrium", "policy", "outcomes")
PROGRAMS = ("test_unit", "test_economics", "test_replication")
FLAGS = ["-O1", "-w", "-D_GLIBCXX_ASSERTIONS"]
PRECOMPILED = """#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>
#include <Eigen/Core>
#include <Eigen/LU>
#include <fmt/format.h>
"""
INCLUDE = re.compile(r'^#include "((?:%s)/\w+\.hpp)"' % "|".join(ROOMS), re.M)


class BuildFailed(Exception):
    pass


def run(command, **more):
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if done.returncode != 0:
        raise BuildFailed(f"{shlex.join(map(str, command))[:300]}\n{done.stderr[-2000:]}")
    return done.stdout


class Build:
    """`root`: the checkout. `build`: its build folder, with the test programs up to date. `work`:
    a folder of its own."""

    def __init__(self, root, build, work):
        self.sim, self.build, self.work = Path(root) / "sim", Path(build), Path(work)
        self.objects = self.work / "objects"
        self.objects.mkdir(parents=True, exist_ok=True)
        self.files = sorted(str(f.relative_to(self.sim)) for room in ROOMS
                            for f in (self.sim / room).iterdir() if f.suffix in (".cpp", ".hpp"))
        self.text = {f: (self.sim / f).read_text() for f in self.files}
        self.sources = [f for f in self.files if f.endswith(".cpp")]
        self.compiler, self.flags = self._flags()
        self._precompile()
        self.inputs, self.libraries = self._link_line()

    def _flags(self):
        """As outcomes is compiled, which knows the other two."""
        commands = json.loads((self.build / "compile_commands.json").read_text())
        words = next(shlex.split(c["command"]) for c in commands
                     if "CMakeFiles/tariffsim_outcomes.dir" in c["command"])
        if Path(words[0]).name == "ccache":
            words = words[1:]
        kept, skip = [], False
        for word in words[1:]:
            if skip or word in ("-o", "-c"):
                skip = not skip
            elif not re.match(r"-O|-W|-DNDEBUG|-g", word):
                kept.append(word)
        return words[0], kept + FLAGS

    def _precompile(self):
        self.header = self.work / "precompiled.hpp"
        self.header.write_text(PRECOMPILED)
        run([self.compiler, *self.flags, "-x", "c++-header", self.header,
             "-o", f"{self.header}.gch"], cwd=self.build)

    def _link_line(self):
        """Objects of the test programs, and the libraries but those of the rooms under test."""
        objects, libraries = [], []
        for program in PROGRAMS:
            commands = run(["ninja", "-C", self.build, "-t", "commands", f"tests/{program}"])
            line = commands.strip().splitlines()[-1]
            for word in shlex.split(line.split("&&")[1] if "&&" in line else line):
                if word.endswith(".o") and word not in objects:
                    objects.append(word)
                elif re.search(r"\.(a|so[.\d]*)$", word) or word.startswith(("-l", "-Wl,-rpath")):
                    libraries = [w for w in libraries if w != word] + [word]
        tested = {f"libtariffsim_{room}.a" for room in ROOMS}
        return self._kept(objects), [self._copied(w) for w in libraries if w not in tested]

    def _kept(self, objects):
        """As one file, so that what is built meanwhile does not change the tests."""
        joined = self.work / "tests.o"
        run(["ld", "-r", *objects, "-o", joined], cwd=self.build)
        return [str(joined)]

    def _copied(self, word):
        if not word.endswith(".a") or word.startswith("/"):
            return word
        return shutil.copy(self.build / word, self.work)

    def compile(self, source, out, overlay=None):
        """`source`: a path. `overlay`: an include root before all others."""
        more = ["-I", str(overlay)] if overlay else []
        run([self.compiler, *more, *self.flags, "-include", self.header, "-c", source, "-o", out],
            cwd=self.build)

    def object_of(self, file):
        return self.objects / (file.replace("/", "_") + ".o")

    def compile_original(self, file):
        """Unless that was done since any source changed."""
        newest = max((self.sim / f).stat().st_mtime for f in self.files)
        out = self.object_of(file)
        if not out.exists() or out.stat().st_mtime < newest:
            self.compile(self.sim / file, out)

    def link(self, out, changed=None):
        """`changed`: objects by file that stand for the originals."""
        changed = changed or {}
        tested = [str(changed.get(f, self.object_of(f))) for f in self.sources]
        linker = ["-fuse-ld=gold"] if shutil.which("ld.gold") else []
        libraries = ["-Wl,--start-group", *self.libraries, "-Wl,--end-group"]
        run([self.compiler, *linker, *tested, *self.inputs, *libraries, "-o", str(out)],
            cwd=self.build)

    def users_of(self, header):
        """Sources of the rooms that include it, be it through others."""
        seen, ahead = {header}, [header]
        while ahead:
            at = ahead.pop()
            more = {f for f, text in self.text.items() if at in INCLUDE.findall(text)} - seen
            seen |= more
            ahead += more
        return [f for f in sorted(seen) if f.endswith(".cpp")]

    def objects_of(self, mutant, folder):
        """The objects that differ, by file; empty where the compiler makes the same of it."""
        overlay = folder / "include"
        changed_file = overlay / mutant.file
        shutil.rmtree(overlay, ignore_errors=True)
        changed_file.parent.mkdir(parents=True)
        changed_file.write_text(mutant.applied(self.text[mutant.file]))
        is_header = mutant.file.endswith(".hpp")
        changed = {}
        for file in self.users_of(mutant.file) if is_header else [mutant.file]:
            out = folder / (file.replace("/", "_") + ".o")
            self.compile(self.sim / file if is_header else changed_file, out, overlay)
            if digest(out) != digest(self.object_of(file)):
                changed[file] = out
        return changed


def digest(path):
    """Of the code in an object, without the name of its source."""
    stripped = f"{path}.stripped"
    run(["strip", "--strip-unneeded", "-o", stripped, path])
    return hashlib.sha256(Path(stripped).read_bytes()).hexdigest()
