package terminal_test

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"connectrpc.com/connect"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/gen/playhouse/cosmic/v1/cosmicv1connect"
	identityv1 "playhouse/gen/playhouse/identity/v1"
	"playhouse/gen/playhouse/identity/v1/identityv1connect"
	savev1 "playhouse/gen/playhouse/save/v1"
	"playhouse/gen/playhouse/save/v1/savev1connect"
)

// browser is the same player elsewhere: it calls as the page does, by the
// Connect protocol with JSON, signed in and not by key.
type browser struct {
	cosmic cosmicv1connect.CosmicServiceClient
	saves  savev1connect.SaveServiceClient
	key    string // made in the page's settings, for the terminal
}

func openBrowser(t *testing.T, url string) browser {
	t.Helper()
	ctx, signIn := t.Context(), identityv1connect.NewIdentityServiceClient(http.DefaultClient, url)
	grant, err := signIn.SignInGuest(ctx, &identityv1.SignInGuestRequest{DisplayName: "Grace"})
	if err != nil {
		t.Fatal(err)
	}
	o := []connect.ClientOption{connect.WithProtoJSON(), connect.WithInterceptors(connect.UnaryInterceptorFunc(func(next connect.UnaryFunc) connect.UnaryFunc {
		return func(ctx context.Context, r connect.AnyRequest) (connect.AnyResponse, error) {
			r.Header().Set("Authorization", "Bearer "+grant.GetAccessToken())
			return next(ctx, r)
		}
	}))}
	key, err := identityv1connect.NewIdentityServiceClient(http.DefaultClient, url, o...).CreateApiKey(ctx, &identityv1.CreateApiKeyRequest{Name: "terminal"})
	if err != nil {
		t.Fatal(err)
	}
	return browser{
		cosmic: cosmicv1connect.NewCosmicServiceClient(http.DefaultClient, url, o...),
		saves:  savev1connect.NewSaveServiceClient(http.DefaultClient, url, o...),
		key:    key.GetSecret(),
	}
}

func (b browser) view(t *testing.T, session string) *cosmicv1.View {
	t.Helper()
	v, err := b.cosmic.GetView(t.Context(), &cosmicv1.GetViewRequest{SessionId: session})
	if err != nil {
		t.Fatal(err)
	}
	return v.GetView()
}

// A voyage that was saved in the browser goes on in the terminal; what is saved
// there goes on in the browser.
func TestAVoyageGoesOnElsewhere(t *testing.T) {
	t.Parallel()
	ctx, url := t.Context(), serve(t)
	b := openBrowser(t, url)
	voyage, err := b.cosmic.Create(ctx, &cosmicv1.CreateRequest{Seed: "both"})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := b.cosmic.Wait(ctx, &cosmicv1.WaitRequest{SessionId: voyage.GetSessionId()}); err != nil {
			t.Fatal(err)
		}
	}
	saved := b.view(t, voyage.GetSessionId())
	if _, err := b.saves.Save(ctx, &savev1.SaveRequest{SessionId: voyage.GetSessionId(), Slot: 2, Name: "From the page"}); err != nil {
		t.Fatal(err)
	}
	// The page plays on: what was saved is not what is newest.
	if _, err := b.cosmic.Wait(ctx, &cosmicv1.WaitRequest{SessionId: voyage.GetSessionId()}); err != nil {
		t.Fatal(err)
	}

	g := play(t, []string{"PLAYHOUSE_KEY=" + b.key}, "--server", url)
	g.choose("Saves")
	g.press(enter)
	g.see("From the page")
	g.choose("2    From the page")
	g.press(enter)
	s := g.see("turn 3 of 50")
	for _, want := range []string{saved.GetLocation().GetNodeName(), "Credits " + strconv.Itoa(int(saved.GetCaptain().GetCredits()))} {
		if !strings.Contains(s, want) {
			t.Errorf("%q is not to be seen:\n%s", want, s)
		}
	}
	g.press("w")
	g.see("turn 4 of 50")
	g.press("4")
	g.choose("Food")
	g.press("b")
	g.see("Buy how many meals?")
	g.press("2", enter)
	s = g.see("Food 52")
	g.press("7")
	g.choose("3    empty")
	g.press("s")
	g.see("Name of the save")
	g.press("From the terminal", enter)
	g.see("Saved in slot 3 as “From the terminal”.")
	g.press("q")
	g.leaves()

	slots, err := b.saves.ListSaves(ctx, &savev1.ListSavesRequest{Game: "cosmic"})
	if err != nil {
		t.Fatal(err)
	}
	names := map[int32]string{}
	for _, slot := range slots.GetSaves() {
		names[slot.GetSlot()] = slot.GetName()
	}
	if names[2] != "From the page" || names[3] != "From the terminal" {
		t.Errorf("slots %v", names)
	}
	loaded, err := b.saves.LoadSave(ctx, &savev1.LoadSaveRequest{Game: "cosmic", Slot: 3})
	if err != nil {
		t.Fatal(err)
	}
	v := b.view(t, loaded.GetSessionId())
	if c := v.GetCaptain(); c.GetTurn() != 4 || c.GetFood() != 52 || int(c.GetCredits()) != read(s, creditsOf, 1) {
		t.Errorf("turn %d, food %d, credits %d; the terminal showed\n%s", c.GetTurn(), c.GetFood(), c.GetCredits(), s)
	}
	if _, err := b.cosmic.Wait(ctx, &cosmicv1.WaitRequest{SessionId: loaded.GetSessionId()}); err != nil {
		t.Error("the page cannot go on: ", err)
	}
}

// Both look at the same voyage: what one does, the other sees without asking.
func TestWhatThePageDoesIsSeenAtOnce(t *testing.T) {
	t.Parallel()
	ctx, url := t.Context(), serve(t)
	b := openBrowser(t, url)
	voyage, err := b.cosmic.Create(ctx, &cosmicv1.CreateRequest{Seed: "both", Endless: true})
	if err != nil {
		t.Fatal(err)
	}
	g := play(t, nil, "--server", url, "--key", b.key, "--session", voyage.GetSessionId())
	g.see("turn 0 · live")
	if _, err := b.cosmic.Wait(ctx, &cosmicv1.WaitRequest{SessionId: voyage.GetSessionId()}); err != nil {
		t.Fatal(err)
	}
	g.see("turn 1 · live")
	g.press("R")
	g.see("End this voyage here and score it? y/n")
	g.press("n")
	g.until("the question to go", func(s string) bool { return !strings.Contains(s, "y/n") })
	if v := b.view(t, voyage.GetSessionId()); v.GetOutcome() != nil {
		t.Error("retired by a no")
	}
	g.press("R", "y")
	g.see("[1 Outcome]")
	if v := b.view(t, voyage.GetSessionId()); v.GetOutcome() == nil {
		t.Error("the page sees no end")
	}
	g.press(ctrlC)
	g.leaves()
}
