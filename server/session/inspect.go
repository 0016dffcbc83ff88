package session

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/proto"

	"playhouse/server/dice"
)

// Reader reads logs; see Log.
type Reader interface {
	Read(ctx context.Context, id ID, after int32, limit int) ([]Record, error)
}

// Inspection is what a session's log says when it is read by somebody who trusts
// nothing.
type Inspection struct {
	// Version is the last position that could be folded.
	Version int32
	Status  Status
	// Rolls is how many rolls were computed again.
	Rolls int
	// Faults are what is wrong, in sentences; none for a log that holds.
	Faults []string
}

func (i *Inspection) faultf(format string, args ...any) {
	i.Faults = append(i.Faults, fmt.Sprintf(format, args...))
}

// Inspector reads a session's log from its beginning: versions without gaps, every
// event known and folded, every roll as the dice of its position come up, the seed the
// one that was promised. Running sessions are inspected, too: nothing is kept or
// written, no clock passes. An error means that the log could not be read at all.
type Inspector func(ctx context.Context, logs Reader, id ID, h Header) (Inspection, error)

// NewInspector makes the one of a game. Its closer look at what the log folds to may
// be nil.
func NewInspector[S any, E, V proto.Message](rules Rules[S, E, V], closer func(context.Context, ID, S) ([]string, error)) Inspector {
	g := newGame(rules)
	return func(ctx context.Context, logs Reader, id ID, h Header) (Inspection, error) {
		x := &inspecting[S, E, V]{game: g, id: id, seed: h.Seed, at: g.start()}
		for whole := true; whole; {
			records, err := logs.Read(ctx, id, x.at.version, readBatch)
			if err != nil {
				return x.found, err
			}
			whole = x.follow(records) && len(records) == readBatch
		}
		x.close()
		if closer == nil || len(x.found.Faults) > 0 {
			return x.found, nil
		}
		more, err := closer(ctx, id, x.at.state)
		x.found.Faults = more
		return x.found, err
	}
}

// inspecting is an inspection under way.
type inspecting[S any, E, V proto.Message] struct {
	game  *game[S, E, V]
	id    ID
	seed  [dice.SeedSize]byte
	at    position[S]
	wrong []string // rolls that may turn out to be another session's
	found Inspection
}

// follow folds what comes next; false when that is not possible.
func (x *inspecting[S, E, V]) follow(records []Record) (whole bool) {
	defer func() {
		if p := recover(); p != nil {
			x.found.faultf("version %d: panic: %v", x.at.version+1, p)
			whole = false
		}
	}()
	for _, r := range records {
		s, body, err := x.game.read(x.at, r)
		if err != nil {
			x.found.faultf("%v", err)
			return false
		}
		x.at = s.pos
		// The dice of a copied past belong to the session it was copied from.
		if isFork(s) {
			x.wrong, x.found.Rolls = nil, 0
		}
		roller := s.pos.key(x.id, x.seed).At(s.pos.version)
		for i, roll := range body.GetRolls() {
			x.found.Rolls++
			if roll.GetFaces() <= 0 || int64(roller.Int(int(roll.GetFaces()))) != roll.GetValue() {
				x.wrong = append(x.wrong, fmt.Sprintf("version %d: roll %d says %d of %d faces, and its dice come up otherwise", s.pos.version, i, roll.GetValue(), roll.GetFaces()))
				break // the rest of this position follows from it
			}
		}
	}
	return true
}

func (x *inspecting[S, E, V]) close() {
	x.found.Version, x.found.Status = x.at.version, x.at.room.Status
	if x.at.version == 0 {
		if len(x.found.Faults) == 0 {
			x.found.faultf("the log is empty")
		}
		return
	}
	x.found.Faults = append(x.found.Faults, x.wrong...)
	if promised := dice.Commitment(x.seed); string(promised[:]) != string(x.at.room.commitment) {
		x.found.faultf("the seed of the dice is not the one that was promised")
	}
}
