package tabletop

import (
	"math"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// channelsMost is how many things sound at once.
const channelsMost = 50

// ChangeDisplay changes what the players' screens look like.
func (Game) ChangeDisplay(t session.Turn, s State, r *tabletopv1.ChangeDisplayRequest) ([]*tabletopv1.Event, error) {
	seat, err := s.master(t)
	d := r.GetDisplay()
	switch {
	case err != nil:
		return nil, err
	case d == nil:
		return nil, session.Invalid("display", "say what it shall be")
	case d.GetRotation()%90 != 0: //nolint:mnd // a quarter
		return nil, session.Invalid("display.rotation", "0, 90, 180 or 270")
	case d.GetBrightness() != 0 && !(d.GetBrightness() >= 0.1 && d.GetBrightness() <= 1): //nolint:mnd // the contract's; also what is no number
		return nil, session.Invalid("display.brightness", "0.1 to 1, or 0 for 1")
	case alike(s.display, d):
		return nil, nil
	}
	return []*tabletopv1.Event{{Kind: &tabletopv1.Event_DisplayChanged_{
		DisplayChanged: &tabletopv1.Event_DisplayChanged{Display: d, Seat: seat.GetSeat()},
	}}}, nil
}

// ChangeAudio plays, pauses, seeks, stops and fades. When it was so is the
// server's to say.
func (Game) ChangeAudio(t session.Turn, s State, r *tabletopv1.ChangeAudioRequest) ([]*tabletopv1.Event, error) {
	seat, err := s.master(t)
	if err != nil {
		return nil, err
	}
	_, known := s.channels[r.GetChannel().GetId()]
	switch c := r.GetChannel(); {
	case c.GetId() == "":
		return nil, session.Invalid("channel.id", "name it")
	case !(c.GetVolume() >= 0 && c.GetVolume() <= 1):
		return nil, session.Invalid("channel.volume", "0 to 1")
	case len(c.GetAssetIds()) == 0 && !known:
		return nil, nil
	case len(c.GetAssetIds()) > 0 && int(c.GetTrack()) >= len(c.GetAssetIds()):
		return nil, session.Invalid("channel.track", "there are %d tracks, counted from 0", len(c.GetAssetIds()))
	case !known && len(s.channels) >= channelsMost:
		return nil, session.Refuse("too_many", "at most %d channels; end one first", channelsMost)
	}
	c := proto.CloneOf(r.GetChannel())
	c.StartedAt = timestamppb.New(t.Now)
	if c.GetShuffle() && c.GetSeed() == 0 {
		c.Seed = int32(t.Dice.Die(math.MaxInt32))
	}
	return []*tabletopv1.Event{{Kind: &tabletopv1.Event_AudioChanged_{
		AudioChanged: &tabletopv1.Event_AudioChanged{Channel: c, Seat: seat.GetSeat()},
	}}}, nil
}

// PlaySound plays a sound once, for all who listen now.
func (Game) PlaySound(t session.Turn, s State, r *tabletopv1.PlaySoundRequest) ([]*tabletopv1.Event, error) {
	seat, err := s.master(t)
	switch {
	case err != nil:
		return nil, err
	case !(r.GetVolume() >= 0 && r.GetVolume() <= 1):
		return nil, session.Invalid("volume", "0 to 1")
	}
	return []*tabletopv1.Event{{Kind: &tabletopv1.Event_Sounded_{
		Sounded: &tabletopv1.Event_Sounded{AssetId: r.GetAssetId(), Volume: r.GetVolume(), Seat: seat.GetSeat()},
	}}}, nil
}
