package keeper

import (
	"slices"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena"
)

// faults are what failed lately in the scripts of a world, as it is computed. What
// follows from the log is not in it: so this is told with frames, to those who may
// read the behaviour.
type faults struct {
	kept []*arenav1.Misstep // replaced, never changed: shots share it
	seen []place
}

// place is where something failed; what fails there again is no news.
type place struct{ behavior, line int32 }

// faultsKept is how many faults are told, the newest.
const faultsKept = 20

// note takes what failed in the last tick.
func (f *faults) note(c *arena.Course) {
	for _, one := range c.World.TakeFaults() {
		at := place{one.Behavior, one.Line}
		if slices.Contains(f.seen, at) {
			continue
		}
		b := c.Behavior(one.Behavior)
		told := &arenav1.Misstep{
			Fault:  &arenav1.Fault{Tick: one.Tick, Behavior: b.GetName(), Line: one.Line, Message: one.Message, Team: c.World.TeamOf(one.Agent)},
			Reader: arena.Reader(b),
		}
		f.kept, f.seen = latest(f.kept, told), latest(f.seen, at)
	}
}

func latest[T any](all []T, one T) []T {
	return append(slices.Clone(all[max(0, len(all)-faultsKept+1):]), one)
}
