package campaign

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// What is refused with a reason that the protos document.
var (
	ErrNoSuchMember      = session.Refuse("no_such_member", "nobody like that is in this campaign")
	ErrLastGM            = session.Refuse("last_gm", "a campaign needs a game master: make somebody else one first, or delete it")
	ErrFounder           = session.Refuse("founder", "the founder stays game master for as long as they want")
	ErrInvitationInvalid = session.Refuse("invitation_invalid", "this invitation is not good (any more); ask for another")
	ErrIntoItself        = session.Refuse("folder_into_itself", "a folder cannot go into itself")
	ErrNotEmpty          = session.Refuse("folder_not_empty", "something is in this folder: empty it first, or delete it with all that is in it")
	ErrInTrash           = session.Refuse("in_trash", "this scene is in the trash; restore it first")
	ErrNotInTrash        = session.Refuse("not_in_trash", "only what is in the trash can be deleted for ever; throw it away first")
	ErrSceneOpen         = session.Refuse("scene_open", "a live table plays this scene; close it there first")
	ErrReused            = session.Taken("command_id_reused", "this command_id was used for something else; take a new one")
	errLifetime          = session.Invalid("lifetime_seconds", "must be 60 to 2592000, or 0 for a week")
)

// NameTaken says that something has the name already.
func NameTaken(name string) error {
	return session.Refuse("name_taken", "something here is called %q already; take another name", name)
}

// TooMany says that a campaign is full of something.
func TooMany(what string, most int) error {
	return &session.Error{Kind: session.Exhausted, Reason: "too_many", Message: fmt.Sprintf("a campaign has at most %d %s", most, what)}
}

// caller is who calls.
func caller(ctx context.Context) (uuid.UUID, error) {
	id, err := uuid.Parse(string(session.CallerFrom(ctx).User))
	if err != nil {
		return id, Missing("account")
	}
	return id, nil
}

// Message is the invitation as game masters see it.
func (i Invitation) Message() *tabletopv1.Invitation {
	return &tabletopv1.Invitation{Id: i.ID.String(), Role: i.Role, ExpiresAt: timestamppb.New(i.Expires), UsesLeft: i.Uses}
}
