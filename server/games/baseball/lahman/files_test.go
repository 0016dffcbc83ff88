package lahman_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"testing"
	"testing/fstest"

	"playhouse/server/games/baseball/lahman"
)

// Tables come as bytes of a request, or in an archive with folders.
func TestWhereTablesAre(t *testing.T) {
	t.Parallel()
	request := lahman.Bytes{}
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	for name, text := range tiny() {
		request[name] = []byte(text)
		for _, at := range []string{"notes/" + name + ".txt", "tables of 1968/core/" + name} {
			f, err := w.Create(at)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.Write([]byte(text)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	zipped, err := zip.NewReader(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
	if err != nil {
		t.Fatal(err)
	}
	files, err := lahman.Find(zipped)
	if err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{"request": readable(lahman.Read(request, year)), "archive": readable(lahman.Read(files, year))} {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	delete(request, "People.csv")
	if _, err := lahman.Read(request, year); err == nil || err.Error() != "People.csv: the file is missing" {
		t.Errorf("err = %v", err)
	}
	if _, err := lahman.Find(fstest.MapFS{"a/b.csv": {}}); err == nil {
		t.Error("tables are found where none are")
	}
}

func readable(s *lahman.Season, err error) error {
	if err == nil && len(s.Teams()) != 1 {
		return errors.New("no team")
	}
	return err
}
