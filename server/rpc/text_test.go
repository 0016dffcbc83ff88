package rpc

import (
	"strings"
	"testing"
	"unicode/utf8"

	"connectrpc.com/connect"

	coinv1 "playhouse/gen/playhouse/coin/v1"
	identityv1 "playhouse/gen/playhouse/identity/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// Text that no database takes is the caller's mistake, in whatever field.
func TestControlCharactersAreRefused(t *testing.T) {
	t.Parallel()
	h := oneHouse(t)
	ctx := t.Context()
	ann := h.guest(t, "Ann")
	id := must(ann.coin.Create(ctx, &coinv1.CreateRequest{}))(t).GetSessionId()
	for name, call := range map[string]func(text string) error{
		"name": func(x string) error {
			_, err := ann.UpdateProfile(ctx, &identityv1.UpdateProfileRequest{DisplayName: x})
			return err
		},
		"key": func(x string) error {
			_, err := ann.CreateApiKey(ctx, &identityv1.CreateApiKeyRequest{Name: x})
			return err
		},
		"search": func(x string) error {
			_, err := ann.sessions.ListSessions(ctx, &sessionv1.ListSessionsRequest{Text: x})
			return err
		},
		"password": func(x string) error { _, err := ann.coin.Create(ctx, &coinv1.CreateRequest{Password: x}); return err },
		"chat": func(x string) error {
			_, err := ann.sessions.SendChat(ctx, &sessionv1.SendChatRequest{SessionId: id, Text: x})
			return err
		},
		"command": func(x string) error {
			_, err := ann.sessions.SendChat(ctx, &sessionv1.SendChatRequest{SessionId: id, Text: "x", CommandId: x})
			return err
		},
	} {
		for _, bad := range []string{"a\x00b", "a\x1b[2Jb", "a\u0085b"} {
			if err := call(bad); connect.CodeOf(err) != connect.CodeInvalidArgument || !strings.Contains(err.Error(), "control characters") {
				t.Errorf("%s %q: %v", name, bad, err)
			}
		}
	}
	must(ann.sessions.SendChat(ctx, &sessionv1.SendChatRequest{SessionId: id, Text: "two\nlines\tand ümlauts"}))(t)
	s := must(ann.coin.Watch(ctx, &coinv1.WatchRequest{SessionId: "a\x00b"}))(t)
	s.Receive()
	wantCode(t, s.Err(), connect.CodeInvalidArgument)
}

func TestDeviceNamesAreText(t *testing.T) {
	t.Parallel()
	for _, agent := range []string{"\xff\xfe", strings.Repeat("ü", 200), strings.Repeat("a", 119) + "üü"} {
		if name := deviceName(agent); !utf8.ValidString(name) || utf8.RuneCountInString(name) > deviceNameMost {
			t.Errorf("name of %q = %q", agent, name)
		}
	}
}
