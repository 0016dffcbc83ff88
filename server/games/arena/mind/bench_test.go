package mind

import (
	"fmt"
	"strings"
	"testing"
)

const typical = `
rules:
  - {when: health < 0.3 and enemies.known > 0, do: {evade: 4, avoid_walls: 2}}
  - {when: enemies.known > allies.known + 2, do: {flee: 3, follow_leader: 1, target: nearest_enemy}}
  - {when: enemy.distance < 30 and ready, do: {arrive: 2, separation: 1, target: weakest_enemy, strike: true}}
  - {when: enemies.known > 0, do: {pursue: 2 + 3 * (1 - enemy.health), separation: 1, target: nearest_enemy, strike: true}}
  - {do: {wander: 1, cohesion: 0.5, alignment: 0.5, pace: 0.5 + energy / 2}}
`

func BenchmarkDecide(b *testing.B) {
	var long strings.Builder
	long.WriteString("rules:\n")
	for i := range RulesMost {
		fmt.Fprintf(&long, "  - {when: health < 0.%d and enemies.known > %d, do: {flee: 2}}\n", i+1, i)
	}
	for name, source := range map[string]string{"typical, last of 5 rules": typical, "none of 64 rules": long.String()} {
		b.Run(name, func(b *testing.B) {
			p, found := Compile(source)
			if p == nil {
				b.Fatal(found)
			}
			s := Senses{Health: 1, Energy: 0.5, EnemyDistance: Far}
			var a Action
			b.ReportAllocs()
			for b.Loop() {
				p.Decide(&s, &a)
			}
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if p, _ := Compile(typical); p == nil {
			b.Fatal("no program")
		}
	}
}

func TestDecidingAllocatesNothing(t *testing.T) {
	p, found := Compile(typical)
	if p == nil {
		t.Fatal(told(found))
	}
	s := Senses{Health: 1, Energy: 0.5, EnemyDistance: Far}
	var a Action
	if n := testing.AllocsPerRun(1000, func() { p.Decide(&s, &a) }); n != 0 {
		t.Errorf("%v allocations a decision", n)
	}
}
