package labyrinth

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth/maze"
	"playhouse/server/session"
)

const canaryGames = 1000

// TestNoSecretIsEverSent plays random games and searches the serialised views
// and happenings of every seat and of spectators for what they may not know:
// the seed, the codes of unrevealed tiles, the ids of hidden things and of
// enemies out of sight.
func TestNoSecretIsEverSent(t *testing.T) {
	t.Parallel()
	games := canaryGames
	if testing.Short() {
		games /= 20
	}
	const workers = 8
	for w := range workers {
		t.Run(fmt.Sprint(w), func(t *testing.T) {
			t.Parallel()
			for i := w; i < games; i += workers {
				playCanary(t, i)
			}
		})
	}
}

// playCanary plays a few turns, which is where most is hidden, and every tenth
// game to its end.
func playCanary(t *testing.T, number int) {
	t.Helper()
	chance := rand.New(rand.NewPCG(uint64(number), 99))
	scenario := []string{scenarioRescue, scenarioShutdown, scenarioRace}[number%3]
	size := int32(4 + number%4)
	b := newTable(t, byte(number), &labyrinthv1.CreateRequest{
		Scenario: scenario, Size: &size, Seed: fmt.Sprintf("canary-seed-%d", number), Hybrid: number%7 == 0,
	})
	for seat := range session.Seat(2 + number%2) {
		_, err := b.Join(false)
		must(t, err, b.Do(seat+1, choose(embeddedGame.content.characters[(number+int(seat)*3)%8].GetId())), b.Ready(seat+1, true))
	}
	must(t, b.Start())
	turns := int32(4)
	if number%10 == 0 {
		turns = 1000
	}
	for at := 0; b.State().phase != phaseFinished && b.State().turn < turns; {
		before, told := b.State(), len(b.Events())
		seat := b.Waiting()[0]
		if before.phase == phasePlacement {
			must(t, b.Do(seat, confirm))
		} else {
			must(t, b.Do(seat, order(random(b.View(seat), chance))))
		}
		if after := b.State(); after.turn != before.turn && after.phase != phaseFinished {
			checkViews(t, after)
			checkTold(t, before, b.Events()[told:])
		}
		if at++; at > 100000 {
			t.Fatal("the game does not end")
		}
	}
}

func checkViews(t *testing.T, s State) {
	t.Helper()
	for seat := int32(0); seat <= 3; seat++ {
		raw := marshal(t, (Game{}).View(s, viewer(seat)))
		for _, secret := range secrets(s, seat) {
			if bytes.Contains(raw, []byte(secret)) {
				t.Fatalf("seat %d can read %q in its view", seat, secret)
			}
		}
	}
}

// checkTold folds the events again and searches what is told of each.
func checkTold(t *testing.T, s State, events []*labyrinthv1.Event) {
	t.Helper()
	for _, e := range events {
		after, err := apply(s, e)
		must(t, err)
		for seat := int32(0); seat <= 3; seat++ {
			h := narrate(s, e, after).of(viewer(seat))
			if h == nil || after.phase == phaseFinished {
				continue
			}
			raw := marshal(t, h)
			for _, secret := range secrets(after, seat) {
				was, hidden := s.figure(secret)
				seen := hidden && (s.seesFigure(seat, was) || passed(after, seat, h)) // it was seen to go, or to die
				if bytes.Contains(raw, []byte(secret)) && !seen {
					t.Fatalf("seat %d can read %q in %v", seat, secret, h)
				}
			}
		}
		s = after
	}
}

// passed is true when what is told is a walk through cells that the seat sees.
func passed(s State, seat int32, h *labyrinthv1.Happening) bool {
	for _, c := range h.GetWay() {
		if !s.sees(seat, c.GetY()*s.size()+c.GetX()) {
			return false
		}
	}
	return h.GetAction() == "moved" && len(h.GetWay()) > 0
}

// secrets are the words that a seat may not read.
func secrets(s State, seat int32) []string {
	words := []string{}
	if seed := s.options.GetSeed(); seed != "" { // drawn at the start
		words = append(words, seed)
	}
	for cell, code := range s.codes {
		if s.tiles[cell] == nil && !strings.HasSuffix(code, "-1") { // codes ending in 1 begin others: C-E-1 is in C-E-12
			words = append(words, code+"\"", code+" ", "\n"+code)
		}
	}
	for _, th := range s.things {
		if !th.found {
			words = append(words, th.card.GetId())
		}
	}
	for _, f := range s.figures {
		if f.seat == 0 && !s.seesFigure(seat, f) {
			words = append(words, f.id)
		}
	}
	return words
}

func marshal(tb testing.TB, m proto.Message) []byte {
	tb.Helper()
	raw, err := proto.MarshalOptions{Deterministic: true}.Marshal(m)
	must(tb, err)
	return raw
}

// TestViewsDoNotDependOnWhatIsHidden changes everything that a seat may not
// know and compares its views byte by byte.
func TestViewsDoNotDependOnWhatIsHidden(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{
		party: []string{"warden", "pilot"}, dark: true,
		placed: []*labyrinthv1.Placed{enemy("boss", "choir", at(0, 0)), enemy("grunt-1", "splinter", at(4, 4)), enemy("officer", "officer", at(0, 4))},
		things: []*labyrinthv1.Thing{
			{Id: "safe-1", Kind: labyrinthv1.ThingKind_THING_KIND_SAFE, Cell: at(2, 2)},
			thingOf(labyrinthv1.ThingKind_THING_KIND_SHUTTLE, "shuttle", at(3, 3)),
		},
	})
	sc.fold(&labyrinthv1.Event_Declared{Seat: 2, Declaration: walk(north)})
	other := sc.s
	other.options = proto.CloneOf(other.options)
	other.options.Seed = "another"
	for _, id := range []string{"boss", "grunt-1", "officer"} {
		other = other.with(id, func(f *figure) { f.cell, f.health, f.goal = at(1, 4), 7, 3 })
	}
	other = other.withThing("safe-1", func(th *thing) { th.card = &labyrinthv1.Thing{Id: "other", Cell: at(4, 0)} })
	other.open = bytes.Clone(other.open)
	other.open[at(0, 0)], other.open[at(4, 4)] = 0, 0
	other.codes = append([]string(nil), other.codes...)
	other.codes[at(0, 0)] = "X"
	other.themes = append([]labyrinthv1.Theme(nil), other.themes...)
	other.themes[at(0, 0)] = 1
	other.orders[2] = stay
	for _, seat := range []int32{0, 1, 3} {
		a, b := (Game{}).View(sc.s, viewer(seat)), (Game{}).View(other, viewer(seat))
		if !bytes.Equal(marshal(t, a), marshal(t, b)) {
			t.Errorf("seat %d: %s", seat, cmp.Diff(a, b, protocmp.Transform()))
		}
	}
}

func TestRefusalsDoNotTellWhatLiesInTheDark(t *testing.T) {
	t.Parallel()
	// Whatever stands or lies beyond the known tiles, the answer to every
	// declaration is the same.
	here := stage(t, staging{party: []string{"warden"}, dark: true, placed: []*labyrinthv1.Placed{enemy("x", "choir", at(2, 1))}})
	away := stage(t, staging{party: []string{"warden"}, dark: true, placed: []*labyrinthv1.Placed{enemy("x", "choir", at(0, 0))},
		walls: map[int32]maze.Side{at(2, 1): maze.North}})
	for _, d := range []*labyrinthv1.Declaration{
		fight("x"), walk(north), walk(north, north), walk(north, east), help("x"), use(""), {Type: actSpecial, Direction: north},
	} {
		a, b := here.s.legal(here.figure("p1"), d), away.s.legal(away.figure("p1"), d)
		if fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("%v: %v here, %v there", d, a, b)
		}
	}
}

func TestAnEnemyOutOfSightIsToldOfAsSomething(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief", "pilot"}, placed: []*labyrinthv1.Placed{enemy("x", "splinter", at(2, 2))}})
	sc.s = sc.s.with("p2", func(f *figure) { f.cell = at(0, 0) })
	before := sc.s
	sc.declare(2, stay)
	sc.declare(1, stay)
	for _, e := range sc.events {
		if e.GetAttacked() == nil {
			continue
		}
		near, far := narrate(before, e, before)[1], narrate(before, e, before)[2]
		if near.GetFigureId() != "x" || far.GetFigureId() != "" || far.GetActor() != "something" || far.GetTargetId() != "p1" {
			t.Errorf("near: %v, far: %v", near, far)
		}
	}
}

func TestAllIsToldAfterTheEnd(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}, dark: true, placed: []*labyrinthv1.Placed{enemy("boss", "choir", at(0, 0))}})
	all := session.Viewer{All: true}
	v := (Game{}).View(sc.s, all)
	if v.GetFigures()["boss"] == nil || len(v.GetTiles()) != sceneSize*sceneSize || v.GetOptions().GetSeed() == "" {
		t.Error("an earlier position is not open")
	}
	e := event(&labyrinthv1.Event_Moved{Figure: "boss", Way: []int32{0, 1}})
	if h := (Game{}).Tell(sc.s, e, sc.s, all); h == nil {
		t.Error("an earlier event is not told")
	}
	if h := (Game{}).Tell(sc.s, e, sc.s, viewer(1)); h != nil {
		t.Errorf("the seat hears %v", h)
	}
}
