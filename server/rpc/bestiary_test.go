package rpc

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"connectrpc.com/connect"
	"github.com/google/uuid"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
)

// rat is a creature that is well.
func rat(name string) *tabletopv1.Creature {
	return &tabletopv1.Creature{
		Name: name, Size: "small", Type: "beast", Alignment: "unaligned", ArmorClass: 12, HitPoints: 7, HitDice: "2d6", Challenge: 0.25,
		Speed: map[string]int32{"walk": 30}, Strength: 7, Dexterity: 15, Constitution: 11, Intelligence: 2, Wisdom: 10, Charisma: 4,
		Actions: []*tabletopv1.Trait{{Name: "Bite", Text: "It bites."}},
	}
}

func (g group) creature(t *testing.T, c *tabletopv1.Creature) *tabletopv1.Creature {
	t.Helper()
	return must(g.gm.bestiary.CreateCreature(t.Context(), &tabletopv1.CreateCreatureRequest{CampaignId: g.id, Creature: c}))(t).GetCreature()
}

func TestCreaturesOfACampaignAndOfTheHouse(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	r := &tabletopv1.CreateCreatureRequest{CampaignId: g.id, Creature: rat("Cellar rat"), CommandId: "c1"}
	r.Creature.Id, r.Creature.BuiltIn, r.Creature.Etag = "mine", true, "7"
	c := must(g.gm.bestiary.CreateCreature(ctx, r))(t).GetCreature()
	if c.GetId() == "mine" || c.GetBuiltIn() || c.GetExperience() != 50 || c.GetEtag() != "1" || c.GetActions()[0].GetText() != "It bites." {
		t.Errorf("made %v", c)
	}
	if again := must(g.gm.bestiary.CreateCreature(ctx, r))(t).GetCreature(); again.GetId() != c.GetId() {
		t.Error("made twice")
	}
	read := func(p *person, id string) (*tabletopv1.Creature, error) {
		r, err := p.bestiary.GetCreature(ctx, &tabletopv1.GetCreatureRequest{CampaignId: g.id, CreatureId: id})
		return r.GetCreature(), err
	}
	if got, err := read(g.player, "house-wisp"); err != nil || !got.GetBuiltIn() || got.GetName() != "Wisp" {
		t.Errorf("of the house: %v %v", got, err)
	}
	update := func(c *tabletopv1.Creature) (*tabletopv1.Creature, error) {
		r, err := g.gm.bestiary.UpdateCreature(ctx, &tabletopv1.UpdateCreatureRequest{CampaignId: g.id, Creature: c})
		return r.GetCreature(), err
	}
	changed := rat("Sewer rat")
	changed.Id, changed.Etag, changed.Challenge = c.GetId(), c.GetEtag(), 1
	a, b := both(func() error { _, err := update(changed); return err }, func() error { _, err := update(changed); return err })
	wantOneOf(t, a, b, connect.CodeAborted)
	_, err := update(changed)
	wantRefusal(t, err, connect.CodeAborted, "stale")
	changed.Etag = ""
	if got, err := update(changed); err != nil || got.GetName() != "Sewer rat" || got.GetExperience() != 200 {
		t.Errorf("changed to %v: %v", got, err)
	}
	changed.Id = "house-mule"
	_, err = update(changed)
	wantRefusal(t, err, connect.CodeFailedPrecondition, "built_in")
	drop := func(id string) error {
		_, err := g.gm.bestiary.DeleteCreature(ctx, &tabletopv1.DeleteCreatureRequest{CampaignId: g.id, CreatureId: id})
		return err
	}
	wantRefusal(t, drop("house-mule"), connect.CodeFailedPrecondition, "built_in")
	if err := drop(c.GetId()); err != nil {
		t.Error(err)
	}
	for _, id := range []string{c.GetId(), "house-nothing", uuid.NewString()} {
		_, err = read(g.gm, id)
		wantRefusal(t, err, connect.CodeNotFound, "not_found")
		wantRefusal(t, drop(id), connect.CodeNotFound, "not_found")
	}
	other := g
	other.found(t)
	foreign := other.creature(t, rat("Rat")).GetId()
	_, err = read(g.gm, foreign)
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
}

func TestBadCreaturesAreRefused(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	with := func(change func(*tabletopv1.Creature)) *tabletopv1.Creature { c := rat("Rat"); change(c); return c }
	for what, bad := range map[string]struct {
		creature *tabletopv1.Creature
		code     connect.Code
	}{
		"no name":          {with(func(c *tabletopv1.Creature) { c.Name = "" }), connect.CodeInvalidArgument},
		"an override":      {with(func(c *tabletopv1.Creature) { c.Name = "tar\u202e" }), connect.CodeInvalidArgument},
		"no size":          {with(func(c *tabletopv1.Creature) { c.Size = "" }), connect.CodeInvalidArgument},
		"strength 31":      {with(func(c *tabletopv1.Creature) { c.Strength = 31 }), connect.CodeInvalidArgument},
		"hit dice of 10^9": {with(func(c *tabletopv1.Creature) { c.HitDice = "1000000000d6" }), connect.CodeInvalidArgument},
		"a made-up skill":  {with(func(c *tabletopv1.Creature) { c.Skills = map[string]int32{"juggling": 3} }), connect.CodeInvalidArgument},
		"challenge 0.3":    {with(func(c *tabletopv1.Creature) { c.Challenge = 0.3 }), connect.CodeInvalidArgument},
		"challenge 31":     {with(func(c *tabletopv1.Creature) { c.Challenge = 31 }), connect.CodeInvalidArgument},
		"challenge NaN":    {with(func(c *tabletopv1.Creature) { c.Challenge = math.NaN() }), connect.CodeInvalidArgument},
		"an asset of none": {with(func(c *tabletopv1.Creature) { c.AssetId = uuid.NewString() }), connect.CodeNotFound},
		"1 MiB of traits": {with(func(c *tabletopv1.Creature) {
			c.Traits = slices.Repeat([]*tabletopv1.Trait{{Name: "x", Text: strings.Repeat("a", 4000)}}, 300)
		}), connect.CodeResourceExhausted},
	} {
		_, err := g.gm.bestiary.CreateCreature(ctx, &tabletopv1.CreateCreatureRequest{CampaignId: g.id, Creature: bad.creature})
		if connect.CodeOf(err) != bad.code {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// The house's creatures stand among the campaign's, page by page.
func TestCreaturesAreListed(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	for _, name := range []string{"Ape", "mule", "Zebra", "Ölkäfer", "Wisp"} {
		g.creature(t, rat(name))
	}
	list := func(r *tabletopv1.ListCreaturesRequest) (names []string, next string) {
		r.CampaignId = g.id
		answer := must(g.player.bestiary.ListCreatures(ctx, r))(t)
		for _, c := range answer.GetCreatures() {
			names = append(names, strings.ToLower(c.GetName()))
		}
		return names, answer.GetNextPageToken()
	}
	want := []string{"ape", "mule", "mule", "wisp", "wisp", "zebra", "ölkäfer"}
	if got, next := list(&tabletopv1.ListCreaturesRequest{}); !slices.Equal(got, want) || next != "" {
		t.Errorf("in one page %v, %q; want %v", got, next, want)
	}
	for size := int32(1); size <= 8; size++ {
		var got []string
		for token := ""; ; {
			names, next := list(&tabletopv1.ListCreaturesRequest{PageSize: size, PageToken: token})
			got = append(got, names...)
			if token = next; token == "" {
				break
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("by pages of %d %v, want %v", size, got, want)
		}
	}
	for text, n := range map[string]int{"UNDEAD": 1, "beast": 6, "öLK": 1, "%": 0} {
		if got, _ := list(&tabletopv1.ListCreaturesRequest{Text: text}); len(got) != n {
			t.Errorf("%q finds %v", text, got)
		}
	}
	if got, _ := list(&tabletopv1.ListCreaturesRequest{MaxChallenge: 0.125}); !slices.Equal(got, []string{"mule"}) {
		t.Errorf("up to challenge 1/8: %v", got)
	}
}

func TestCreaturesAreImportedAllOrNone(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	one := `{"name":"Rat %d","size":"small","type":"beast","armor_class":12,"hit_points":7,"hit_dice":"2d6","challenge":0.25,"strength":7,"dexterity":15,"constitution":11,"intelligence":2,"wisdom":10,"charisma":4}`
	good := "[" + fmt.Sprintf(one, 1) + "," + fmt.Sprintf(one, 2) + "]"
	put := func(text string) (*tabletopv1.ImportCreaturesResponse, error) {
		id := uuid.NewString()
		s.files[id] = text
		return g.gm.bestiary.ImportCreatures(ctx, &tabletopv1.ImportCreaturesRequest{CampaignId: g.id, UploadId: id})
	}
	for what, bad := range map[string]string{
		"nothing": "", "no list": "{}", "cut": good[:len(good)-5], "no name": `[` + fmt.Sprintf(one, 1) + `,{"size":"small"}]`,
		"a challenge of 99": strings.Replace(good, "0.25", "99", 1), "more behind": good + good, "no such field": `[{"nom":"Rat"}]`,
		"a zero in its type": strings.Replace(good, `"beast"`, `"be\u0000ast"`, 1), "a name that turns": strings.Replace(good, "Rat 2", `tar\u202e`, 1),
		"a bell": strings.Replace(good, `"name":"Rat 2"`, `"name":"Rat 2","senses":"\u0007"`, 1),
	} {
		_, err := put(bad)
		if connect.CodeOf(err) != connect.CodeInvalidArgument {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := put(strings.Replace(good, "0.25", "99", 1)); err == nil || !strings.Contains(err.Error(), "creature 1") {
		t.Errorf("the wrong one is not named: %v", err)
	}
	_, err := g.gm.bestiary.ImportCreatures(ctx, &tabletopv1.ImportCreaturesRequest{CampaignId: g.id, UploadId: uuid.NewString()})
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
	count := func() int {
		return len(must(g.gm.bestiary.ListCreatures(ctx, &tabletopv1.ListCreaturesRequest{CampaignId: g.id, Text: "rat "}))(t).GetCreatures())
	}
	if n := count(); n != 0 {
		t.Errorf("refused lists left %d creatures", n)
	}
	s.files["11111111-1111-4111-8111-111111111111"] = strings.Replace(good, `"name":"Rat 2"`, `"name":"Rat 2","experience":7`, 1)
	for range 2 {
		r := must(g.gm.bestiary.ImportCreatures(ctx, &tabletopv1.ImportCreaturesRequest{CampaignId: g.id, UploadId: "11111111-1111-4111-8111-111111111111"}))(t)
		if r.GetCreatures() != 2 || count() != 2 {
			t.Errorf("%d were added, %d are there", r.GetCreatures(), count())
		}
		if len(r.GetWarnings()) != 1 || !strings.Contains(r.GetWarnings()[0], "experience") {
			t.Errorf("warned of %q, want of experience that does not go with the challenge", r.GetWarnings())
		}
	}
}

func TestEncountersAreRated(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	own := g.creature(t, rat("Rat")).GetId()
	r := must(g.player.bestiary.RateEncounter(ctx, &tabletopv1.RateEncounterRequest{
		CampaignId: g.id, Levels: []int32{3, 3, 3, 2},
		Foes: []*tabletopv1.Foes{{CreatureId: own, Count: 2}, {CreatureId: "house-wisp", Count: 1}, {Experience: 200, Count: 1}},
	}))(t)
	if r.GetExperience() != 750 || r.GetMultiplier() != 2 || r.GetAdjusted() != 1500 || r.GetDifficulty() != "deadly" || r.GetEach() != 187 || !slices.Equal(r.GetThresholds(), []int32{275, 550, 825, 1400}) {
		t.Errorf("rated %v", r)
	}
	for what, bad := range map[string]*tabletopv1.RateEncounterRequest{
		"nobody":                {},
		"level 21":              {Levels: []int32{21}},
		"no foes yet":           {Levels: []int32{1}, Foes: []*tabletopv1.Foes{{Count: 0}}},
		"101 foes":              {Levels: []int32{1}, Foes: []*tabletopv1.Foes{{Count: 101}}},
		"more than can be told": {Levels: []int32{1}, Foes: slices.Repeat([]*tabletopv1.Foes{{Count: 100, Experience: 1_000_000}}, 50)},
	} {
		bad.CampaignId = g.id
		if _, err := g.gm.bestiary.RateEncounter(ctx, bad); connect.CodeOf(err) != connect.CodeInvalidArgument {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, err := g.gm.bestiary.RateEncounter(ctx, &tabletopv1.RateEncounterRequest{CampaignId: g.id, Levels: []int32{1}, Foes: []*tabletopv1.Foes{{CreatureId: "dragon", Count: 1}}})
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
}
