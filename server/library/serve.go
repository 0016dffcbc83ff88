package library

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"sync"

	"github.com/google/uuid"

	"playhouse/server/blob"
	"playhouse/server/campaign"
	"playhouse/server/library/media"
	"playhouse/server/session"
)

// OpenAsset reads the bytes of an asset of a campaign.
func (l *Library) OpenAsset(ctx context.Context, in, id uuid.UUID) (io.ReadCloser, Asset, error) {
	a, err := l.Assets.Asset(ctx, id)
	if err == nil && a.Campaign != in {
		err = errNoAsset
	}
	if err != nil {
		return nil, a, err
	}
	r, err := l.Blobs.Open(ctx, a.Blob.Key(blob.Bytes), blob.Range{})
	if err != nil {
		return nil, a, orNoFile(err)
	}
	return r, a, nil
}

func orNoFile(err error) error {
	if errors.Is(err, blob.ErrMissing) {
		return errNoFile
	}
	return err
}

// Has tells whether a campaign has an asset, and of what kind.
func (l *Library) Has(ctx context.Context, in uuid.UUID, asset string) (Kind, bool, error) {
	id, err := uuid.Parse(asset)
	if err != nil {
		return 0, false, nil //nolint:nilerr // what is no id is not there
	}
	a, err := l.Assets.Asset(ctx, id)
	if known, ok := errors.AsType[*session.Error](err); ok && known.Kind == session.NotFound {
		return 0, false, nil
	}
	return a.Kind, err == nil && a.Campaign == in, err
}

// Map returns a map of a campaign.
func (l *Library) Map(ctx context.Context, in uuid.UUID, asset string) (Asset, error) {
	id, err := uuid.Parse(asset)
	if err != nil {
		return Asset{}, errNoAsset
	}
	a, err := l.Assets.Asset(ctx, id)
	if err == nil && (a.Campaign != in || a.Kind != Map) {
		err = errNoAsset
	}
	return a, err
}

// packs remembers the tables of the maps that were asked for last.
type packs struct {
	mu     sync.Mutex
	tables map[blob.Hash][]byte
}

// tablesMost is how many are remembered: the largest has 44 kB.
const tablesMost = 256

func (l *Library) table(ctx context.Context, h blob.Hash, entries int64) ([]byte, error) {
	l.packs.mu.Lock()
	table, ok := l.packs.tables[h]
	l.packs.mu.Unlock()
	if ok {
		return table, nil
	}
	r, err := l.Blobs.Open(ctx, h.Key(packName), blob.Range{Length: entries * offsetSize})
	if err != nil {
		return nil, orNoFile(err)
	}
	defer func() { _ = r.Close() }()
	table = make([]byte, entries*offsetSize)
	if _, err := io.ReadFull(r, table); err != nil {
		return nil, err
	}
	l.packs.mu.Lock()
	defer l.packs.mu.Unlock()
	if l.packs.tables == nil || len(l.packs.tables) >= tablesMost {
		l.packs.tables = map[blob.Hash][]byte{}
	}
	l.packs.tables[h] = table
	return table, nil
}

// Tile reads one of a map: the file and its type. Level 0 is one tile, each next
// level twice as fine.
func (l *Library) Tile(ctx context.Context, a Asset, level, column, row int) (tile []byte, mediaType string, err error) {
	levels := media.Levels(int(a.Width), int(a.Height))
	if a.TileLevels == 0 || level < 0 || level >= len(levels) {
		return nil, "", errNoFile
	}
	if g := levels[level]; column < 0 || row < 0 || column >= g.Columns || row >= g.Rows {
		return nil, "", errNoFile
	}
	// The finest level comes first.
	at, entries := row*levels[level].Columns+column, 0
	for i, g := range levels {
		entries += g.Columns * g.Rows
		if i > level {
			at += g.Columns * g.Rows
		}
	}
	table, err := l.table(ctx, a.Blob, int64(entries))
	if err != nil {
		return nil, "", err
	}
	var begin int64
	if at > 0 {
		begin = int64(binary.BigEndian.Uint64(table[(at-1)*offsetSize:]))
	}
	end := int64(binary.BigEndian.Uint64(table[at*offsetSize:]))
	r, err := l.Blobs.Open(ctx, a.Blob.Key(packName), blob.Range{Offset: int64(len(table)) + begin, Length: end - begin})
	if err != nil {
		return nil, "", orNoFile(err)
	}
	defer func() { _ = r.Close() }()
	tile, err = io.ReadAll(r)
	if bytes.HasPrefix(tile, []byte("\x89PNG")) {
		return tile, media.PNG, err
	}
	return tile, media.JPEG, err
}

// ReadUpload returns the bytes of an upload that waits for an import; see
// bestiary.Uploads.
func (l *Library) ReadUpload(ctx context.Context, m campaign.Membership, u campaign.Waiting) ([]byte, error) {
	one, err := l.waiting(ctx, m.User, u.Kind, u.ID)
	switch {
	case err != nil:
		return nil, err
	case one.Campaign != m.Campaign:
		return nil, errNoUpload
	case one.Size > u.Most:
		return nil, session.Refuse("too_large", "this file is %s large; %s is the most here", megabytes(one.Size), megabytes(u.Most))
	}
	r, err := l.Blobs.Open(ctx, one.Blob.Key(blob.Bytes), blob.Range{})
	if err != nil {
		return nil, orNoFile(err)
	}
	defer func() { _ = r.Close() }()
	return io.ReadAll(r)
}

// waiting returns an upload of the user's that is complete and waits for an import.
func (l *Library) waiting(ctx context.Context, user uuid.UUID, k Kind, id string) (Upload, error) {
	upload, err := uuid.Parse(id)
	if err != nil {
		return Upload{}, errNoUpload
	}
	u, err := l.Uploads.Upload(ctx, upload)
	if err == nil && (u.Owner != user || u.Kind != k || u.State != Complete || !waits(k)) {
		err = errNoUpload
	}
	return u, err
}

// Opened is an upload that waits for an import, on this machine: it can be read in
// any order, and by several. Close it.
type Opened struct {
	*io.SectionReader

	Name string
	Size int64
	file *blob.Spool
}

// Close removes the copy.
func (o Opened) Close() error { return o.file.Close() }

// OpenUpload opens a complete upload of the caller's that waits for an import.
func (l *Library) OpenUpload(ctx context.Context, k Kind, id string) (Opened, error) {
	user, err := uuid.Parse(string(session.CallerFrom(ctx).User))
	if err != nil {
		return Opened{}, errNoUpload
	}
	u, err := l.waiting(ctx, user, k, id)
	if err != nil {
		return Opened{}, err
	}
	r, err := l.Blobs.Open(ctx, u.Blob.Key(blob.Bytes), blob.Range{})
	if err != nil {
		return Opened{}, orNoFile(err)
	}
	defer func() { _ = r.Close() }()
	f, err := l.Blobs.Spool(ctx, r, u.Size)
	if err != nil {
		return Opened{}, err
	}
	return Opened{SectionReader: f.Reader(), Name: u.Name, Size: f.Size(), file: f}, nil
}
