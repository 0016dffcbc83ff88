package media_test

import (
	"testing"

	"playhouse/server/library/media"
	"playhouse/server/library/media/mediatest"
)

func seed(f *testing.F, as ...string) {
	f.Helper()
	for _, c := range mediatest.Hostile() {
		for _, one := range as {
			if c.As == one && len(c.File) < 100_000 {
				f.Add(c.File)
			}
		}
	}
}

// Whatever is sent as a sound, it is refused or has a length.
func FuzzHear(f *testing.F) {
	seed(f, mediatest.AsAudio)
	for _, b := range [][]byte{mediatest.MP3(5), mediatest.WAV(9), mediatest.FLAC(2), mediatest.Opus(1), mediatest.Vorbis(), mediatest.M4A("soun", 5)} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := media.Hear(file(b), media.DefaultLimits())
		if err == nil && (s.Milliseconds <= 0 || s.Type == "") {
			t.Errorf("%+v", s)
		}
	})
}

// Whatever is sent as a picture, it is refused, or kept with the size it said it has
// within little memory.
func FuzzPicture(f *testing.F) {
	seed(f, mediatest.AsImage, mediatest.AsMap)
	limits := media.DefaultLimits()
	limits.Memory = 50 << 20
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := media.LookAt(t.Context(), file(b), limits)
		if err != nil {
			return
		}
		defer p.Release()
		if p.Width < 1 || p.Height < 1 || p.Width*p.Height > 50<<20 {
			t.Errorf("%d by %d", p.Width, p.Height)
		}
		if p.Width*p.Height < 1<<16 {
			if _, err := p.Reduce(media.Output{Shown: func(int, []byte) error { return nil }}); err != nil {
				t.Error(err)
			}
		}
	})
}

// Whatever is sent as an archive, looking at its list does no harm.
func FuzzArchive(f *testing.F) {
	seed(f, mediatest.AsArchive)
	f.Fuzz(func(t *testing.T, b []byte) {
		_ = media.CheckArchive(file(b), media.DefaultLimits())
	})
}
