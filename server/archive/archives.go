package archive

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
	"playhouse/server/library"
	"playhouse/server/session"
)

// Store keeps campaigns.
type Store interface {
	Jobs
	// ReadCampaign lets f see all of a campaign at one moment.
	ReadCampaign(ctx context.Context, id uuid.UUID, f func(Whole) error) error
	// FoundCampaign stores a campaign with all that is in it, once, and returns the
	// id of what the deed made.
	FoundCampaign(ctx context.Context, d campaign.Deed, f Founding) (uuid.UUID, error)
}

// Files are the bytes of libraries.
type Files interface {
	// OpenAsset opens an asset's bytes.
	OpenAsset(ctx context.Context, campaign, asset uuid.UUID) (io.ReadCloser, library.Asset, error)
	// Examine looks at a file as if it was uploaded and keeps its bytes; no campaign
	// names them yet.
	Examine(ctx context.Context, in library.Incoming) (library.Asset, error)
	// OpenUpload opens a complete upload of the caller's.
	OpenUpload(ctx context.Context, kind library.Kind, id string) (library.Opened, error)
	// Publish keeps a file for a day, for the game masters of a campaign, and returns
	// its address.
	Publish(ctx context.Context, m campaign.Membership, p library.Parcel) (url string, err error)
	// Resign makes a published file's address one for another member.
	Resign(m campaign.Membership, address string) string
}

// Archives packs campaigns and unpacks them.
type Archives struct {
	Gate      campaign.Gate
	Campaigns *campaign.Campaigns
	Store     Store
	Files     Files
	// Go carries out work that outlasts a call, until the server stops.
	Go     func(work func(context.Context))
	Logger *slog.Logger
	Now    func() time.Time
	// Most is how many bytes the files of a campaign may have.
	Most int64

	one sync.Mutex // imports
}

// Export begins to pack a campaign.
func (a *Archives) Export(ctx context.Context, r *tabletopv1.ExportCampaignRequest) (string, error) {
	m, err := a.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return "", err
	}
	now := a.Now()
	j := Job{ID: campaign.NewID(), Campaign: m.Campaign, User: m.User, WithoutFiles: r.GetWithoutFiles(), At: now, Expires: now.Add(kept)}
	if err := a.Store.CreateExport(ctx, j); err != nil {
		return "", err
	}
	caller := session.CallerFrom(ctx)
	a.Go(func(ctx context.Context) { a.pack(session.WithCaller(ctx, caller), m, j) })
	return j.ID.String(), nil
}

// Progress tells how far a packing is.
func (a *Archives) Progress(ctx context.Context, r *tabletopv1.GetExportRequest) (*tabletopv1.GetExportResponse, error) {
	m, err := a.Gate.GM(ctx, r.GetCampaignId())
	if err != nil {
		return nil, err
	}
	id, err := uuid.Parse(r.GetExportId())
	if err != nil {
		return nil, campaign.Missing("export")
	}
	j, err := a.Store.Export(ctx, m.Campaign, id, a.Now())
	if err != nil {
		return nil, err
	}
	if j.dead(a.Now()) {
		j.Failure = "the server was stopped while it packed; export the campaign again"
	}
	answer := &tabletopv1.GetExportResponse{Progress: j.Progress, Failure: j.Failure}
	if j.URL != "" {
		answer.Url = a.Files.Resign(m, j.URL)
	}
	return answer, nil
}

// pack does a job and notes how it went.
func (a *Archives) pack(ctx context.Context, m campaign.Membership, j Job) {
	p := &progress{job: j, store: a.Store, now: a.Now}
	url, err := a.write(ctx, m, p)
	j.Progress, j.URL, j.At = 1, url, a.Now()
	if err != nil {
		j.Progress, j.Failure = p.job.Progress, "something broke on the server; export the campaign again"
		a.Logger.ErrorContext(ctx, "export a campaign", "campaign", j.Campaign, "export", j.ID, "err", err)
	}
	if err := a.Store.KeepExport(ctx, j); err != nil {
		a.Logger.ErrorContext(ctx, "note an export", "export", j.ID, "err", err)
	}
}

// write packs into a pipe that the library reads.
func (a *Archives) write(ctx context.Context, m campaign.Membership, p *progress) (url string, err error) {
	from, to := io.Pipe()
	var name string
	packed := make(chan error, 1)
	ready := make(chan string, 1)
	go func() {
		err := a.fill(ctx, to, p, ready)
		packed <- err
		_ = to.CloseWithError(err) // always nil
	}()
	select {
	case name = <-ready:
	case err := <-packed:
		return "", err
	}
	url, err = a.Files.Publish(ctx, m, library.Parcel{Name: name + ".playhouse.zip", MediaType: "application/zip", Source: from})
	_ = from.CloseWithError(cmp.Or(err, io.ErrClosedPipe)) // always nil; the packer stops if it has not
	return url, err
}

// fill writes the zip; ready is told the campaign's name as soon as it is known.
func (a *Archives) fill(ctx context.Context, to io.Writer, p *progress, ready chan<- string) error {
	zip := Pack(to)
	var files []*tabletopv1.Asset
	err := a.Store.ReadCampaign(ctx, p.job.Campaign, func(c Whole) error {
		if p.job.WithoutFiles {
			c.Archive.Assets = nil
		}
		files = c.Archive.GetAssets()
		ready <- c.Archive.GetName()
		return zip.Add(c)
	})
	if err != nil {
		return err
	}
	p.expect(files)
	for _, f := range files {
		if err := a.addFile(ctx, zip, p, f); err != nil {
			return err
		}
	}
	return zip.Close()
}

func (a *Archives) addFile(ctx context.Context, zip Packing, p *progress, f *tabletopv1.Asset) error {
	id, err := uuid.Parse(f.GetId())
	if err != nil {
		return fmt.Errorf("asset %q: %w", f.GetId(), err)
	}
	bytes, _, err := a.Files.OpenAsset(ctx, p.job.Campaign, id)
	if err != nil {
		return err
	}
	defer bytes.Close()
	return zip.AddFile(ctx, f.GetId(), io.TeeReader(bytes, p.counting(ctx)))
}

// progress tells the store now and then how far a job is.
type progress struct {
	job   Job
	store Jobs
	now   func() time.Time

	mu        sync.Mutex
	all, done int64
	told      time.Time
}

// expect says how much there is to do.
func (p *progress) expect(files []*tabletopv1.Asset) {
	for _, f := range files {
		p.all += f.GetSize()
	}
}

type counter func(n int)

func (c counter) Write(b []byte) (int, error) {
	c(len(b))
	return len(b), nil
}

func (p *progress) counting(ctx context.Context) counter {
	return func(n int) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.done += int64(n)
		if now := p.now(); now.Sub(p.told) >= beat {
			p.told, p.job.At = now, now
			p.job.Progress = min(almost, float64(p.done)/float64(max(1, p.all)))
			_ = p.store.KeepExport(ctx, p.job) // the next one may succeed
		}
	}
}

// almost is the most progress before the end.
const almost = 0.99
