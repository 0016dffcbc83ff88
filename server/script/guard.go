package script

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
	"time"
)

const (
	// heapMost is how much a worker may take beyond what it is born with.
	heapMost = 96 << 20
	// heapEasy is from where on it collects its garbage as hard as it can.
	heapEasy = 48 << 20
	// stackMost is how deep it may call itself: a source of 8 kB of brackets does.
	stackMost = 32 << 20
	// workMost is after how long it ends itself, should nobody else.
	workMost = 5 * time.Second
	// look is how often it looks at itself.
	look = 5 * time.Millisecond
)

// How a worker ends itself, as its exit status.
const (
	exitMemory = 11
	exitLate   = 12
)

// tame keeps the runtime itself small. The limit of memory makes it collect early; it
// forbids nothing, so that confine and watch must.
func tame() {
	runtime.GOMAXPROCS(2) // one for the script, one for those who watch it
	debug.SetMaxStack(stackMost)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetMemoryLimit(int64(m.Sys) + heapEasy)
	// The first timer opens what it waits with, which later is too late.
	time.Sleep(time.Microsecond)
}

// watch ends this process when it works too long or takes too much, where the system
// itself has not stopped it.
func watch() (done func()) {
	began := time.Now()
	var over atomic.Bool
	var timer atomic.Pointer[time.Timer]
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	timer.Store(time.AfterFunc(look, func() {
		if over.Load() {
			return
		}
		metrics.Read(sample)
		if used := sample[0].Value.Uint64(); used > heapMost {
			quit(exitMemory, fmt.Sprintf("%d MB in use", used>>20))
		}
		if time.Since(began) > workMost {
			quit(exitLate, "too long")
		}
		if t := timer.Load(); t != nil {
			t.Reset(look)
		}
	}))
	return func() {
		over.Store(true)
		timer.Load().Stop()
	}
}

func quit(code int, why string) {
	fmt.Fprintln(os.Stderr, "script worker:", why)
	os.Exit(code)
}
