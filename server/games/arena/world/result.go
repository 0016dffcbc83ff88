package world

// Result is how a world came out.
type Result struct {
	Winner int32   // the team, from 1; 0 for nobody
	Reason EndKind // the condition that ended it
	Tick   int32
	Hash   uint64
	Teams  []TeamMetrics
}

// Result is how the world came out, once a condition of its end was met. It stays as
// it was then, even if time goes on.
func (w *World) Result() (Result, bool) { return Result{}, false }
