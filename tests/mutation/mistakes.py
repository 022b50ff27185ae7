"""Where a source file can be changed, and into what: small mistakes that a person could make.

The sources are formatted by clang-format, so that a binary operator has blanks around it and the
brackets of a template have none. That is what tells `a < b` from `vector<int>` here.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    file: str  # relative to the sources
    start: int  # characters of the file, [start, end)
    end: int
    new: str
    operator: str

    def applied(self, text):
        return text[: self.start] + self.new + text[self.end:]

    def line(self, text):
        return text.count("\n", 0, self.start) + 1


def masked(text):
    """`text` with comments, strings, characters and preprocessor lines blanked, places kept."""
    hidden = re.compile(
        r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'|^[ \t]*#[^\n]*', re.S | re.M)

    def blank(match):
        return re.sub(r"[^\n]", " ", match.group())

    return hidden.sub(blank, text)


# Statements that no test of figures is meant to judge. Each rule says why.
EXCLUDED = [
    # The text of messages: its own tests compare it whole (tests/unit/golden, tests/cli).
    r"fmt::|std::string\b|\bmessage\b|\bmeaning\b|\.text\b|\bInputError\b|\bInfeasibility\{",
    # Memory and time, which change no result.
    r"\breserve\(|\bshrink_to_fit\(|\bwall_ms\b|\bchrono\b|milliseconds",
    # Not executed.
    r"= default;|\bstatic_assert\b|\busing\b|\btemplate\b|\bfriend\b",
    # Conversions between the integer types of Eigen and of the standard library.
    r"^\s*(?:const )?auto \w+ = static_cast<(?:Index|std::size_t)>\([^;]*\);$",
]
# How hard the solver searches before it gives up or tries another way, not what it finds: steps,
# pairs, lengths of steps. Results are the same to the tolerance, which has tests of its own.
EFFORT = r"\bconstexpr (?:double|int|Index) k\w+ = |\bstretch [*/]= 2"
# A member's value before its first assignment, in a header or with the name of a private member:
# each struct is filled whole.
DEFAULT_MEMBER = r"^\s*[\w:<>]+ \w+(?: = [^;(]*)?(?:, \w+ = [^;(]*)*;"


def statement_around(code, at):
    """The text between the ends of statements around a place."""
    begin = max(code.rfind(mark, 0, at) for mark in ";{}") + 1
    ends = [end for end in (code.find(mark, at) for mark in ";{}") if end >= 0]
    return code[begin: min(ends, default=len(code)) + 1]


def is_excluded(file, code, text, at):
    statement = statement_around(code, at).strip()
    line = text[text.rfind("\n", 0, at) + 1: text.find("\n", at)]
    if any(re.search(rule, statement) or re.search(rule, line) for rule in EXCLUDED):
        return True
    if file.startswith("equilibrium/") and re.search(EFFORT, statement):
        return True
    if re.match(r"\s*[\w:<>]+ \w+_ = [^;(]*;", line):
        return True
    return file.endswith(".hpp") and bool(re.search(DEFAULT_MEMBER, line.split("//")[0]))


def swaps(name, pairs):
    """Each of a pair becomes the other."""
    for a, b in pairs:
        yield name, re.compile(a[0]), b[1]
        yield name, re.compile(b[0]), a[1]


def operand(symbol):
    return (rf"(?<=[\w)\]}}] ){re.escape(symbol)}(?=\s)|(?<=[\w)\]}}]\n){re.escape(symbol)}(?= )", symbol)


def word(name, after=r"(?=\()"):
    return (rf"\b{name}\b{after}", name)


RULES = [
    *swaps("arithmetic", [(operand("+"), operand("-")), (operand("*"), operand("/")),
                          (operand("+="), operand("-=")), (operand("*="), operand("/="))]),
    *swaps("edge of a comparison", [(operand("<"), operand("<=")), (operand(">"), operand(">="))]),
    *swaps("comparison", [(operand("=="), operand("!=")), (operand("<"), operand(">=")),
                          (operand(">"), operand("<="))]),
    *swaps("logic", [(operand("&&"), operand("||")), (word("any_of"), word("all_of")),
                     (word("true", ""), word("false", ""))]),
    *swaps("function", [(word("max"), word("min")), (word("maxCoeff"), word("minCoeff")),
                        (word("row"), word("col")), (word("rowwise"), word("colwise")),
                        (word("cwiseProduct"), word("cwiseQuotient")), (word("exp"), word("log"))]),
    *swaps("which", [(word("flow", r"(?=[.(])"), word("tariff")),
                     (word("exporters", ""), word("importers", "")),
                     (word("before", ""), word("after", ""))]),
    ("negation", re.compile(r"!(?=[\w(])"), ""),
    ("sign", re.compile(r"(?<=[(,=?:] )-(?=[\w(])|(?<=\()-(?=[\w(])|(?<=return )-(?=[\w(])"), ""),
]
NUMBER = re.compile(r"(?<![\w.'])(\d+\.?\d*(?:e[+-]?\d+)?)(?![\w.'])")
CONDITION = re.compile(r"\b(if|while) \(")
CALL = re.compile(r"\w\(([^()]*)\)")
IDENTIFIER = re.compile(r"[a-z_]\w*")


def other_numbers(number):
    if number in ("0", "0.0"):
        return ["1" + number[1:]]
    if number in ("1", "1.0"):
        return ["0" + number[1:], "2" + number[1:]]
    return [str(int(number) + 1)] if number.isdigit() else [repr(float(number) * 2)]


def closing(code, at):
    """The bracket that closes the one at `at`."""
    depth = 0
    for place in range(at, len(code)):
        depth += {"(": 1, ")": -1}.get(code[place], 0)
        if depth == 0:
            return place
    return -1


def of_numbers(file, code):
    for match in NUMBER.finditer(code):
        for new in other_numbers(match.group()):
            yield Mutant(file, match.start(), match.end(), new, "constant")


def of_conditions(file, code):
    for match in CONDITION.finditer(code):
        start, end = match.end(), closing(code, match.end() - 1)
        condition = code[start:end]
        if ";" in condition or condition.startswith(("const auto", "auto")):
            continue  # declares a name
        yield Mutant(file, start, end, f"!({condition})", "negated condition")


def of_arguments(file, code):
    for call in CALL.finditer(code):
        names = list(re.finditer(r"[^,\s][^,]*", call.group(1)))
        for a, b in zip(names, names[1:]):
            if not (IDENTIFIER.fullmatch(a.group()) and IDENTIFIER.fullmatch(b.group())):
                continue
            if a.group() == b.group():
                continue
            at = call.start(1)
            yield Mutant(file, at + a.start(), at + b.end(), f"{b.group()}, {a.group()}", "arguments")


def is_dropped(statement):
    """An assignment, a call or a jump, not a declaration."""
    if statement in ("continue", "break") or re.fullmatch(r"(\+\+|--)[\w.()>\[\]-]+", statement):
        return True
    flat = statement
    while (shorter := re.sub(r"\([^()]*\)|\[[^\[\]]*\]|<[^<> ]*>", "", flat)) != flat:
        flat = shorter
    left = re.split(r" (?:[-+*/&|]?=)\s", flat)[0]
    if re.match(r"(return|throw|case|default|else|for|if|do|const|auto|delete|switch)\b", left):
        return False
    return " " not in left.strip() and (left != flat or "(" in statement)


def of_statements(file, code):
    """Statements that begin behind the end of another, or behind the head of a loop or a choice."""
    for match in re.finditer(r"(?<=[;{})])\s+([^;{}\s][^;{}]*);", code):
        statement = re.sub(r"\s+", " ", match.group(1))
        head = re.match(r"(?:if|for|while) \(", statement)
        start = match.start(1)
        if head:
            end = closing(code, start + head.end() - 1)
            statement, start = code[end + 1: match.end(1)].strip(), end + 1
        if statement and is_dropped(statement):
            yield Mutant(file, start, match.end(1), " ", "dropped statement")


def mutants_of(file, text):
    """All of one file, in the order in which they stand."""
    code = masked(text)
    found = [Mutant(file, match.start(), match.end(), new, name)
             for name, pattern, new in RULES for match in pattern.finditer(code)]
    for source in (of_numbers, of_conditions, of_arguments, of_statements):
        found += source(file, code)
    kept = {m for m in found if not is_excluded(file, code, text, m.start)}
    return sorted(kept, key=lambda m: (m.start, m.end, m.operator, m.new))
