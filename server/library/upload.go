package library

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/blob"
	"playhouse/server/campaign"
	"playhouse/server/session"
)

const (
	// PartSize is how many bytes a part of an upload has, but for the last.
	PartSize = 8 << 20
	// UploadsPath is what the URLs of uploads begin with.
	UploadsPath = "/files/uploads/"
	// uploadLife is how long an upload is kept.
	uploadLife = 24 * time.Hour
)

// State is how far an upload is.
type State int32

// The states of uploads.
const (
	Receiving State = 1
	Complete  State = 2
	Refused   State = 3
)

// Upload is a file on its way.
type Upload struct {
	ID       uuid.UUID
	Campaign uuid.UUID // zero for the archive of a new one
	Folder   uuid.UUID // zero for the top
	Owner    uuid.UUID
	Kind     Kind
	Name     string
	Size     int64
	Received int64
	Parts    []string // keys of the blobs that hold what was received
	State    State
	// Reason and Refusal say why it was refused.
	Reason, Refusal string
	Blob            blob.Hash // of what waits for an import
	Asset           uuid.UUID
	Duplicate       bool
	SecretHash      []byte
	Created         time.Time
	Expires         time.Time
}

// Uploads keeps uploads. Those that are not there or have expired are
// session.NotFound.
type Uploads interface {
	// CreateUpload stores one. Refusals: quota_used_up.
	CreateUpload(ctx context.Context, u Upload, most Quota) error
	Upload(ctx context.Context, id uuid.UUID) (Upload, error)
	UploadBySecret(ctx context.Context, hash []byte) (Upload, error)
	// Receive adds a part to what was received, if that is still where u says; false
	// if not.
	Receive(ctx context.Context, u Upload, part string, size int64) (bool, error)
	// EndUpload stores how an upload ended: its state and what belongs to it, and the
	// asset that it made, as Assets.AddAsset does. The first end counts, and is
	// returned.
	EndUpload(ctx context.Context, u Upload, made *Asset, most Quota) (Upload, error)
	// DeleteUpload forgets one.
	DeleteUpload(ctx context.Context, id uuid.UUID) error
}

// hashOf is what is kept of a secret.
func hashOf(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

func freshSecret() string {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails
	return base64.RawURLEncoding.EncodeToString(raw)
}

func (u Upload) message(secret string) *tabletopv1.Upload {
	m := &tabletopv1.Upload{Id: u.ID.String(), Size: u.Size, Received: u.Received, PartSize: PartSize, ExpiresAt: timestamppb.New(u.Expires)}
	if secret != "" {
		m.Url = UploadsPath + secret
	}
	return m
}

// CreateUpload begins an upload. Its URL is told once.
func (l *Library) CreateUpload(ctx context.Context, r *tabletopv1.CreateUploadRequest) (*tabletopv1.Upload, error) {
	u := Upload{ID: campaign.NewID(), Kind: r.GetKind(), Size: r.GetSize(), State: Receiving, Created: l.Now(), Expires: l.Now().Add(uploadLife)}
	var err error
	if u.Name, err = campaign.CleanName("name", r.GetName()); err != nil {
		return nil, err
	}
	if err := l.small(u.Kind, u.Size); err != nil {
		return nil, err
	}
	if u, err = l.addressed(ctx, r, u); err != nil {
		return nil, err
	}
	secret := freshSecret()
	u.SecretHash = hashOf(secret)
	if err := l.Uploads.CreateUpload(ctx, u, l.Limits.Quota); err != nil {
		return nil, err
	}
	return u.message(secret), nil
}

// addressed says whose an upload is and where it goes to.
func (l *Library) addressed(ctx context.Context, r *tabletopv1.CreateUploadRequest, u Upload) (Upload, error) {
	if r.GetCampaignId() == "" {
		owner, err := uuid.Parse(string(session.CallerFrom(ctx).User))
		switch {
		case err != nil:
			return u, campaign.Missing("account")
		case u.Kind != Archive:
			return u, session.Invalid("campaign_id", "must name a campaign; only the archive of a new one goes without")
		}
		u.Owner = owner
		return u, nil
	}
	m, err := l.Gate.Player(ctx, r.GetCampaignId())
	if err != nil {
		return u, err
	}
	if m.Role != campaign.GM && u.Kind != Image {
		return u, campaign.ErrNotGM
	}
	u.Campaign, u.Owner = m.Campaign, m.User
	if u.Folder, err = campaign.ParseFolder(r.GetFolderId()); err != nil {
		return u, err
	}
	if u.Folder != uuid.Nil {
		if m.Role != campaign.GM {
			return u, campaign.Missing("folder")
		}
		if _, err := l.Folders.Folder(ctx, folderOf(m, u.Folder)); err != nil {
			return u, err
		}
	}
	return u, nil
}

// small refuses what is larger than its kind may be.
func (l *Library) small(k Kind, size int64) error {
	if most := l.Limits.Bytes[k]; size > most {
		return session.Refuse("too_large", "this file is %s large; %s is the most here", megabytes(size), megabytes(most))
	}
	return nil
}

func megabytes(n int64) string {
	const mega = 1 << 20
	return strconv.FormatFloat(float64(n)/mega, 'f', 1, 64) + " MiB"
}

// mine returns an upload of the caller's who is still in its campaign.
func (l *Library) mine(ctx context.Context, id string) (Upload, error) {
	upload, err := uuid.Parse(id)
	if err != nil {
		return Upload{}, errNoUpload
	}
	u, err := l.Uploads.Upload(ctx, upload)
	if err != nil {
		return u, err
	}
	if u.Owner.String() != string(session.CallerFrom(ctx).User) {
		return u, errNoUpload
	}
	if u.Campaign == uuid.Nil {
		return u, nil
	}
	m, err := l.Gate.Player(ctx, u.Campaign.String())
	if err == nil && m.Role != campaign.GM && u.Kind != Image {
		err = campaign.ErrNotGM
	}
	return u, err
}

var errNoUpload = campaign.Missing("upload")

// Progress tells how far an upload is.
func (l *Library) Progress(ctx context.Context, id string) (*tabletopv1.Upload, error) {
	u, err := l.mine(ctx, id)
	if err != nil {
		return nil, err
	}
	return u.message(""), nil
}

// AbortUpload gives an upload up.
func (l *Library) AbortUpload(ctx context.Context, id string) error {
	u, err := l.mine(ctx, id)
	if err != nil {
		return err
	}
	if err := l.Uploads.DeleteUpload(ctx, u.ID); err != nil {
		return err
	}
	return l.drop(ctx, u)
}

// drop removes the parts of an upload.
func (l *Library) drop(ctx context.Context, u Upload) error {
	for _, key := range u.Parts {
		if err := l.Blobs.Delete(ctx, key); err != nil {
			return err
		}
	}
	return nil
}

// Offset tells how far the upload with a secret is.
func (l *Library) Offset(ctx context.Context, secret string) (Upload, error) {
	return l.Uploads.UploadBySecret(ctx, hashOf(secret))
}

// Part is a piece of an upload as it comes in.
type Part struct {
	Offset, Size int64
	Total        int64 // of the whole file as its sender believes; 0 for not said
	Body         io.Reader
}

// PartError says that a part is not the one that is wanted now.
type PartError struct {
	Wanted int64 // offset
	Text   string
}

func (e *PartError) Error() string { return e.Text }

// Receive stores a part. It returns how far the upload is then; *PartError for a
// part that is not wanted. A part counts when all of it is safe; of two that come at
// once, one.
func (l *Library) Receive(ctx context.Context, secret string, p Part) (int64, error) {
	u, err := l.Offset(ctx, secret)
	if err != nil {
		return 0, err
	}
	if err := u.wants(p); err != nil {
		return u.Received, err
	}
	key := blob.Parts + u.ID.String() + "/" + strconv.FormatInt(p.Offset, 10) + "-" + uuid.NewString()
	counted := &counter{from: io.LimitReader(p.Body, p.Size)}
	if err := l.Blobs.Write(ctx, key, whole{counter: counted, size: p.Size}); err != nil {
		return u.Received, err
	}
	won, err := l.Uploads.Receive(ctx, u, key, p.Size)
	if err == nil && won {
		return u.Received + p.Size, nil
	}
	_ = l.Blobs.Delete(context.WithoutCancel(ctx), key) // or the sweep does
	if err != nil {
		return u.Received, err
	}
	if u, err = l.Offset(ctx, secret); err != nil {
		return 0, err
	}
	return u.Received, &PartError{Wanted: u.Received, Text: fmt.Sprintf("another was faster; go on at %d", u.Received)}
}

// wants refuses a part that is not the next one.
func (u Upload) wants(p Part) error {
	wrong := func(format string, args ...any) error {
		return &PartError{Wanted: u.Received, Text: fmt.Sprintf(format, args...)}
	}
	switch {
	case u.State != Receiving || u.Received == u.Size:
		return wrong("all %d bytes have come already", u.Size)
	case p.Total != 0 && p.Total != u.Size:
		return wrong("this upload has %d bytes, not %d", u.Size, p.Total)
	case p.Offset != u.Received:
		return wrong("go on at %d", u.Received)
	case p.Size != min(PartSize, u.Size-u.Received):
		return wrong("a part has %d bytes, and the last what is left: send %d", PartSize, min(PartSize, u.Size-u.Received))
	}
	return nil
}

// counter counts what is read.
type counter struct {
	from io.Reader
	n    int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.n += int64(n)
	return n, err
}

// whole is an error at the end of what is shorter than it should be.
type whole struct {
	*counter

	size int64
}

func (w whole) Read(p []byte) (int, error) {
	n, err := w.counter.Read(p)
	if err == io.EOF && w.n != w.size { //nolint:errorlint // a reader's end is bare
		err = io.ErrUnexpectedEOF
	}
	return n, err
}
