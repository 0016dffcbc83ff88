package world

// World is a world that runs. It is not safe for use by more than one goroutine at a
// time.
type World struct {
	tick int32
}

// New sets a world up, at tick 0.
func New(setup Setup) (*World, error) { return &World{}, nil }

// Register makes a behaviour known, or another under its number.
func (w *World) Register(behavior Behavior) {}

// Step lets one tick pass.
func (w *World) Step() {}

// Tick counts the ticks that passed.
func (w *World) Tick() int32 { return w.tick }

// Agents counts those alive.
func (w *World) Agents() int32 { return 0 }

// Walls are those that stand now, by id.
func (w *World) Walls() []Wall { return nil }

// Config is the configuration as it is now.
func (w *World) Config() Config { return Config{} }

// Hash is a digest of all that the world's future follows from, but for batches that
// wait for an answer.
func (w *World) Hash() uint64 { return 0 }

// Encode is the whole world as bytes, for [Decode]; programs are not in it.
func (w *World) Encode() []byte { return nil }

// Decode makes a world of what [World.Encode] gave, and the behaviours that were
// registered. What is broken, or of another engine, is an error.
func Decode(data []byte, behaviors []Behavior) (*World, error) { return &World{}, nil }
