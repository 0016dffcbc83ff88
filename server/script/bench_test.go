package script_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"playhouse/server/library/media/mediatest"
	"playhouse/server/script"
)

// BenchmarkDecide is a decision with 16 neighbours, as a part of a round of so many,
// with all that it takes to get it there and back.
func BenchmarkDecide(b *testing.B) {
	for _, n := range []int{1, 10, 128, 2000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := pool(b, script.Config{Workers: 1})
			asks := crowd(n)
			decide(b, p, good)
			b.ResetTimer()
			for range b.N {
				if _, err := p.Decide(context.Background(), script.Batch{Source: good, Asks: asks}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/decision")
		})
	}
}

// BenchmarkKill is how long a hostile script has, from the question to the error, and
// until the next one has an answer.
func BenchmarkKill(b *testing.B) {
	p, err := script.NewPool(script.Config{Workers: 1}) // with the limit it has
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(p.Close)
	var died, served []time.Duration
	var slowest string
	decide(b, p, good)
	grew := int64(0)
	for range b.N {
		for _, c := range hostile {
			_ = mediatest.Forget()
			before, _ := mediatest.Peak()
			began := time.Now()
			_, err := p.Decide(context.Background(), script.Batch{Source: c.source + fmt.Sprintln("#", b.N, len(died)), Asks: crowd(1)})
			if _, ok := errors.AsType[*script.OverrunError](err); !ok {
				continue
			}
			took := time.Since(began)
			if len(died) == 0 || took > slices.Max(died) {
				slowest = c.name
			}
			died = append(died, took)
			decide(b, p, good)
			served = append(served, time.Since(began)-took)
			after, _ := mediatest.Peak()
			grew = max(grew, after-before)
		}
	}
	slices.Sort(died)
	slices.Sort(served)
	b.Log("the slowest:", slowest)
	b.ReportMetric(float64(died[len(died)/2].Milliseconds()), "ms/kill-p50")
	b.ReportMetric(float64(died[len(died)-1].Milliseconds()), "ms/kill-max")
	b.ReportMetric(float64(served[len(served)/2].Milliseconds()), "ms/next-p50")
	b.ReportMetric(float64(served[len(served)-1].Milliseconds()), "ms/next-max")
	b.ReportMetric(float64(grew)/1e6, "MB/server-grew")
	b.ReportMetric(0, "ns/op")
}
