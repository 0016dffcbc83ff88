package campaign

import (
	"encoding/base64"

	"github.com/google/uuid"

	"playhouse/server/session"
)

// Page is the part of a list that is asked for.
type Page struct {
	Limit int
	// After is where the page before ended.
	After Mark
}

// Mark is a place in a list that is sorted by a key and then by id; zero for its
// beginning.
type Mark struct {
	Key string
	ID  uuid.UUID
}

const pageDefault = 50

// PageOf reads what a request says of pages.
func PageOf(size int32, token string) (Page, error) {
	p := Page{Limit: int(size)}
	if p.Limit == 0 {
		p.Limit = pageDefault
	}
	if token == "" {
		return p, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) < len(p.After.ID) {
		return p, errPageToken
	}
	copy(p.After.ID[:], raw)
	p.After.Key = string(raw[len(p.After.ID):])
	return p, nil
}

var errPageToken = session.Invalid("page_token", "use the next_page_token of the page before")

// Token is a mark as the next request names it; empty for none.
func (m Mark) Token() string {
	if m == (Mark{}) {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(append(m.ID[:], m.Key...))
}
