package mediatest

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io/fs"
	"strconv"
)

// Entry is a file in an archive.
type Entry struct {
	Name string
	Body []byte
	Mode fs.FileMode
}

// Zip is an archive with entries as they are, whatever their names.
func Zip(entries ...Entry) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.Name, Method: zip.Deflate}
		if e.Mode != 0 {
			h.SetMode(e.Mode)
		}
		w, err := z.CreateHeader(h)
		must(err)
		_, err = w.Write(e.Body)
		must(err)
	}
	must(z.Close())
	return b.Bytes()
}

// Overlapping is an archive whose second entry is the bytes of its first.
func Overlapping() []byte {
	b := Zip(Entry{Name: "a", Body: make([]byte, 5000)}, Entry{Name: "b", Body: make([]byte, 5000)})
	second := bytes.LastIndex(b, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(b[second+42:], 0) // where it begins
	return b
}

// Lying is an archive that says a file unpacks to so many bytes.
func Lying(size uint32) []byte {
	b := Zip(Entry{Name: "a", Body: []byte("x")})
	binary.LittleEndian.PutUint32(b[bytes.LastIndex(b, []byte("PK\x01\x02"))+24:], size)
	return b
}

// Crowded is an archive with so many empty files.
func Crowded(files int) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range files {
		_, err := z.CreateHeader(&zip.FileHeader{Name: strconv.Itoa(i)})
		must(err)
	}
	must(z.Close())
	return b.Bytes()
}
