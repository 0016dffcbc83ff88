package rpc

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"playhouse/server/campaign"
	"playhouse/server/library"
	"playhouse/server/session"
)

// UploadMost is the largest body of a part of an upload.
const UploadMost = library.PartSize

// UploadOffset is the header that tells how far an upload is.
const UploadOffset = "Upload-Offset"

// partWithin is how long a part may take: 8 MiB over a bad line.
const partWithin = 5 * time.Minute

// libraryFiles serves the files of libraries, and takes in what is uploaded:
//
//	GET  /files/{asset}                               the file
//	GET  /files/{asset}/{side}                        a picture of at most 256 or 1024 pixels
//	GET  /files/{asset}/tiles/{level}/{column}/{row}  a tile of a map
//	GET  /files/exports/{campaign}/{parcel}/{name}    what was exported, for a day
//	HEAD /files/uploads/{secret}                      how far an upload is: Upload-Offset
//	PUT  /files/uploads/{secret}                      the next part, with Content-Range: bytes FROM-TO/SIZE
//
// Who asks is told by a token, or by the ticket in the URLs of Asset: ?t=, and of
// tiles in the path. To others, and for what is not there, it is 404.
type libraryFiles struct{ library *library.Library }

func (f libraryFiles) resources() []Resource {
	seen, put := Rule{Optional, Fetch}, Rule{Anyone, Fetch}
	return []Resource{
		{Pattern: "GET /files/{asset}", Rule: seen, Serve: f.file},
		{Pattern: "GET /files/{asset}/{side}", Rule: seen, Serve: f.file},
		{Pattern: "GET /files/{asset}/tiles/{level}/{column}/{row}", Rule: seen, Serve: f.tile},
		{Pattern: "GET /files/{asset}/tiles/{ticket}/{level}/{column}/{row}", Rule: seen, Serve: f.tile},
		{Pattern: "GET " + library.ParcelsPath + "{campaign}/{parcel}/{name}", Rule: seen, Serve: f.parcel},
		{Pattern: "HEAD " + library.UploadsPath + "{secret}", Rule: put, Serve: f.offset},
		{Pattern: "PUT " + library.UploadsPath + "{secret}", Rule: put, Serve: f.put},
	}
}

func ticketOf(r *http.Request) string { return r.URL.Query().Get("t") }

func (f libraryFiles) file(w http.ResponseWriter, r *http.Request) error {
	s, err := f.library.File(r.Context(), ticketOf(r), r.PathValue("asset"), r.PathValue("side"))
	if err != nil {
		return err
	}
	return show(w, r, s)
}

func (f libraryFiles) tile(w http.ResponseWriter, r *http.Request) error {
	ticket := r.PathValue("ticket")
	if ticket == "" {
		ticket = ticketOf(r)
	}
	var at [3]int
	for i, name := range []string{"level", "column", "row"} {
		n, err := strconv.ParseUint(r.PathValue(name), 10, 16)
		if err != nil {
			return campaign.Missing("tile")
		}
		at[i] = int(n)
	}
	s, err := f.library.TileOf(r.Context(), ticket, r.PathValue("asset"), at)
	if err != nil {
		return err
	}
	return show(w, r, s)
}

func (f libraryFiles) parcel(w http.ResponseWriter, r *http.Request) error {
	s, err := f.library.Parcel(r.Context(), ticketOf(r), r.PathValue("campaign"), r.PathValue("parcel"))
	if err != nil {
		return err
	}
	s.Name = strings.TrimSuffix(r.PathValue("name"), path.Ext(r.PathValue("parcel")))
	return show(w, r, s)
}

// endings are how files are saved, by their type.
var endings = map[string]string{
	"image/png": ".png", "image/jpeg": ".jpg", "audio/mpeg": ".mp3", "audio/ogg": ".ogg", "audio/wav": ".wav",
	"audio/flac": ".flac", "audio/mp4": ".m4a", "application/zip": ".zip", "application/json": ".json",
}

// show answers with a file. It is never taken for anything but what it says it is,
// and opened by itself it can do nothing.
func show(w http.ResponseWriter, r *http.Request, s library.Served) error {
	defer func() { _ = s.Content.Close() }()
	if s.Type == "" {
		first := make([]byte, 16)
		n, err := io.ReadFull(s.Content, first)
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			return fmt.Errorf("read file: %w", err)
		}
		s.Type = http.DetectContentType(first[:n])
	}
	how := "inline"
	if s.Attachment {
		how = "attachment"
	}
	parameters := map[string]string{}
	if s.Name != "" {
		name := strings.Map(fileRune, s.Name)
		if ending := endings[s.Type]; !strings.EqualFold(path.Ext(name), ending) && path.Ext(name) != ".uvtt" {
			name += ending
		}
		parameters["filename"] = name
	}
	h := w.Header()
	h.Set("Content-Type", s.Type)
	h.Set("Content-Disposition", mime.FormatMediaType(how, parameters))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set(cacheControl, "private, max-age=31536000, immutable")
	h.Set("ETag", `"`+s.Tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, s.Content)
	return nil
}

// fileRune is a letter of a name as file systems take it.
func fileRune(c rune) rune {
	if strings.ContainsRune(`/\:*?"<>|`, c) || c < ' ' {
		return '_'
	}
	return c
}

func (f libraryFiles) offset(w http.ResponseWriter, r *http.Request) error {
	u, err := f.library.Offset(r.Context(), r.PathValue("secret"))
	if err != nil {
		return err
	}
	tell(w, u.Received)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func tell(w http.ResponseWriter, offset int64) {
	w.Header().Set(cacheControl, "no-store")
	w.Header().Set(UploadOffset, strconv.FormatInt(offset, 10))
}

// put takes in a part. 409 tells in Upload-Offset where to go on.
func (f libraryFiles) put(w http.ResponseWriter, r *http.Request) error {
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(partWithin)) // in-memory requests of tests have none
	p, err := partOf(r)
	if err != nil {
		return err
	}
	offset, err := f.library.Receive(r.Context(), r.PathValue("secret"), p)
	unwanted, ok := errors.AsType[*library.PartError](err)
	switch {
	case ok:
		tell(w, unwanted.Wanted)
		http.Error(w, unwanted.Text, http.StatusConflict)
		return nil
	case errors.Is(err, io.ErrUnexpectedEOF):
		return session.Invalid("body", "the part broke off: send it again")
	case err != nil:
		return err
	}
	tell(w, offset)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// partOf reads which part of its file a body is; all of it if it does not say.
func partOf(r *http.Request) (library.Part, error) {
	p := library.Part{Size: r.ContentLength, Total: r.ContentLength, Body: r.Body}
	text := r.Header.Get("Content-Range")
	if text == "" {
		if p.Size <= 0 {
			return p, session.Invalid("content_length", "say how long the body is")
		}
		return p, nil
	}
	var last int64
	if n, err := fmt.Sscanf(text, "bytes %d-%d/%d", &p.Offset, &last, &p.Total); n != 3 || err != nil || p.Offset < 0 || last < p.Offset || p.Total <= last {
		return p, session.Invalid("content_range", "write it as bytes FROM-TO/SIZE")
	}
	if p.Size = last - p.Offset + 1; r.ContentLength >= 0 && r.ContentLength != p.Size {
		return p, session.Invalid("content_range", "the body has %d bytes, not %d", r.ContentLength, p.Size)
	}
	return p, nil
}
