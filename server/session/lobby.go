package session

// Filter chooses sessions. Zero fields choose all that the user may see: public
// ones and their own.
type Filter struct {
	User      UserID
	Game      string
	Status    Status
	Mine      bool // only where the user is a member
	Open      bool // only lobbies with a free seat
	Text      string
	Unended   bool // leave finished ones out
	Limit     int
	PageToken string
}
