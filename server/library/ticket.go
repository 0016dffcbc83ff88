package library

import (
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"time"

	"github.com/google/uuid"

	"playhouse/server/campaign"
)

// tickets let pictures and sounds be fetched by what cannot send a token: <img> and
// <audio>. One names a user and the day it was made, and is good for one thing of one
// campaign, today and tomorrow: an asset's id, or a parcel's name. It opens nothing
// by itself: who holds it is taken for that user, there and nowhere else, and what
// they may see is looked up. It is the same all day, so that what it is part of can
// be kept by browsers.
type tickets struct {
	secrets Secrets
	now     func() time.Time
}

const (
	day = 24 * time.Hour
	// goodFor is how many days a ticket lasts, that of its making among them.
	goodFor  = 2
	bodySize = 16 + 4
)

func (t tickets) today() uint32 { return uint32(t.now().Unix() / int64(day/time.Second)) }

func (t tickets) ticket(user, in uuid.UUID, what string) string {
	var body [bodySize]byte
	copy(body[:], user[:])
	binary.BigEndian.PutUint32(body[16:], t.today())
	return t.signed(body[:], in, what)
}

func (t tickets) signed(body []byte, in uuid.UUID, what string) string {
	text := base64.RawURLEncoding.EncodeToString(body)
	return text + "." + t.secrets.Derive("file ticket\n"+text+"\n"+in.String()+"\n"+what)
}

// query is a ticket as the end of a URL.
func (t tickets) query(user, in uuid.UUID, what string) string {
	return "?t=" + t.ticket(user, in, what)
}

// user is who a ticket for something of a campaign was made for; none for a ticket that is not
// good.
func (t tickets) user(ticket string, in uuid.UUID, what string) (uuid.UUID, error) {
	length := base64.RawURLEncoding.EncodedLen(bodySize)
	if len(ticket) < length {
		return uuid.Nil, errNoFile
	}
	body, err := base64.RawURLEncoding.DecodeString(ticket[:length])
	if err != nil || subtle.ConstantTimeCompare([]byte(t.signed(body, in, what)), []byte(ticket)) != 1 {
		return uuid.Nil, errNoFile
	}
	if age := t.today() - binary.BigEndian.Uint32(body[16:]); age >= goodFor {
		return uuid.Nil, errNoFile
	}
	return uuid.FromBytes(body[:16])
}

var errNoFile = campaign.Missing("file")
