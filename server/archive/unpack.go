package archive

import (
	"archive/zip"
	"fmt"
	"io"
	"regexp"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// entriesMost is how many files a zip holds.
const entriesMost = 50_000

// bound is what a file may have: bytes, and things in it. A thing takes far more
// memory than the two bytes that its file needs for it.
type bound struct {
	bytes  int64
	things int
}

var (
	listBound     = bound{bytes: 16 << 20, things: 400_000}
	sceneBound    = bound{bytes: 24 << 20, things: 1_000_000}
	noteBound     = bound{bytes: 1 << 20, things: 1_000}
	creatureBound = bound{bytes: 512 << 10, things: 2_000}
)

// What a campaign holds at most; the store has bounds of its own, too.
const (
	assetsMost  = 20_000
	foldersMost = 1_000
	scenesMost  = 2_000
	othersMost  = 5_000
)

// What is refused.
var (
	errTooLarge = session.Refuse("archive_too_large", "this archive is too large to be unpacked here: export the campaign without files, or in parts")
)

func notOne(format string, args ...any) error {
	return session.Refuse("not_a_campaign", "this is no campaign that was exported here: %s", fmt.Sprintf(format, args...))
}

// Opened is a zip that was made by Pack, or by somebody who wishes us ill.
type Opened struct {
	Archive *tabletopv1.Archive
	entries map[string]*zip.File
}

// Open reads what is in a zip. Refusals: not_a_campaign, archive_too_large.
func Open(from io.ReaderAt, size int64) (*Opened, error) {
	files, err := zip.NewReader(from, size)
	if err != nil {
		return nil, notOne("it is not a zip, or only a part of one")
	}
	if len(files.File) > entriesMost {
		return nil, errTooLarge
	}
	o := &Opened{Archive: &tabletopv1.Archive{}, entries: make(map[string]*zip.File, len(files.File))}
	for _, f := range files.File {
		o.entries[f.Name] = f
	}
	if err := o.message("campaign.json", listBound, o.Archive); err != nil {
		return nil, err
	}
	if o.Archive.GetFormat() != format {
		return nil, notOne("its format is %d, and this server knows %d", o.Archive.GetFormat(), format)
	}
	return o, protected(o.check())
}

// protected turns what validation says into a refusal.
func protected(err error) error {
	if err == nil {
		return nil
	}
	return notOne("%v", err)
}

var plainID = regexp.MustCompile(`^[0-9A-Za-z-]{1,60}$`)

// check holds what was read against what the services would take.
func (o *Opened) check() error {
	all := o.Archive
	for _, count := range []struct {
		what     string
		is, most int
	}{
		{"assets", len(all.GetAssets()), assetsMost}, {"folders", len(all.GetFolders()), foldersMost},
		{"folders of scenes", len(all.GetSceneFolders()), foldersMost}, {"scenes", len(all.GetScenes()), scenesMost},
		{"notes", len(all.GetNotes()), othersMost}, {"creatures", len(all.GetCreatures()), othersMost},
	} {
		if count.is > count.most {
			return fmt.Errorf("it has %d %s; %d is the most", count.is, count.what, count.most)
		}
	}
	seen := map[string]bool{}
	for _, id := range o.listed() {
		if !plainID.MatchString(id) || seen[id] {
			return fmt.Errorf("it has the id %q, which is none or is there twice", id)
		}
		seen[id] = true
	}
	return protovalidate.Validate(all.GetTavern())
}

func (o *Opened) listed() []string {
	var ids []string
	for _, f := range o.Archive.GetFolders() {
		ids = append(ids, f.GetId())
	}
	for _, f := range o.Archive.GetSceneFolders() {
		ids = append(ids, f.GetId())
	}
	for _, a := range o.Archive.GetAssets() {
		ids = append(ids, a.GetId())
	}
	for _, s := range o.Archive.GetScenes() {
		ids = append(ids, s.GetId())
	}
	for _, n := range o.Archive.GetNotes() {
		ids = append(ids, n.GetId())
	}
	for _, c := range o.Archive.GetCreatures() {
		ids = append(ids, c.GetId())
	}
	return ids
}

// Scene reads one that is listed, held against its schema.
func (o *Opened) Scene(id string) (*tabletopv1.Scene, error) {
	s := &tabletopv1.Scene{}
	return s, o.valid(sceneName(id), sceneBound, s)
}

// Note reads one that is listed.
func (o *Opened) Note(id string) (*tabletopv1.Note, error) {
	n := &tabletopv1.Note{}
	err := o.valid(noteName(id), noteBound, n)
	if err == nil && n.GetContent() == nil {
		err = notOne("note %q is empty", id)
	}
	return n, err
}

// Creature reads one that is listed.
func (o *Opened) Creature(id string) (*tabletopv1.Creature, error) {
	c := &tabletopv1.Creature{}
	return c, o.valid(creatureName(id), creatureBound, c)
}

func (o *Opened) valid(name string, b bound, into proto.Message) error {
	if err := o.message(name, b, into); err != nil {
		return err
	}
	return protected(protovalidate.Validate(into))
}

// File opens the bytes of an asset; nil when they are not there.
func (o *Opened) File(id string) (io.ReadCloser, error) {
	f := o.entries[fileName(id)]
	if f == nil {
		return nil, nil //nolint:nilnil // as said
	}
	file, err := f.Open()
	if err != nil {
		return nil, notOne("%s is damaged", fileName(id))
	}
	return file, nil
}

func (o *Opened) message(name string, b bound, into proto.Message) error {
	f := o.entries[name]
	if f == nil {
		return notOne("there is no %s in it", name)
	}
	file, err := f.Open()
	if err != nil {
		return notOne("%s is damaged", name)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, b.bytes+1))
	if err != nil {
		return notOne("%s is damaged", name)
	}
	if int64(len(data)) > b.bytes || things(data) > b.things {
		return errTooLarge
	}
	if err := (protojson.UnmarshalOptions{DiscardUnknown: true}).Unmarshal(data, into); err != nil {
		return notOne("%s cannot be read: %v", name, err)
	}
	return nil
}

// things counts what JSON holds, without reading it: each thing but the first of a
// list or object has a comma before it.
func things(data []byte) (n int) {
	inText := false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case inText && c == '\\':
			i++
		case c == '"':
			inText = !inText
		case !inText && (c == ',' || c == '{' || c == '['):
			n++
		}
	}
	return n
}
