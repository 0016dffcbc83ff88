package media

import (
	"errors"
	"math"
	"strings"
	"time"

	"playhouse/server/session"
)

// Sound is what is known of a sound.
type Sound struct {
	Type         string
	Milliseconds int32
}

// Hear walks over the frames of a sound, without decoding them: it is one, it is
// whole, and it is no longer than it may be. What headers say of the length is not
// believed where the frames can be counted.
func Hear(f File, l Limits) (Sound, error) {
	kind, walk := soundOf(f)
	if walk == nil {
		return Sound{}, wrong(f, "an MP3, Ogg, WAV, FLAC or M4A sound")
	}
	seconds, err := walk(f)
	if refusal, ok := errors.AsType[*session.Error](err); ok {
		return Sound{}, refusal
	}
	if err != nil {
		return Sound{}, damaged("sound", err)
	}
	if math.IsNaN(seconds) || seconds <= 0 {
		return Sound{}, damaged("sound", errors.New("it has no length"))
	}
	if seconds > l.Length.Seconds() {
		const rounded = time.Second
		return Sound{}, session.Refuse("too_long", "this sound plays for more than %v; cut it, or play it as several", l.Length.Round(rounded))
	}
	const inASecond = 1000
	return Sound{Type: kind, Milliseconds: max(1, int32(math.Round(seconds*inASecond)))}, nil
}

func soundOf(f File) (kind string, walk func(File) (seconds float64, err error)) {
	b := string(head(f, 12))
	switch {
	case strings.HasPrefix(b, "OggS"):
		return "audio/ogg", walkOgg
	case strings.HasPrefix(b, "fLaC"):
		return "audio/flac", walkFLAC
	case strings.HasPrefix(b, "RIFF") && strings.HasSuffix(b, "WAVE"):
		return "audio/wav", walkWAV
	case len(b) == 12 && b[4:8] == "ftyp":
		return "audio/mp4", walkM4A
	case strings.HasPrefix(b, "ID3"), len(b) >= 4 && mp3FrameAt([]byte(b)).size > 0:
		return "audio/mpeg", walkMP3
	}
	return "", nil
}
