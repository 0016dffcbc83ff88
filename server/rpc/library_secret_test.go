package rpc

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
	"playhouse/server/library"
	"playhouse/server/library/media/mediatest"
)

// What game masters call a picture is theirs to know, also when it is saved.
func TestNamesOfAssetsAreNotTold(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	ctx := t.Context()
	const secret = "Xarvuthal"
	lich := must(s.upload(t, g.gm, g.id, library.Image, mediatest.PNG(mediatest.Painted(31, 30, true))))(t).GetAsset()
	must(g.gm.library.UpdateAsset(ctx, &tabletopv1.UpdateAssetRequest{
		CampaignId: g.id, AssetId: lich.GetId(), Name: "Disguised lich - " + secret + ".png", Tags: []string{secret},
	}))(t)
	mine := must(s.upload(t, g.player, g.id, library.Image, mediatest.PNG(mediatest.Painted(32, 30, true))))(t).GetAsset()
	for name, c := range map[string]struct {
		who   *person
		asset string
		told  bool
	}{
		"a game master": {g.gm, lich.GetId(), true}, "a player": {g.player, lich.GetId(), false}, "a spectator": {g.spectator, lich.GetId(), false},
		"the owner": {g.player, mine.GetId(), true}, "another": {g.spectator, mine.GetId(), false},
	} {
		a := must(c.who.library.GetAsset(ctx, &tabletopv1.GetAssetRequest{CampaignId: g.id, AssetId: c.asset}))(t).GetAsset()
		if told := a.GetName() != "picture"; told != c.told || (a.GetOwnerId() != "") != c.told || !c.told && len(a.GetTags()) > 0 {
			t.Errorf("%s is told %v", name, a)
		}
		for _, url := range []string{a.GetUrl(), a.GetPreviewUrl()} {
			answer, _ := s.fetch(t, "", url)
			if answer.StatusCode != http.StatusOK || strings.Contains(answer.Header.Get("Content-Disposition"), "filename") != c.told {
				t.Errorf("%s saves %v %q", name, answer.Status, answer.Header.Get("Content-Disposition"))
			}
		}
	}
	// Who sends the same picture learns that it is there, and not what it is.
	again := must(s.upload(t, g.player, g.id, library.Image, mediatest.PNG(mediatest.Painted(31, 30, true))))(t)
	if !again.GetDuplicate() || again.GetAsset().GetName() != "picture" {
		t.Errorf("the same picture again: %v", again)
	}
}

// A ticket opens what it was made for, and nothing else of who holds it.
func TestTicketsAreForOneThing(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	ground := must(s.upload(t, g.gm, g.id, library.Map, mediatest.PNG(mediatest.Painted(600, 30, true))))(t).GetAsset()
	handout := must(s.upload(t, g.gm, g.id, library.Image, mediatest.PNG(mediatest.Painted(31, 30, true))))(t).GetAsset()
	m := campaign.Membership{Campaign: uuid.MustParse(g.id), User: uuid.MustParse(g.gm.id), Role: campaign.GM}
	parcel := must(s.library.Publish(t.Context(), m, library.Parcel{Name: "Road.zip", MediaType: "application/zip", Source: strings.NewReader("PK...")}))(t)
	path, _, _ := strings.Cut(parcel, "?")
	ticketOf := func(url string) string {
		_, ticket, _ := strings.Cut(url, "?")
		return "?" + ticket
	}
	bare := func(url string) string {
		plain, _, _ := strings.Cut(url, "?")
		return plain
	}
	for name, url := range map[string]string{
		"a map by a handout's":    bare(ground.GetUrl()) + ticketOf(handout.GetUrl()),
		"a parcel by a handout's": path + ticketOf(handout.GetUrl()),
		"a map by a parcel's":     bare(ground.GetUrl()) + ticketOf(parcel),
		"tiles by a handout's":    pathOfTiles(ground) + "/0/0/0" + ticketOf(handout.GetUrl()),
	} {
		if answer, _ := s.fetch(t, "", url); answer.StatusCode != http.StatusNotFound {
			t.Errorf("%s ticket: %v", name, answer.Status)
		}
	}
	for _, url := range []string{ground.GetUrl(), ground.GetTilesUrl() + "/0/0/0", handout.GetThumbnailUrl(), parcel, s.library.Resign(m, parcel)} {
		if answer, _ := s.fetch(t, "", url); answer.StatusCode != http.StatusOK {
			t.Errorf("%s: %v", url, answer.Status)
		}
	}
}

func pathOfTiles(a *tabletopv1.Asset) string { return "/files/" + a.GetId() + "/tiles" }

// The address of a parcel is made anew for whoever asks: the maker's is not handed on.
func TestParcelsAreSignedAnew(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	m := campaign.Membership{Campaign: uuid.MustParse(g.id), User: uuid.MustParse(g.gm.id), Role: campaign.GM}
	first := must(s.library.Publish(t.Context(), m, library.Parcel{Name: "Road.zip", MediaType: "application/zip", Source: strings.NewReader("PK...")}))(t)
	m.User = uuid.MustParse(g.player.id)
	theirs := s.library.Resign(m, first)
	if theirs == first || !strings.HasPrefix(theirs, "/files/exports/") {
		t.Errorf("%s became %s", first, theirs)
	}
	if answer, _ := s.fetch(t, "", theirs); answer.StatusCode != http.StatusNotFound {
		t.Errorf("a player fetches: %v", answer.Status)
	}
	m.Campaign = uuid.New()
	if got := s.library.Resign(m, first); got != "" {
		t.Errorf("another campaign's parcel is signed: %s", got)
	}
	if got := s.library.Resign(m, "/files/exports/x"); got != "" {
		t.Errorf("signed: %s", got)
	}
}
