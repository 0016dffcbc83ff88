package world_test

import (
	"fmt"
	"syscall"
	"testing"
	"time"
)

// worked is the processor's time that this process has had: what a tick costs on a
// machine that is busy with others.
func worked() time.Duration {
	var used syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// BenchmarkStep lets 3 teams that attack, adapt and flock meet, and measures ticks
// then: agents at the usual density, walls, neighbours and fights everywhere.
func BenchmarkStep(b *testing.B) {
	for _, n := range []int{1000, 5000, 10000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			w := mustMake(b, crowd(n), mix(3))
			run(w, 240)
			b.ReportAllocs()
			before := worked()
			for b.Loop() {
				run(w, 6) // agents decide in turns of 6 ticks
			}
			spent := worked() - before
			b.ReportMetric(float64(spent.Nanoseconds())/float64(6*b.N)/float64(n), "cpu-ns/agent-tick")
			b.ReportMetric(float64(6*b.N)/spent.Seconds(), "ticks/cpu-s")
		})
	}
}

// BenchmarkHash digests 5000 agents.
func BenchmarkHash(b *testing.B) {
	w := mustMake(b, crowd(5000), mix(3))
	run(w, 60)
	for b.Loop() {
		w.Hash()
	}
}

// BenchmarkEncode writes a checkpoint of 5000 agents.
func BenchmarkEncode(b *testing.B) {
	w := mustMake(b, crowd(5000), mix(3))
	run(w, 60)
	for b.Loop() {
		b.SetBytes(int64(len(w.Encode())))
	}
}
