package witness

import (
	"fmt"
	"slices"
)

// Watcher is one who watches a session, over all reconnects.
type Watcher struct {
	witness *Witness
	session string
	shown   []Shown
	at      int32 // the version of the view that was last shown
}

// Shown is an update of a stream.
type Shown struct {
	// Version is the position it brings the watcher to.
	Version int32
	// Snapshot is true when it is complete; else it starts from Base.
	Snapshot bool
	Base     int32
	// Chat are the lines it brings: all since Base, or the last ones.
	Chat []Line
	// Resumed is the version the watcher had asked to go on from, for the first
	// update of a stream; -1 for others.
	Resumed int32
}

// Watch begins a watcher.
func (w *Witness) Watch(session string) *Watcher {
	w.mu.Lock()
	defer w.mu.Unlock()
	v := &Watcher{witness: w, session: session}
	w.watchers = append(w.watchers, v)
	return v
}

// Resume is the version to go on from.
func (v *Watcher) Resume() int32 {
	v.witness.mu.Lock()
	defer v.witness.mu.Unlock()
	return v.at
}

// Saw notes an update.
func (v *Watcher) Saw(s Shown) {
	v.witness.mu.Lock()
	defer v.witness.mu.Unlock()
	s.Chat = inOrder(slices.Clone(s.Chat))
	v.shown = append(v.shown, s)
	v.at = s.Version
}

func (w *Witness) checkWatchers(logs map[string][]Line) error {
	var wrong []error
	for i, v := range w.watchers {
		if err := v.check(logs[v.session]); err != nil {
			wrong = append(wrong, fmt.Errorf("watcher %d of session %s: %w", i, v.session, err))
		}
	}
	return first(wrong)
}

// check compares a life of watching with the log: versions only grow, every
// difference starts where the watcher was and brings just the lines between, and
// nothing is shown that is not in the log.
func (v *Watcher) check(log []Line) error {
	var at int32
	for i, s := range v.shown {
		switch {
		case s.Version < at:
			return fmt.Errorf("update %d goes back from %d to %d", i, at, s.Version)
		case !s.Snapshot && s.Base != at && s.Version != at:
			return fmt.Errorf("update %d starts from %d, but the watcher was at %d", i, s.Base, at)
		}
		from := s.Base
		if !s.Snapshot && s.Version == at {
			from = at // a heartbeat, or news of the room alone
		}
		if err := s.brings(log, from); err != nil {
			return fmt.Errorf("update %d (from %d to %d): %w", i, from, s.Version, err)
		}
		at = s.Version
	}
	return nil
}

// brings compares the lines of an update with those of the log.
func (s Shown) brings(log []Line, from int32) error {
	if s.Snapshot {
		from = 0
	}
	var want []Line
	for _, l := range log {
		if l.Version > from && l.Version <= s.Version {
			want = append(want, l)
		}
	}
	if s.Snapshot && len(want) > lastLines {
		want = want[len(want)-lastLines:]
	}
	if !slices.Equal(want, s.Chat) {
		return fmt.Errorf("%d lines were shown where the log has %d: %v, %v", len(s.Chat), len(want), clip(s.Chat), clip(want))
	}
	return nil
}

func clip(lines []Line) []Line {
	const few = 4
	return lines[max(0, len(lines)-few):]
}
