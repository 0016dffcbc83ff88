package baseball

import (
	"fmt"
	"math/bits"
	"strings"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/game"
)

// The steals that can be ordered, by the bases whose runners go.
var steals = []struct {
	bases uint8
	way   way
}{
	{0, way{"none", "Nobody", "Everybody stays."}},
	{1, way{"second", "Second base", ""}},
	{2, way{"third", "Third base", ""}},
	{4, way{"home", "Home", ""}},
	{3, way{"double", "Double steal", "The runners on first and second go; the throw is for the leading one."}},
	{5, way{"first_and_third", "First and third", "The runners on first and third go; the throw is for home."}},
}

// ask asks, with the clock that the options say.
func (p *play) ask(phase baseballv1.Phase, questions ...*baseballv1.Event_Question) {
	a := &baseballv1.Event_Asked{
		Number: p.s.ask.GetNumber() + 1, Phase: phase, Questions: questions, AtMs: p.Now.UnixMilli(),
		HomeWin: p.winning(&p.s.g), RunExpectancy: p.manager.Table.Expect(p.s.g.Half),
	}
	if n := p.s.options.GetDecisionSeconds(); n > 0 {
		a.DeadlineMs = a.GetAtMs() + int64(n)*1000
	}
	if phase == phaseResult {
		a.Dice = p.dice()
	}
	p.emit(a)
}

// askPlate asks both sides about the next batter.
func (p *play) askPlate() {
	if p.err != nil || p.s.phase == phaseFinished {
		return
	}
	g := &p.s.g
	var scene atbat.Situation
	g.Scene(p.odds, &scene, atbat.Defence{}, atbat.Offence{})
	ways := p.manager.Ways(g, &scene)
	depth, pitching := p.manager.Alignment(g)
	p.ask(phasePlate,
		&baseballv1.Event_Question{Side: int32(g.Bats), Kind: "offence", Choices: []*baseballv1.Choice{
			offer{id: groupSwing, name: "At bat", usual: swings[ways.Swing].id, ways: swings, only: func(i int) bool { return swingable(g.Half, atbat.Swing(i)) },
				advice: map[string]chance.P{"sacrifice_bunt": ways.Sacrifice, "bunt_for_hit": ways.BuntForHit}}.choice(),
			p.stealing(&scene, ways.Steal),
		}},
		&baseballv1.Event_Question{Side: int32(g.Fields()), Kind: "defence", Choices: []*baseballv1.Choice{
			offer{id: groupInfield, name: "Infield", usual: infields[depth].id, ways: infields}.choice(),
			offer{id: groupOutfield, name: "Outfield", usual: "normal", ways: outfields}.choice(),
			offer{id: groupPitching, name: "Pitching", usual: pitchings[pitching].id, ways: pitchings,
				advice: map[string]chance.P{"intentional_walk": p.manager.Pass(g, &scene, scene.Plate.Value)}}.choice(),
			offer{id: groupHold, name: "Runners", usual: "hold", ways: holds}.choice(),
		}},
	)
}

// swingable is true for what a batter can do with these bases and outs.
func swingable(h diamond.Half, s atbat.Swing) bool {
	on := h.Bases.Code()
	switch s {
	case atbat.SacrificeBunt, atbat.SqueezeBunt:
		return game.Buntable(h, s)
	case atbat.HitAndRun:
		return on&1 != 0 && on&2 == 0
	default:
		return true
	}
}

// stealing offers the steals that somebody can try.
func (p *play) stealing(scene *atbat.Situation, advice [4]chance.P) *baseballv1.Choice {
	ways := make([]way, len(steals))
	odds := map[string]chance.P{}
	for i, s := range steals {
		ways[i] = s.way
		if s.bases == 0 {
			continue
		}
		lead := bits.Len8(s.bases)
		if s.way.effect == "" {
			ways[i].effect = fmt.Sprintf("The runner goes with the pitch: %s.", safe(p.manager.Model.Success(scene, lead)))
		}
		if bits.OnesCount8(s.bases) == 1 && free(scene.Half, s.bases) {
			odds[s.way.id] = advice[lead]
		}
	}
	return offer{id: groupSteal, name: "Steal", usual: "none", ways: ways, advice: odds, only: func(i int) bool { return free(scene.Half, steals[i].bases) }}.choice()
}

// free is true when the runners are there and each has a base to go to: one that
// is open, or whose runner goes too.
func free(h diamond.Half, going uint8) bool {
	on := uint8(h.Bases.Code())
	return going&^on == 0 && (going<<1)&7&on&^going == 0
}

// askRunning asks what the leading runner and the thrower do.
func (p *play) askRunning(from int, odds chance.P) {
	g := &p.s.g
	who := g.Card(g.Bats, g.Half.Bases[from].ID).Name
	ways := append([]way(nil), leads...)
	ways[atbat.Send].effect = fmt.Sprintf("%s goes: %s.", who, safe(odds))
	p.ask(phaseRunning,
		&baseballv1.Event_Question{Side: int32(g.Bats), Kind: "running", Choices: []*baseballv1.Choice{
			offer{id: groupLead, name: who, usual: "coach", ways: ways}.choice(),
		}},
		&baseballv1.Event_Question{Side: int32(g.Fields()), Kind: "throwing", Choices: []*baseballv1.Choice{
			offer{id: groupThrow, name: "The throw", usual: "lead", ways: throws}.choice(),
		}},
	)
}

// pitchers is the first column of the pitcher's card, from 0.
const pitchers = 3

// askResult asks the side at bat what the printed card says, with dice to read it
// by: six sides for the column, twice six for the row, twenty for what shares it.
// Only pitchers' cards leave anything to a fielder.
func (p *play) askResult() {
	p.dice() // those that changed nothing before the pitch
	column := p.Dice.Int(6)
	for _, faces := range []int{6, 6, 20} {
		p.Dice.Int(faces)
	}
	p.ask(phaseResult, &baseballv1.Event_Question{Side: int32(p.s.g.Bats), Kind: "result", Choices: []*baseballv1.Choice{
		offer{id: groupResult, name: "The card's result", usual: byChart, ways: results, only: func(i int) bool { return column >= pitchers || !isCheck(i) }}.choice(),
	}})
}

func (p *play) defence() atbat.Defence {
	return defenceOf(func(group string) string { return p.choice(p.s.g.Fields(), group) })
}

func (p *play) offence() atbat.Offence {
	return offenceOf(func(group string) string { return p.choice(p.s.g.Bats, group) })
}

func defenceOf(choice func(group string) string) atbat.Defence {
	return atbat.Defence{
		Infield: atbat.Depth(code(infields, choice(groupInfield))), Outfield: atbat.Outfield(code(outfields, choice(groupOutfield))),
		Pitching: atbat.Pitching(code(pitchings, choice(groupPitching))), Free: choice(groupHold) == "free",
	}
}

func offenceOf(choice func(group string) string) (o atbat.Offence) {
	o.Swing = atbat.Swing(code(swings, choice(groupSwing)))
	for _, s := range steals {
		if s.way.id == choice(groupSteal) {
			o.Steal = s.bases
		}
	}
	return o
}

// planned is what was decided before the ball was in play.
func (p *play) planned() (atbat.Defence, atbat.Offence) {
	plan := func(side int8) func(string) string {
		return func(group string) string { return p.s.plan[side].GetOptions()[group] }
	}
	return defenceOf(plan(p.s.g.Fields())), offenceOf(plan(p.s.g.Bats))
}

// leading is what the runner and the thrower do.
func (p *play) leading() (atbat.Running, bool) {
	return atbat.Running(code(leads, p.choice(p.s.g.Bats, groupLead))), p.choice(p.s.g.Fields(), groupThrow) == "cut"
}

// words are a name of the files for people.
func words(name string) string { return strings.ReplaceAll(name, "_", " ") }
