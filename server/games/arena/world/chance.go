package world

// purpose keeps draws for one agent at one tick apart.
type purpose uint64

const (
	drawWander purpose = iota + 1
	drawDamage
	drawSense
	drawPush
	drawStart
	drawPlace
	drawPlaceFar
	drawMap
)

// draw is a number from 0 to below 1 that follows from the seed, an agent (or another
// counter), the tick and what it is for: no generator is kept, so the order of draws
// does not matter. The mixing is that of splitmix64 (Steele, Lea, Flood 2014), twice.
func draw(seed uint64, agent, tick int32, p purpose) float64 {
	h := mix(seed + (uint64(uint32(agent))<<32 | uint64(uint32(tick))))
	h = mix(h + uint64(p)*0x9e3779b97f4a7c15)
	return float64(h>>11) * (1.0 / (1 << 53))
}

func mix(z uint64) uint64 {
	z += 0x9e3779b97f4a7c15
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb
	return z ^ (z >> 31)
}

// seedOf is the FNV-1a hash of a seed's text.
func seedOf(text string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	return h
}

func (w *World) draw(agent int32, p purpose) float64 { return draw(w.seed, agent, w.tick, p) }
