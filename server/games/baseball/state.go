package baseball

import (
	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/lineup"
)

// State is a game at one position of its log. It is a value: the game itself
// holds no pointers but to cards, and the messages and slices pointed to are
// never changed in place.
type State struct {
	options *baseballv1.Options
	book    *baseballv1.Rulebook
	phase   baseballv1.Phase
	setup   *game.Setup
	cards   [2][]*baseballv1.Card
	brief   [2][]*baseballv1.Card // the same without ratings, for views
	vintage [2]Vintage
	nines   [2]lineup.Lineup
	set     [2]bool   // a manager wrote the line-up
	hurt    [2]uint32 // who must make way, a bit each; who has is out of the game
	g       game.Game
	taken   [2]sitter // by side

	ask      *baseballv1.Event_Asked
	chosen   [2]*baseballv1.Event_Decided
	plan     [2]*baseballv1.Event_Decided // what was decided before the ball was in play
	struck   *baseballv1.Event_Struck
	deadline int64 // milliseconds since 1970

	plays   []*baseballv1.Play
	wins    []float64
	outcome *baseballv1.Outcome
}

// sitter is who manages a side.
type sitter int8

const (
	nobody sitter = iota
	human
	computer
)

const (
	phaseLobby    = baseballv1.Phase_PHASE_LOBBY
	phasePlate    = baseballv1.Phase_PHASE_PLATE
	phaseRunning  = baseballv1.Phase_PHASE_RUNNING
	phaseResult   = baseballv1.Phase_PHASE_RESULT
	phaseFinished = baseballv1.Phase_PHASE_FINISHED
)

func (s State) name(side int) string {
	if s.setup == nil {
		return ""
	}
	return s.setup.Names[side]
}

// question is what a side is asked now; nil for nothing.
func (s State) question(side int) *baseballv1.Event_Question {
	for _, q := range s.ask.GetQuestions() {
		if int(q.GetSide()) == side {
			return q
		}
	}
	return nil
}

// running is true while the game goes on.
func (s State) running() bool {
	return s.phase == phasePlate || s.phase == phaseRunning || s.phase == phaseResult
}

// player is a player's card id; empty for nobody.
func (s State) player(side, id int8) string {
	if id < 1 || int(id) > len(s.setup.Rosters[side]) {
		return ""
	}
	return s.setup.Rosters[side].Card(id).ID
}

// find is a player's place in a roster; 0 for one who is not there.
func (s State) find(side int, id string) int8 {
	for i, c := range s.setup.Rosters[side] {
		if c.ID == id {
			return int8(i + 1)
		}
	}
	return 0
}

// picked is the option of a group that a decision takes: the question's default
// when it does not say.
func picked(q *baseballv1.Event_Question, d *baseballv1.Event_Decided, group string) string {
	if o := d.GetOptions()[group]; o != "" {
		return o
	}
	for _, c := range q.GetChoices() {
		if c.GetId() == group {
			return c.GetDefaultOptionId()
		}
	}
	return ""
}
