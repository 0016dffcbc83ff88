package baseball

import (
	"math"
	"math/rand/v2"
	"testing"

	"google.golang.org/protobuf/proto"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/session"
)

// brittle is a squad of average players who are hurt in 20 games of a hundred, with
// card ids of their own.
func brittle(t *testing.T, side string) *baseballv1.Squad {
	t.Helper()
	cards, _ := table(t, 1, &baseballv1.CreateRequest{}).State().Cards()
	squad := &baseballv1.Squad{Name: "Brittle " + side}
	for _, c := range cards {
		c = proto.CloneOf(c)
		c.Id = side + c.GetId()
		if c.GetRated().GetRatings().GetBattingVersusLeft() != nil {
			c.GetRated().GetScoutingData().Injury = 20
		}
		squad.Cards = append(squad.Cards, c)
	}
	return squad
}

// TestBattersAreHurtAsOftenAsTheirCardsSay, and the hurt are gone before the next
// batter, while there is anybody for them.
func TestBattersAreHurtAsOftenAsTheirCardsSay(t *testing.T) {
	t.Parallel()
	chances, hurt := 0, 0
	for seed := range byte(12) {
		b := started(t, seed, &baseballv1.CreateRequest{Home: brittle(t, "h"), Away: brittle(t, "a")}, true)
		finish(t, b, rand.New(rand.NewPCG(uint64(seed), 2)))
		s := embedded.New()
		for _, e := range b.Events() {
			before := s
			var err error
			s, err = apply(s, e)
			must(t, err)
			if e.GetHurt() != nil {
				hurt++
			}
			if e.GetPlayed() == nil {
				continue
			}
			stillIn(t, before)
			if readPlay(e.GetPlayed()).Kind.EndsPlate() && s.running() {
				chances++
			}
		}
	}
	want := float64(chances) * 0.20 / turns
	if sigma := math.Sqrt(want); math.Abs(float64(hurt)-want) > 4*sigma {
		t.Errorf("%d of %d were hurt, want %.0f", hurt, chances, want)
	}
}

// stillIn finds hurt players in a line-up for whom there is somebody.
func stillIn(t *testing.T, s State) {
	t.Helper()
	for side := range int8(2) {
		for slot, id := range s.g.Side[side].Order {
			if p := (&play{s: s}); s.hurt[side]&(1<<id) != 0 && p.fitting(side, s.g.Side[side].At[slot]) > 0 && s.g.Side[side].At[slot] != 1 {
				t.Errorf("%s plays on in %v", s.player(side, id), s)
			}
		}
	}
}

// injure lets the visitors' leadoff man be hurt.
func injure(t *testing.T, b *sandbox) (id int8) {
	t.Helper()
	id = b.State().g.Side[0].Order[0]
	must(t, b.Do(2, func(session.Turn, State) ([]*baseballv1.Event, error) {
		return []*baseballv1.Event{event(&baseballv1.Event_Hurt{Side: 0, Player: int32(id)})}, nil
	}))
	return id
}

func TestAManagerReplacesTheHurtOrTheComputerDoes(t *testing.T) {
	t.Parallel()
	b := started(t, 5, &baseballv1.CreateRequest{}, false)
	id := injure(t, b)
	if hurt := b.View(session.Display).GetAway().GetHurt(); len(hurt) != 1 || hurt[0] != b.State().player(0, id) {
		t.Fatalf("the view names %v", hurt)
	}
	must(t, b.Do(2, offence(b, "", "")), b.Do(1, defence(b, "", "")))
	v := b.View(session.Display).GetAway()
	if len(v.GetHurt()) != 0 || len(v.GetGone()) != 1 {
		t.Errorf("after the next batter: hurt %v, gone %v", v.GetHurt(), v.GetGone())
	}

	own := started(t, 5, &baseballv1.CreateRequest{}, false)
	injure(t, own)
	must(t, own.Do(2, command(embedded.Substitute, spare(own.State()))))
	chosen := own.State().g.Side[0].Order[0]
	must(t, own.Do(2, offence(own, "", "")), own.Do(1, defence(own, "", "")))
	if got := own.State().g.Side[0].Order[0]; got != chosen || len(own.View(session.Display).GetAway().GetHurt()) != 0 {
		t.Errorf("the manager's choice was %d, and %d plays", chosen, got)
	}
}

// Without anybody for him the hurt plays on, and the game goes on.
func TestAHurtPlayerWithoutAStandInPlaysOn(t *testing.T) {
	t.Parallel()
	squad := pictures("a") // nine positions, and five more who cannot play the leadoff man's
	squad.Cards = squad.GetCards()[:10]
	b := started(t, 5, &baseballv1.CreateRequest{LeagueId: "sba", Away: squad, Home: pictures("h"), Innings: 1}, true)
	for range 9 {
		injureAll(t, b)
	}
	finish(t, b, rand.New(rand.NewPCG(3, 3)))
	agree(t, b)
}

func injureAll(t *testing.T, b *sandbox) {
	t.Helper()
	var all []*baseballv1.Event
	for id := range b.State().setup.Rosters[0] {
		all = append(all, event(&baseballv1.Event_Hurt{Side: 0, Player: int32(id + 1)}))
	}
	must(t, b.Do(2, func(session.Turn, State) ([]*baseballv1.Event, error) { return all, nil }))
}
