package maze

import (
	"errors"
	"math"
	"strings"
	"testing"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/session"
)

func TestImagesAreNamedByShape(t *testing.T) {
	t.Parallel()
	for open, want := range map[Side]string{
		North: "tile_dead_end_N", East: "tile_dead_end_E", South: "tile_dead_end_S", West: "tile_dead_end_W",
		North | South: "tile_corridor_NS", East | West: "tile_corridor_EW",
		North | East: "tile_turn_NE", North | West: "tile_turn_NW", South | East: "tile_turn_SE", South | West: "tile_turn_SW",
		allSides &^ North: "tile_t_section_N", allSides &^ East: "tile_t_section_E",
		allSides &^ South: "tile_t_section_S", allSides &^ West: "tile_t_section_W",
		allSides: "tile_crossroad",
	} {
		if got := Image(open); got != want {
			t.Errorf("%s: %s, not %s", Letters(open), got, want)
		}
	}
	if Image(0) != "" || TypeOf(0) != labyrinthv1.TileType_TILE_TYPE_UNSPECIFIED {
		t.Error("a walled-in cell has a picture")
	}
}

func TestBoundsAreRefusedWithTheirField(t *testing.T) {
	t.Parallel()
	for field, specs := range map[string][]Spec{
		"size": {
			{Size: 3}, {Size: 1025}, {Size: -1}, {Generator: labyrinthv1.Generator_GENERATOR_CLASSIC, Size: 11},
		},
		"seed":      {{Size: 8, Seed: strings.Repeat("ä", 101)}, {Size: 8, Seed: "\xff"}},
		"braid":     {{Size: 8, Braid: -0.1}, {Size: 8, Braid: 1.1}, {Size: 8, Braid: math.NaN()}},
		"generator": {{Size: 8, Generator: 9}},
	} {
		for _, s := range specs {
			_, err := Make(s)
			var refused *session.Error
			if !errors.As(err, &refused) || refused.Kind != session.InvalidArgument || refused.Field != field {
				t.Errorf("%+v: %v", s, err)
			}
		}
	}
}

func TestPreviewHasTilesUpToGameSize(t *testing.T) {
	t.Parallel()
	small, err := Preview(&labyrinthv1.PreviewMazeRequest{Size: 64}, "drawn")
	if err != nil || len(small.GetTiles()) != 64*64 || small.GetSeed() != "drawn" || small.GetGenerator() != labyrinthv1.Generator_GENERATOR_DEPTH_FIRST {
		t.Fatalf("%v, %d tiles, seed %q, %v", err, len(small.GetTiles()), small.GetSeed(), small.GetGenerator())
	}
	large, err := Preview(&labyrinthv1.PreviewMazeRequest{Size: 65, Seed: "own"}, "drawn")
	if err != nil || len(large.GetTiles()) != 0 || len(large.GetOpenSides()) != 65*65 || large.GetSeed() != "own" {
		t.Fatalf("%v, %d tiles, seed %q", err, len(large.GetTiles()), large.GetSeed())
	}
	for _, tile := range small.GetTiles() {
		open := small.GetOpenSides()[tile.GetY()*64+tile.GetX()]
		if tile.GetImage() != Image(open) || len(tile.GetOpenDirections()) == 0 || tile.GetCode() == "" {
			t.Fatalf("tile %v", tile)
		}
	}
}

func TestDirectionsAndSidesAgree(t *testing.T) {
	t.Parallel()
	for _, side := range Sides {
		if SideOf(Direction(side)) != side || Opposite(Opposite(side)) != side || Opposite(side) == side {
			t.Errorf("side %d", side)
		}
	}
	if Direction(North|South) != 0 || SideOf(0) != 0 {
		t.Error("no side has a direction")
	}
}
