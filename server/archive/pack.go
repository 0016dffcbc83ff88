package archive

import (
	"archive/zip"
	"context"
	"fmt"
	"io"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
)

// format is that of the zips that are written.
const format = 1

// Packing is a zip that is being written.
type Packing struct{ zip *zip.Writer }

// Pack begins a zip.
func Pack(to io.Writer) Packing { return Packing{zip.NewWriter(to)} }

// Add writes a campaign without its files.
func (p Packing) Add(c Whole) error {
	c.Archive.Format = format
	if err := p.message("campaign.json", c.Archive); err != nil {
		return err
	}
	for _, info := range c.Archive.GetScenes() {
		scene, err := c.Scene(info.GetId())
		if err != nil {
			return err
		}
		if err := p.message(sceneName(info.GetId()), scene); err != nil {
			return err
		}
	}
	return nil
}

// AddFile writes the bytes of an asset. They are packed as they are: pictures and
// sounds do not get smaller.
func (p Packing) AddFile(ctx context.Context, id string, from io.Reader) error {
	to, err := p.zip.CreateHeader(&zip.FileHeader{Name: fileName(id), Method: zip.Store})
	if err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	if _, err := io.Copy(to, reader{ctx, from}); err != nil {
		return fmt.Errorf("pack file %s: %w", id, err)
	}
	return nil
}

// Close ends the zip.
func (p Packing) Close() error { return p.zip.Close() }

func (p Packing) message(name string, m proto.Message) error {
	data, err := protojson.Marshal(m)
	if err != nil {
		return fmt.Errorf("pack %s: %w", name, err)
	}
	to, err := p.zip.Create(name)
	if err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	_, err = to.Write(data)
	return err
}

// Whole is a campaign at one moment.
type Whole struct {
	Archive *tabletopv1.Archive
	// Scene reads one that the archive lists.
	Scene func(id string) (*tabletopv1.Scene, error)
}

func sceneName(id string) string { return "scenes/" + id + ".json" }
func fileName(id string) string  { return "files/" + id }

// reader stops when its context does.
type reader struct {
	ctx  context.Context //nolint:containedctx // a copy that can be given up
	from io.Reader
}

func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.from.Read(p)
}
