package library

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"strconv"

	"playhouse/server/blob"
	"playhouse/server/library/media"
)

// keep stores a picture or a sound, and returns what is known of it.
func (l *Library) keep(ctx context.Context, k Kind, f *blob.Spool) (*Asset, error) {
	switch k {
	case Map, Image:
		return l.keepPicture(ctx, k, f)
	case Audio:
		s, err := media.Hear(f, l.Limits.Media)
		if err != nil {
			return nil, err
		}
		a := &Asset{Blob: f.Hash(), MediaType: s.Type, Size: f.Size(), Milliseconds: s.Milliseconds}
		return a, l.Blobs.Put(ctx, f)
	}
	return nil, fmt.Errorf("there are no assets of kind %v", k)
}

// keepPicture stores a picture anew, without anything but its pixels, and what is
// derived from it. Its bytes come last: where they are, all is.
func (l *Library) keepPicture(ctx context.Context, k Kind, f *blob.Spool) (*Asset, error) {
	p, err := media.LookAt(ctx, f, l.Limits.Media)
	if err != nil {
		return nil, err
	}
	defer p.Release()
	kept, err := l.Blobs.NewSpool()
	if err != nil {
		return nil, err
	}
	defer func() { _ = kept.Close() }()
	if err := l.encode(ctx, p, f, kept); err != nil {
		return nil, err
	}
	a := &Asset{Blob: kept.Hash(), MediaType: p.Type, Size: kept.Size(), Width: int32(p.Width), Height: int32(p.Height)}
	out := media.Output{Shown: func(side int, b []byte) error {
		return l.Blobs.Write(ctx, a.Blob.Key(strconv.Itoa(side)), bytes.NewReader(b))
	}}
	var tiles *pack
	if k == Map {
		if tiles, err = l.newPack(); err != nil {
			return nil, err
		}
		defer tiles.close()
		out.Tile = tiles.add
		a.TileLevels = int32(len(media.Levels(p.Width, p.Height)))
	}
	if a.Tint, err = p.Reduce(out); err != nil {
		return nil, err
	}
	if tiles != nil {
		if err := l.Blobs.Write(ctx, a.Blob.Key(packName), tiles.reader()); err != nil {
			return nil, err
		}
	}
	return a, l.Blobs.Put(ctx, kept)
}

// encode writes a picture anew. One that was written by this server before, as an
// export brings it back, stays as it is: it would lose a little each time.
func (l *Library) encode(ctx context.Context, p *media.Picture, f, kept *blob.Spool) error {
	// Only what is made of pictures has smaller ones beside it.
	known, err := l.Blobs.Fresh(ctx, f.Hash().Key(strconv.Itoa(media.Small)))
	if err != nil {
		return err
	}
	if known {
		_, err = io.Copy(kept, f.Reader())
		return err
	}
	return p.Encode(kept)
}

// pack is all tiles of a map in one blob, with a table in front: thousands of small
// blobs would take far longer to write, to list and to sweep.
type pack struct {
	tiles *blob.Spool
	ends  []int64
}

const (
	packName = "tiles"
	// offsetSize is the size of an entry of the table: where a tile ends, counted from
	// the end of the table.
	offsetSize = 8
)

func (l *Library) newPack() (*pack, error) {
	f, err := l.Blobs.NewSpool()
	return &pack{tiles: f}, err
}

func (p *pack) close() { _ = p.tiles.Close() }

func (p *pack) add(b []byte) error {
	_, err := p.tiles.Write(b)
	p.ends = append(p.ends, p.tiles.Size())
	return err
}

func (p *pack) reader() io.Reader {
	var table []byte
	for _, end := range p.ends {
		table = binary.BigEndian.AppendUint64(table, uint64(end))
	}
	return io.MultiReader(bytes.NewReader(table), p.tiles.Reader())
}
