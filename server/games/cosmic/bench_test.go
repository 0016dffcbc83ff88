package cosmic

import (
	"testing"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// BenchmarkView is what every watcher of a voyage costs at every step, at a place
// with market and yard.
func BenchmarkView(b *testing.B) {
	s := fortune(b, 1, &cosmicv1.CreateRequest{Seed: "bench"}).State()
	for b.Loop() {
		embedded.View(s, viewer)
	}
}
