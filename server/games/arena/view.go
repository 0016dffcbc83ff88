package arena

import (
	"slices"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/session"
)

// View is what a viewer may know of a world: all but others' sources.
func (Game) View(s State, v session.Viewer) *arenav1.View {
	view := &arenav1.View{
		Config: s.setup.GetConfig(), Walls: s.setup.GetWalls(), Points: s.setup.GetPoints(),
		Running: s.running, Speed: s.speed, Tick: s.tick, Run: s.Runs(), Result: s.result,
		Asleep: s.asleep, Waiting: int32(len(s.waiting)), Engine: s.setup.GetEngine(),
	}
	for i, t := range s.setup.GetTeams() {
		view.Teams = append(view.Teams, &arenav1.Team{
			Team: int32(i) + 1, Name: t.GetName(), Behavior: shown(t.GetBehavior(), v.User), Base: base(s.setup.GetConfig(), int32(i)+1),
		})
	}
	if v.Seat > 0 && int(v.Seat) <= len(view.GetTeams()) {
		view.OwnTeam = int32(v.Seat)
	}
	view.Faults = s.faultsFor(v.User)
	return view
}

// shown is a behaviour as somebody may see it: the source is its owner's, unless it is
// public or the house's.
func shown(b *arenav1.BehaviorCopy, user session.UserID) *arenav1.BehaviorCopy {
	if mayRead(b, user) {
		return b
	}
	return &arenav1.BehaviorCopy{Name: b.GetName(), Tier: b.GetTier()}
}

// Reader is the only one who may read a behaviour; empty when all may.
func Reader(b *arenav1.BehaviorCopy) string {
	if b.GetSharing() == arenav1.Sharing_SHARING_PUBLIC {
		return ""
	}
	return b.GetOwnerUserId()
}

func mayRead(b *arenav1.BehaviorCopy, user session.UserID) bool {
	reader := Reader(b)
	return reader == "" || reader == string(user)
}

// mayReadAny tells whether somebody may read one of a run's behaviours.
func mayReadAny(r Run, behaviors []int32, user session.UserID) bool {
	return slices.ContainsFunc(behaviors, func(number int32) bool {
		b, ok := r.BehaviorOf(number)
		return ok && mayRead(b, user)
	})
}

// faultsFor are what failed in behaviours that somebody may read.
func (s State) faultsFor(user session.UserID) []*arenav1.Fault {
	var told []*arenav1.Fault
	for _, f := range s.faults {
		r, ok := s.Run(f.run)
		if !ok {
			continue
		}
		if b, ok := r.BehaviorOf(f.behavior); ok && mayRead(b, user) {
			told = append(told, &arenav1.Fault{Tick: f.tick, Behavior: b.GetName(), Message: f.message})
		}
	}
	return told
}
