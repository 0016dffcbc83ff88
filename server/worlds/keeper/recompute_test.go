package keeper_test

import (
	"strings"
	"testing"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena"
	"playhouse/server/session"
	"playhouse/server/worlds/keeper"
)

// A world comes out as its log says, without anybody who runs worlds; a log that says
// otherwise at some tick is found out.
func TestRecomputingFindsOut(t *testing.T) {
	t.Parallel()
	n := newPlace(t).node(t, "a")
	id := n.create(t, endless())
	seen, leave := n.watch(t, id, keeper.Sight{})
	until(t, "the world", seen, atTick(60))
	leave()
	r := n.halts(t, id)
	faults, err := keeper.Recompute(t.Context(), nil, id, n.state(t, id))
	must(t, err)
	if len(faults) > 0 {
		t.Errorf("a good log: %v", faults)
	}
	_, err = session.Act(t.Context(), n.host, id, func(session.Turn, arena.State) ([]*arenav1.Event, error) {
		return []*arenav1.Event{{Kind: &arenav1.Event_Marked_{Marked: &arenav1.Event_Marked{Epoch: 99, Tick: r.Last + 1, Hash: 1}}}}, nil
	})
	must(t, err)
	faults, err = keeper.Recompute(t.Context(), nil, id, n.state(t, id))
	must(t, err)
	if len(faults) != 1 || !strings.Contains(faults[0], "run 1") {
		t.Errorf("a log that lies: %v", faults)
	}
}
