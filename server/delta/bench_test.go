package delta_test

import (
	"fmt"
	"maps"
	"testing"

	"google.golang.org/protobuf/proto"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/delta"
)

// station is a view with 400 revealed tiles and six figures.
func station() *labyrinthv1.View {
	v := &labyrinthv1.View{
		Turn: 12, Options: &labyrinthv1.Options{Size: 20, Scenario: "rescue"},
		Tiles: map[int32]*labyrinthv1.Tile{}, Figures: map[string]*labyrinthv1.Figure{},
	}
	for i := range int32(400) {
		v.Tiles[i] = &labyrinthv1.Tile{
			X: i % 20, Y: i / 20, Type: labyrinthv1.TileType_TILE_TYPE_TURN, Image: "turn-technical", Code: fmt.Sprintf("T-ES-%d", i),
			OpenDirections: []labyrinthv1.Direction{labyrinthv1.Direction_DIRECTION_EAST, labyrinthv1.Direction_DIRECTION_SOUTH},
			Theme:          labyrinthv1.Theme_THEME_TECHNICAL, OnTable: true, RevealedTurn: i / 40,
		}
	}
	for i := range int32(6) {
		id := fmt.Sprintf("p%d", i+1)
		v.Figures[id] = &labyrinthv1.Figure{
			Id: id, CharacterId: "engineer", Name: "The engineer", Cell: &labyrinthv1.Cell{X: i, Y: i},
			Health: 20, MaxHealth: 25, Items: []*labyrinthv1.Item{{Id: "i1", Name: "lamp"}, {Id: "i2", Name: "key"}},
		}
	}
	return v
}

// moved is station after p1 has walked; it shares the tiles, as views that are
// computed from shared state do.
func moved(v *labyrinthv1.View) *labyrinthv1.View {
	next, _ := proto.Clone(v).(*labyrinthv1.View)
	maps.Copy(next.GetTiles(), v.GetTiles())
	next.Figures["p1"].Cell.X = 9
	return next
}

func TestStation(t *testing.T) {
	base := station()
	patch, changed := delta.Diff(base, moved(base))
	if len(changed) != 1 || changed[0] != `figures["p1"].cell` || proto.Size(patch) > 16 {
		t.Errorf("%v, %d bytes", changed, proto.Size(patch))
	}
}

// BenchmarkDiff compares a view of 400 tiles with the next, in which one figure
// has moved: with tiles shared by both and with tiles made anew.
func BenchmarkDiff(b *testing.B) {
	base := station()
	shared := moved(base)
	b.Run("shared", func(b *testing.B) { benchmarkDiff(b, base, shared) })
	b.Run("copied", func(b *testing.B) { benchmarkDiff(b, base, proto.Clone(shared)) })
	b.Run("same", func(b *testing.B) { benchmarkDiff(b, base, base) })
}

func benchmarkDiff(b *testing.B, base, next proto.Message) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		delta.Diff(base, next)
	}
}

func BenchmarkApply(b *testing.B) {
	base := station()
	patch, changed := delta.Diff(base, moved(base))
	b.ReportAllocs()
	for b.Loop() {
		if err := delta.Apply(base, patch, changed); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkEqual is the yardstick: what comparing alone costs.
func BenchmarkEqual(b *testing.B) {
	base := station()
	next := proto.Clone(base)
	b.ReportAllocs()
	for b.Loop() {
		proto.Equal(base, next)
	}
}
