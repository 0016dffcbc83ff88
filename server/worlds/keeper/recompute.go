package keeper

import (
	"context"
	"errors"
	"fmt"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena"
	"playhouse/server/session"
)

// Recompute computes all runs of a world again, as Verify does, for those who run no
// worlds, and returns what does not come out as the log says. A run of another engine
// cannot be computed here, which is no fault.
func Recompute(ctx context.Context, scripts Scripts, id session.ID, s arena.State) (faults []string, err error) {
	k := &Keeper{Config: Config{Scripts: scripts}, reels: newReels(), proofs: make(chan struct{}, 1)}
	for n := range s.Runs() {
		r, ok := s.Run(n + 1)
		if !ok {
			continue
		}
		var last *arenav1.VerifyReplayResponse
		err := k.Verify(ctx, id, r, func(a *arenav1.VerifyReplayResponse) error { last = a; return nil })
		switch {
		case otherEngine(err):
			continue
		case err != nil:
			return faults, err
		case !last.GetVerified():
			faults = append(faults, fmt.Sprintf("run %d comes out otherwise at tick %d", r.Number, last.GetDiffersAt()))
		}
	}
	return faults, nil
}

// otherEngine is true when a run was refused because another engine computed it.
func otherEngine(err error) bool {
	var e *session.Error
	return errors.As(err, &e) && e.Reason == "other_engine"
}
