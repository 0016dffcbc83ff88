package format

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"playhouse/server/session"
)

// mostJSON is how much of a file, pictures left out, is read.
const mostJSON = 16 << 20

// cleaner is JSON on its way to the decoder.
//
//  1. Of an object at the top, the text behind the key "image" goes to picture,
//     decoded, and null is read instead; or the text itself, when it is a path.
//  2. NaN, Infinity and -Infinity become null.
//  3. No more than mostJSON comes through.
type cleaner struct {
	source *bufio.Reader
	// picture takes the picture; nil lets the text through.
	picture io.Writer
	// size is how large the picture was, head its first bytes.
	size int64
	head []byte
	// failed is an error of source or picture, which is nobody's fault in the file.
	failed error

	ready   bytes.Buffer
	read    int
	depth   int
	text    bool
	escaped bool
	// key is the last one at the top; naming is true while it is being read.
	key    []byte
	naming bool
	taken  bool
}

func newCleaner(source io.Reader, picture io.Writer) *cleaner {
	c := &cleaner{source: bufio.NewReaderSize(source, 1<<16), picture: picture}
	if start, _ := c.source.Peek(3); bytes.Equal(start, []byte("\xef\xbb\xbf")) {
		_, _ = c.source.Discard(3)
	}
	return c
}

// zipped tells whether the file is an archive.
func (c *cleaner) zipped() bool {
	start, _ := c.source.Peek(4)
	return bytes.Equal(start, []byte("PK\x03\x04"))
}

func (c *cleaner) Read(p []byte) (int, error) {
	for c.ready.Len() < len(p) && c.ready.Len() < 4096 {
		b, err := c.source.ReadByte()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				c.failed = err
				return 0, err
			}
			break
		}
		if err := c.step(b); err != nil {
			return 0, err
		}
	}
	if c.ready.Len() == 0 {
		return 0, io.EOF
	}
	if c.read += min(len(p), c.ready.Len()); c.read > mostJSON {
		return 0, session.Refuse("damaged_file", "the file is too large: without its picture it may have %d MiB", mostJSON>>20)
	}
	return c.ready.Read(p)
}

func (c *cleaner) step(b byte) error {
	switch {
	case c.text:
		c.inText(b)
	case b == '"':
		if c.depth == 1 && string(c.key) == "image" && !c.naming && c.picture != nil {
			return c.takePicture()
		}
		c.text = true
		if c.naming {
			c.key = c.key[:0]
		}
		c.ready.WriteByte(b)
	case b == 'N' && c.follows("aN"), b == 'I' && c.follows("nfinity"), b == '-' && c.follows("Infinity"):
		c.ready.WriteString("null")
	default:
		c.structure(b)
		c.ready.WriteByte(b)
	}
	return nil
}

// structure keeps account of where in the document we are.
func (c *cleaner) structure(b byte) {
	switch b {
	case '{', '[':
		c.depth++
		c.naming = b == '{' && c.depth == 1
	case '}', ']':
		c.depth--
		c.naming = false
	case ',':
		c.naming = c.depth == 1
		c.key = c.key[:0]
	case ':':
		c.naming = false
	}
}

func (c *cleaner) inText(b byte) {
	c.ready.WriteByte(b)
	switch {
	case c.escaped:
		c.escaped = false
	case b == '\\':
		c.escaped = true
	case b == '"':
		c.text = false
		return
	}
	if c.naming && len(c.key) < 16 {
		c.key = append(c.key, b)
	}
}

// follows takes the word, if it comes next.
func (c *cleaner) follows(word string) bool {
	if next, _ := c.source.Peek(len(word)); string(next) != word {
		return false
	}
	_, _ = c.source.Discard(len(word))
	return true
}

// longestPath is how long a text may be that is a path and no picture.
const longestPath = 1024

// takePicture reads the text behind "image" up to its closing mark.
func (c *cleaner) takePicture() error {
	if c.taken {
		return session.Refuse("damaged_file", "the file has two pictures")
	}
	c.taken = true
	text := bufio.NewReaderSize(&unquoted{source: c.source}, 1<<12)
	start, err := text.Peek(longestPath)
	whole := errors.Is(err, io.EOF)
	if err != nil && !whole {
		return c.fail(err)
	}
	if prefix, _, ok := strings.Cut(string(start), ";base64,"); ok && strings.HasPrefix(prefix, "data:") {
		_, _ = text.Discard(len(prefix) + len(";base64,"))
		start = start[len(prefix)+len(";base64,"):]
	}
	if kindOf(first(start)) == "" {
		if !whole {
			return session.Refuse("damaged_file", "what the file holds as its picture is none that we know")
		}
		return c.tellPath(text)
	}
	c.size, err = io.Copy(io.MultiWriter(c.picture, (*header)(&c.head)), base64.NewDecoder(base64.RawStdEncoding, text))
	c.ready.WriteString("null")
	if _, corrupt := errors.AsType[base64.CorruptInputError](err); corrupt || errors.Is(err, io.ErrUnexpectedEOF) {
		return session.Refuse("damaged_file", "the picture in the file is damaged")
	}
	return c.fail(err)
}

// fail keeps an error that is not the file's.
func (c *cleaner) fail(err error) error {
	if err != nil && !session.IsRefusal(err) {
		c.failed = err
	}
	return err
}

// tellPath lets the text through as it is.
func (c *cleaner) tellPath(text io.Reader) error {
	path, err := io.ReadAll(text)
	if err != nil {
		return c.fail(err)
	}
	quoted, err := json.Marshal(string(path))
	c.ready.Write(quoted)
	return err
}

// first is the first bytes of a picture in base64.
func first(text []byte) []byte {
	text = text[:min(len(text), 32)/4*4]
	out := make([]byte, 24)
	n, _ := base64.RawStdEncoding.Decode(out, text)
	return out[:n]
}

// header keeps the first bytes written to it.
type header []byte

func (h *header) Write(p []byte) (int, error) {
	*h = append(*h, p[:min(len(p), 64-min(64, len(*h)))]...)
	return len(p), nil
}

// unquoted is what a JSON text says, up to its closing mark. What never occurs in
// base64 but is written by some, line ends and padding, is left out.
type unquoted struct {
	source *bufio.Reader
	ended  bool
}

func (u *unquoted) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) && !u.ended {
		b, err := u.source.ReadByte()
		if errors.Is(err, io.EOF) {
			return n, session.Refuse("damaged_file", "the file breaks off within its picture")
		}
		if err != nil {
			return n, err
		}
		switch b {
		case '"':
			u.ended = true
			continue
		case '\\':
			if b, err = u.escape(); err != nil {
				return n, err
			}
		}
		if b != '=' && b > ' ' {
			p[n] = b
			n++
		}
	}
	if n == 0 && u.ended {
		return 0, io.EOF
	}
	return n, nil
}

// escape is what stands behind a backslash; 0 for what cannot be in a picture.
func (u *unquoted) escape() (byte, error) {
	b, err := u.source.ReadByte()
	if err != nil {
		return 0, session.Refuse("damaged_file", "the file breaks off within its picture")
	}
	switch b {
	case '/', '\\', '"':
		return b, nil
	case 'u':
		var digits [4]byte
		if _, err := io.ReadFull(u.source, digits[:]); err != nil {
			return 0, session.Refuse("damaged_file", "the file breaks off within its picture")
		}
		var s string
		if json.Unmarshal([]byte(`"\u`+string(digits[:])+`"`), &s) == nil && len(s) == 1 {
			return s[0], nil
		}
	}
	return 0, nil
}
