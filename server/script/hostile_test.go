package script_test

import (
	"strconv"
	"strings"
)

// hostile are scripts that want to do harm, or do without wanting it. None of them
// decides; what is behind "fault" are words of the fault of those that must be caught
// by what they are and not by what they take, and so have the same fault everywhere.
var hostile = []struct{ name, source, fault string }{
	{"a list of a thousand million", decideWith("x = [0] * (1 << 27)"), ""},
	{"a list beyond what is allowed at once", decideWith("x = [0] * (1 << 40)"), "too large"},
	{"a text of a thousand million", decideWith(`x = "a" * 1000000000`), ""},
	{"bytes of a thousand million", decideWith(`x = b"a" * 1000000000`), ""},
	{"a tuple of a hundred million", decideWith(`x = (1,) * 100000000`), ""},
	{"a huge shift", decideWith("x = 1 << 1000000000"), "shift count too large"},
	{"shifts of shifts", decideWith("x = 1\n    for i in range(1900):\n        x = x << 511"), "too many steps"},
	{"squares of squares", decideWith("x = 7\n    for i in range(40):\n        x = x * x"), ""},
	{"a text that doubles", decideWith(`x = "ab"` + "\n    for i in range(40):\n        x = x + x"), ""},
	{"a list that doubles", decideWith("x = [1]\n    for i in range(40):\n        x = x + x"), ""},
	{"a list that extends itself", decideWith("x = [1]\n    for i in range(40):\n        x.extend(x)"), ""},
	{"lists in lists, written out", decideWith("x = [1]\n    for i in range(60):\n        x = [x, x]\n    y = str(x)"), ""},
	{"tuples in tuples, compared", decideWith("x = (1,)\n    y = (1,)\n    for i in range(60):\n        x = (x, x)\n        y = (y, y)\n    z = x == y"), "comparison exceeded maximum recursion depth"},
	{"tuples in tuples, as a key", decideWith("x = (1,)\n    for i in range(60):\n        x = (x, x)\n    d = {x: 1}"), ""},
	{"tuples in tuples at the top level", "T = (1,)\n" + nested(60) + plainDecide, ""},
	{"a giant dict", decideWith("x = dict(enumerate(range(100000000)))"), ""},
	{"a giant set", decideWith("x = set(range(100000000))"), ""},
	{"a giant list of a range", decideWith("x = list(range(1 << 30))"), ""},
	{"a giant sorted range", decideWith("x = sorted(range(1 << 28))"), ""},
	{"a giant tuple of a range", decideWith("x = tuple(range(1 << 29))"), ""},
	{"a giant zip", decideWith("r = range(1 << 28)\n    x = zip(r, r, r)"), ""},
	{"a sum of all, without steps", decideWith("x = max(range(1 << 40))"), ""},
	{"all of a long range", decideWith("x = all(range(1, 1 << 40))"), ""},
	{"a member of a long list", decideWith("x = [0] * 2000000\n    for i in range(600):\n        y = 1 in x"), ""},
	{"a wide format", decideWith(`x = "%s" * 100000 % tuple(range(100000))` + "\n    for i in range(12):\n        x = (x + \"%d\").replace(\"1\", x[:1000])"), ""},
	{"a format of formats", decideWith(`x = "{0}{0}{0}{0}"` + "\n    for i in range(20):\n        x = x.format(x)"), ""},
	{"replacing each letter", decideWith(`x = "a" * 10000` + "\n    for i in range(5):\n        x = x.replace(\"a\", x)"), ""},
	{"joining copies", decideWith(`x = "ab"` + "\n    for i in range(60):\n        x = x.join([x, x, x])"), ""},
	{"splitting a long text", decideWith(`x = ("a " * 30000000).split(" ")`), ""},
	{"recursion", "def f(n):\n    return f(n + 1)\n\n" + decideWith("x = f(0)"), "may not call itself"},
	{"recursion through a key", "def f(n):\n    return sorted([2, 1], key=f)\n\n" + decideWith("x = f(0)"), "may not call itself"},
	{"recursion through a lambda", decideWith("f = [None]\n    f[0] = lambda n: f[0](n)\n    x = f[0](1)"), "may not call itself"},
	{"deep calls of many functions", deepCalls(300) + decideWith("x = f299()"), ""},
	{"loops in loops", decideWith("for a in range(1000):\n        for b in range(1000):\n            for c in range(1000):\n                x = a * b"), "too many steps"},
	{"a comprehension without end", decideWith("x = [a for a in range(1000000) for b in range(1000000)]"), "too many steps"},
	{"while", decideWith("while True:\n        pass"), "there is no while"},
	{"a top level without end", "X = [a * b for a in range(100000) for b in range(100000)]\n" + plainDecide, "too many steps"},
	{"a top level that takes all memory", "X = [0] * (1 << 28)\n" + plainDecide, ""},
	{"brackets in brackets", "X = " + strings.Repeat("[", 8000) + "\n", "too many brackets"},
	{"many minuses", "X = " + strings.Repeat("-", 7000) + "1\n" + "def decide(self, world):\n    return X\n", ""},
	{"nothing but no", "X = " + strings.Repeat("not ", 1900) + "1\ndef decide(self, world):\n    return X\n", ""},
	{"a long chain of dots", "def decide(self, world):\n    return self" + strings.Repeat(".a", 3900) + "\n", "has no .a"},
	{"ifs in ifs", ifs(120), ""},
	{"a source that is too long", plainDecide + strings.Repeat("# and so on\n", 2000), "bytes"},
	{"no text", "def decide(self, world):\n    return \"\xff\xfe\"\n", "no valid text"},
	{"nothing", "", "there is no function decide"},
	{"NUL", "\x00\x00\x00", "no valid text"},
	{"loading", "load(\"//etc/passwd\", \"x\")\n" + plainDecide, "nothing can be loaded"},
	{"files", decideWith(`x = open("/etc/passwd")`), "nothing is called open"},
	{"the system", "import os\n" + plainDecide, "nothing can be imported"},
	{"changing what all share", "MEMORY = []\n\n" + decideWith("MEMORY.append(1)"), "what was made at the top level"},
	{"changing oneself", decideWith("self.health = 1"), "can't assign to .health field"},
	{"changing neighbors", decideWith("world.neighbors.append(1)"), "what was made at the top level"},
	{"a failure with a long text", decideWith(`fail("a" * 1000000)`), "fail: aaa"},
	{"a failure that is no text", decideWith(`fail("\xff\xfe")`), ""},
	{"a memory that is too long", `def decide(self, world):` + "\n    return action(memory=\"a\" * 65)\n", "at most 64 characters"},
	{"a memory that is huge", `def decide(self, world):` + "\n    return action(memory=\"a\" * 10000000)\n", "at most 64 characters"},
	{"a name that is huge", `def decide(self, world):` + "\n    return action(target=\"a\" * 10000000)\n", "there is no \"aaa"},
	{"infinity", decideSteer(`float("inf")`), "from 0 to 10"},
	{"not a number", decideSteer(`float("nan")`), "from 0 to 10"},
	{"a weight below zero", decideSteer(`-1`), "from 0 to 10"},
	{"a weight of a thousand digits", decideSteer(`int("9" * 1000)`), "from 0 to 10"},
	{"a weight that is true", decideSteer(`True`), "got bool"},
	{"a force that is none", "def decide(self, world):\n    return action(steer={\"fly\": 1})\n", "there is no force"},
	{"a number from a text of ten million digits", decideWith(`x = int("9" * 10000000)`), ""},
	{"a text of a long number", decideWith("x = 3\n    for i in range(21):\n        x = x * x\n    y = str(x)"), ""},
}

const plainDecide = "\ndef decide(self, world):\n    return action()\n"

// decideWith is a behaviour that does something first, and then decides nothing.
func decideWith(body string) string { return "def decide(self, world):\n    " + body + "\n" }

func decideSteer(weight string) string {
	return "def decide(self, world):\n    return action(steer={\"seek\": " + weight + "})\n"
}

// nested is a top level whose tuples hold two of the last.
func nested(n int) string {
	b := strings.Builder{}
	for i := 1; i < n; i++ {
		b.WriteString("T" + strings.Repeat("x", i) + " = (T" + strings.Repeat("x", i-1) + ", T" + strings.Repeat("x", i-1) + ")\n")
	}
	return b.String()
}

// deepCalls are functions each of which calls the one before twice.
func deepCalls(n int) string {
	b := strings.Builder{}
	b.WriteString("def f0(): return 1\n")
	for i := 1; i < n; i++ {
		name := func(i int) string { return "f" + strconv.Itoa(i) }
		b.WriteString("def " + name(i) + "(): return " + name(i-1) + "()\n")
	}
	return b.String()
}

// ifs is as many ifs in ifs as fit.
func ifs(n int) string {
	b := strings.Builder{}
	b.WriteString("def decide(self, world):\n")
	for i := 1; i <= n; i++ {
		b.WriteString(strings.Repeat(" ", i) + "if 1:\n")
	}
	b.WriteString(strings.Repeat(" ", n+1) + "return 1\n")
	return b.String()
}
