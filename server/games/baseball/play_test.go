package baseball

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/session"
)

// TestComputersPlayWholeGames in both leagues, and view, box and plays agree.
func TestComputersPlayWholeGames(t *testing.T) {
	t.Parallel()
	for i, r := range []*baseballv1.CreateRequest{
		{}, {LeagueId: "sba"}, {RunningDecisions: true}, {Innings: 3, Mode: baseballv1.Mode_MODE_MANUAL},
		{LeagueId: "sba", Home: pictures("h"), Away: pictures("a"), Innings: 5, RunningDecisions: true},
	} {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			b := started(t, byte(i), r, true)
			finish(t, b, rand.New(rand.NewPCG(uint64(i), 1)))
			agree(t, b)
		})
	}
}

// agree: line = box = plays, and the winner has more runs.
func agree(t *testing.T, b *sandbox) {
	t.Helper()
	s, v := b.State(), b.View(0)
	box := s.Box()
	var byPlays [2]int32
	for _, p := range s.plays {
		side := 0
		if p.GetBottom() {
			side = 1
		}
		byPlays[side] += p.GetRuns()
		if strings.Contains(p.GetText(), "%!") || p.GetText() == "" || p.GetKind() == "" {
			t.Errorf("a play reads %q", p.GetText())
		}
	}
	for side, team := range []*baseballv1.Team{v.GetAway(), v.GetHome()} {
		page := []*baseballv1.BoxTeam{box.GetAway(), box.GetHome()}[side]
		var line, batted int32
		for _, n := range team.GetLine() {
			line += n
		}
		for _, one := range page.GetBatting() {
			batted += one.GetR()
		}
		if line != team.GetRuns() || batted != team.GetRuns() || byPlays[side] != team.GetRuns() || page.GetRuns() != team.GetRuns() {
			t.Errorf("%s: line %d, box %d, plays %d, score %d", team.GetName(), line, batted, byPlays[side], team.GetRuns())
		}
	}
	home := v.GetHome().GetRuns() > v.GetAway().GetRuns()
	if (v.GetOutcome().GetWinnerSeat() == 1) != home || v.GetOutcome().GetWinningPitcherId() == "" || v.GetOutcome().GetLosingPitcherId() == "" {
		t.Errorf("%d:%d, and the outcome is %v", v.GetAway().GetRuns(), v.GetHome().GetRuns(), v.GetOutcome())
	}
}

// pictures are a squad of image cards.
func pictures(prefix string) *baseballv1.Squad {
	s := &baseballv1.Squad{Name: "Pictures " + prefix}
	for i := range 14 {
		c := &baseballv1.Card{
			Id: fmt.Sprintf("%s%d", prefix, i), Name: fmt.Sprintf("Player %s%d", prefix, i), Bats: 2, Throws: 2,
			Kind: &baseballv1.Card_Image{Image: &baseballv1.ImageCard{ImageUrl: "https://example.org/" + prefix}},
		}
		pos := int32(i%9 + 1)
		c.Gloves = []*baseballv1.Glove{{Position: pos, Range: 3, Error: 12}}
		s.Cards = append(s.Cards, c)
	}
	return s
}

func TestADecisionIsSecretUntilBothAreIn(t *testing.T) {
	t.Parallel()
	b := started(t, 3, &baseballv1.CreateRequest{}, false)
	// Away bats first: seat 2 is the offence.
	before := [][]byte{marshal(t, b.View(0)), marshal(t, b.View(1))}
	must(t, b.Do(2, offence(b, "power", "")))
	for _, swing := range []string{"contact", "patient"} {
		other := started(t, 3, &baseballv1.CreateRequest{}, false)
		must(t, other.Do(2, offence(other, swing, "")))
		for seat := range session.Seat(2) {
			if diff := cmp.Diff(b.View(seat), other.View(seat), protocmp.Transform()); diff != "" {
				t.Errorf("seat %d sees whether it is power or %s: %s", seat, swing, diff)
			}
		}
	}
	if string(before[1]) == string(marshal(t, b.View(1))) {
		t.Error("the other manager is not told that it was decided")
	}
	if own := b.View(2).GetDecisions()[0].GetOwn()[groupSwing]; own != "power" {
		t.Errorf("the one who decided sees %q", own)
	}
	must(t, b.Do(1, defence(b, "", "")))
	if got := b.View(0).GetLastPlay().GetTactics(); len(got) == 0 || got[0] != "Swing for the fence" {
		t.Errorf("after the play the tactics are %v", got)
	}
}

func TestDefaultsApplyWhenTimeIsUp(t *testing.T) {
	t.Parallel()
	b := started(t, 4, &baseballv1.CreateRequest{DecisionSeconds: 30}, false)
	must(t, b.Do(2, offence(b, "power", "")))
	expired, err := b.Expire()
	must(t, err)
	if s := b.State(); !expired || len(s.plays) == 0 || s.ask.GetNumber() != 2 {
		t.Errorf("%v after the deadline: %v", expired, s)
	}
	refused(t, b.Do(1, command(embedded.DecideDefence, &baseballv1.DecideDefenceRequest{DecisionId: "1"})), "late")
}

func TestAnEmptySeatIsManagedByTheComputer(t *testing.T) {
	t.Parallel()
	b := started(t, 5, &baseballv1.CreateRequest{Innings: 1}, false)
	must(t, b.Leave(1))
	for b.State().phase != phaseFinished {
		switch b.State().question(0).GetKind() {
		case "offence":
			must(t, b.Do(2, offence(b, "", "")))
		default:
			must(t, b.Do(2, defence(b, "", "")))
		}
	}
	agree(t, b)
}

func TestBadDecisions(t *testing.T) {
	t.Parallel()
	b := table(t, 6, &baseballv1.CreateRequest{})
	for range 2 {
		_, err := b.Join(false)
		must(t, err)
	}
	refused(t, b.Do(1, command(embedded.Concede, &baseballv1.ConcedeRequest{})), "not_running")
	must(t, b.Ready(1, true), b.Ready(2, true), b.Start())
	refused(t, b.Do(1, offence(b, "", "")), "not_yours")
	refused(t, b.Do(0, offence(b, "", "")), "not_seated")
	refused(t, b.Do(2, offence(b, "", "second")), "no_such_option") // a steal by nobody
	refused(t, b.Do(2, offence(b, "sacrifice_bunt", "")), "no_such_option")
	refused(t, b.Do(2, offence(b, "moonshot", "")), "no_such_option")
	refused(t, b.Do(2, command(embedded.DecideRunning, &baseballv1.DecideRunningRequest{DecisionId: "1"})), "nothing_to_decide")
	must(t, b.Do(2, offence(b, "", "")))
	refused(t, b.Do(2, offence(b, "", "")), "already_decided")
	if n := len(b.State().plays); n != 0 {
		t.Errorf("%d plays came of refused commands", n)
	}
	must(t, b.Do(2, command(embedded.Concede, &baseballv1.ConcedeRequest{})))
	refused(t, b.Do(1, defence(b, "", "")), "game_finished")
	if o := b.View(1).GetOutcome(); o.GetWinnerSeat() != 1 || !o.GetForfeit() {
		t.Errorf("after giving up: %v", o)
	}
}

func TestManualResultsAreEntered(t *testing.T) {
	t.Parallel()
	b := started(t, 7, &baseballv1.CreateRequest{Mode: baseballv1.Mode_MODE_MANUAL, LeagueId: "sba"}, false)
	must(t, b.Do(2, offence(b, "", "")), b.Do(1, defence(b, "", "")))
	if b.State().phase != phaseResult {
		t.Fatalf("the game waits for %v", b.State().phase)
	}
	enter := func(result string) session.Command[State, *baseballv1.Event] {
		return command(embedded.EnterResult, &baseballv1.EnterResultRequest{DecisionId: decisionID(b.State().ask), Result: result})
	}
	refused(t, b.Do(1, enter("home_run")), "not_yours")
	must(t, b.Do(2, enter("home_run")))
	if v := b.View(0); v.GetAway().GetRuns() != 1 || v.GetLastPlay().GetKind() != "home_run" {
		t.Errorf("%d runs after %v", v.GetAway().GetRuns(), v.GetLastPlay())
	}
}

// TestFieldersAreAskedByPitchersCards: a printed pitcher's card, columns 4 to 6, may
// leave it to a fielder; a batter's may not.
func TestFieldersAreAskedByPitchersCards(t *testing.T) {
	t.Parallel()
	var of [2]int
	for seed := range byte(16) {
		b := started(t, seed, &baseballv1.CreateRequest{Mode: baseballv1.Mode_MODE_MANUAL, LeagueId: "sba"}, false)
		must(t, b.Do(2, offence(b, "", "")), b.Do(1, defence(b, "", "")))
		ask := b.State().ask
		enter := command(embedded.EnterResult, &baseballv1.EnterResultRequest{DecisionId: decisionID(ask), Result: "check_6"})
		if ask.GetDice()[0].GetValue() <= pitchers {
			of[0]++
			refused(t, b.Do(2, enter), "no_such_option")
			continue
		}
		of[1]++
		must(t, b.Do(2, enter))
		last := b.View(0).GetLastPlay()
		if kind := last.GetKind(); kind != "ground_out" && kind != "single" && kind != "reached_on_error" || last.GetCardResult() != "check_6" || last.GetFielder() != 6 {
			t.Errorf("shortstop makes %v of it", last)
		}
	}
	if of[0] == 0 || of[1] == 0 {
		t.Errorf("%d of batters' cards, %d of pitchers'", of[0], of[1])
	}
}
