package manager

import (
	"testing"

	"playhouse/server/games/baseball/atbat"
)

// BenchmarkNew is what a league costs when its first game is played.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(atbat.NewModel(pd.Model.League))
	}
}
