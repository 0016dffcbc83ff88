package campaign

import (
	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	"playhouse/server/session"
)

// Deed is a command that shall be carried out once. The zero Deed is carried out
// each time.
type Deed struct {
	Key uuid.UUID
	// Digest tells another payload under the same command id apart.
	Digest int64
}

// command is a request that may carry a command id.
type command interface {
	proto.Message
	GetCommandId() string
}

// DeedOf makes a deed of a request. scope is what command ids are unique in,
// beside the user: the campaign, or what is made.
func DeedOf(scope string, user uuid.UUID, r command) Deed {
	if r.GetCommandId() == "" {
		return Deed{}
	}
	return deedOf(scope, user, "command/"+r.GetCommandId(), r)
}

func deedOf(scope string, user uuid.UUID, name string, r proto.Message) Deed {
	return Deed{Key: uuid.UUID(session.KeyOf(session.ID(scope), "user/"+user.String(), name)), Digest: session.DigestOf(r)}
}

// Deed is one in the member's campaign.
func (m Membership) Deed(r command) Deed { return DeedOf(m.Campaign.String(), m.User, r) }

// Use is a deed that an upload serves: an upload is used up by it.
func (m Membership) Use(upload string, r proto.Message) Deed {
	return UseOf(m.Campaign.String(), m.User, upload, r)
}

// UseOf is a deed that an upload serves; see DeedOf for its scope.
func UseOf(scope string, user uuid.UUID, upload string, r proto.Message) Deed {
	return deedOf(scope, user, "upload/"+upload, r)
}

// NewID makes an id that sorts by time.
func NewID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
