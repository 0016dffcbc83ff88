package ground_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/games/tabletop/vision"
	"playhouse/server/ground"
)

// board is a picture of 1024 by 768 pixels on a scene of 20 by 15 cells.
var (
	board = ground.Picture{Width: 1024, Height: 768, Tile: ground.TileSide, Levels: 2}
	whole = &tabletopv1.MapPlacement{At: &tabletopv1.Point{}, Width: 20, Height: 15}
)

// known is the ground of a scene that was seen in a rectangle of cells.
func known(width, height float64, x0, y0, x1, y1 float64) *vision.Explored {
	e := vision.NewExplored(width, height)
	if err := e.Change(tabletopv1.FogShape_FOG_SHAPE_RECTANGLE, []plane.Point{{X: x0, Y: y0}, {X: x1, Y: y1}}, 0, false); err != nil {
		panic(err)
	}
	return e
}

func plain(t *testing.T, width, height int, c color.Color, media string) []byte {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			picture.Set(x, y, c)
		}
	}
	var out bytes.Buffer
	var err error
	if media == "image/png" {
		err = png.Encode(&out, picture)
	} else {
		err = jpeg.Encode(&out, picture, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func decoded(t *testing.T, data []byte) image.Image {
	t.Helper()
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func TestWithoutFogTilesGoOutAsTheyAre(t *testing.T) {
	m := ground.MaskOf("a", board, ground.Tile{Level: 1, Column: 1}, whole, nil)
	data := []byte("whatever it is")
	out, err := m.Paint(data, "image/jpeg")
	if !m.All() || m.None() || err != nil || !bytes.Equal(out, data) {
		t.Fatalf("all %v, none %v, %v: %q", m.All(), m.None(), err, out)
	}
}

func TestUnexploredGroundIsNotInTheBytes(t *testing.T) {
	// The left half of the scene was seen: x up to 10 of 20 cells, which is pixel
	// 512 of 1024, or 256 of level 0's 512.
	for _, media := range []string{"image/jpeg", "image/png"} {
		m := ground.MaskOf("a", board, ground.Tile{}, whole, known(20, 15, 0, 0, 10, 15))
		if m.All() || m.None() {
			t.Fatalf("%s: all %v, none %v", media, m.All(), m.None())
		}
		out, err := m.Paint(plain(t, 512, 384, color.RGBA{R: 250, G: 10, B: 10, A: 255}, media), media)
		if err != nil {
			t.Fatal(err)
		}
		picture := decoded(t, out)
		for _, x := range []int{0, 100, 240} {
			if r, _, _, _ := picture.At(x, 200).RGBA(); r < 0xd000 {
				t.Errorf("%s: pixel %d was explored and is dark: %x", media, x, r)
			}
		}
		for x := 272; x < 512; x++ { // beyond the blocks that a JPEG smears over
			for y := 0; y < 384; y += 7 {
				if r, g, b, _ := picture.At(x, y).RGBA(); r+g+b > 0x300 {
					t.Fatalf("%s: pixel %d,%d was never seen and is sent: %x %x %x", media, x, y, r, g, b)
				}
			}
		}
	}
}

// What is beyond the border must not be guessed from what is this side of it: two
// pictures that differ in unexplored ground only become the same bytes.
func TestMaskedTilesOfDifferentSecretsAreEqual(t *testing.T) {
	m := ground.MaskOf("a", board, ground.Tile{}, whole, known(20, 15, 0, 0, 10, 15))
	paint := func(secret color.Color) []byte {
		picture := image.NewRGBA(image.Rect(0, 0, 512, 384))
		for y := range 384 {
			for x := range 512 {
				picture.Set(x, y, color.RGBA{R: uint8(x), G: uint8(y), A: 255})
				if x >= 256 {
					picture.Set(x, y, secret)
				}
			}
		}
		var source bytes.Buffer
		if err := png.Encode(&source, picture); err != nil {
			t.Fatal(err)
		}
		out, err := m.Paint(source.Bytes(), "image/jpeg")
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	if !bytes.Equal(paint(color.White), paint(color.RGBA{B: 200, A: 255})) {
		t.Fatal("the bytes depend on what was never seen")
	}
}

func TestAllThatIsExploredGoesOutAsItIs(t *testing.T) {
	for _, tile := range []ground.Tile{{}, {Level: 1}, {Level: 1, Column: 1, Row: 1}} {
		if m := ground.MaskOf("a", board, tile, whole, known(20, 15, 0, 0, 20, 15)); !m.All() {
			t.Errorf("%+v is not shown whole", tile)
		}
	}
}

func TestNothingIsKnownOfAFarTile(t *testing.T) {
	explored := known(20, 15, 0, 0, 5, 5)
	if m := ground.MaskOf("a", board, ground.Tile{Level: 1, Column: 1, Row: 1}, whole, explored); !m.None() {
		t.Error("the lower right tile shows something")
	}
	if m := ground.MaskOf("a", board, ground.Tile{Level: 1}, whole, explored); m.None() || m.All() {
		t.Errorf("the upper left tile: none %v, all %v", m.None(), m.All())
	}
}

func TestTagChangesOnlyWithWhatIsShown(t *testing.T) {
	tile := ground.Tile{Level: 1}
	tag := func(e *vision.Explored) string { return ground.MaskOf("a", board, tile, whole, e).Tag() }
	before := tag(known(20, 15, 0, 0, 5, 5))
	elsewhere := known(20, 15, 0, 0, 5, 5)
	elsewhere.Union(known(20, 15, 15, 10, 20, 15))
	if before != tag(elsewhere) {
		t.Error("ground elsewhere changed the tag")
	}
	if before == tag(known(20, 15, 0, 0, 6, 5)) {
		t.Error("more is shown under the same tag")
	}
	if before == ground.MaskOf("b", board, tile, whole, known(20, 15, 0, 0, 5, 5)).Tag() {
		t.Error("another picture has the same tag")
	}
}

func TestTurnedPicturesAreMaskedWhereTheyLie(t *testing.T) {
	// Half a turn about the middle: the picture's left upper corner lies at the
	// scene's right lower one.
	turned := &tabletopv1.MapPlacement{At: &tabletopv1.Point{}, Width: 20, Height: 15, Rotation: 180}
	m := ground.MaskOf("a", board, ground.Tile{Level: 1}, turned, known(20, 15, 12, 8, 20, 15))
	if m.None() {
		t.Error("what lies at the seen corner is not shown")
	}
	if m := ground.MaskOf("a", board, ground.Tile{Level: 1}, turned, known(20, 15, 0, 0, 8, 6)); !m.None() {
		t.Error("what lies at the unseen corner is shown")
	}
	quarter := &tabletopv1.MapPlacement{At: &tabletopv1.Point{X: 0, Y: 0}, Width: 20, Height: 20, Rotation: 90}
	square := ground.Picture{Width: 1024, Height: 1024, Levels: 2}
	// A quarter to the right: the picture's upper left quarter comes to the upper
	// right.
	if m := ground.MaskOf("a", square, ground.Tile{Level: 1}, quarter, known(20, 20, 10, 0, 20, 10)); m.None() {
		t.Error("turned the wrong way")
	}
	if m := ground.MaskOf("a", square, ground.Tile{Level: 1}, quarter, known(20, 20, 0, 0, 9, 20)); !m.None() {
		t.Error("turned the wrong way")
	}
}

func TestTilesThatAreNot(t *testing.T) {
	for _, tile := range []ground.Tile{{Level: 2}, {Level: -1}, {Column: 1}, {Level: 1, Column: 2}, {Level: 1, Row: 2}, {Level: 1, Row: -1}} {
		if tile.In(board) == nil {
			t.Errorf("%+v is in the picture", tile)
		}
	}
	for _, tile := range []ground.Tile{{}, {Level: 1, Column: 1, Row: 1}} {
		if err := tile.In(board); err != nil {
			t.Error(err)
		}
	}
}

func BenchmarkMaskAndPaint(b *testing.B) {
	var tile bytes.Buffer
	if err := jpeg.Encode(&tile, image.NewRGBA(image.Rect(0, 0, 512, 512)), nil); err != nil {
		b.Fatal(err)
	}
	explored := known(20, 15, 0, 0, 6, 6)
	for b.Loop() {
		m := ground.MaskOf("a", board, ground.Tile{Level: 1}, whole, explored)
		if _, err := m.Paint(tile.Bytes(), "image/jpeg"); err != nil {
			b.Fatal(err)
		}
	}
}
