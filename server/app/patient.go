package app

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
)

// writeWithin is how long one write may block before the connection counts as
// dead.
const writeWithin = 15 * time.Second

// bodyWithin is how long a request's body may take to arrive.
const bodyWithin = 15 * time.Second

// patient gives every write its own deadline, so that streams live as long as
// somebody reads them and no longer, and every body one for all of it, so that
// nobody holds a call open by sending slowly.
func patient(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		control := http.NewResponseController(w)
		// Reflection alone is a conversation: its body ends when the caller does.
		if r.Body != nil && r.Body != http.NoBody && !strings.HasPrefix(r.URL.Path, "/grpc.reflection.") {
			_ = control.SetReadDeadline(time.Now().Add(bodyWithin)) // in-memory requests of tests have none
			if r.ProtoMajor == 1 {
				r.Body = &promptBody{ReadCloser: r.Body, control: control}
			}
		}
		h.ServeHTTP(&patientWriter{ResponseWriter: w, control: control}, r)
	})
}

// promptBody lifts the deadline at the body's end: HTTP/1.1 goes on reading its
// connection then, to see the caller go, and a deadline that passes would look
// like that. HTTP/2 has the deadline on the body alone.
type promptBody struct {
	io.ReadCloser
	control *http.ResponseController
}

func (b *promptBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if errors.Is(err, io.EOF) {
		_ = b.control.SetReadDeadline(time.Time{})
	}
	return n, err
}

type patientWriter struct {
	http.ResponseWriter
	control *http.ResponseController
}

func (w *patientWriter) Write(b []byte) (int, error) {
	w.extend()
	return w.ResponseWriter.Write(b)
}

// Flush sends what was written.
func (w *patientWriter) Flush() {
	w.extend()
	_ = w.control.Flush() // a writer that cannot flush has nothing to send
}

func (w *patientWriter) extend() {
	_ = w.control.SetWriteDeadline(time.Now().Add(writeWithin)) // in-memory writers of tests have none
}

// Unwrap lets http.ResponseController through.
func (w *patientWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
