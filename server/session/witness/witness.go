package witness

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/anishathalye/porcupine"
)

// Line is a line of table talk at its place in the log.
type Line struct {
	Version int32
	Text    string
}

// Witness notes calls and streams. It is safe for concurrent use.
type Witness struct {
	// Now is the clock; time.Now if nil.
	Now func() time.Time

	mu       sync.Mutex
	began    time.Time
	calls    []*Call
	watchers []*Watcher
	bases    map[string]int32
}

// Session tells of a session whose newest record has version base.
func (w *Witness) Session(id string, base int32) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.bases == nil {
		w.bases = map[string]int32{}
	}
	w.bases[id] = base
}

// Call is one wish of a client: to say a line (sent again, with the same command
// id, until it is answered), to have an old answer again, or to read.
type Call struct {
	witness *Witness
	client  int
	input   input
	output  output
	call    int64
	end     int64
}

type input struct {
	session string
	kind    kind
	text    string
	base    int32
}

type kind int

const (
	say kind = iota + 1
	again
	read
)

type output struct {
	known   bool
	version int32
	lines   []Line // newest last
}

func (w *Witness) now() int64 {
	now := time.Now()
	if w.Now != nil {
		now = w.Now()
	}
	if w.began.IsZero() {
		w.began = now
	}
	return int64(now.Sub(w.began))
}

func (w *Witness) begin(client int, in input) *Call {
	w.mu.Lock()
	defer w.mu.Unlock()
	in.base = w.bases[in.session]
	c := &Call{witness: w, client: client, input: in, call: w.now()}
	w.calls = append(w.calls, c)
	return c
}

// Say begins the saying of a line. Texts are unique in a session.
func (w *Witness) Say(client int, session, text string) *Call {
	return w.begin(client, input{session: session, kind: say, text: text})
}

// Again begins asking once more for what was answered.
func (w *Witness) Again(client int, session, text string) *Call {
	return w.begin(client, input{session: session, kind: again, text: text})
}

// Read begins the reading of a session's last lines.
func (w *Witness) Read(client int, session string) *Call {
	return w.begin(client, input{session: session, kind: read})
}

// Answered ends a saying with the version that was answered. A call that is
// never ended may have been carried out or not.
func (c *Call) Answered(version int32) { c.ended(output{known: true, version: version}) }

// Lines ends a reading with the last lines of the session, newest last.
func (c *Call) Lines(last []Line) { c.ended(output{known: true, lines: last}) }

func (c *Call) ended(o output) {
	c.witness.mu.Lock()
	defer c.witness.mu.Unlock()
	c.output, c.end = o, c.witness.now()
}

// Answers is how many calls were answered, and how many never were.
func (w *Witness) Answers() (answered, open int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.calls {
		if c.output.known {
			answered++
		} else {
			open++
		}
	}
	return answered, open
}

// Deliveries is how many updates watchers were shown.
func (w *Witness) Deliveries() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for _, v := range w.watchers {
		n += len(v.shown)
	}
	return n
}

// Check says what was wrong, given every line that is in the sessions' logs at
// the end. patience bounds the search for an order of the calls.
func (w *Witness) Check(logs map[string][]Line, patience time.Duration) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return errors.Join(w.checkLog(logs), w.checkCalls(patience), w.checkWatchers(logs))
}

// checkLog compares the answers with the logs line by line: what linearizability
// says, in words that help.
func (w *Witness) checkLog(logs map[string][]Line) error {
	var wrong []error
	for id, lines := range logs {
		at := map[string]int32{}
		for i, l := range lines {
			if want := w.bases[id] + int32(i) + 1; l.Version != want {
				wrong = append(wrong, fmt.Errorf("session %s: %q stands at %d, not at %d: a gap", id, l.Text, l.Version, want))
			}
			if first, twice := at[l.Text]; twice {
				wrong = append(wrong, fmt.Errorf("session %s: %q was written twice, at %d and %d", id, l.Text, first, l.Version))
			}
			at[l.Text] = l.Version
		}
		for _, c := range w.calls {
			if c.input.session != id || c.input.kind == read || !c.output.known {
				continue
			}
			if got := at[c.input.text]; got != c.output.version {
				wrong = append(wrong, fmt.Errorf("session %s: %q was answered at %d and stands at %d", id, c.input.text, c.output.version, got))
			}
		}
	}
	return first(wrong)
}

// enough is how many errors of a kind are worth reading.
const enough = 10

func first(wrong []error) error {
	if len(wrong) > enough {
		wrong = append(wrong[:enough], fmt.Errorf("and %d more like these", len(wrong)-enough))
	}
	return errors.Join(wrong...)
}

func (w *Witness) checkCalls(patience time.Duration) error {
	var all []porcupine.Operation
	for _, c := range w.calls {
		end := c.end
		if !c.output.known {
			if c.input.kind != say {
				continue // one who asks and hears nothing has changed nothing
			}
			end = math.MaxInt64
		}
		all = append(all, porcupine.Operation{ClientId: c.client, Input: c.input, Output: c.output, Call: c.call, Return: end})
	}
	switch porcupine.CheckOperationsTimeout(model, all, patience) {
	case porcupine.Ok:
		return nil
	case porcupine.Unknown:
		return fmt.Errorf("no order of %d calls was found in %v, nor that there is none", len(all), patience)
	default:
		return fmt.Errorf("there is no order of the %d calls in which all answers are right", len(all))
	}
}

// talk is the model's state: the lines of a session, as a list that shares its
// past.
type talk struct {
	version int32
	text    string
	before  *talk
}

var model = porcupine.Model{
	Partition: func(all []porcupine.Operation) [][]porcupine.Operation {
		by := map[string][]porcupine.Operation{}
		for _, o := range all {
			id := o.Input.(input).session
			by[id] = append(by[id], o)
		}
		var parts [][]porcupine.Operation
		for _, part := range by {
			parts = append(parts, part)
		}
		return parts
	},
	Init: func() any { return (*talk)(nil) },
	Step: func(state, in, out any) (bool, any) {
		return state.(*talk).step(in.(input), out.(output))
	},
	// Texts are unique and lists grow at their end: the same last line after the
	// same number of lines, reached on two ways, may follow different pasts.
	Equal: func(a, b any) bool { return a.(*talk).same(b.(*talk)) },
}

func (t *talk) step(in input, out output) (bool, any) {
	switch in.kind {
	case say:
		version := in.base + 1
		if t != nil {
			version = t.version + 1
		}
		return !out.known || out.version == version, &talk{version: version, text: in.text, before: t}
	case again:
		for l := t; l != nil; l = l.before {
			if l.text == in.text {
				return l.version == out.version, t
			}
		}
		return false, t
	default:
		l := t
		for _, line := range slices.Backward(out.lines) {
			if l == nil || l.version != line.Version || l.text != line.Text {
				return false, t
			}
			l = l.before
		}
		return l == nil || len(out.lines) >= lastLines, t
	}
}

// lastLines is how many lines a reading shows when there are as many.
const lastLines = 50

func (t *talk) same(o *talk) bool {
	for t != o {
		if t == nil || o == nil || t.version != o.version || t.text != o.text {
			return false
		}
		t, o = t.before, o.before
	}
	return true
}

// inOrder sorts lines as they stand in the log.
func inOrder(lines []Line) []Line {
	slices.SortFunc(lines, func(a, b Line) int { return cmp.Compare(a.Version, b.Version) })
	return lines
}
