package arena

import (
	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/session"
)

// This file is what the world's owner writes: see the fence in doc.go.

// ErrNotOwner is the answer to an owner that was replaced.
var ErrNotOwner = session.Refuse("not_owner", "another node runs this world now")

// command is what the owner writes.
type command = session.Command[State, *arenav1.Event]

func fenced(epoch int64, decide command) command {
	return func(t session.Turn, s State) ([]*arenav1.Event, error) {
		if s.epoch != epoch {
			return nil, ErrNotOwner
		}
		return decide(t, s)
	}
}

// Own makes the caller the owner from a tick on, unless there is a later one.
func Own(epoch int64, tick int32) command {
	return func(_ session.Turn, s State) ([]*arenav1.Event, error) {
		switch {
		case s.epoch > epoch:
			return nil, ErrNotOwner
		case s.epoch == epoch: // said before, and the answer was lost
			return nil, nil
		}
		return []*arenav1.Event{{Kind: &arenav1.Event_Owned_{Owned: &arenav1.Event_Owned{Epoch: epoch, Tick: tick}}}}, nil
	}
}

// Moment is a world at a tick.
type Moment struct {
	Epoch int64
	Tick  int32
	Hash  uint64
}

// Take has all orders up to a number take effect at a moment.
func Take(m Moment, through int32) command {
	return fenced(m.Epoch, func(_ session.Turn, s State) ([]*arenav1.Event, error) {
		if len(s.waiting) == 0 || s.waiting[0].Number > through {
			return nil, nil
		}
		return []*arenav1.Event{{Kind: &arenav1.Event_Taken_{Taken: &arenav1.Event_Taken{
			Epoch: m.Epoch, Tick: m.Tick, Through: through, Hash: m.Hash,
		}}}}, nil
	})
}

// MarkDown notes a moment for those who verify.
func MarkDown(m Moment) command {
	return fenced(m.Epoch, func(session.Turn, State) ([]*arenav1.Event, error) {
		return []*arenav1.Event{{Kind: &arenav1.Event_Marked_{Marked: &arenav1.Event_Marked{Epoch: m.Epoch, Tick: m.Tick, Hash: m.Hash}}}}, nil
	})
}

// Miss notes that scripts asked at a tick did not answer, and why.
func Miss(epoch int64, all ...Missed) command {
	return fenced(epoch, func(session.Turn, State) ([]*arenav1.Event, error) {
		return mapped(all, func(m Missed) *arenav1.Event {
			return &arenav1.Event{Kind: &arenav1.Event_Faulted_{Faulted: &arenav1.Event_Faulted{
				Epoch: epoch, Tick: m.Tick, Behaviors: m.Behaviors, Message: m.Message,
			}}}
		}), nil
	})
}

// Sleep pauses a world that nobody watches.
func Sleep(m Moment) command {
	return fenced(m.Epoch, func(_ session.Turn, s State) ([]*arenav1.Event, error) {
		if _, moves := s.Moves(m.Tick); !moves || len(s.waiting) > 0 {
			return nil, nil
		}
		return []*arenav1.Event{{Kind: &arenav1.Event_Slept_{Slept: &arenav1.Event_Slept{Epoch: m.Epoch, Tick: m.Tick, Hash: m.Hash}}}}, nil
	})
}

// Finish ends the world.
func Finish(epoch int64, result *arenav1.Result) command {
	return fenced(epoch, func(session.Turn, State) ([]*arenav1.Event, error) {
		return []*arenav1.Event{{Kind: &arenav1.Event_Ended_{Ended: &arenav1.Event_Ended{Epoch: epoch, Result: result}}}}, nil
	})
}
