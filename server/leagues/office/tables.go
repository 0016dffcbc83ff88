package office

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/campaign"
	"playhouse/server/games/baseball/lahman"
	"playhouse/server/leagues"
	"playhouse/server/library"
	"playhouse/server/session"
)

// Uploads are files that callers sent; see library.Library.
type Uploads interface {
	OpenUpload(ctx context.Context, kind library.Kind, id string) (library.Opened, error)
}

// ImportRoster makes a team's cards of a season's tables, all or nothing. It returns
// what had to be guessed.
func (o *Office) ImportRoster(ctx context.Context, r *baseballv1.ImportRosterRequest) (*baseballv1.ImportRosterResponse, error) {
	t, l, err := o.teamAndLeague(ctx, r.GetTeamId())
	if err != nil {
		return nil, err
	}
	user, err := caller(ctx)
	if err != nil {
		return nil, err
	}
	files, done, err := o.tables(ctx, r)
	if err != nil {
		return nil, err
	}
	defer done()
	m, err := o.Engine.manager(l)
	if err != nil {
		return nil, err
	}
	made, err := lahman.ImportRoster(files, int(r.GetYear()), r.GetTeamCode(), m.Model.League)
	if err != nil {
		return nil, badTable(err)
	}
	s := squad{rules: m.Model.League, roster: made.Roster}
	c := leagues.Change{Deed: campaign.DeedOf(l.ID.String(), user, r), Team: t, Etag: r.GetEtag()}
	if err := o.dress(ctx, c, s); err != nil {
		return nil, err
	}
	answer := &baseballv1.ImportRosterResponse{Warnings: made.Warnings}
	if answer.Team, err = o.readTeam(ctx, t.ID); err != nil {
		return nil, err
	}
	if t, err = o.Store.Team(ctx, t.ID); err != nil {
		return nil, err
	}
	answer.Cards, err = cardsOf(t)
	return answer, err
}

// badTable says which file, row and column is wrong.
func badTable(err error) error {
	if wrong, ok := errors.AsType[*lahman.Error](err); ok {
		return session.Invalid(strings.ToLower(strings.TrimSuffix(wrong.File, path.Ext(wrong.File))), "%s", wrong)
	}
	return session.Invalid("team_code", "%s", err)
}

// tables are the files of a request, or of the zip that it names.
func (o *Office) tables(ctx context.Context, r *baseballv1.ImportRosterRequest) (fs.FS, func(), error) {
	if r.GetUploadId() == "" {
		return folder{
			"Batting.csv": inMemory(r.GetBatting()), "Pitching.csv": inMemory(r.GetPitching()), "Fielding.csv": inMemory(r.GetFielding()),
			"People.csv": inMemory(r.GetPeople()), "Teams.csv": inMemory(r.GetTeams()),
		}, func() {}, nil
	}
	upload, err := o.Uploads.OpenUpload(ctx, library.Archive, r.GetUploadId())
	if err != nil {
		return nil, nil, err
	}
	z, err := zip.NewReader(upload, upload.Size)
	if err != nil {
		_ = upload.Close()
		return nil, nil, session.Invalid("upload_id", "is no zip: %s", err)
	}
	all := folder{}
	for _, f := range z.File {
		if name := path.Base(f.Name); all[name] == nil && !f.Mode().IsDir() {
			all[name] = unpacked(f)
		}
	}
	return all, func() { _ = upload.Close() }, nil
}

// folder are files by name, wherever in a zip they lie.
type folder map[string]func() (io.ReadCloser, int64, error)

// unpackedMost is the largest table in bytes: 150 years of batting have 10 MiB.
const unpackedMost = 128 << 20

func unpacked(f *zip.File) func() (io.ReadCloser, int64, error) {
	return func() (io.ReadCloser, int64, error) {
		if f.UncompressedSize64 > unpackedMost {
			return nil, 0, session.Refuse("too_large", "unpacked, %s has more than %d MiB", path.Base(f.Name), unpackedMost>>20)
		}
		r, err := f.Open()
		return r, int64(f.UncompressedSize64), err
	}
}

func inMemory(data []byte) func() (io.ReadCloser, int64, error) {
	if len(data) == 0 {
		return nil
	}
	return func() (io.ReadCloser, int64, error) {
		return io.NopCloser(bytes.NewReader(data)), int64(len(data)), nil
	}
}

// Open opens a table.
func (f folder) Open(name string) (fs.File, error) {
	open := f[name]
	if open == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	r, size, err := open()
	if err != nil {
		return nil, err
	}
	return &table{Reader: io.LimitReader(r, size), Closer: r, name: name, size: size}, nil
}

// table is an open one, and says of itself what fs.FileInfo asks.
type table struct {
	io.Reader
	io.Closer

	name string
	size int64
}

func (t *table) Stat() (fs.FileInfo, error) { return t, nil }
func (t *table) Name() string               { return t.name }
func (t *table) Size() int64                { return t.size }
func (*table) Mode() fs.FileMode            { return 0o400 }
func (*table) ModTime() time.Time           { return time.Time{} }
func (*table) IsDir() bool                  { return false }
func (*table) Sys() any                     { return nil }
