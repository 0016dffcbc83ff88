package baseball

import (
	"fmt"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/outcome"
)

// The groups of options.
const (
	groupSwing    = "swing"
	groupSteal    = "steal"
	groupInfield  = "infield"
	groupOutfield = "outfield"
	groupPitching = "pitching"
	groupHold     = "hold"
	groupLead     = "lead"
	groupThrow    = "throw"
	groupResult   = "result"
)

// way is an option as it is offered.
type way struct{ id, name, effect string }

// The options by what they stand for in the resolution.
var (
	swings = []way{
		atbat.Away:          {"away", "Swing away", "The batter's card as it is."},
		atbat.Contact:       {"contact", "Make contact", "A fifth fewer strike-outs and home runs, fewer extra bases, more singles."},
		atbat.Power:         {"power", "Swing for the fence", "More home runs, more strike-outs, fewer singles and walks."},
		atbat.Patient:       {"patient", "Take pitches", "A fifth more walks, some more strike-outs, fewer hits."},
		atbat.SacrificeBunt: {"sacrifice_bunt", "Sacrifice bunt", "Mostly the runners move up and the batter is out."},
		atbat.SqueezeBunt:   {"squeeze", "Squeeze", "The runner on third goes with the bunt."},
		atbat.BuntForHit:    {"bunt_for_hit", "Bunt for a hit", "About two of five are hits; nobody scores from second."},
		atbat.HitAndRun:     {"hit_and_run", "Hit and run", "The runner on first goes: no force at second, further on hits; he is doubled off on a line drive."},
	}
	infields = []way{
		atbat.Back:       {"back", "Back", "As deep as usual."},
		atbat.DoublePlay: {"double_play", "For two", "More double plays; some more ground balls go through."},
		atbat.In:         {"in", "In", "Cuts off the runner from third; many more ground balls go through."},
		atbat.CornersIn:  {"corners_in", "Corners in", "For bunts and the runner on third."},
		atbat.Lines:      {"lines", "Guard the lines", "Fewer doubles, some more singles."},
	}
	outfields = []way{
		atbat.Normal:  {"normal", "Normal", "As deep as usual."},
		atbat.Shallow: {"shallow", "Shallow", "Runners are thrown out oftener; balls over their heads go for extra bases."},
		atbat.Deep:    {"deep", "Deep", "Fewer extra bases; runners advance more easily."},
	}
	pitchings = []way{
		atbat.Pitch:           {"pitch", "Pitch to him", "The pitcher's card as it is."},
		atbat.PitchAround:     {"around", "Pitch around him", "Far more walks, fewer hits and home runs."},
		atbat.PitchOut:        {"pitch_out", "Pitch out", "A steal succeeds a quarter less often; a ball is given away."},
		atbat.IntentionalWalk: {"intentional_walk", "Walk him", "He takes first base; runners who are forced move up."},
	}
	holds = []way{
		{"hold", "Hold the runners", "Steals are thrown at."},
		{"free", "Let them go", "Nobody throws; a base taken is no steal."},
	}
	leads = []way{
		atbat.Coach: {"coach", "As the coach judges", "He goes when the ball lies well enough."},
		atbat.Send:  {"send", "Send him", ""},
		atbat.Hold:  {"hold", "Hold him", "He stops where he is safe."},
	}
	throws = []way{
		{"lead", "At the leading runner", "He may be thrown out; the others may move up."},
		{"cut", "To the cut-off man", "The leading runner is safe if he goes; nobody behind him moves up further."},
	}
)

// code is what an option's id stands for; 0 for an unknown one.
func code(ways []way, id string) int {
	for i, w := range ways {
		if w.id == id {
			return i
		}
	}
	return 0
}

// offer makes a group of options. advice is how likely the built-in manager
// takes each; what is left is the default's.
type offer struct {
	id, name, usual string
	ways            []way
	only            func(i int) bool
	advice          map[string]chance.P
}

func (o offer) choice() *baseballv1.Choice {
	c := &baseballv1.Choice{Id: o.id, Name: o.name, DefaultOptionId: o.usual}
	rest, most := chance.P(chance.Faces), chance.P(chance.Faces/2)
	for id, p := range o.advice {
		rest -= p
		if p > most {
			c.DefaultOptionId = id
		}
	}
	for i, w := range o.ways {
		if o.only != nil && !o.only(i) {
			continue
		}
		p := o.advice[w.id]
		if w.id == o.usual {
			p += max(0, rest)
		}
		c.Options = append(c.Options, &baseballv1.Option{Id: w.id, Name: w.name, Effect: w.effect, Advice: int32(p)})
	}
	return c
}

// tactics are both sides' plans in words, as far as they are unusual.
func tactics(d atbat.Defence, o atbat.Offence) (words []string) {
	if o.Swing != atbat.Away {
		words = append(words, swings[o.Swing].name)
	}
	if o.Steal != 0 {
		words = append(words, "Steal")
	}
	words = append(words, "Infield: "+infields[d.Infield].name)
	if d.Outfield != atbat.Normal {
		words = append(words, "Outfield: "+outfields[d.Outfield].name)
	}
	if d.Pitching != atbat.Pitch {
		words = append(words, pitchings[d.Pitching].name)
	}
	return words
}

// safe is a chance in the game's own measure.
func safe(p chance.P) string {
	return fmt.Sprintf("safe %d of 20", int(float64(p)*20/chance.Faces+0.5))
}

// printed are the results in a manager's words, and what each brings.
var printed = [outcome.Plain]struct{ name, effect string }{
	outcome.Strikeout:    {"Strike-out", "The batter is out; runners stay, unless one was sent."},
	outcome.Walk:         {"Walk", "The batter takes first base; runners who are forced move up."},
	outcome.HitByPitch:   {"Hit by the pitch", "The batter takes first base; runners who are forced move up."},
	outcome.Interference: {"Interference", "The catcher was in the way: the batter takes first base."},
	outcome.SingleShort:  {"Single, one base", "Runners take one base."},
	outcome.Single:       {"Single", "Runners take one base and may try for two."},
	outcome.SingleLong:   {"Single, two bases", "Runners take two bases."},
	outcome.Double:       {"Double", "Runners take two bases; one from first may try to score."},
	outcome.DoubleLong:   {"Double, all score", "A runner from first scores."},
	outcome.Triple:       {"Triple", "Everybody on base scores."},
	outcome.HomeRun:      {"Home run", "Everybody scores."},
	outcome.GroundA:      {"Hard ground ball", "Made for two: a double play when one is on."},
	outcome.GroundB:      {"Ground ball", "An out; with a runner on first perhaps two."},
	outcome.GroundC:      {"Slow ground ball", "The batter is out and runners move up."},
	outcome.FlyA:         {"Deep fly", "Caught; a runner on third scores, others may move up."},
	outcome.FlyB:         {"Fly", "Caught; a runner on third may try to score."},
	outcome.FlyC:         {"Shallow fly", "Caught; runners stay."},
	outcome.LineOut:      {"Line drive", "Caught; a runner who went may be doubled off."},
	outcome.PopOut:       {"Pop-up", "Caught; runners stay."},
}

// results are what a manager can read from a printed card.
var results = func() (ways []way) {
	for r, p := range printed {
		ways = append(ways, way{id: outcome.Result(r).String(), name: p.name, effect: p.effect})
	}
	for pos, name := range fielders {
		ways = append(ways, way{id: (outcome.Check1 + outcome.Result(pos)).String(), name: "To " + name, effect: "His range and the dice decide whether he gets it."})
	}
	return append(ways, way{id: byChart, name: "Throw for it", effect: "The dice and the league's cards or chart decide."})
}()

// fielders are whom a pitcher's card may leave it to, by position from 1.
var fielders = [outcome.Count - outcome.Check1]string{
	"the pitcher", "the catcher", "first base", "second base", "third base", "shortstop", "left field", "center field", "right field",
}

// isCheck is true for the place of a fielding check among the results.
func isCheck(i int) bool { return i >= outcome.Plain && i < int(outcome.Count) }

// byChart is the result that nobody reads: it is drawn.
const byChart = "draw"
