package world_test

import (
	"slices"
	"testing"

	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/world"
)

// checkpoint is a world with all that a checkpoint can hold.
func checkpoint(t testing.TB) []byte {
	t.Helper()
	c := world.Defaults()
	c.AgentCount, c.ControlPoints, c.Respawn, c.Seed = 3, 1, true, "check"
	c.End = world.End{Kind: world.EndTime, Seconds: 1}
	w := mustMake(t, c, teamsOf(
		steer(mind.EnemyBase, map[mind.Steering]float64{mind.FollowPath: 1}),
		steer(mind.EnemyBase, map[mind.Steering]float64{mind.FollowFlow: 1})))
	w.Register(scripted)
	w.Assign(world.Selection{Agents: []int32{1, 4}}, scripted.Number)
	if err := w.EditWalls([]world.Wall{{Shape: plane.Circle(plane.Point{X: 300, Y: 100}, 9), Hole: true}}, nil); err != nil {
		t.Fatal(err)
	}
	for range 40 {
		attend(w)
		w.Step()
	}
	b := w.Asked()
	w.Answer(b[0].Tick, b[0].Behavior, []mind.Answer{goLeft(b[0].Asks[0].Agent)})
	return w.Encode()
}

// What is cut, of another engine or followed by something is an error.
func TestBrokenCheckpointsAreErrors(t *testing.T) {
	t.Parallel()
	data := checkpoint(t)
	if _, err := world.Decode(data, nil); err != nil {
		t.Fatal(err)
	}
	for n := 0; n < len(data); n += 1 + n/50 {
		if _, err := world.Decode(data[:n], nil); err == nil {
			t.Errorf("cut after %d bytes it is read", n)
		}
	}
	if _, err := world.Decode(append(slices.Clip(data), 0), nil); err == nil {
		t.Error("with a byte more it is read")
	}
	other := append([]byte(nil), data...)
	other[8]++
	if _, err := world.Decode(other, nil); err == nil {
		t.Error("another engine's is read")
	}
}

// Whatever the bytes: an error or a world that runs, and no panic.
func FuzzDecode(f *testing.F) {
	data := checkpoint(f)
	f.Add(data, 0, byte(0))
	f.Add(data[:len(data)/2], 3, byte(1))
	for at := 12; at < len(data); at += 97 {
		f.Add(data, at, byte(0xff))
	}
	f.Fuzz(func(t *testing.T, data []byte, at int, with byte) {
		if len(data) > 0 && with != 0 {
			data = append([]byte(nil), data...)
			data[uint(at)%uint(len(data))] ^= with
		}
		w, err := world.Decode(data, []world.Behavior{scripted})
		if err != nil {
			return
		}
		run(w, 20)
		if err := w.Valid(); err != nil {
			t.Error(err)
		}
		w.Encode()
	})
}
