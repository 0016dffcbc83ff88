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

const (
	// entriesMost is how many files a zip holds.
	entriesMost = 20_000
	// listMost is the largest campaign.json, and sceneMost the largest scene, in
	// bytes.
	listMost  = 64 << 20
	sceneMost = 32 << 20
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
	if err := o.message("campaign.json", listMost, o.Archive); err != nil {
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
	for _, id := range o.listed() {
		if !plainID.MatchString(id) {
			return fmt.Errorf("it has the id %q", id)
		}
	}
	for _, n := range o.Archive.GetNotes() {
		if n.GetContent() == nil {
			return fmt.Errorf("note %q is empty", n.GetId())
		}
	}
	return protovalidate.Validate(o.Archive)
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
	return ids
}

// Scene reads one that is listed, held against its schema.
func (o *Opened) Scene(id string) (*tabletopv1.Scene, error) {
	s := &tabletopv1.Scene{}
	if err := o.message(sceneName(id), sceneMost, s); err != nil {
		return nil, err
	}
	return s, protected(protovalidate.Validate(s))
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

func (o *Opened) message(name string, most int64, into proto.Message) error {
	f := o.entries[name]
	if f == nil {
		return notOne("there is no %s in it", name)
	}
	file, err := f.Open()
	if err != nil {
		return notOne("%s is damaged", name)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, most+1))
	if err != nil {
		return notOne("%s is damaged", name)
	}
	if int64(len(data)) > most {
		return errTooLarge
	}
	if err := (protojson.UnmarshalOptions{DiscardUnknown: true}).Unmarshal(data, into); err != nil {
		return notOne("%s cannot be read: %v", name, err)
	}
	return nil
}
