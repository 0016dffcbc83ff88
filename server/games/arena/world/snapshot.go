package world

// Snapshot is a look at the world: entry i of each array is about the same agent, in
// the order of their ids; the fallen are not in it. The arrays are used again.
type Snapshot struct {
	Since    int32 // set by the caller: the tick of the look before; blows after it show
	Tick     int32
	IDs      []int32
	X, Y     []float32 // units
	Headings []uint8   // 256ths of a turn, clockwise from the right
	Health   []uint8   // 255ths of the most; at least 1
	States   []uint8   // bits as in frame.proto
	Holders  []int32   // of control points: the team, 0 for nobody
}

// Snapshot fills in what the world looks like now.
func (w *World) Snapshot(s *Snapshot) {}
