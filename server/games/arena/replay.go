package arena

import (
	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena/world"
	"playhouse/server/session"
)

// Replay tells somebody what there is to replay of a run. Why a behaviour failed is
// for those who may read it.
func Replay(r Run, runs int32, user session.UserID) *arenav1.GetReplayResponse {
	told := &arenav1.GetReplayResponse{
		Run: r.Number, Runs: runs, LastTick: r.Last, TickRate: r.Setup.GetConfig().GetTickRate(),
		Walls: r.Setup.GetWalls(), Config: r.Setup.GetConfig(), Playable: r.Setup.GetEngine() == world.Engine,
	}
	s := State{setup: r.Setup}
	for _, o := range r.Orders {
		action, narration := tellOrder(o.Order, s)
		told.Marks = append(told.Marks, &arenav1.ReplayMark{Tick: o.Tick, Action: action, Narration: narration})
	}
	for _, m := range r.Missed {
		why := "A behaviour failed."
		if mayReadAny(r, m.Behaviors, user) {
			why = m.Message
		}
		told.Marks = append(told.Marks, &arenav1.ReplayMark{Tick: m.Tick, Action: "faulted", Narration: why})
	}
	return told
}
