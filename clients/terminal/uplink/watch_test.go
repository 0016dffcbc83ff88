package uplink

import (
	"context"
	"strings"
	"testing"
	"time"

	"connectrpc.com/connect"
	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// reach reads until the live view is at the version.
func reach(t *testing.T, ctx context.Context, live <-chan Live, version int32, each func(Live)) Live {
	t.Helper()
	for {
		select {
		case l, ok := <-live:
			if !ok {
				t.Fatal("the stream has ended")
			}
			if each != nil {
				each(l)
			}
			if l.State == Connected && l.Version >= version {
				return l
			}
		case <-ctx.Done():
			t.Fatalf("version %d was not reached", version)
		}
	}
}

// However often the stream is cut, what arrives is the whole view, and every
// happening once.
func TestFollowingSurvivesCuts(t *testing.T) {
	t.Parallel()
	ctx, server, home, w := within(t), serve(t), t.TempDir(), newWire()
	l := dial(t, Config{Server: server, Home: home, Transport: w})
	captain := dial(t, Config{Server: server, Home: home})
	voyage := embark(t, captain)
	live := l.Follow(ctx, voyage)
	first := reach(t, ctx, live, 1, nil)
	before := proto.CloneOf(first.View)
	var (
		heard []int32
		cuts  int
	)
	for turn := range 6 {
		version, err := captain.Send(ctx, voyage, Wait(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if turn%2 == 0 {
			w.tear()
		}
		got := reach(t, ctx, live, version, func(l Live) {
			if l.State == Reconnecting {
				cuts++
			}
			for _, h := range l.Happenings {
				heard = append(heard, h.GetVersion())
			}
		})
		want, err := captain.Cosmic.GetView(ctx, &cosmicv1.GetViewRequest{SessionId: voyage})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.GetView(), got.View, protocmp.Transform()); diff != "" {
			t.Error(diff)
		}
	}
	if cuts == 0 {
		t.Error("the stream was never cut")
	}
	for i := 1; i < len(heard); i++ {
		if heard[i] < heard[i-1] {
			t.Errorf("heard %v", heard)
		}
	}
	if diff := cmp.Diff(before, first.View, protocmp.Transform()); diff != "" {
		t.Errorf("a view that was handed out has changed: %s", diff)
	}
}

// A stream that falls silent is opened anew.
func TestSilenceIsNotWaitedOutForEver(t *testing.T) {
	t.Parallel()
	ctx := within(t)
	l := dial(t, Config{Server: serve(t)})
	l.silence = 200 * time.Millisecond
	live := l.Follow(ctx, embark(t, l))
	reach(t, ctx, live, 1, nil)
	cut := <-live
	if cut.State != Reconnecting || !strings.Contains(cut.Err.Error(), "nothing was heard") || cut.View == nil || !cut.RetryAt.After(time.Now().Add(-time.Minute)) {
		t.Errorf("%v, %v", cut.State, cut.Err)
	}
	reach(t, ctx, live, 1, nil)
}

// The sign-in may end while one watches: the stream goes on with a new token.
func TestFollowingRenewsTheSignIn(t *testing.T) {
	t.Parallel()
	ctx := within(t)
	w := newWire()
	l := dial(t, Config{Server: serve(t), Transport: w})
	live := l.Follow(ctx, embark(t, l))
	reach(t, ctx, live, 1, nil)
	l.account.mu.Lock()
	l.account.access = "nonsense"
	l.account.mu.Unlock()
	w.tear()
	reach(t, ctx, live, 1, nil)
}

// What is not there ends the following, with a reason.
func TestNothingToFollow(t *testing.T) {
	t.Parallel()
	ctx := within(t)
	l := dial(t, Config{Server: serve(t)})
	live := l.Follow(ctx, "01990000-0000-7000-8000-000000000001")
	end, more := <-live, 0
	for range live {
		more++
	}
	if end.State != Ended || connect.CodeOf(end.Err) != connect.CodeNotFound || more != 0 {
		t.Errorf("%v, %v", end.State, end.Err)
	}
}
