package frame

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena/content"
	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/world"
)

// seen is an agent as a page knows it.
type seen struct {
	x, y                   uint16
	heading, health, state uint8
}

// page is who watches: it knows nothing but the frames.
type page struct {
	agents  map[int32]seen
	holders []int32
}

// take takes a frame as frame.proto says.
func (p *page) take(t *testing.T, f *arenav1.Frame) {
	t.Helper()
	if f.GetKey() || p.agents == nil {
		p.agents = map[int32]seen{}
	}
	for _, id := range unpacked(t, f.GetGone()) {
		if _, there := p.agents[id]; !there {
			t.Fatalf("tick %d: %d is gone, and was not there", f.GetTick(), id)
		}
		delete(p.agents, id)
	}
	ids, at := unpacked(t, f.GetIds()), f.GetPositions()
	if len(at) != 4*len(ids) || len(f.GetHeadings()) != len(ids) || len(f.GetHealth()) != len(ids) || len(f.GetStates()) != len(ids) {
		t.Fatalf("tick %d: columns of different lengths", f.GetTick())
	}
	for i, id := range ids {
		p.agents[id] = seen{
			binary.LittleEndian.Uint16(at[4*i:]), binary.LittleEndian.Uint16(at[4*i+2:]), f.GetHeadings()[i], f.GetHealth()[i], f.GetStates()[i],
		}
	}
	if len(f.GetHolders()) > 0 {
		p.holders = f.GetHolders()
	}
}

func unpacked(t *testing.T, packed []byte) (ids []int32) {
	t.Helper()
	id := int32(0)
	for len(packed) > 0 {
		step, n := binary.Uvarint(packed)
		if n <= 0 || step == 0 {
			t.Fatal("ids that do not ascend")
		}
		id, packed = id+int32(step), packed[n:]
		ids = append(ids, id)
	}
	return ids
}

// busy is a world at random in which everything happens.
func busy(t *testing.T, chance *rand.Rand) *world.World {
	t.Helper()
	shipped, err := content.Behaviors()
	if err != nil {
		t.Fatal(err)
	}
	c := world.Defaults()
	c.Seed, c.Teams, c.AgentCount = fmt.Sprint(chance.Uint64()), 2+chance.Int32N(4), 1+chance.Int32N(60)
	c.Respawn, c.RespawnMs, c.ControlPoints = chance.IntN(2) == 0, 500, chance.Int32N(4)
	c.CombatRange, c.End = 60, world.End{Kind: world.EndNever}
	walls, points := world.Draw(c)
	setup := world.Setup{Config: c, Walls: walls, Points: points}
	for n := range c.Teams {
		program, _ := mind.Compile(shipped[chance.IntN(len(shipped))].Source)
		setup.Teams = append(setup.Teams, world.TeamSetup{Name: "team", Behavior: world.Behavior{Number: n + 1, Program: program}})
	}
	w, err := world.New(setup)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// disturb lets a world go on, with agents that come and go.
func disturb(w *world.World, chance *rand.Rand) {
	for range chance.IntN(12) {
		w.Step()
	}
	switch chance.IntN(6) {
	case 0:
		_, _ = w.Add(world.Add{Team: 1, Count: 1 + chance.Int32N(5)})
	case 1:
		w.Remove(world.Selection{Agents: []int32{1 + chance.Int32N(60), 1 + chance.Int32N(60)}})
	}
}

// Whoever applies the differences, whichever shots are left out, has at each what a
// key frame of it has: all of it, or the part that is looked at.
func TestDifferencesComeToTheNextKey(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		chance := rand.New(rand.NewPCG(seed, 1))
		w := busy(t, chance)
		look := []*arenav1.Viewport{nil, {X: 100, Y: 50, Width: 300, Height: 250}, {X: -50, Y: 400, Width: 5000, Height: 5000}}[seed%3]
		var (
			watcher  page
			before   *Shot
			snapshot world.Snapshot
		)
		for range 40 {
			snapshot.Since = w.Tick() // since the shot before
			disturb(w, chance)
			w.Snapshot(&snapshot)
			now := Take(&snapshot, 1, w.Config().AreaWidth, w.Config().AreaHeight)
			if before != nil && chance.IntN(3) == 0 {
				continue // this one is never sent
			}
			v := now.Look(look)
			if before == nil {
				watcher.take(t, now.Key(v))
			} else {
				watcher.take(t, now.Since(before, v))
			}
			var fresh page
			fresh.take(t, now.Key(v))
			if !maps.Equal(watcher.agents, fresh.agents) || !slices.Equal(watcher.holders, fresh.holders) {
				t.Fatalf("seed %d, tick %d: the differences come to\n%v, %v, the key to\n%v, %v", seed, now.Tick, watcher.agents, watcher.holders, fresh.agents, fresh.holders)
			}
			before = now
		}
	}
}

// A viewport shows who is in it, and nobody else.
func TestAViewportShowsWhoIsInIt(t *testing.T) {
	t.Parallel()
	w := busy(t, rand.New(rand.NewPCG(7, 7)))
	for range 200 {
		w.Step()
	}
	var snapshot world.Snapshot
	w.Snapshot(&snapshot)
	s := Take(&snapshot, 1, w.Config().AreaWidth, w.Config().AreaHeight)
	look := &arenav1.Viewport{X: 200, Y: 150, Width: 300, Height: 200}
	var part page
	part.take(t, s.Key(s.Look(look)))
	for i, id := range snapshot.IDs {
		x, y := float64(snapshot.X[i]), float64(snapshot.Y[i])
		const near = 0.02 // a step of 16 bits, and a float32's own
		inside := x > 200+near && x < 500-near && y > 150+near && y < 350-near
		outside := x < 200-near || x > 500+near || y < 150-near || y > 350+near
		if _, there := part.agents[id]; inside && !there || outside && there {
			t.Errorf("agent %d at %v, %v: shown %v", id, x, y, there)
		}
	}
	if len(part.agents) == 0 || len(part.agents) == len(snapshot.IDs) {
		t.Errorf("%d of %d agents are in the viewport: this shows nothing", len(part.agents), len(snapshot.IDs))
	}
	far := s.Key(s.Look(&arenav1.Viewport{X: 5000, Y: 5000, Width: 10, Height: 10}))
	if n := len(unpacked(t, far.GetIds())); n > 0 {
		t.Errorf("%d agents are seen outside of the area", n)
	}
}

// What a node sends another is the shot itself.
func TestAShotCrossesTheBus(t *testing.T) {
	t.Parallel()
	w := busy(t, rand.New(rand.NewPCG(3, 3)))
	for range 100 {
		w.Step()
	}
	var snapshot world.Snapshot
	w.Snapshot(&snapshot)
	s := Take(&snapshot, 2, w.Config().AreaWidth, w.Config().AreaHeight)
	there, err := Unpack(s.Key(All), s.Width, s.Height)
	if err != nil {
		t.Fatal(err)
	}
	if f := there.Since(s, All); !Empty(f) {
		t.Errorf("it arrives otherwise: %v", f)
	}
	for name, f := range map[string]*arenav1.Frame{
		"a column too short": {Key: true, Ids: []byte{1}, Positions: []byte{0, 0, 0}, Headings: []byte{0}, Health: []byte{0}, States: []byte{0}},
		"an id cut off":      {Key: true, Ids: []byte{0x80}},
		"no states":          {Key: true, Ids: []byte{1}, Positions: []byte{0, 0, 0, 0}, Headings: []byte{0}, Health: []byte{0}},
	} {
		if _, err := Unpack(f, 100, 100); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}

// Quantise keeps the ends of an extent, and what lies beyond at them.
func TestQuantise(t *testing.T) {
	t.Parallel()
	for x, want := range map[float64]uint16{-5: 0, 0: 0, 400: 32768, 800: full, 900: full} {
		if got := Quantise(x, 800); got != want {
			t.Errorf("%v becomes %d, want %d", x, got, want)
		}
	}
}
