package keeper

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"github.com/klauspost/compress/zstd"

	"playhouse/server/worlds"
)

// checkpointEach is how many bytes of a checkpoint are worth the usual time between
// two: larger ones are saved so much less often. A world of 100,000 agents would else
// write several megabytes a second for as long as it runs.
const checkpointEach = 8 << 20

// worldMost is what a checkpoint may be unpacked to: more is none.
const worldMost = 512 << 20

// frameMagic is how zstd begins (RFC 8878, 3.1.1). Checkpoints of earlier servers are
// not packed, and begin otherwise.
var frameMagic = []byte{0x28, 0xb5, 0x2f, 0xfd} //nolint:gochecknoglobals // a constant

// checkpoint saves where the world is. One that fails is made good by the next.
func (o *owner) checkpoint(ctx context.Context) {
	data := o.course.World.Encode()
	o.saved, o.saveIn = time.Now(), o.w.Times.Checkpoint*time.Duration(1+len(data)/checkpointEach)
	packed, err := pack(data)
	held := true
	if err == nil {
		held, err = o.w.Checkpoints.SaveCheckpoint(ctx, o.lease, worlds.Checkpoint{
			Run: o.course.Run().Number, Tick: o.course.World.Tick(), Through: o.course.Through(), Data: packed,
		})
	}
	switch {
	case err != nil && ctx.Err() == nil:
		o.w.Logger.Warn("a checkpoint was not saved", "session", o.lease.Session, "err", err)
	case err == nil && !held:
		o.lose()
	}
}

// pack makes a checkpoint small: neighbouring columns of agents are much alike.
func pack(data []byte) ([]byte, error) {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("pack a checkpoint: %w", err)
	}
	return w.EncodeAll(data, nil), w.Close()
}

// unpack is a checkpoint as it was before pack.
func unpack(data []byte) ([]byte, error) {
	if !bytes.HasPrefix(data, frameMagic) {
		return data, nil
	}
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(worldMost))
	if err != nil {
		return nil, fmt.Errorf("unpack a checkpoint: %w", err)
	}
	defer r.Close()
	data, err = r.DecodeAll(data, nil)
	if err != nil {
		return nil, fmt.Errorf("unpack a checkpoint: %w", err)
	}
	return data, nil
}
