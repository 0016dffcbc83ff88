package behavior

import (
	"context"
	"strconv"
	"strings"

	"github.com/google/uuid"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/campaign"
	"playhouse/server/session"
)

// shelf is a part of a list; parts follow each other.
type shelf struct {
	sign string // begins the keys of its marks
	list func(ctx context.Context, f Filter) ([]Behavior, campaign.Mark, error)
}

// shelves are the parts of a list: the house's, one's own, others'.
func (s *Behaviors) shelves(scope arenav1.BehaviorScope) []shelf {
	house := shelf{"h", s.Gate.onShelf}
	own := shelf{"o", s.Store.Behaviors}
	others := shelf{"p", func(ctx context.Context, f Filter) ([]Behavior, campaign.Mark, error) {
		f.Others = true
		return s.Store.Behaviors(ctx, f)
	}}
	switch scope {
	case arenav1.BehaviorScope_BEHAVIOR_SCOPE_BUILT_IN:
		return []shelf{house}
	case arenav1.BehaviorScope_BEHAVIOR_SCOPE_OWN:
		return []shelf{own}
	case arenav1.BehaviorScope_BEHAVIOR_SCOPE_SHARED:
		return []shelf{others}
	}
	return []shelf{house, own, others}
}

// List returns behaviours by name without their sources: the house's, the caller's
// own, then others'.
func (s *Behaviors) List(ctx context.Context, r *arenav1.ListBehaviorsRequest) ([]*arenav1.Behavior, string, error) {
	user, err := caller(ctx)
	if err != nil {
		return nil, "", err
	}
	page, err := campaign.PageOf(r.GetPageSize(), r.GetPageToken())
	if err != nil {
		return nil, "", err
	}
	var all []*arenav1.Behavior
	at := page.After
	for _, part := range s.shelves(r.GetScope()) {
		if at.Key != "" && !strings.HasPrefix(at.Key, part.sign) {
			continue // it was all on the pages before
		}
		f := Filter{User: user, Text: r.GetNameContains(), Page: campaign.Page{Limit: page.Limit - len(all)}}
		if at.Key != "" {
			f.Page.After = campaign.Mark{Key: at.Key[len(part.sign):], ID: at.ID}
			if f.Page.After.Key == "" {
				f.Page.After = campaign.Mark{}
			}
			at = campaign.Mark{}
		}
		full := f.Page.Limit == 0
		if full {
			f.Page.Limit = 1
		}
		found, next, err := part.list(ctx, f)
		if err != nil {
			return nil, "", err
		}
		if full && len(found) > 0 {
			return all, campaign.Mark{Key: part.sign}.Token(), nil // the next page begins here
		}
		for _, b := range found {
			all = append(all, b.Message(user))
		}
		if next != (campaign.Mark{}) {
			return all, campaign.Mark{Key: part.sign + next.Key, ID: next.ID}.Token(), nil
		}
	}
	return all, "", nil
}

// onShelf lists the house's as the store does its own.
func (g Gate) onShelf(_ context.Context, f Filter) (all []Behavior, next campaign.Mark, _ error) {
	for _, b := range g.House {
		b.Source = ""
		mark := campaign.Mark{Key: campaign.NameKey(b.Name), ID: uuid.NewSHA1(uuid.NameSpaceOID, []byte(b.House))}
		switch {
		case mark.Key <= f.Page.After.Key, !strings.Contains(campaign.Fold(b.Name), campaign.Fold(f.Text)):
		case len(all) == f.Page.Limit:
			return all, next, nil
		default:
			all, next = append(all, b), mark
		}
	}
	return all, campaign.Mark{}, nil
}

const versionsDefault = 20

// History lists older sources of one of the caller's own, newest first.
func (s *Behaviors) History(ctx context.Context, r *arenav1.ListBehaviorVersionsRequest) ([]Version, string, error) {
	b, _, err := s.Gate.Own(ctx, r.GetId())
	if err != nil {
		return nil, "", err
	}
	limit, before := int(r.GetPageSize()), int64(0)
	if limit == 0 {
		limit = versionsDefault
	}
	if r.GetPageToken() != "" {
		if before, err = strconv.ParseInt(r.GetPageToken(), 10, 32); err != nil || before < 1 {
			return nil, "", session.Invalid("page_token", "use the next_page_token of the page before")
		}
	}
	all, err := s.Versions.Versions(ctx, b.ID, int32(before), limit+1)
	if err != nil || len(all) <= limit {
		return all, "", err
	}
	all = all[:limit]
	return all, strconv.Itoa(int(all[limit-1].Number)), nil
}
