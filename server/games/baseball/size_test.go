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

// What a watcher may cost, in bytes of JSON: the first view, and all differences of
// a play, on the average of a game.
const (
	snapshotMost   = 60_000
	differenceMost = 4_000
)

// TestViewsAreSmall: two rosters in full would be 200 kB of every first view, and
// both sides' options most of every difference.
func TestViewsAreSmall(t *testing.T) {
	t.Parallel()
	b := started(t, 4, &baseballv1.CreateRequest{}, true)
	chance := rand.New(rand.NewPCG(4, 4))
	var was [3]*baseballv1.View
	for seat := range was {
		was[seat] = b.View(session.Seat(seat))
		if n := len(jsonOf(t, was[seat])); n > snapshotMost {
			t.Errorf("the first view has %d bytes", n)
		}
	}
	t.Logf("first view: %d bytes of JSON, %d of protobuf", len(jsonOf(t, was[1])), proto.Size(was[1]))
	var total, binary [3]int
	for b.State().phase != phaseFinished {
		_, err := b.Bot(b.Waiting()[chance.IntN(len(b.Waiting()))], chance)
		must(t, err)
		for seat := range was {
			now := b.View(session.Seat(seat))
			patch, changed := delta.Diff(was[seat], now)
			total[seat] += len(jsonOf(t, &baseballv1.WatchResponse{View: patch.(*baseballv1.View), Changed: changed}))
			binary[seat] += proto.Size(patch)
			was[seat] = now
		}
	}
	for seat := range was {
		plays := int(was[seat].GetPlays())
		if total[seat]/plays > differenceMost {
			t.Errorf("a play takes %d bytes for seat %d", total[seat]/plays, seat)
		}
		t.Logf("seat %d: %d bytes of JSON a play, %d of protobuf", seat, total[seat]/plays, binary[seat]/plays)
	}
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
