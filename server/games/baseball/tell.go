package baseball

import (
	"fmt"
	"slices"
	"strings"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/outcome"
	"playhouse/server/games/baseball/score"
	"playhouse/server/session"
)

// kindNames are the plays by name, as the view's proto documents them.
var kindNames = [diamond.Kinds]string{
	"", "strikeout", "walk", "intentional_walk", "hit_by_pitch", "interference", "single", "double", "triple", "home_run",
	"ground_out", "fly_out", "line_out", "pop_out", "reached_on_error", "fielders_choice", "stolen_base", "caught_stealing",
	"picked_off", "pickoff_error", "wild_pitch", "passed_ball", "balk", "indifference", "placed_runner",
}

// phrases tell what the batter did, or what happened while he waited.
var phrases = [diamond.Kinds]string{
	"", "%s strikes out", "%s walks", "%s is walked on purpose", "%s is hit by the pitch", "%s reaches on the catcher's interference",
	"%s singles", "%s doubles", "%s triples", "%s hits a home run", "%s grounds out", "%s flies out", "%s lines out", "%s pops up",
	"%s reaches on an error", "%s reaches on a fielder's choice", "A stolen base", "Caught stealing", "Picked off", "A bad throw to the base",
	"A wild pitch", "A passed ball", "A balk", "Nobody throws, and the runner takes the base", "A runner is placed on second",
}

// tale is a stored play as everybody may know it.
func (s State) tale(after State, e *baseballv1.Event_Played, p *diamond.Play, r diamond.Result) *baseballv1.Play {
	g := &s.g
	out := &baseballv1.Play{
		Number: int32(len(s.plays)) + 1, Inning: int32(g.Inning), Bottom: g.Bats == game.Home, OutsBefore: int32(g.Half.Outs),
		BatterId: s.player(g.Bats, g.Batter()), PitcherId: s.player(g.Fields(), g.Pitcher()), Kind: kindNames[p.Kind], Fielder: int32(p.Fielder),
		Runs: int32(r.Runs), Outs: int32(r.Outs), Tactics: e.GetTactics(), Dice: e.GetDice(), HomeWin: e.GetHomeWin(), RunValue: e.GetRunValue(),
		AwayRuns: int32(after.g.Book.Team[game.Away].R), HomeRuns: int32(after.g.Book.Team[game.Home].R),
	}
	out.Dice = slices.Concat(s.struck.GetDice(), s.ask.GetDice(), out.GetDice())
	if p.Result > 0 {
		out.CardResult = outcome.Result(p.Result - 1).String()
	}
	for _, step := range p.Steps[:min(p.Count, r.Happened)] {
		out.Movements = append(out.Movements, &baseballv1.Movement{
			PlayerId: s.who(step.From), From: int32(step.From), To: int32(step.To), Out: step.Out, Error: int32(step.Error), Hands: hands(step),
		})
	}
	booked := score.Play{Play: p, Result: r, Before: g.Half}
	out.Rbi = int32(booked.Batted())
	out.Text = s.sentence(&booked)
	return out
}

// who is the player who began a play at a base.
func (s State) who(from int8) string {
	if from == 0 {
		return s.player(s.g.Bats, s.g.Batter())
	}
	return s.player(s.g.Bats, s.g.Half.Bases[from].ID)
}

func (s State) called(from int8) string {
	id := s.g.Batter()
	if from > 0 {
		id = s.g.Half.Bases[from].ID
	}
	if id == 0 {
		return "nobody"
	}
	return s.g.Card(s.g.Bats, id).Name
}

// sentence tells a play to people.
func (s State) sentence(p *score.Play) string {
	text := phrases[p.Kind]
	if p.Kind.EndsPlate() {
		text = fmt.Sprintf(text, s.called(0))
	}
	switch {
	case p.Kind == diamond.HomeRun && p.Runs == 4:
		text += " with the bases loaded"
	case p.Sacrifice():
		text += ", a sacrifice"
	case p.Fly():
		text += ", a sacrifice fly"
	case p.InfieldFly:
		text += ", an infield fly"
	case p.Dropped:
		text += ", but the third strike gets away"
	}
	if p.Double {
		text += map[int8]string{2: ": a double play", 3: ": a triple play"}[p.Outs]
	}
	var more []string
	for _, step := range p.Steps[:min(p.Count, p.Happened)] {
		if line := s.way(p, step); line != "" {
			more = append(more, line)
		}
	}
	return strings.Join(append([]string{text}, more...), "; ") + "."
}

var bases = [...]string{"home", "first", "second", "third", "home"}

// way tells one runner's way where it is worth a word.
func (s State) way(p *score.Play, step diamond.Step) string {
	name := s.called(step.From)
	switch {
	case step.Out && step.From > 0:
		return fmt.Sprintf("%s is out at %s", name, bases[step.To])
	case step.Out:
		return ""
	case step.To == diamond.Home && step.From > 0:
		return name + " scores"
	case step.From > 0 || step.Error > 0 && p.Kind != diamond.ReachedOnError:
		return fmt.Sprintf("%s to %s", name, bases[step.To])
	default:
		return ""
	}
}

// Tell tells an event to a viewer: who has decided, never what.
func (Game) Tell(before State, e *baseballv1.Event, after State, v session.Viewer) session.Happening {
	h := &baseballv1.Happening{Turn: int32(after.g.Inning)}
	switch k := e.GetKind().(type) {
	case *baseballv1.Event_LineupSet_:
		h.Action, h.Actor = "lineup", after.name(int(k.LineupSet.GetSide()))
		h.Narration = h.GetActor() + " have written their line-up."
	case *baseballv1.Event_Started_:
		h.Action, h.Narration = "started", fmt.Sprintf("Play ball: %s at %s.", after.name(game.Away), after.name(game.Home))
	case *baseballv1.Event_Decided_:
		h.Action, h.Actor, h.Seat = "decided", after.name(int(k.Decided.GetSide())), int32(seatOf(int(k.Decided.GetSide())))
		h.Narration = h.GetActor() + " have decided."
	case *baseballv1.Event_Substituted_:
		h.Action, h.Actor, h.Seat = "substituted", after.name(int(k.Substituted.GetSide())), int32(seatOf(int(k.Substituted.GetSide())))
		h.Narration = h.GetActor() + ": " + after.entering(k.Substituted) + "."
	case *baseballv1.Event_Visited_:
		h.Action, h.Actor = "visited", after.name(int(k.Visited.GetSide()))
		h.Narration = "A visit to the mound of " + h.GetActor() + "."
	case *baseballv1.Event_Struck_:
		h.Action, h.Outcome = "ball_in_play", k.Struck.GetResult()
		h.Narration = "The card says: " + words(k.Struck.GetResult()) + "."
	case *baseballv1.Event_Played_:
		told(h, before, after)
	case *baseballv1.Event_Hurt_:
		side := int8(k.Hurt.GetSide())
		h.Action, h.Actor, h.Seat = "hurt", after.name(int(side)), int32(seatOf(int(side)))
		h.Narration = after.g.Card(side, int8(k.Hurt.GetPlayer())).Name + " is hurt and must be replaced before the next batter."
	case *baseballv1.Event_Conceded_:
		h.Action, h.Seat = "ended", int32(seatOf(int(k.Conceded.GetSide())))
		h.Narration = after.outcome.GetText()
	default:
		return nil
	}
	return h
}

func told(h *baseballv1.Happening, before, after State) {
	p := after.plays[len(after.plays)-1]
	h.Action, h.Outcome, h.Narration, h.Play = "play", p.GetKind(), p.GetText(), p
	h.Turn, h.Seat = p.GetInning(), int32(seatOf(int(before.g.Bats)))
	h.Actor = before.called(0)
	if after.outcome != nil {
		h.Narration += " " + after.outcome.GetText()
	}
}

// entering names who came into the game or moved.
func (s State) entering(e *baseballv1.Event_Substituted) string {
	var lines []string
	for _, c := range e.GetChanges() {
		if id := int8(c.GetPlayer()); s.player(int8(e.GetSide()), id) != "" {
			lines = append(lines, fmt.Sprintf("%s at %s", s.g.Card(int8(e.GetSide()), id).Name, positions[c.GetPosition()%10]))
		}
	}
	return strings.Join(lines, ", ")
}

// positions are their names by number.
var positions = [10]string{
	"designated hitter", "pitcher", "catcher", "first base", "second base", "third base", "shortstop", "left field", "center field", "right field",
}
