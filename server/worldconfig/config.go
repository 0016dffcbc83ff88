package worldconfig

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/behavior"
	"playhouse/server/campaign"
	"playhouse/server/session"
)

const (
	// Default is id and name of the set that everybody has.
	Default = "default"
	// Most is how many sets somebody has.
	Most = 100
)

// Config is a set as it is stored.
type Config struct {
	ID, Owner uuid.UUID
	Name      string
	Body      *arenav1.Config
	Usual     bool
	Etag      string
	Updated   time.Time
}

// Store keeps sets. Those of others are session.NotFound, what has another etag
// session.Aborted. Names are unique among an owner's: refusals name_taken,
// too_many_configs.
type Store interface {
	// CreateWorldConfig stores one, once.
	CreateWorldConfig(ctx context.Context, d campaign.Deed, c Config) (uuid.UUID, error)
	// WorldConfig returns one; the owner's usual one for the zero id.
	WorldConfig(ctx context.Context, owner, id uuid.UUID) (Config, error)
	// WorldConfigs lists an owner's by name.
	WorldConfigs(ctx context.Context, owner uuid.UUID, p campaign.Page) ([]Config, campaign.Mark, error)
	// ChangeWorldConfig stores one under its etag, or deletes it when it has no Body.
	ChangeWorldConfig(ctx context.Context, c Config) error
	// SetUsual makes one the owner's usual set; none for the zero id.
	SetUsual(ctx context.Context, owner, id uuid.UUID) error
}

// Configs is what people do with sets. The caller of its methods is in the context.
type Configs struct {
	Store Store
	// Complete fills in defaults; it refuses what cannot be.
	Complete func(*arenav1.Config) (*arenav1.Config, error)
	Now      func() time.Time
}

var errHouse = session.Forbid("house_config", "the default configuration stays as it is: create one of your own")

// house is the set that everybody has.
func (s *Configs) house(usual bool) (*arenav1.WorldConfig, error) {
	body, err := s.Complete(&arenav1.Config{})
	return &arenav1.WorldConfig{Id: Default, Name: Default, Config: body, Etag: "0", Usual: usual}, err
}

func (s *Configs) message(c Config) (*arenav1.WorldConfig, error) {
	body, err := s.Complete(c.Body)
	return &arenav1.WorldConfig{
		Id: c.ID.String(), Name: c.Name, Config: body, Etag: c.Etag, Usual: c.Usual, Updated: timestamppb.New(c.Updated),
	}, err
}

// caller is who calls.
func caller(ctx context.Context) (uuid.UUID, error) {
	id, err := uuid.Parse(string(session.CallerFrom(ctx).User))
	if err != nil {
		return id, campaign.Missing("account")
	}
	return id, nil
}

// own finds one of the caller's own.
func (s *Configs) own(ctx context.Context, id string) (Config, error) {
	user, err := caller(ctx)
	if err != nil {
		return Config{}, err
	}
	if id == Default {
		return Config{}, errHouse
	}
	key, err := uuid.Parse(id)
	if err != nil || key == uuid.Nil {
		return Config{}, campaign.Missing("configuration")
	}
	return s.Store.WorldConfig(ctx, user, key)
}

// cleanName is a name that is not the house's.
func cleanName(name string) (string, error) {
	name, err := campaign.CleanName("name", name)
	if err == nil && campaign.NameKey(name) == Default {
		err = behavior.NameTaken(name)
	}
	return name, err
}

// Create stores a new set.
func (s *Configs) Create(ctx context.Context, r *arenav1.CreateWorldConfigRequest) (*arenav1.WorldConfig, error) {
	c := Config{ID: campaign.NewID(), Updated: s.Now()}
	var err error
	if c.Owner, err = caller(ctx); err != nil {
		return nil, err
	}
	if c.Name, err = cleanName(r.GetName()); err != nil {
		return nil, err
	}
	if c.Body, err = s.Complete(r.GetConfig()); err != nil {
		return nil, err
	}
	id, err := s.Store.CreateWorldConfig(ctx, campaign.DeedOf("worldconfig", c.Owner, r), c)
	if err != nil {
		return nil, err
	}
	return s.Read(ctx, id.String())
}

// Read returns a set: one of the caller's own, "default", or the caller's usual one
// for an empty id.
func (s *Configs) Read(ctx context.Context, id string) (*arenav1.WorldConfig, error) {
	user, err := caller(ctx)
	if err != nil {
		return nil, err
	}
	usual, err := s.Store.WorldConfig(ctx, user, uuid.Nil)
	none := missing(err)
	switch {
	case err != nil && !none:
		return nil, err
	case id == Default, id == "" && none:
		return s.house(none)
	case id == "":
		return s.message(usual)
	}
	c, err := s.own(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.message(c)
}

// missing is true for an error that says that something is not there.
func missing(err error) bool {
	known, ok := errors.AsType[*session.Error](err)
	return ok && known.Kind == session.NotFound
}

// List returns "default" and the caller's own by name.
func (s *Configs) List(ctx context.Context, r *arenav1.ListWorldConfigsRequest) ([]*arenav1.WorldConfig, campaign.Mark, error) {
	user, err := caller(ctx)
	if err != nil {
		return nil, campaign.Mark{}, err
	}
	p, err := campaign.PageOf(r.GetPageSize(), r.GetPageToken())
	if err != nil {
		return nil, campaign.Mark{}, err
	}
	var all []*arenav1.WorldConfig
	if p.After == (campaign.Mark{}) {
		house, err := s.Read(ctx, Default)
		if err != nil {
			return nil, campaign.Mark{}, err
		}
		all = append(all, house) // beside what was asked for: it is no row
	}
	found, next, err := s.Store.WorldConfigs(ctx, user, p)
	if err != nil {
		return nil, campaign.Mark{}, err
	}
	for _, c := range found {
		m, err := s.message(c)
		if err != nil {
			return nil, campaign.Mark{}, err
		}
		all = append(all, m)
	}
	return all, next, nil
}

// Update changes one of the caller's own.
func (s *Configs) Update(ctx context.Context, r *arenav1.UpdateWorldConfigRequest) (*arenav1.WorldConfig, error) {
	c, err := s.own(ctx, r.GetId())
	if err != nil {
		return nil, err
	}
	if r.Name != nil {
		if c.Name, err = cleanName(r.GetName()); err != nil {
			return nil, err
		}
	}
	if r.GetConfig() != nil {
		if c.Body, err = s.Complete(r.GetConfig()); err != nil {
			return nil, err
		}
	}
	c.Etag, c.Updated = r.GetEtag(), s.Now()
	if err := s.Store.ChangeWorldConfig(ctx, c); err != nil {
		return nil, err
	}
	return s.Read(ctx, r.GetId())
}

// Delete removes one of the caller's own. If it was the usual one, "default" is.
func (s *Configs) Delete(ctx context.Context, r *arenav1.DeleteWorldConfigRequest) error {
	c, err := s.own(ctx, r.GetId())
	if err != nil {
		return err
	}
	c.Etag, c.Body = r.GetEtag(), nil
	return s.Store.ChangeWorldConfig(ctx, c)
}

// SetUsual makes a set the caller's usual one.
func (s *Configs) SetUsual(ctx context.Context, id string) (*arenav1.WorldConfig, error) {
	user, err := caller(ctx)
	if err != nil {
		return nil, err
	}
	c := Config{} // the zero id for "default": no row is usual
	if id != Default {
		if c, err = s.own(ctx, id); err != nil {
			return nil, err
		}
	}
	if err := s.Store.SetUsual(ctx, user, c.ID); err != nil {
		return nil, err
	}
	return s.Read(ctx, id)
}
