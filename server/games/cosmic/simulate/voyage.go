package simulate

import (
	"cmp"
	"fmt"
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic"
)

// voyage is how one voyage ended.
type voyage struct {
	won, lost                            bool
	chain                                bool // won by the chain
	earned, turns, ships, quests, places int32
	commands                             int
	cause                                string // of the loss
}

// idle is how many commands a bot may give without a turn passing; more is a
// bot, or a game, that goes round in circles.
const idle = 150

// sail plays one voyage to its end.
func (o Options) sail(s cosmic.Strategy, number int) (voyage, error) {
	t, chance, err := o.open("voyage/"+string(s), number)
	if err != nil {
		return voyage{}, err
	}
	g := cosmic.New(o.Balance)
	commands, turn, since := 0, int32(0), 0
	for ; !g.Ended(t.State()); commands++ {
		v := t.View(captain)
		if v.GetCaptain().GetTurn() > turn {
			turn, since = v.GetCaptain().GetTurn(), 0
		}
		if since++; since > idle {
			return voyage{}, fmt.Errorf("turn %d: %d commands and no turn passes, the last: %v", turn, idle, t.Events()[max(0, len(t.Events())-6):])
		}
		next := g.Play(s, v, captain, chance)
		if o.Endless && int(turn) >= o.Turns && v.GetMode() == cosmicv1.Mode_MODE_CRUISE {
			next = retire(g)
		}
		if next == nil {
			return voyage{}, fmt.Errorf("turn %d: the bot does nothing", turn)
		}
		if err := t.Do(captain, next); err != nil {
			return voyage{}, fmt.Errorf("turn %d: %w", turn, err)
		}
	}
	out := ended(t)
	out.commands = commands
	return out, nil
}

// ended is what came of a voyage that is over.
func ended(t *table) voyage {
	v := t.View(captain)
	o, st := v.GetOutcome(), v.GetStatistics()
	out := voyage{
		won: o.GetStatus() == cosmicv1.VoyageStatus_VOYAGE_STATUS_VICTORY, lost: o.GetStatus() == cosmicv1.VoyageStatus_VOYAGE_STATUS_LOST,
		earned: o.GetScore(), turns: v.GetCaptain().GetTurn(), ships: st.GetShipsDestroyed(), quests: st.GetQuestsDone(), places: st.GetSystemsVisited(),
	}
	for _, q := range v.GetQuests() {
		out.chain = out.chain || out.won && q.GetChainStep() == 4 && q.GetStatus() == cosmicv1.QuestStatus_QUEST_STATUS_DONE
	}
	if out.lost {
		out.cause = lastBlow(t.Events())
	}
	return out
}

// lastBlow is the cause of the last harm in a log.
func lastBlow(events []*cosmicv1.Event) string {
	for _, event := range slices.Backward(events) {
		switch e := event.GetKind().(type) {
		case *cosmicv1.Event_Struck_:
			return cmp.Or(e.Struck.GetCause(), "an event")
		case *cosmicv1.Event_Hurt_:
			return cmp.Or(e.Hurt.GetCause(), "an event")
		}
	}
	return "nothing"
}
