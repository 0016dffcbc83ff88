package session

import (
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"
)

// timestamp is t for a message; absent for the zero time.
func timestamp(t time.Time) *timestamppb.Timestamp {
	if t.IsZero() {
		return nil
	}
	return timestamppb.New(t)
}
