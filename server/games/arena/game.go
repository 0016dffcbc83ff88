package arena

import (
	"fmt"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/session"
)

// Game is the rules of a world's log.
type Game struct{}

var (
	_ session.Rules[State, *arenav1.Event, *arenav1.View] = Game{}
	_ session.Seating[State]                              = Game{}
	_ session.Summary[State]                              = Game{}
	_ session.Ending[State]                               = Game{}
	_ session.RoomRules[State, *arenav1.Event]            = Game{}
	_ session.Happenings[State, *arenav1.Event]           = Game{}
)

// New is the state before the first event.
func (Game) New() State { return State{} }

// Seats are the teams: one player commands each, or nobody.
func (Game) Seats(s State) (least, most int) { return 1, max(2, len(s.setup.GetTeams())) }

// Summary is the options in one line.
func (Game) Summary(s State) string {
	c := s.setup.GetConfig()
	return fmt.Sprintf("%d teams of %d, %s", c.GetTeams(), c.GetAgentCount(), endInWords(c.GetEnd()))
}

func endInWords(e *arenav1.End) string {
	switch e.GetKind() {
	case arenav1.EndKind_END_KIND_KILLS:
		return fmt.Sprintf("first to %d kills", e.GetTarget())
	case arenav1.EndKind_END_KIND_TIME:
		return fmt.Sprintf("%d seconds", e.GetSeconds())
	case arenav1.EndKind_END_KIND_SURVIVAL:
		return fmt.Sprintf("the first team has to survive %d seconds", e.GetSeconds())
	case arenav1.EndKind_END_KIND_CONTROL:
		return fmt.Sprintf("first to %d point-seconds", e.GetTarget())
	case arenav1.EndKind_END_KIND_NEVER:
		return "a sandbox"
	case arenav1.EndKind_END_KIND_UNSPECIFIED, arenav1.EndKind_END_KIND_LAST_TEAM:
		return "last team standing"
	default:
		return ""
	}
}

// Ended is true when the result is known.
func (Game) Ended(s State) bool { return s.ended }

// Room lets everybody come and go: a seat without a player does what it was told last.
// A fork goes on by itself, and has had no owner yet: the epochs of what it was copied
// from are another world's.
func (Game) Room(_ session.Turn, s State, c session.Change) ([]*arenav1.Event, error) {
	if c.Kind != session.Fork {
		return nil, nil
	}
	return []*arenav1.Event{{Kind: &arenav1.Event_Owned_{Owned: &arenav1.Event_Owned{Tick: s.tick}}}}, nil
}
