package frame

import (
	"encoding/binary"
	"errors"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena/world"
)

// Take quantises a snapshot of a world.
func Take(s *world.Snapshot, run int32, width, height float64) *Shot {
	n := len(s.IDs)
	shot := &Shot{
		Tick: s.Tick, Run: run, Width: width, Height: height,
		IDs: append(make([]int32, 0, n), s.IDs...), X: make([]uint16, n), Y: make([]uint16, n),
		Headings: append(make([]uint8, 0, n), s.Headings...), Health: append(make([]uint8, 0, n), s.Health...),
		States: append(make([]uint8, 0, n), s.States...), Holders: append([]int32{}, s.Holders...),
	}
	for i := range n {
		shot.X[i], shot.Y[i] = Quantise(float64(s.X[i]), width), Quantise(float64(s.Y[i]), height)
	}
	return shot
}

var errFrame = errors.New("frame: columns of different lengths")

// Unpack is the shot that a key frame shows.
func Unpack(f *arenav1.Frame, width, height float64) (*Shot, error) {
	shot := &Shot{
		Tick: f.GetTick(), Run: f.GetRun(), Width: width, Height: height,
		Headings: f.GetHeadings(), Health: f.GetHealth(), States: f.GetStates(), Holders: f.GetHolders(),
	}
	id := int32(0)
	for rest := f.GetIds(); len(rest) > 0; {
		step, n := binary.Uvarint(rest)
		if n <= 0 {
			return nil, errFrame
		}
		id, rest = id+int32(step), rest[n:]
		shot.IDs = append(shot.IDs, id)
	}
	const each = 4
	if n := len(shot.IDs); len(f.GetPositions()) != each*n || len(shot.Headings) != n || len(shot.Health) != n || len(shot.States) != n {
		return nil, errFrame
	}
	for at := f.GetPositions(); len(at) > 0; at = at[each:] {
		shot.X = append(shot.X, binary.LittleEndian.Uint16(at))
		shot.Y = append(shot.Y, binary.LittleEndian.Uint16(at[2:]))
	}
	return shot, nil
}
