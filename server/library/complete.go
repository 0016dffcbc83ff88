package library

import (
	"context"
	"errors"
	"io"

	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/blob"
	"playhouse/server/campaign"
	"playhouse/server/library/media"
	"playhouse/server/session"
)

// Complete looks at what was uploaded and makes an asset of it, once. What is
// refused is refused for good: its bytes will not get better.
func (l *Library) Complete(ctx context.Context, id string) (*tabletopv1.CompleteUploadResponse, error) {
	u, err := l.mine(ctx, id)
	if err != nil {
		return nil, err
	}
	if u.State == Receiving {
		if u, err = l.end(ctx, u); err != nil {
			return nil, err
		}
	}
	if u.State == Refused {
		return nil, session.Refuse(u.Reason, "%s", u.Refusal)
	}
	answer := &tabletopv1.CompleteUploadResponse{Duplicate: u.Duplicate}
	if waits(u.Kind) {
		return answer, nil
	}
	m, err := l.Gate.Player(ctx, u.Campaign.String())
	if err != nil {
		return nil, err
	}
	a, err := l.Assets.Asset(ctx, u.Asset)
	if err != nil {
		return nil, err
	}
	answer.Asset = l.seen(m, a)
	return answer, nil
}

// waits is true for what makes no asset but waits for an import.
func waits(k Kind) bool { return k == Archive || k == Scene || k == Creatures }

// end makes of an upload what it comes to.
func (l *Library) end(ctx context.Context, u Upload) (Upload, error) {
	if u.Received < u.Size {
		return u, session.Refuse("upload_incomplete", "%d of %d bytes have come; send the rest first", u.Received, u.Size)
	}
	f, err := l.Blobs.Spool(ctx, l.joined(ctx, u), u.Size)
	if err != nil {
		return l.endedBy(ctx, u, err)
	}
	defer func() { _ = f.Close() }()
	if !waits(u.Kind) {
		done, err := l.look(ctx)
		if err != nil {
			return u, err
		}
		defer done()
		// A twin of this call may have ended it while this one waited.
		if now, err := l.Uploads.Upload(ctx, u.ID); err != nil || now.State != Receiving {
			return now, err
		}
	}
	judged, made, err := l.judged(ctx, u, f)
	if err != nil {
		return u, err
	}
	ended, err := l.Uploads.EndUpload(ctx, judged, made, l.Limits.Quota)
	if err != nil {
		return u, err
	}
	_ = l.drop(context.WithoutCancel(ctx), u) // or the sweep does
	return ended, nil
}

// endedBy is an upload whose parts could not be read, because a twin of this call
// ended it and removed them.
func (l *Library) endedBy(ctx context.Context, u Upload, err error) (Upload, error) {
	if !errors.Is(err, blob.ErrMissing) {
		return u, err
	}
	now, e := l.Uploads.Upload(ctx, u.ID)
	if e != nil || now.State != Receiving {
		return now, e
	}
	return u, err
}

// look waits until nobody else looks at a picture.
func (l *Library) look(ctx context.Context) (done func(), err error) {
	select {
	case l.looking <- struct{}{}:
		return func() { <-l.looking }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// judged keeps the bytes of an upload, or says why not.
func (l *Library) judged(ctx context.Context, u Upload, f *blob.Spool) (Upload, *Asset, error) {
	var (
		made *Asset
		err  error
	)
	if waits(u.Kind) {
		u.Blob, err = l.keepWaiting(ctx, u.Kind, f)
	} else {
		made, err = l.keep(ctx, u.Kind, f)
	}
	if refusal, ok := errors.AsType[*session.Error](err); ok {
		u.State, u.Reason, u.Refusal = Refused, refusal.Reason, refusal.Message
		return u, nil, nil
	}
	if err != nil {
		return u, nil, err
	}
	u.State = Complete
	if made != nil {
		made.ID, made.Campaign, made.Folder, made.Owner = campaign.NewID(), u.Campaign, u.Folder, u.Owner
		made.Kind, made.Name, made.Created = u.Kind, u.Name, l.Now()
	}
	return u, made, nil
}

// joined reads the parts of an upload one after the other.
func (l *Library) joined(ctx context.Context, u Upload) io.Reader {
	all := make([]io.Reader, 0, len(u.Parts))
	for _, key := range u.Parts {
		all = append(all, &lazy{open: func() (io.ReadCloser, error) { return l.Blobs.Open(ctx, key, blob.Range{}) }})
	}
	return io.MultiReader(all...)
}

// lazy opens what it reads when it is read, and closes it at its end.
type lazy struct {
	open func() (io.ReadCloser, error)
	from io.ReadCloser
}

func (r *lazy) Read(p []byte) (int, error) {
	if r.from == nil {
		from, err := r.open()
		if err != nil {
			return 0, err
		}
		r.from = from
	}
	n, err := r.from.Read(p)
	if err != nil {
		_ = r.from.Close()
	}
	return n, err
}

// keepWaiting keeps what an import reads later.
func (l *Library) keepWaiting(ctx context.Context, k Kind, f *blob.Spool) (blob.Hash, error) {
	if k == Archive {
		if err := media.CheckArchive(f, l.Limits.Media); err != nil {
			return "", err
		}
	}
	return f.Hash(), l.Blobs.Put(ctx, f)
}

// Incoming is a file that comes by another way than an upload.
type Incoming struct {
	Kind          Kind
	Name          string
	Folder        uuid.UUID // zero for the top
	PixelsPerCell float64
	Source        io.Reader
}

// Add puts a file into the library of the member's campaign, as CompleteUpload
// does. It is true when the campaign had the file already, and this is it.
func (l *Library) Add(ctx context.Context, m campaign.Membership, in Incoming) (Asset, bool, error) {
	a, err := l.Examine(ctx, in)
	if err != nil {
		return a, false, err
	}
	a.ID, a.Campaign, a.Owner = campaign.NewID(), m.Campaign, m.User
	return l.Assets.AddAsset(ctx, a, l.Limits.Quota)
}

// Examine looks at a file as if it was uploaded and keeps its bytes. No campaign
// names them yet: who does not make one of it within hours loses them.
func (l *Library) Examine(ctx context.Context, in Incoming) (Asset, error) {
	if in.Kind != Map && in.Kind != Image && in.Kind != Audio {
		return Asset{}, session.Refuse("wrong_type", "there are maps, pictures and sounds in a library, and nothing else")
	}
	name, err := campaign.CleanName("name", in.Name)
	if err != nil {
		return Asset{}, err
	}
	f, err := l.Blobs.Spool(ctx, in.Source, l.Limits.Bytes[in.Kind])
	if err != nil {
		return Asset{}, err
	}
	defer func() { _ = f.Close() }()
	if err := l.small(in.Kind, f.Size()); err != nil {
		return Asset{}, err
	}
	done, err := l.look(ctx)
	if err != nil {
		return Asset{}, err
	}
	defer done()
	a, err := l.keep(ctx, in.Kind, f)
	if err != nil {
		return Asset{}, err
	}
	a.Kind, a.Name, a.Folder, a.PixelsPerCell, a.Created = in.Kind, name, in.Folder, in.PixelsPerCell, l.Now()
	return *a, nil
}

// Discard takes back what Add did, unless it is in use by now.
func (l *Library) Discard(ctx context.Context, a Asset) error {
	return l.Remover.DeleteAsset(ctx, a, false)
}
