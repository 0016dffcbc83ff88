package tabletop

import (
	"bytes"
	"iter"
	"maps"
	"math/rand/v2"
	"testing"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
	"playhouse/server/session/rulestest"
)

func keysOf[K comparable, V any](m map[K]V) iter.Seq[K] { return maps.Keys(m) }

func TestLaws(t *testing.T) {
	t.Parallel()
	rulestest.Suite[State, *tabletopv1.Event, *tabletopv1.View]{
		Rules: Game{}, Games: 12, Seats: 3,
		Play: func(t *testing.T, seed uint64) *sandbox {
			t.Helper()
			b := playRandomly(t, seed, 60, nil)
			must(t, b.Leave(ben))
			return b
		},
		Secrets: func(_ State, v session.Viewer) []string {
			if v.Seat == master {
				return nil
			}
			return []string{canary, vault}
		},
	}.Run(t)
}

// others are all who are no game masters.
var others = []session.Seat{ann, ben, 0, session.Display}

// TestNoSecretIsEverSent plays a thousand tables at random and searches every
// message that players, spectators and displays would get, of every step.
func TestNoSecretIsEverSent(t *testing.T) {
	t.Parallel()
	games := uint64(1000)
	if testing.Short() {
		games = 100
	}
	told := 0
	for seed := range games {
		before, events := State{}, 0
		playRandomly(t, seed, 30, func(b *sandbox) {
			for _, e := range b.Events()[events:] {
				after, err := Game{}.Apply(before, e)
				must(t, err)
				told += searchTold(t, seed, before, e, after)
				before, events = after, events+1
			}
			searchViews(t, seed, b.State())
		})
		if t.Failed() {
			return
		}
	}
	if told == 0 {
		t.Error("nothing was ever told")
	}
}

func searchTold(t *testing.T, seed uint64, before State, e *tabletopv1.Event, after State) (told int) {
	t.Helper()
	for _, seat := range others {
		h := Game{}.Tell(before, e, after, session.Viewer{Seat: seat})
		if h == nil {
			continue
		}
		told++
		search(t, seed, seat, "what is told", wire(t, h))
	}
	return told
}

func searchViews(t *testing.T, seed uint64, s State) {
	t.Helper()
	for _, seat := range others {
		search(t, seed, seat, "the view", wire(t, Game{}.View(s, session.Viewer{Seat: seat})))
		for _, id := range []string{"h", "v0", "v1", "v2"} {
			raw, err := proto.Marshal(&tabletopv1.Gesture{ElementId: id, Points: path(4.5, 4.5)})
			must(t, err)
			if (Game{}).MayGlimpse(s, &sessionv1.Signal{UserId: "user-1", Kind: "drag", Data: raw}, session.Viewer{Seat: seat}) {
				t.Fatalf("seed %d: seat %d sees %s dragged", seed, seat, id)
			}
		}
	}
}

func search(t *testing.T, seed uint64, seat session.Seat, what string, raw []byte) {
	t.Helper()
	for _, secret := range []string{canary, vault} {
		if bytes.Contains(raw, []byte(secret)) {
			t.Fatalf("seed %d: %s of seat %d holds %s: %q", seed, what, seat, secret, raw)
		}
	}
}

// TestViewsDoNotDependOnWhatIsHidden changes everything that players may not know
// and compares their views byte by byte.
func TestViewsDoNotDependOnWhatIsHidden(t *testing.T) {
	t.Parallel()
	for seed := range uint64(40) {
		b := playRandomly(t, seed, 30, nil)
		s := b.State()
		if s.board().element("h") == nil || !s.board().element("h").GetHidden() {
			continue
		}
		other := s.changed(s.scene, func(old *board) { disguise(s, old, rand.New(rand.NewPCG(seed, 8))) })
		for _, seat := range others {
			v := session.Viewer{Seat: seat}
			one, two := Game{}.View(s, v), Game{}.View(other, v)
			if !bytes.Equal(wire(t, one), wire(t, two)) {
				t.Fatalf("seed %d: seat %d is shown what is hidden\n%v\n%v", seed, seat, one, two)
			}
		}
		if bytes.Equal(wire(t, Game{}.View(s, session.Viewer{Seat: master})), wire(t, Game{}.View(other, session.Viewer{Seat: master}))) {
			t.Fatalf("seed %d: nothing was hidden", seed)
		}
	}
}

// disguise changes what no player knows.
func disguise(s State, b *board, chance *rand.Rand) {
	b.name, b.etag, b.nextID, b.serial = "Elsewhere", "99", b.nextID+7, b.serial+3
	var own [layers]bool
	change := func(e *element, how func(*element)) {
		after := proto.CloneOf(e)
		how(after)
		b.set(e, after, &own)
	}
	for _, e := range s.board().elements() {
		t := e.GetToken()
		switch {
		case e.GetHidden() && t != nil:
			change(e, func(e *element) { e.GetToken().At, e.GetToken().Name = at(float64(chance.IntN(20)), 3), "another" })
		case e.GetPin() != nil && !e.GetPin().GetShared():
			change(e, func(e *element) { e.GetPin().Text = "another" })
		case e.GetArea().GetStaged() && e.GetArea().GetOwnerId() == "user-1":
			change(e, func(e *element) { e.GetArea().Size = 40 })
		case t != nil && len(t.GetOwnerIds()) == 0:
			change(e, func(e *element) {
				k := e.GetToken()
				k.Vision, k.TempHp, k.CreatureId = &tabletopv1.Vision{Range: 5}, 77, "another"
				k.Hp, k.MaxHp = k.GetHp()*2, k.GetMaxHp()*2
				if !k.GetNameShown() {
					k.Name = "another"
				}
			})
		}
	}
	secret := hidden(figure("one more", 3.5, 3.5))
	secret.Id = "more"
	b.set(nil, secret, &own)
	b.optics = newOptics(b)
}

// FuzzApply feeds events that no server wrote: they may be refused, but must not
// panic, and folding them twice gives the same.
func FuzzApply(f *testing.F) {
	b := playRandomly(f, 3, 60, nil)
	states := []State{{}, newTable(f, 1).State(), b.State()}
	for _, e := range b.Events() {
		f.Add(wire(f, e))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		e := &tabletopv1.Event{}
		if proto.Unmarshal(raw, e) != nil {
			return
		}
		for _, s := range states {
			one, err := Game{}.Apply(s, e)
			two, again := Game{}.Apply(s, e)
			if (err == nil) != (again == nil) {
				t.Fatalf("%v, then %v", err, again)
			}
			if err != nil {
				continue
			}
			for _, seat := range []session.Seat{master, ann, 0} {
				v := session.Viewer{Seat: seat}
				if !bytes.Equal(wire(t, Game{}.View(one, v)), wire(t, Game{}.View(two, v))) {
					t.Fatal("folded twice, the event gives two states")
				}
			}
		}
	})
}

// TestWhatIsRememberedIsTrue compares, after every step of games at random, the
// views that were made with what earlier boards had worked out with those of a
// board that knows nothing yet.
func TestWhatIsRememberedIsTrue(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		playRandomly(t, seed, 40, func(b *sandbox) {
			s := b.State()
			fresh := s.changed(s.scene, func(b *board) { b.optics = newOptics(b) })
			for _, seat := range append([]session.Seat{master}, others...) {
				v := session.Viewer{Seat: seat}
				one, two := Game{}.View(s, v), Game{}.View(fresh, v)
				if !bytes.Equal(wire(t, one), wire(t, two)) {
					t.Fatalf("seed %d: seat %d\nremembered %v\nanew       %v", seed, seat, one, two)
				}
			}
		})
	}
}
