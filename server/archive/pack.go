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
		if err := add(p, sceneName(info.GetId()), info.GetId(), c.Scene); err != nil {
			return err
		}
	}
	for _, n := range c.Archive.GetNotes() {
		if err := add(p, noteName(n.GetId()), n.GetId(), c.Note); err != nil {
			return err
		}
	}
	for _, one := range c.Archive.GetCreatures() {
		if err := add(p, creatureName(one.GetId()), one.GetId(), c.Creature); err != nil {
			return err
		}
	}
	return nil
}

// add writes one of the things that lie in files of their own.
func add[M proto.Message](p Packing, name, id string, read func(id string) (M, error)) error {
	m, err := read(id)
	if err != nil {
		return err
	}
	return p.message(name, m)
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
	// Scene, Note and Creature read one that the archive lists.
	Scene    func(id string) (*tabletopv1.Scene, error)
	Note     func(id string) (*tabletopv1.Note, error)
	Creature func(id string) (*tabletopv1.Creature, error)
}

func sceneName(id string) string    { return "scenes/" + id + ".json" }
func noteName(id string) string     { return "notes/" + id + ".json" }
func creatureName(id string) string { return "creatures/" + id + ".json" }
func fileName(id string) string     { return "files/" + id }

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
