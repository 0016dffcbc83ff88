package script

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"runtime/metrics"

	lru "github.com/hashicorp/golang-lru/v2"

	"playhouse/server/games/arena/mind"
)

// Subcommand is the argument by which a program is a worker.
const Subcommand = "script-worker"

// Work is the life of a worker: it gives up what it could do harm with, says that it
// is ready, and answers requests until in ends. The process must do nothing else.
func Work(in io.Reader, out io.Writer) error {
	if err := confine(); err != nil {
		return fmt.Errorf("giving up rights: %w", err)
	}
	w := newWriter()
	w.b = append(w.b, version...)
	if _, err := out.Write(w.message()); err != nil {
		return err
	}
	return newMachine().serve(in, out)
}

// BeWorker makes this program a worker if it was called as one, and does not return
// then. Programs whose pool has no other command call it first, and so do tests.
func BeWorker() {
	if len(os.Args) != 2 || os.Args[1] != Subcommand {
		return
	}
	if err := Work(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "script worker:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

const (
	// programsMost is how many programs a worker keeps.
	programsMost = 64
	// keptMost is how many bytes may be in use between two batches. Above it, all
	// programs are forgotten: one behaviour's data must not be another's hunger.
	keptMost = 32 << 20
)

// machine answers requests.
type machine struct {
	programs *lru.Cache[string, *program]
	kept     []metrics.Sample
	base     uint64
	buf      []byte
	ask      mind.Ask
}

func newMachine() *machine {
	programs, err := lru.New[string, *program](programsMost)
	if err != nil {
		panic(err) // the size is positive
	}
	m := &machine{programs: programs, kept: []metrics.Sample{{Name: "/gc/heap/live:bytes"}}}
	m.base = m.live()
	return m
}

// live is how much was in use after the last collection.
func (m *machine) live() uint64 {
	metrics.Read(m.kept)
	return m.kept[0].Value.Uint64()
}

// serve answers requests until there are none.
func (m *machine) serve(in io.Reader, out io.Writer) error {
	for {
		request, err := receive(in, requestMost, m.buf)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		m.buf = request
		done := watch()
		reply, err := m.reply(request)
		done()
		if err != nil {
			return err
		}
		if _, err := out.Write(reply); err != nil {
			return err
		}
		if m.live() > m.base+keptMost {
			m.programs.Purge()
			debug.FreeOSMemory()
		}
	}
}

// reply answers one request.
func (m *machine) reply(request []byte) ([]byte, error) {
	r := &reader{b: request}
	w := newWriter()
	switch what := r.byte(); what {
	case askDecide:
		p := m.program(r.string())
		n := r.count()
		w.int(int32(n))
		for range n {
			if r.ask(&m.ask); r.err != nil {
				return nil, r.err
			}
			a := p.answer(&m.ask)
			w.answer(&a)
		}
	case askCheck:
		found := check(r.string())
		w.int(int32(len(found)))
		for i := range found {
			w.diagnostic(&found[i])
		}
	default:
		return nil, fmt.Errorf("request %d is not known", what)
	}
	return w.message(), r.end()
}

// program is a source's program, made once.
func (m *machine) program(source string) *program {
	if p, ok := m.programs.Get(source); ok {
		return p
	}
	p := load(source)
	m.programs.Add(source, p)
	return p
}
