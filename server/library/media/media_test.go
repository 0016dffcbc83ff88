package media_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"io"
	"testing"

	"playhouse/server/library/media"
	"playhouse/server/library/media/mediatest"
	"playhouse/server/session"
)

// inMemory is a file of a test.
type inMemory struct{ *io.SectionReader }

// Reader reads from the beginning.
func (f inMemory) Reader() *io.SectionReader {
	return io.NewSectionReader(f.SectionReader, 0, f.Size())
}

func file(b []byte) inMemory {
	return inMemory{io.NewSectionReader(bytes.NewReader(b), 0, int64(len(b)))}
}

// look does with a file what is done when it is uploaded.
func look(f media.File, as string) error {
	switch as {
	case mediatest.AsAudio:
		_, err := media.Hear(f, media.DefaultLimits())
		return err
	case mediatest.AsArchive:
		return media.CheckArchive(f, media.DefaultLimits())
	}
	p, err := media.LookAt(context.Background(), f, media.DefaultLimits())
	if err != nil {
		return err
	}
	defer p.Release()
	if err := p.Encode(io.Discard); err != nil {
		return err
	}
	nowhere := media.Output{Tile: func([]byte) error { return nil }, Shown: func(int, []byte) error { return nil }}
	_, err = p.Reduce(nowhere)
	return err
}

func reason(err error) string {
	if known, ok := errors.AsType[*session.Error](err); ok {
		return known.Reason
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func TestHostileFiles(t *testing.T) {
	all := mediatest.Hostile()
	if len(all) < 60 {
		t.Fatalf("only %d", len(all))
	}
	for _, c := range all {
		if err := look(file(c.File), c.As); reason(err) != c.Reason {
			t.Errorf("%s: %v, want %q", c.Name, err, c.Reason)
		}
	}
}

func TestGoodPictures(t *testing.T) {
	m := mediatest.Painted(700, 300, true)
	for name, want := range map[string]struct {
		file       []byte
		size       image.Point
		kept, tile string
	}{
		"png": {mediatest.PNG(m), m.Rect.Max, "png", "jpeg"}, "jpeg": {mediatest.JPEG(m), m.Rect.Max, "jpeg", "jpeg"},
		"png with holes": {mediatest.PNG(mediatest.Painted(700, 300, false)), m.Rect.Max, "png", "png"},
		"gif":            {mediatest.GIF(600, 20, 3), image.Pt(600, 20), "png", "jpeg"},
		"webp":           {mediatest.WebP(601, 7), image.Pt(601, 7), "png", "jpeg"},
		"held":           {mediatest.Held(m, 6), image.Pt(300, 700), "jpeg", "jpeg"},
	} {
		p, err := media.LookAt(t.Context(), file(want.file), media.DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var kept bytes.Buffer
		if err := p.Encode(&kept); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if c, kind, err := image.DecodeConfig(&kept); err != nil || kind != want.kept || image.Pt(c.Width, c.Height) != want.size {
			t.Errorf("%s is kept as %s of %v: %v", name, kind, c, err)
		}
		var tiles []image.Point
		tint, err := p.Reduce(media.Output{
			Tile: func(b []byte) error {
				c, kind, err := image.DecodeConfig(bytes.NewReader(b))
				if kind != want.tile {
					t.Errorf("%s: a tile is %s", name, kind)
				}
				tiles = append(tiles, image.Pt(c.Width, c.Height))
				return err
			},
			Shown: func(int, []byte) error { return nil },
		})
		if err != nil || len(tint) != 7 || len(tiles) != 3 || tiles[2] != want.size.Add(image.Pt(1, 1)).Div(2) {
			t.Errorf("%s: tiles %v, tint %s: %v", name, tiles, tint, err)
		}
	}
}

// A picture that was held sideways stands upright: what was at the left is on top.
func TestOrientation(t *testing.T) {
	red, blue := [3]byte{250, 10, 10}, [3]byte{10, 10, 250}
	m := image.NewNRGBA(image.Rect(0, 0, 64, 32))
	for y := range 32 {
		for x := range 64 {
			c := blue
			if x < 32 {
				c = red
			}
			copy(m.Pix[m.PixOffset(x, y):], append(c[:], 255))
		}
	}
	for orientation, want := range map[byte][2]image.Point{ // where red is, where blue
		1: {{5, 16}, {60, 16}}, 2: {{60, 16}, {5, 16}}, 3: {{60, 16}, {5, 16}}, 4: {{5, 16}, {60, 16}},
		5: {{16, 5}, {16, 60}}, 6: {{16, 5}, {16, 60}}, 7: {{16, 60}, {16, 5}}, 8: {{16, 60}, {16, 5}},
	} {
		p, err := media.LookAt(t.Context(), file(mediatest.Held(m, orientation)), media.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		var kept bytes.Buffer
		if err := p.Encode(&kept); err != nil {
			t.Fatal(err)
		}
		upright, _, err := image.Decode(&kept)
		if err != nil {
			t.Fatal(err)
		}
		for i, at := range want {
			r, _, b, _ := upright.At(at.X, at.Y).RGBA()
			if (r > b) != (i == 0) {
				t.Errorf("held as %d: %v is red %d, blue %d", orientation, at, r>>8, b>>8)
			}
		}
	}
}

func TestGoodSounds(t *testing.T) {
	for name, want := range map[string]struct {
		file         []byte
		kind         string
		milliseconds int32
	}{
		"mp3":    {mediatest.MP3(100), "audio/mpeg", 2612},
		"tagged": {append(append([]byte("ID3\x04\x00\x00\x00\x00\x00\x05title"), mediatest.MP3(100)...), append([]byte("TAG"), make([]byte, 125)...)...), "audio/mpeg", 2612},
		"wav":    {mediatest.WAV(12000), "audio/wav", 1500},
		"flac":   {mediatest.FLAC(100), "audio/flac", 9288},
		"opus":   {mediatest.Opus(3), "audio/ogg", 2994},
		"vorbis": {mediatest.Vorbis(), "audio/ogg", 1000},
		"m4a":    {mediatest.M4A("soun", 90_500), "audio/mp4", 90_500},
	} {
		s, err := media.Hear(file(want.file), media.DefaultLimits())
		if err != nil || s.Type != want.kind || s.Milliseconds != want.milliseconds {
			t.Errorf("%s: %+v %v, want %d ms", name, s, err, want.milliseconds)
		}
	}
}

func TestGoodArchive(t *testing.T) {
	z := mediatest.Zip(mediatest.Entry{Name: "campaign.json", Body: []byte("{}")}, mediatest.Entry{Name: "files/a.png", Body: []byte("png")})
	if err := media.CheckArchive(file(z), media.DefaultLimits()); err != nil {
		t.Error(err)
	}
}

// Levels are cut as the page expects it.
func TestLevels(t *testing.T) {
	for size, want := range map[image.Point]int{{1, 1}: 1, {512, 512}: 1, {513, 1}: 2, {1024, 5}: 2, {1025, 5}: 3, {10000, 10000}: 6, {32768, 32768}: 7} {
		levels := media.Levels(size.X, size.Y)
		if len(levels) != want || levels[0] != (media.Grid{Columns: 1, Rows: 1}) {
			t.Errorf("%v has %v", size, levels)
		}
	}
}
