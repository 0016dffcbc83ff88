package script_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"playhouse/server/games/arena/mind"
	"playhouse/server/script"
)

// manifold is a behaviour that uses whatever might differ from one process to another:
// the order of dicts and sets, texts of numbers, sorting of equals, faults.
const manifold = `
ALL = {"flee": 1, "seek": 2, "wander": 3}
ALL.update([(str(i), i) for i in range(50)])

def decide(self, world):
    seen = {}
    for n in world.neighbors:
        seen.setdefault(n.ally, []).append(n)
    names = set(["b", "a", "c"]).union([str(n.id) for n in world.neighbors])
    order = sorted(world.neighbors, key=lambda n: n.health)
    sum = 0.1
    for n in order:
        sum = sum * 1.1 + n.distance / 3 - n.x % 0.7
    if self.id % 5 == 0:
        fail(str(dir(self)) + str(seen.keys()))
    if self.id % 7 == 0:
        return world.nonsense
    text = "%d%s" % (hash(str(sum) + str(list(names)) + repr(ALL)), order[0].id)
    return action(steer={"wander": abs(sum) % 10}, target=order[3], memory=text)
`

// told is all of the answers, to the last bit.
func told(answers []mind.Answer) string {
	b := strings.Builder{}
	for _, a := range answers {
		fmt.Fprintf(&b, "%d %q %d %q %d %d %d %v %v", a.Agent, a.Memory, a.Steps, a.Fault, a.Line, a.Action.Target, a.Action.Agent, a.Action.Strike, a.Action.Heal)
		for _, w := range a.Action.Weights {
			fmt.Fprintf(&b, " %x", w)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// The same question has the same answer: in any worker, fresh or old, alone or among
// others, in any order.
func TestTheSameQuestionHasTheSameAnswer(t *testing.T) {
	t.Parallel()
	var want string
	for round := range 3 {
		p := pool(t, script.Config{Workers: 1 + round})
		for again := range 3 {
			asks := crowd(40)
			if again == 1 {
				slices.Reverse(asks)
			}
			answers, err := p.Decide(t.Context(), script.Batch{Source: manifold, Asks: asks})
			if err != nil {
				t.Fatal(err)
			}
			if again == 1 {
				slices.Reverse(answers)
			}
			got := told(answers)
			if want == "" {
				want = got
			}
			if got != want {
				t.Fatalf("round %d, %d: %s\nwant %s", round, again, got, want)
			}
			var over error
			if _, over = p.Decide(t.Context(), script.Batch{Source: fmt.Sprintln(hostile[0].source, "#", again), Asks: asks}); over == nil {
				t.Error("it lives") // so that the next is in a fresh worker
			}
		}
	}
	if !strings.Contains(want, "did you mean") && !strings.Contains(want, "has no .nonsense") {
		t.Error("no fault in", want)
	}
	if strings.Count(want, `""`) < 20 {
		t.Error("hardly any decision in", want)
	}
}

// What an agent's decision leaves is its memory, and nothing another one finds.
func TestMemoryIsAllThatStays(t *testing.T) {
	t.Parallel()
	p := pool(t, script.Config{})
	const counts = `
def decide(self, world):
    if self.id == 3:
        return action()
    return action(memory=str(int(self.memory or "0") + 1))
`
	asks := crowd(3)
	for i := range asks {
		asks[i].Memory = ""
	}
	asks[2].Memory = "unchanged"
	for round := 1; round <= 3; round++ {
		answers, err := p.Decide(t.Context(), script.Batch{Source: counts, Asks: asks})
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range answers {
			want := fmt.Sprint(round)
			if i == 2 {
				want = "unchanged"
			}
			if a.Memory != want || a.Fault != "" {
				t.Errorf("round %d: %+v", round, a)
			}
			asks[i].Memory = a.Memory
		}
	}
}
