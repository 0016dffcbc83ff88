package rpc

import (
	"slices"
	"strings"
	"testing"
	"time"

	"connectrpc.com/connect"
	"github.com/google/uuid"

	coinv1 "playhouse/gen/playhouse/coin/v1"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
	"playhouse/server/session"
)

// A campaign from its founding to its end.
func TestACampaignIsFoundedReadChangedAndDeleted(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	c := g.read(t, g.player)
	if c.GetName() != "The Salt Road" || c.GetRole() != campaign.Player || c.GetFounderId() != g.gm.id || len(c.GetMembers()) != 3 {
		t.Errorf("the player reads %v", c)
	}
	if m := c.GetMembers()[0]; m.GetUserId() != g.gm.id || m.GetDisplayName() != "Ann" || m.GetRole() != campaign.GM || m.GetJoinedAt() == nil {
		t.Errorf("the first member is %v", m)
	}
	changed := must(g.gm.UpdateCampaign(ctx, &tabletopv1.UpdateCampaignRequest{
		CampaignId: g.id, Etag: c.GetEtag(), Name: " The Pepper Road ", Description: "# Pepper",
	}))(t).GetCampaign()
	if changed.GetName() != "The Pepper Road" || changed.GetDescription() != "# Pepper" || changed.GetEtag() == c.GetEtag() {
		t.Errorf("changed to %v", changed)
	}
	_, err := g.gm.UpdateCampaign(ctx, &tabletopv1.UpdateCampaignRequest{CampaignId: g.id, Etag: c.GetEtag(), Name: "Late"})
	wantRefusal(t, err, connect.CodeAborted, "stale")
	_, err = g.gm.UpdateCampaign(ctx, &tabletopv1.UpdateCampaignRequest{CampaignId: g.id, Etag: "no etag", Name: "Late"})
	wantRefusal(t, err, connect.CodeAborted, "stale")
	must(g.gm.UpdateCampaign(ctx, &tabletopv1.UpdateCampaignRequest{CampaignId: g.id, Name: "Whatever it is"}))(t)
	_, err = g.gm.DeleteCampaign(ctx, &tabletopv1.DeleteCampaignRequest{CampaignId: g.id, Name: "The Salt Road"})
	wantRefusal(t, err, connect.CodeInvalidArgument, "invalid_name")
	must(g.gm.DeleteCampaign(ctx, &tabletopv1.DeleteCampaignRequest{CampaignId: g.id, Name: "Whatever it is"}))(t)
	for _, p := range []*person{g.gm, g.player} {
		_, err = p.GetCampaign(ctx, &tabletopv1.GetCampaignRequest{CampaignId: g.id})
		wantRefusal(t, err, connect.CodeNotFound, "not_found")
		if list := must(p.ListCampaigns(ctx, &tabletopv1.ListCampaignsRequest{}))(t).GetCampaigns(); len(list) > 0 {
			t.Errorf("after its end it is listed: %v", list)
		}
	}
}

// Everything of a campaign goes with it: folders in folders, scenes in both, notes
// about them, and the tables that play it.
func TestACampaignTakesEverythingWithIt(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	folder := g.folder(t, "", "Woods")
	inner := g.folder(t, folder, "Deep woods")
	scene := g.scene(t, inner, "Clearing")
	g.scene(t, "", "Inn")
	must(g.gm.CreateNote(ctx, &tabletopv1.CreateNoteRequest{CampaignId: g.id, Content: &tabletopv1.NoteContent{Title: "Clearing", SceneId: scene.GetId()}}))(t)
	table := must(g.gm.coin.Create(ctx, &coinv1.CreateRequest{}))(t).GetSessionId()
	if err := s.store.AddTable(ctx, uuid.MustParse(g.id), session.ID(table)); err != nil {
		t.Fatal(err)
	}
	if err := s.store.PlayScene(ctx, uuid.MustParse(g.id), uuid.MustParse(table), uuid.MustParse(scene.GetId())); err != nil {
		t.Fatal(err)
	}
	if ids := g.read(t, g.spectator).GetTableIds(); !slices.Equal(ids, []string{table}) {
		t.Errorf("live tables: %v, want %s", ids, table)
	}
	must(g.gm.DeleteCampaign(ctx, &tabletopv1.DeleteCampaignRequest{CampaignId: g.id, Name: "The Salt Road"}))(t)
	if _, err := g.gm.coin.GetView(ctx, &coinv1.GetViewRequest{SessionId: table}); connect.CodeOf(err) != connect.CodeNotFound {
		t.Errorf("the table goes on: %v", err)
	}
}

func TestCampaignsAreListedByPage(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	ann, ctx := s.person(t, "Ann"), t.Context()
	var want []string
	for _, name := range []string{"one", "two", "three", "four", "five"} {
		want = append([]string{must(ann.CreateCampaign(ctx, &tabletopv1.CreateCampaignRequest{Name: name}))(t).GetCampaign().GetId()}, want...)
	}
	var got []string
	for token := ""; ; {
		r := must(ann.ListCampaigns(ctx, &tabletopv1.ListCampaignsRequest{PageSize: 2, PageToken: token}))(t)
		for _, c := range r.GetCampaigns() {
			if c.GetRole() != campaign.GM || len(c.GetMembers()) > 0 {
				t.Errorf("listed %v", c)
			}
			got = append(got, c.GetId())
		}
		if token = r.GetNextPageToken(); token == "" {
			break
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("by pages %v, made (newest first) %v", got, want)
	}
	for _, token := range []string{"?", "AAAA", strings.Repeat("A", 40)} {
		_, err := ann.ListCampaigns(ctx, &tabletopv1.ListCampaignsRequest{PageToken: token})
		wantRefusal(t, err, connect.CodeInvalidArgument, "invalid_page_token")
	}
}

// The same command id makes one campaign, however often and however many at once.
func TestACampaignIsFoundedOnce(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	ann, ben, ctx := s.person(t, "Ann"), s.person(t, "Ben"), t.Context()
	r := &tabletopv1.CreateCampaignRequest{Name: "Once", CommandId: "c1"}
	var ids [2]string
	create := func(i int) func() error {
		return func() error {
			made, err := ann.CreateCampaign(ctx, r)
			ids[i] = made.GetCampaign().GetId()
			return err
		}
	}
	if a, b := both(create(0), create(1)); a != nil || b != nil || ids[0] != ids[1] {
		t.Errorf("two at once: %v, %v, %v", ids, a, b)
	}
	if again := must(ann.CreateCampaign(ctx, r))(t).GetCampaign().GetId(); again != ids[0] {
		t.Errorf("again: %s, want %s", again, ids[0])
	}
	_, err := ann.CreateCampaign(ctx, &tabletopv1.CreateCampaignRequest{Name: "Another", CommandId: "c1"})
	wantRefusal(t, err, connect.CodeAlreadyExists, "command_id_reused")
	if other := must(ben.CreateCampaign(ctx, r))(t).GetCampaign().GetId(); other == ids[0] {
		t.Error("another's command id is the same campaign")
	}
	if n := len(must(ann.ListCampaigns(ctx, &tabletopv1.ListCampaignsRequest{}))(t).GetCampaigns()); n != 1 {
		t.Errorf("%d campaigns were made", n)
	}
}

func TestNamesThatMisleadAreRefused(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	ann, ctx := s.person(t, "Ann"), t.Context()
	for what, name := range map[string]string{
		"space": "   ", "line break": "one\ntwo", "tab": "one\ttwo", "override": "abc\u202egnp.exe", "isolate": "a\u2066b",
		"nothing to see": "in\u200bn", "soft hyphen": "in\u00adn", "separator": "a\u2028b", "control": "bell\a",
	} {
		_, err := ann.CreateCampaign(ctx, &tabletopv1.CreateCampaignRequest{Name: name})
		if connect.CodeOf(err) != connect.CodeInvalidArgument || !strings.Contains(err.Error(), "name") {
			t.Errorf("%s: %v", what, err)
		}
	}
	for _, name := range []string{"Inn / Cellar", "../../etc", "Ein Weg für Ö", "القلعة", "👩‍🚀", strings.Repeat("ü", 100)} {
		if got := must(ann.CreateCampaign(ctx, &tabletopv1.CreateCampaignRequest{Name: name}))(t).GetCampaign().GetName(); got != name {
			t.Errorf("%q became %q", name, got)
		}
	}
	for what, name := range map[string]string{"none": "", "101 letters": strings.Repeat("a", 101)} {
		if _, err := ann.CreateCampaign(ctx, &tabletopv1.CreateCampaignRequest{Name: name}); connect.CodeOf(err) != connect.CodeInvalidArgument {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestInvitationsLetIn(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	made := must(g.gm.CreateInvitation(ctx, &tabletopv1.CreateInvitationRequest{CampaignId: g.id, Role: campaign.Player, Uses: 2, LifetimeSeconds: 60}))(t)
	list := must(g.gm.ListInvitations(ctx, &tabletopv1.ListInvitationsRequest{CampaignId: g.id}))(t).GetInvitations()
	if len(list) != 1 || list[0].GetId() != made.GetInvitation().GetId() || list[0].GetUsesLeft() != 2 {
		t.Errorf("listed %v, made %v (used-up ones are not good any more)", list, made.GetInvitation())
	}
	accept := func(p *person, token string) error {
		_, err := p.AcceptInvitation(ctx, &tabletopv1.AcceptInvitationRequest{Token: token})
		return err
	}
	for range 3 {
		if err := accept(g.stranger, made.GetToken()); err != nil {
			t.Fatal(err)
		}
	}
	if err := accept(g.spectator, made.GetToken()); err != nil || g.read(t, g.spectator).GetRole() != campaign.Spectator {
		t.Errorf("a member accepts another invitation: %v, and is %v", err, g.read(t, g.spectator).GetRole())
	}
	eve, fay := s.person(t, "Eve"), s.person(t, "Fay")
	if err := accept(eve, made.GetToken()); err != nil {
		t.Errorf("the second use: %v (accepting twice takes one)", err)
	}
	wantRefusal(t, accept(fay, made.GetToken()), connect.CodeFailedPrecondition, "invitation_invalid")
	if err := accept(eve, made.GetToken()); err != nil {
		t.Errorf("who took the last use calls again: %v", err)
	}
	old := must(g.gm.CreateInvitation(ctx, &tabletopv1.CreateInvitationRequest{CampaignId: g.id, Role: campaign.Player, LifetimeSeconds: 60}))(t)
	s.clock.ahead = 61 * time.Second
	wantRefusal(t, accept(fay, old.GetToken()), connect.CodeFailedPrecondition, "invitation_invalid")
	if list := must(g.gm.ListInvitations(ctx, &tabletopv1.ListInvitationsRequest{CampaignId: g.id}))(t).GetInvitations(); len(list) > 0 {
		t.Errorf("over, and listed: %v", list)
	}
	revoked := must(g.gm.CreateInvitation(ctx, &tabletopv1.CreateInvitationRequest{CampaignId: g.id, Role: campaign.Player}))(t)
	must(g.gm.RevokeInvitation(ctx, &tabletopv1.RevokeInvitationRequest{CampaignId: g.id, InvitationId: revoked.GetInvitation().GetId()}))(t)
	wantRefusal(t, accept(fay, revoked.GetToken()), connect.CodeFailedPrecondition, "invitation_invalid")
	wantRefusal(t, accept(fay, "guessed"), connect.CodeFailedPrecondition, "invitation_invalid")
	_, err := g.gm.RevokeInvitation(ctx, &tabletopv1.RevokeInvitationRequest{CampaignId: g.id, InvitationId: revoked.GetInvitation().GetId()})
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
	for _, seconds := range []int32{-1, 59, 2592001} {
		_, err := g.gm.CreateInvitation(ctx, &tabletopv1.CreateInvitationRequest{CampaignId: g.id, Role: campaign.Player, LifetimeSeconds: seconds})
		if connect.CodeOf(err) != connect.CodeInvalidArgument {
			t.Errorf("for %d s: %v", seconds, err)
		}
	}
}

// An invitation of another campaign cannot be ended by its id.
func TestInvitationsOfOthersAreNotThere(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	mine := must(g.stranger.CreateCampaign(ctx, &tabletopv1.CreateCampaignRequest{Name: "Mine"}))(t).GetCampaign().GetId()
	made := must(g.gm.CreateInvitation(ctx, &tabletopv1.CreateInvitationRequest{CampaignId: g.id, Role: campaign.Player}))(t)
	_, err := g.stranger.RevokeInvitation(ctx, &tabletopv1.RevokeInvitationRequest{CampaignId: mine, InvitationId: made.GetInvitation().GetId()})
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
	must(g.stranger.AcceptInvitation(ctx, &tabletopv1.AcceptInvitationRequest{Token: made.GetToken()}))(t)
}

// Of two who want the last use of an invitation, one gets in.
func TestTheLastUseIsForOne(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	for range 5 {
		eve, fay := s.person(t, "Eve"), s.person(t, "Fay")
		r := &tabletopv1.AcceptInvitationRequest{Token: g.invite(t, campaign.Player, 1)}
		before := len(g.read(t, g.gm).GetMembers())
		a, b := both(func() error { _, err := eve.AcceptInvitation(ctx, r); return err }, func() error { _, err := fay.AcceptInvitation(ctx, r); return err })
		wantOneOf(t, a, b, connect.CodeFailedPrecondition)
		if n := len(g.read(t, g.gm).GetMembers()); n != before+1 {
			t.Errorf("%d members came", n-before)
		}
	}
}

func TestRoles(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	set := func(by, who *person, role campaign.Role) error {
		_, err := by.SetMemberRole(ctx, &tabletopv1.SetMemberRoleRequest{CampaignId: g.id, UserId: who.id, Role: role})
		return err
	}
	remove := func(by, who *person) error {
		_, err := by.RemoveMember(ctx, &tabletopv1.RemoveMemberRequest{CampaignId: g.id, UserId: who.id})
		return err
	}
	wantRefusal(t, set(g.gm, g.gm, campaign.Player), connect.CodeFailedPrecondition, "last_gm")
	wantRefusal(t, remove(g.gm, g.gm), connect.CodeFailedPrecondition, "last_gm")
	wantRefusal(t, set(g.gm, g.stranger, campaign.Player), connect.CodeFailedPrecondition, "no_such_member")
	wantRefusal(t, remove(g.gm, g.stranger), connect.CodeFailedPrecondition, "no_such_member")
	if err := set(g.gm, g.gm, campaign.GM); err != nil {
		t.Errorf("the last game master stays one: %v", err)
	}
	if err := set(g.gm, g.player, campaign.GM); err != nil {
		t.Fatal(err)
	}
	wantRefusal(t, set(g.player, g.gm, campaign.Spectator), connect.CodeFailedPrecondition, "founder")
	wantRefusal(t, remove(g.player, g.gm), connect.CodeFailedPrecondition, "founder")
	wantRefusal(t, remove(g.spectator, g.player), connect.CodePermissionDenied, "not_gm")
	if err := remove(g.gm, g.gm); err != nil {
		t.Errorf("the founder goes: %v", err)
	}
	if c := g.read(t, g.player); c.GetFounderId() != g.player.id || len(c.GetMembers()) != 2 {
		t.Errorf("handed on: %v", c)
	}
	_, err := g.gm.GetCampaign(ctx, &tabletopv1.GetCampaignRequest{CampaignId: g.id})
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
	if err := remove(g.spectator, g.spectator); err != nil {
		t.Errorf("a spectator goes: %v", err)
	}
	wantRefusal(t, remove(g.player, g.player), connect.CodeFailedPrecondition, "last_gm")
}

// Of two game masters who go at once, one stays.
func TestSomebodyStaysGameMaster(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	ctx := t.Context()
	g := s.group(t)
	for range 5 {
		g.found(t)
		must(g.gm.SetMemberRole(ctx, &tabletopv1.SetMemberRoleRequest{CampaignId: g.id, UserId: g.player.id, Role: campaign.GM}))(t)
		leave := func(p *person) func() error {
			return func() error {
				_, err := p.RemoveMember(ctx, &tabletopv1.RemoveMemberRequest{CampaignId: g.id, UserId: p.id})
				return err
			}
		}
		a, b := both(leave(g.gm), leave(g.player))
		wantOneOf(t, a, b, connect.CodeFailedPrecondition)
	}
}
