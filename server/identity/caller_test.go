package identity

import (
	"testing"
	"time"

	"github.com/google/uuid"
)

// An answer that was under way while its credential was cut is not remembered.
func TestWhatWasCutIsNotRememberedAgain(t *testing.T) {
	t.Parallel()
	c, now := newCallers(), time.Now()
	device, user := uuid.New(), uuid.New()
	for name, forget := range map[string]func(){"cut": func() { c.cut(device) }, "forget": func() { c.forgetUser(user) }} {
		asked := 0
		for range 2 {
			_, err := c.find(name, now, func() (Caller, error) {
				if asked++; asked == 1 {
					forget()
				}
				return Caller{User: user, Credential: device}, nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if asked != 2 {
			t.Errorf("%s: an answer from before was remembered", name)
		}
	}
}
