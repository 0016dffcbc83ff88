package mediatest

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// What a file is sent as.
const (
	AsMap     = "map"
	AsImage   = "image"
	AsAudio   = "audio"
	AsArchive = "archive"
)

// Case is a hostile file.
type Case struct {
	Name string
	As   string
	File []byte
	// Reason is why it must be refused; empty when it is harmless once it is kept.
	Reason string
}

const (
	damaged = "damaged_file"
	wrong   = "wrong_type"
	many    = "too_many_pixels"
	large   = "too_large"
	long    = "too_long"
)

const script = "<html><script>alert(document.domain)</script>"

// Hostile are files that somebody may send to do harm.
func Hostile() []Case {
	var all []Case
	for _, some := range [][]Case{truncated(), bombs(), strangers(), polyglots(), liars(), sounds(), archives()} {
		all = append(all, some...)
	}
	return all
}

// truncated are good files that break off.
func truncated() []Case {
	var all []Case
	m := Painted(200, 120, true)
	for name, file := range map[string][]byte{"png": PNG(m), "jpeg": JPEG(m), "gif": GIF(90, 60, 2), "webp": WebP(300, 200)} {
		for _, share := range []int{15, 40, 70, 95} {
			cut, reason := file[:len(file)*share/100], damaged
			if len(cut) < 12 {
				reason = wrong // it does not even begin as a picture
			}
			all = append(all, Case{Name: fmt.Sprintf("%s cut at %d%%", name, share), As: AsImage, File: cut, Reason: reason})
		}
	}
	for name, file := range map[string][]byte{
		"flac": FLAC(20), "ogg": Opus(5), "m4a": M4A("soun", 1000), "wav": WAV(8000),
	} {
		for _, share := range []int{30, 90} {
			cut := file[:len(file)*share/100]
			all = append(all, Case{Name: fmt.Sprintf("%s cut at %d%%", name, share), As: AsAudio, File: cut, Reason: damaged})
		}
	}
	packed := Zip(Entry{Name: "a", Body: []byte(strings.Repeat("text", 100))})
	return append(all, Case{Name: "zip without its end", As: AsArchive, File: packed[:len(packed)-30], Reason: damaged})
}

// bombs are small files that want to become large.
func bombs() []Case {
	pixels := func(name string, file []byte) Case { return Case{Name: name, As: AsMap, File: file, Reason: many} }
	screen := func(w, h uint16) []byte {
		b := GIF(4, 4, 1)
		binary.LittleEndian.PutUint16(b[6:], w)
		binary.LittleEndian.PutUint16(b[8:], h)
		return b
	}
	data := Chunk("IDAT", []byte("x\x9cc\x00\x00\x00\x01\x00\x01"))
	var text bytes.Buffer
	z := zlib.NewWriter(&text)
	_, err := z.Write(make([]byte, 64<<20))
	must(errors.Join(err, z.Close()))
	small := PNG(Painted(4, 4, true))
	wordy := bytes.Join([][]byte{small[:33], Chunk("zTXt", append([]byte("k\x00\x00"), text.Bytes()...)), small[33:]}, nil)
	beyond := GIF(4, 4, 1)
	at := bytes.Index(beyond, []byte{0x21, 0xF9, 4}) + 8
	binary.LittleEndian.PutUint16(beyond[at+5:], 60000)
	binary.LittleEndian.PutUint16(beyond[at+7:], 30000)
	return []Case{
		pixels("png of 30,000 squared", PNGOf(30000, 30000, 8, 6, data)),
		pixels("png of 2^31 by 2^31", PNGOf(1<<31-1, 1<<31-1, 8, 2, data)),
		pixels("png of 2^32-1 by 1", PNGOf(1<<32-1, 1, 8, 2, data)),
		pixels("png of 16 bits", PNGOf(6000, 6000, 16, 6, data)),
		pixels("jpeg of 65,535 squared", append(JPEGOf(65535, 65535, 0xC0, 3), Segment(0xDA, make([]byte, 10))...)),
		pixels("progressive jpeg of 100 megapixels", append(JPEGOf(10000, 10000, 0xC2, 3), Segment(0xDA, make([]byte, 10))...)),
		pixels("jpeg of four inks", append(JPEGOf(8000, 8000, 0xC0, 4), Segment(0xDA, make([]byte, 12))...)),
		pixels("jpeg in full colour", append(JPEGOf(12000, 12000, 0xC0, 3), Segment(0xDA, make([]byte, 10))...)),
		pixels("webp of 16,383 squared", WebP(16383, 16383)),
		pixels("webp of 40 megapixels", WebP(8000, 5000)),
		pixels("gif with a large screen", screen(65535, 65535)),
		pixels("gif with a frame beyond its screen", beyond),
		{Name: "gif of 201 frames", As: AsImage, File: GIF(4, 4, 201), Reason: long},
		{Name: "png with a text of 64 MB, packed", As: AsImage, File: wordy},
	}
}

// strangers are files of other kinds.
func strangers() []Case {
	svg := `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>`
	var all []Case
	for name, file := range map[string]string{
		"nothing": "", "one byte": "x", "html": script, "svg": svg, "svg with a prolog": `<?xml version="1.0"?>` + svg,
		"program": "MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff", "shell script": "#!/bin/sh\nrm -rf /\n",
		"pdf": "%PDF-1.7\n1 0 obj", "zip": string(Zip(Entry{Name: "a", Body: []byte("b")})), "bmp": "BM\x46\x00\x00\x00\x00\x00\x00\x00\x36\x00",
		"avif": "\x00\x00\x00\x20ftypavif\x00\x00\x00\x00avifmif1miafMA1B", "tiff": "II*\x00\x08\x00\x00\x00", "ico": "\x00\x00\x01\x00\x01\x00\x10\x10",
		"mp3": string(MP3(10)),
	} {
		all = append(all, Case{Name: name + " as a picture", As: AsImage, File: []byte(file), Reason: wrong})
	}
	for name, file := range map[string]string{
		"text": strings.Repeat("not a sound at all\n", 500), "html": script, "png": string(PNG(Painted(9, 9, true))),
		"nothing": "", "webp": string(WebP(9, 9)), "avi": string(RIFF("AVI ", "LIST", make([]byte, 40))),
	} {
		all = append(all, Case{Name: name + " as a sound", As: AsAudio, File: []byte(file), Reason: wrong})
	}
	return append(all, Case{Name: "png as an archive", As: AsArchive, File: PNG(Painted(9, 9, true)), Reason: wrong})
}

// polyglots are pictures that are something else as well. Kept anew they are
// pictures only.
func polyglots() []Case {
	m := Painted(64, 64, true)
	comment := Segment(0xFE, []byte(script))
	j, p := JPEG(m), PNG(m)
	archive := Zip(Entry{Name: "evil.js", Body: []byte("alert(1)")})
	g := GIF(16, 16, 1)
	withComment := append(append(append([]byte{}, g[:len(g)-1]...), 0x21, 0xFE, byte(len(script))), script+"\x00;"...)
	return []Case{
		{Name: "gif with html behind it", As: AsImage, File: append(append([]byte{}, g...), script...)},
		{Name: "gif with a script as comment", As: AsImage, File: withComment},
		{Name: "jpeg with a zip behind it", As: AsImage, File: append(append([]byte{}, j...), archive...)},
		{Name: "jpeg with a script as comment", As: AsImage, File: bytes.Join([][]byte{j[:2], comment, j[2:]}, nil)},
		{Name: "png with a script as text", As: AsImage, File: bytes.Join([][]byte{p[:33], Chunk("tEXt", []byte("k\x00"+script)), p[33:]}, nil)},
		{Name: "png with html behind it", As: AsImage, File: append(append([]byte{}, p...), script...)},
		{Name: "jpeg that tells where it was taken", As: AsImage, File: Held(m, 6)},
		{Name: "gif that begins as a script", As: AsImage, File: []byte("GIF89a=1;/*" + script + "*/"), Reason: damaged},
	}
}

// liars say what is not so.
func liars() []Case {
	m := Painted(64, 64, false)
	flipped := PNG(m)
	flipped[len(flipped)-20] ^= 1
	header := PNG(m)
	header[29] ^= 1
	twice := append(JPEGOf(8, 8, 0xC0, 3), JPEGOf(8, 8, 0xC0, 3)[2:]...)
	moving := RIFF("WEBP", "VP8X", []byte{2, 0, 0, 0, 9, 0, 0, 9, 0, 0})
	mismatch := append(RIFF("WEBP", "VP8X", []byte{0, 0, 0, 0, 9, 0, 0, 9, 0, 0}), WebP(4000, 4000)[12:]...)
	binary.LittleEndian.PutUint32(mismatch[4:], uint32(len(mismatch)-8))
	return []Case{
		{Name: "png with a wrong checksum", As: AsImage, File: flipped, Reason: damaged},
		{Name: "png with a wrong checksum of its header", As: AsImage, File: header, Reason: damaged},
		{Name: "png without pixels", As: AsImage, File: PNGOf(0, 5, 8, 2), Reason: damaged},
		{Name: "png without data", As: AsImage, File: PNGOf(5, 5, 8, 2), Reason: damaged},
		{Name: "png of a colour that is none", As: AsImage, File: PNGOf(5, 5, 8, 7), Reason: damaged},
		{Name: "jpeg with two headers", As: AsImage, File: twice, Reason: damaged},
		{Name: "jpeg without components", As: AsImage, File: append(JPEGOf(8, 8, 0xC0, 0), 0xFF, 0xD9), Reason: damaged},
		{Name: "moving webp", As: AsImage, File: moving, Reason: wrong},
		{Name: "webp of another size than it says", As: AsImage, File: mismatch, Reason: damaged},
		{Name: "webp with a chunk of 4 GB", As: AsImage, File: append(RIFF("WEBP", "JUNK", nil)[:16], 0xFF, 0xFF, 0xFF, 0xFF), Reason: damaged},
		{Name: "gif without frames", As: AsImage, File: []byte("GIF89a\x04\x00\x04\x00\x00\x00\x00;"), Reason: damaged},
	}
}

func sounds() []Case {
	lying := MP3(20)
	copy(lying[36:], "Xing\x00\x00\x00\x01\xff\xff\xff\xff") // 4 thousand million frames
	tag := append([]byte("ID3\x04\x00\x00\x7f\x7f\x7f\x7f"), MP3(10)...)
	rate := WAV(4000)
	binary.LittleEndian.PutUint32(rate[24:], 0)
	size := WAV(4000)
	binary.LittleEndian.PutUint32(size[40:], 1<<31)
	slow := WAV(40000)
	binary.LittleEndian.PutUint32(slow[24:], 1)
	broken := Opus(5)
	broken[len(broken)-5] ^= 1
	other := append(append([]byte{}, Opus(2)...), Page(8, 0, 0, []byte("\x80theora and the rest"))...)
	frames := FLAC(20)
	binary.BigEndian.PutUint64(frames[18:], 44100<<44|15<<36|1<<30)
	box := M4A("soun", 1000)
	binary.BigEndian.PutUint32(box[len(box)-108:], 1<<30)
	sound := func(name string, file []byte, reason string) Case {
		return Case{Name: name, As: AsAudio, File: file, Reason: reason}
	}
	return []Case{
		sound("mp3 whose header lies about its length", lying, ""),
		sound("mp3 with a tag longer than the file", tag, damaged),
		sound("mp3 with html inside", bytes.Join([][]byte{MP3(6), []byte(strings.Repeat(script, 50)), MP3(6)}, nil), damaged),
		sound("one frame and text", append(MP3(1), strings.Repeat("text ", 300)...), damaged),
		sound("wav that plays at no speed", rate, damaged),
		sound("wav with more sound than there is", size, damaged),
		sound("wav of eleven hours", slow, long),
		sound("wav of no samples", WAV(0), damaged),
		sound("ogg with a broken page", broken, damaged),
		sound("ogg with a film", other, damaged),
		sound("flac that says it is longer", frames, damaged),
		sound("m4a with a part longer than the file", box, damaged),
		sound("film as m4a", M4A("vide", 1000), damaged),
		sound("m4a of 40 days", M4A("soun", 1<<31), long),
		sound("m4a of no length", M4A("soun", 0), damaged),
	}
}

func archives() []Case {
	archive := func(name string, file []byte, reason string) Case {
		return Case{Name: name, As: AsArchive, File: file, Reason: reason}
	}
	body := []byte("x")
	return []Case{
		archive("zip that goes up", Zip(Entry{Name: "../../etc/passwd", Body: body}), damaged),
		archive("zip that goes up further in", Zip(Entry{Name: "a/../../b", Body: body}), damaged),
		archive("zip with an absolute name", Zip(Entry{Name: "/etc/passwd", Body: body}), damaged),
		archive("zip with a name for Windows", Zip(Entry{Name: `..\..\a`, Body: body}), damaged),
		archive("zip with a drive", Zip(Entry{Name: "c:a", Body: body}), damaged),
		archive("zip with NUL in a name", Zip(Entry{Name: "a\x00.png", Body: body}), damaged),
		archive("zip with a name twice", Zip(Entry{Name: "a", Body: body}, Entry{Name: "a", Body: body}), damaged),
		archive("zip with a link", Zip(Entry{Name: "a", Body: []byte("/etc/passwd"), Mode: fs.ModeSymlink | 0o777}), damaged),
		archive("zip with a device", Zip(Entry{Name: "a", Body: body, Mode: fs.ModeDevice}), damaged),
		archive("zip with entries upon each other", Overlapping(), damaged),
		archive("zip bomb", Zip(Entry{Name: "a", Body: make([]byte, 32<<20)}), large),
		archive("zip that says it has 4 GB", Lying(1<<32-2), large),
		archive("zip of 10,001 files", Crowded(10_001), large),
	}
}
