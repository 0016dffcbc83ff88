package baseball

import (
	"google.golang.org/protobuf/proto"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/manager"
	"playhouse/server/games/baseball/outcome"
	"playhouse/server/games/baseball/winprob"
	"playhouse/server/session"
)

// play is a command at work: it knows the state after everything it has let
// happen so far. After an error nothing more happens.
type play struct {
	session.Turn
	s       State
	manager *manager.Manager
	odds    *card.Odds
	events  []*baseballv1.Event
	rolled  int // dice that are in events already
	err     error
}

func (g Game) newPlay(t session.Turn, s State) (*play, error) {
	m := g.Manager(s.book.GetLeagueId())
	if m == nil {
		return nil, session.Refuse("league_gone", "the league %q is no longer on this server", s.book.GetLeagueId())
	}
	return &play{Turn: t, s: s, manager: m, odds: m.Model.Odds()}, nil
}

// emit lets something happen.
func (p *play) emit(kind proto.Message) {
	if p.err != nil {
		return
	}
	e := event(kind)
	if p.s, p.err = apply(p.s, e); p.err == nil {
		p.events = append(p.events, e)
	}
}

// done is what a command returns.
func (p *play) done() ([]*baseballv1.Event, error) {
	if p.err != nil {
		return nil, p.err
	}
	return p.events, nil
}

// dice are those that fell since they were last asked for.
func (p *play) dice() []*baseballv1.Die {
	rolls := p.Dice.Rolls()[p.rolled:]
	p.rolled += len(rolls)
	return fallen(rolls)
}

// settle goes on as long as nobody is waited for: seats that nobody sits on
// decide by default. With nobody seated the game rests.
func (p *play) settle() {
	for p.err == nil && p.s.running() && p.attended() && len((Game{}).Waiting(p.s)) == 0 {
		p.resolve()
	}
}

func (p *play) attended() bool { return p.s.taken != [2]sitter{} }

// choice is what a side does in a group, decided or by default.
func (p *play) choice(side int8, group string) string {
	return picked(p.s.question(int(side)), p.s.chosen[side], group)
}

// resolve plays what was decided, and asks again.
func (p *play) resolve() {
	p.defaults()
	switch p.s.phase { //nolint:exhaustive // the others wait for nobody
	case phasePlate:
		p.carryOff()
		p.atPlate()
	case phaseRunning:
		p.afterwards(p.leading())
	case phaseResult:
		p.entered()
	default:
		return
	}
	if p.err == nil && p.s.running() && p.s.phase == phasePlate {
		p.ready()
		p.askPlate()
	}
}

// defaults decide for those who have not.
func (p *play) defaults() {
	for _, q := range p.s.ask.GetQuestions() {
		if p.s.chosen[q.GetSide()] != nil {
			continue
		}
		d := &baseballv1.Event_Decided{Side: q.GetSide(), Options: map[string]string{}}
		for _, c := range q.GetChoices() {
			d.Options[c.GetId()] = c.GetDefaultOptionId()
		}
		p.emit(d)
	}
}

// resolver draws with the session's dice.
func (p *play) resolver() atbat.Resolver {
	return atbat.Resolver{Model: p.manager.Model, Chance: chance.Fair{Die: p.Dice}}
}

// atPlate plays a turn at bat: what comes before the pitch, then the batter.
func (p *play) atPlate() {
	d, o := p.defence(), p.offence()
	var scene atbat.Situation
	g := p.s.g // a copy: Before looks at what its plays have made of it
	g.Scene(p.odds, &scene, d, o)
	r := p.resolver()
	on := g.Before(r, p.odds, &scene, func(made *diamond.Play) {
		p.record(made, d, o)
		g = p.s.g
	})
	if !on || p.err != nil {
		return
	}
	o.Swing = scene.Offence.Swing
	if d.Pitching != atbat.IntentionalWalk && !bunts(o.Swing) && p.interrupted(&scene, r) {
		return
	}
	var made diamond.Play
	p.swing(r, &scene, &made)
	p.record(&made, d, o)
}

func bunts(s atbat.Swing) bool {
	return s == atbat.SacrificeBunt || s == atbat.SqueezeBunt || s == atbat.BuntForHit
}

// interrupted asks before the turn is played out: for the result in a manual
// game, or for what runners and throwers do with the ball in play.
func (p *play) interrupted(scene *atbat.Situation, r atbat.Resolver) bool {
	if p.s.options.GetMode() == baseballv1.Mode_MODE_MANUAL {
		p.askResult()
		return true
	}
	if !p.s.options.GetRunningDecisions() {
		return false
	}
	result := p.draw(r, scene)
	p.emit(&baseballv1.Event_Struck{Result: result.String(), Dice: p.dice()})
	from, safe, choice := p.manager.Model.Sending(scene, result)
	if !choice {
		return false
	}
	p.askRunning(from, safe)
	return true
}

// swing plays a turn at bat out, from the ball in play if it is.
func (p *play) swing(r atbat.Resolver, scene *atbat.Situation, made *diamond.Play) {
	switch result, drawn := outcome.Parse(p.s.struck.GetResult()); {
	case drawn:
		r.From(scene, made, result)
	case scene.Defence.Pitching == atbat.IntentionalWalk || bunts(scene.Offence.Swing):
		r.Plate(scene, made)
	default:
		r.From(scene, made, p.draw(r, scene))
	}
}

// draw is the card's result. In a league of charts dice find a cell: of the two
// cards, or of the league's chart when one of them is a picture.
func (p *play) draw(r atbat.Resolver, scene *atbat.Situation) outcome.Result {
	m := p.s.g.Matchup()
	m.Twist = atbat.Twists(scene.Defence, scene.Offence.Swing)
	switch {
	case p.manager.Model.League.Resolution != league.Chart:
		return r.Draw(scene)
	case m.Batter.Batting != nil && m.Pitcher.Pitching != nil:
		return p.cell(m)
	default:
		return p.row(r, m.Twist)
	}
}

// cell throws for a cell of a card: a die for the column, 1 to 3 on the batter's
// card and 4 to 6 on the pitcher's, two for the cell in it, and a d20 for who has
// the cell when two results share it.
func (p *play) cell(m card.Matchup) outcome.Result {
	batter, pitcher := p.odds.Columns(m)
	column, first, second, split := p.Dice.Int(6), p.Dice.Int(6), p.Dice.Int(6), p.Dice.Int(20)
	side := batter
	if column >= pitchers {
		side = pitcher
	}
	return card.Cell(side, float64(column%3*36+first*6+second)+(float64(split)+0.5)/20)
}

// row throws a d20 for a row of the league's chart; what tactics change is
// changed within it.
func (p *play) row(r atbat.Resolver, twist *outcome.Rates) outcome.Result {
	l := p.manager.Model.League
	row := l.PlateChart[p.Dice.Int(len(l.PlateChart))]
	weights := make([]float64, outcome.Plain)
	for name, share := range row {
		result, _ := outcome.Parse(name)
		weights[result] = share
		if twist != nil {
			weights[result] *= twist[result]
		}
	}
	return outcome.Result(r.Chance.Pick(chance.NewTable(weights...)))
}

// afterwards plays on when runners and throwers have decided.
func (p *play) afterwards(lead atbat.Running, cut bool) {
	d, o := p.planned()
	var scene atbat.Situation
	p.s.g.Scene(p.odds, &scene, d, o)
	scene.Lead, scene.Cut = lead, cut
	var made diamond.Play
	p.swing(p.resolver(), &scene, &made)
	p.record(&made, d, o)
}

// entered plays what a manager read from a card.
func (p *play) entered() {
	result, read := outcome.Parse(p.choice(p.s.g.Bats, groupResult))
	d, o := p.planned()
	var scene atbat.Situation
	p.s.g.Scene(p.odds, &scene, d, o)
	r := p.resolver()
	if !read {
		result = p.draw(r, &scene)
	}
	var made diamond.Play
	r.From(&scene, &made, result)
	p.record(&made, d, o)
}

// record writes a play down, with what it is worth.
func (p *play) record(made *diamond.Play, d atbat.Defence, o atbat.Offence) {
	if p.err != nil || made.Kind == 0 {
		return
	}
	e := writePlay(made)
	after, half, inning := p.s.g, p.s.g.Bats, p.s.g.Inning
	before := p.manager.Table.Expect(after.Half)
	r := after.Play(made)
	e.RunValue = float64(r.Runs) - before
	if !after.Over && after.Bats == half && after.Inning == inning {
		e.RunValue += p.manager.Table.Expect(after.Half)
	}
	e.HomeWin = p.winning(&after)
	e.Dice, e.Tactics = p.dice(), tactics(d, o)
	batter := p.s.g.Batter()
	p.emit(e)
	if made.Kind.EndsPlate() {
		p.hurting(half, batter)
	}
}

// winning is the home side's chance as a game stands.
func (p *play) winning(g *game.Game) float64 {
	if g.Over {
		if g.Lead() > 0 {
			return 1
		}
		return 0
	}
	return p.manager.Table.Win(int(g.Inning), int(g.Bats), g.Lead(), winprob.State(g.Half))
}
