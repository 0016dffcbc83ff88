package baseball

import (
	"math/rand/v2"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/delta"
	"playhouse/server/session"
)

// What a watcher may cost, in bytes of JSON: the first view, and a difference from
// one to the next on the average of a game.
const (
	snapshotMost   = 60_000
	differenceMost = 4_000
)

// TestViewsAreSmall: two rosters in full would be 200 kB of every first view.
func TestViewsAreSmall(t *testing.T) {
	t.Parallel()
	b := started(t, 4, &baseballv1.CreateRequest{RunningDecisions: true}, true)
	chance := rand.New(rand.NewPCG(4, 4))
	was := b.View(1)
	if n := len(jsonOf(t, was)); n > snapshotMost {
		t.Errorf("the first view has %d bytes", n)
	}
	t.Logf("first view: %d bytes of JSON, %d of protobuf", len(jsonOf(t, was)), proto.Size(was))
	total, binary, most, plays := 0, 0, 0, int32(0)
	for b.State().phase != phaseFinished {
		for _, seat := range b.Waiting() {
			_, err := b.Bot(seat, chance)
			must(t, err)
		}
		now := b.View(1)
		patch, changed := delta.Diff(was, now)
		n := len(jsonOf(t, &baseballv1.WatchResponse{View: patch.(*baseballv1.View), Changed: changed}))
		total, most, was, plays = total+n, max(most, n), now, now.GetPlays()
		binary += proto.Size(patch)
	}
	if mean := total / int(plays); mean > differenceMost {
		t.Errorf("a play takes %d bytes on the average", mean)
	}
	t.Logf("differences: %d bytes of JSON a play (at most %d at once), %d of protobuf; last view %d of JSON", total/int(plays), most, binary/int(plays), len(jsonOf(t, was)))
}

func jsonOf(tb testing.TB, m proto.Message) []byte {
	tb.Helper()
	raw, err := protojson.Marshal(m)
	must(tb, err)
	return raw
}

// TestCardsAreReadInFull: what the view leaves out, ListCards has; and nothing
// else is left out.
func TestCardsAreReadInFull(t *testing.T) {
	t.Parallel()
	b := table(t, 1, &baseballv1.CreateRequest{Away: pictures("a")})
	away, home := b.State().Cards()
	v := b.View(session.Display)
	for i, c := range v.GetHome().GetCards() {
		whole := home[i].GetRated()
		if c.GetRated().GetRatings() != nil || c.GetRated().GetProbabilities() != nil || whole.GetRatings() == nil || whole.GetProbabilities() == nil {
			t.Errorf("%s: ratings are in the view, or not on the card", c.GetName())
		}
		c = proto.CloneOf(c)
		c.GetRated().Ratings, c.GetRated().Probabilities = whole.GetRatings(), whole.GetProbabilities()
		if !proto.Equal(c, home[i]) {
			t.Errorf("%s differs in more than ratings", c.GetName())
		}
	}
	for i, c := range v.GetAway().GetCards() {
		if !proto.Equal(c, away[i]) {
			t.Errorf("the picture of %s is not whole", c.GetName())
		}
	}
}
