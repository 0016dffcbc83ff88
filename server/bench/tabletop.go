package bench

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"time"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/gen/playhouse/session/v1/sessionv1connect"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/gen/playhouse/tabletop/v1/tabletopv1connect"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/games/tabletop/vision"
)

const (
	guests  = 20 // who watch, the game master among them
	dancers = 10 // of whom drag at 20 Hz and drop once a second
	pieces  = 500
	walls   = 1000
)

// guest is one at a live table.
type guest struct {
	tabletopv1connect.TableServiceClient

	campaigns tabletopv1connect.CampaignServiceClient
	scenes    tabletopv1connect.SceneServiceClient
	signals   sessionv1connect.SessionServiceClient
	user      string
	token     string
	screen    *screen
}

func (b *bencher) guest(ctx context.Context, t http.RoundTripper, name string) (*guest, error) {
	u, tokens, err := b.app.Identity.SignInGuest(ctx, name, "bench")
	if err != nil {
		return nil, err
	}
	client := &http.Client{Transport: bearer{token: tokens.Access, next: t}}
	return &guest{
		TableServiceClient: tabletopv1connect.NewTableServiceClient(client, b.app.URL),
		campaigns:          tabletopv1connect.NewCampaignServiceClient(client, b.app.URL),
		scenes:             tabletopv1connect.NewSceneServiceClient(client, b.app.URL),
		signals:            sessionv1connect.NewSessionServiceClient(client, b.app.URL),
		user:               u.ID.String(), token: tokens.Access, screen: &screen{},
	}, nil
}

// screen is when somebody's stream had reached which version.
type screen struct {
	mu    sync.Mutex
	at    []time.Time
	upTo  []int32
	bytes int
}

func (s *screen) saw(m *tabletopv1.WatchResponse) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at, s.upTo = append(s.at, time.Now()), append(s.upTo, m.GetVersion())
	s.bytes += proto.Size(m)
}

// when a version was there; zero if it never was.
func (s *screen) when(version int32) time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i, _ := slices.BinarySearch(s.upTo, version); i < len(s.upTo) {
		return s.at[i]
	}
	return time.Time{}
}

// ballroom is a scene of many tokens, of which the first belong to users, and many
// walls.
func ballroom(users []string) *tabletopv1.Scene {
	chance := rand.New(rand.NewPCG(1, 1)) //nolint:gosec // the same room each time
	point := func() *tabletopv1.Point {
		return &tabletopv1.Point{X: float64(chance.IntN(99)) + .5, Y: float64(chance.IntN(99)) + .5}
	}
	s := &tabletopv1.Scene{
		Width: 100, Height: 100, NextId: 1, Elements: map[string]*tabletopv1.Element{}, Atmosphere: &tabletopv1.Atmosphere{Fog: true},
		Grid: &tabletopv1.Grid{Kind: tabletopv1.GridKind_GRID_KIND_SQUARE, Feet: 5},
	}
	for i := range pieces {
		k := &tabletopv1.Token{Name: "token", Size: 1, At: point()}
		if i < len(users) {
			k.OwnerIds, k.Vision = users[i:i+1], &tabletopv1.Vision{}
		}
		s.Elements[fmt.Sprint("t", i)] = &tabletopv1.Element{Kind: &tabletopv1.Element_Token{Token: k}}
	}
	for i := range walls {
		from := point()
		to := &tabletopv1.Point{X: from.GetX(), Y: from.GetY()}
		if long := 1 + float64(chance.IntN(4)); i%2 == 0 {
			to.X += long
		} else {
			to.Y += long
		}
		s.Elements[fmt.Sprint("w", i)] = &tabletopv1.Element{Kind: &tabletopv1.Element_Wall{Wall: &tabletopv1.Wall{Points: []*tabletopv1.Point{from, to}}}}
	}
	return s
}

// table is a full table: twenty who watch, ten who drag tokens at 20 Hz and drop
// them once a second.
func (b *bencher) table(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	all, id, err := b.gathered(ctx)
	if err != nil {
		return err
	}
	for _, g := range all {
		if err := g.look(ctx, id); err != nil {
			return err
		}
	}
	time.Sleep(time.Second) // the first views are drawn
	before, began := cpuSeconds(), time.Now()
	drops := b.dance(ctx, all, id)
	share := (cpuSeconds() - before) / time.Since(began).Seconds() * 100 //nolint:mnd // per cent
	time.Sleep(time.Second)                                              // the last drops arrive
	late, err := lateness(drops, all)
	if err != nil {
		return err
	}
	note := fmt.Sprintf("%d tokens, %d walls, fog; %d watch, %d drag at 20 Hz; %d drops", pieces, walls, guests, dancers, len(drops))
	b.add(Figure{Name: "table, drop to last screen p50", Value: late.at(.5), Unit: "ms", Note: note})
	b.add(Figure{Name: "table, drop to last screen p99", Value: late.at(.99), Unit: "ms", Goal: 50, AtMost: true, Note: note})
	b.add(Figure{Name: "table, of one core", Value: share, Unit: "%", Goal: 25, AtMost: true, Note: "server and all clients in one process; Postgres not counted"})
	b.add(Figure{Name: "table, bytes to a screen a drop", Value: perDrop(all, len(drops)), Unit: "B", Note: "all of a player's stream, signals and first view counted, over the drops"})
	return nil
}

// gathered is a campaign's table with its guests; the first is game master.
func (b *bencher) gathered(ctx context.Context) (all []*guest, id string, err error) {
	var users []string
	transports := []*http.Transport{h2c(), h2c()}
	for i := range guests {
		g, err := b.guest(ctx, transports[i%len(transports)], fmt.Sprint("Guest ", i))
		if err != nil {
			return nil, "", err
		}
		if all = append(all, g); i > 0 {
			users = append(users, g.user)
		}
	}
	gm := all[0]
	made, err := gm.campaigns.CreateCampaign(ctx, &tabletopv1.CreateCampaignRequest{Name: "Ball"})
	if err != nil {
		return nil, "", err
	}
	c := made.GetCampaign().GetId()
	scene, err := gm.scenes.CreateScene(ctx, &tabletopv1.CreateSceneRequest{CampaignId: c, Name: "Ballroom", Scene: ballroom(users)})
	if err != nil {
		return nil, "", err
	}
	invitation, err := gm.campaigns.CreateInvitation(ctx, &tabletopv1.CreateInvitationRequest{CampaignId: c, Role: tabletopv1.CampaignRole_CAMPAIGN_ROLE_PLAYER})
	if err != nil {
		return nil, "", err
	}
	table, err := gm.Create(ctx, &tabletopv1.CreateRequest{CampaignId: c, SceneId: scene.GetInfo().GetId()})
	if err != nil {
		return nil, "", err
	}
	for _, g := range all[1:] {
		if _, err := g.campaigns.AcceptInvitation(ctx, &tabletopv1.AcceptInvitationRequest{Token: invitation.GetToken()}); err != nil {
			return nil, "", err
		}
		if _, err := g.Enter(ctx, &tabletopv1.EnterRequest{SessionId: table.GetSessionId()}); err != nil {
			return nil, "", err
		}
	}
	return all, table.GetSessionId(), nil
}

// look follows the table until ctx ends.
func (g *guest) look(ctx context.Context, id string) error {
	stream, err := g.Watch(ctx, &tabletopv1.WatchRequest{SessionId: id})
	if err != nil {
		return err
	}
	go func() {
		for stream.Receive() {
			g.screen.saw(stream.Msg())
		}
	}()
	return nil
}

// drop is a token that was put down.
type drop struct {
	began   time.Time
	version int32
}

// dance lets the dancers drag and drop.
func (b *bencher) dance(ctx context.Context, all []*guest, id string) (drops []drop) {
	var (
		mu   sync.Mutex
		wait sync.WaitGroup
	)
	for i, g := range all[1 : dancers+1] {
		wait.Go(func() {
			g.dance(ctx, id, i, 20*b.Seconds, func(d drop) {
				mu.Lock()
				defer mu.Unlock()
				drops = append(drops, d)
			})
		})
	}
	wait.Wait()
	return drops
}

func (g *guest) dance(ctx context.Context, id string, number, steps int, dropped func(drop)) {
	const dropAt = 20
	token := fmt.Sprint("t", number)
	chance := rand.New(rand.NewPCG(uint64(number), 1)) //nolint:gosec // the same steps each time
	view, err := g.GetView(ctx, &tabletopv1.GetViewRequest{SessionId: id})
	if err != nil {
		return
	}
	at := view.GetView().GetElements()[token].GetToken().GetAt()
	tick := time.NewTicker(50 * time.Millisecond) //nolint:mnd // 20 Hz
	defer tick.Stop()
	for step := range steps {
		<-tick.C
		if (step+number)%dropAt != 0 {
			data, _ := proto.Marshal(&tabletopv1.Gesture{ElementId: token, Points: []*tabletopv1.Point{at}})
			_, _ = g.signals.SendSignal(ctx, &sessionv1.SendSignalRequest{SessionId: id, Kind: "drag", Data: data})
			continue
		}
		to := &tabletopv1.Point{X: at.GetX() + float64(chance.IntN(5)) - 2, Y: at.GetY() + float64(chance.IntN(5)) - 2} //nolint:mnd // up to two cells
		began := time.Now()
		r, err := g.MoveTokens(ctx, &tabletopv1.MoveTokensRequest{
			SessionId: id, Moves: []*tabletopv1.TokenMove{{ElementId: token, Path: []*tabletopv1.Point{to}}},
		})
		if err == nil { // else a wall, or the border
			at = to
			dropped(drop{began: began, version: r.GetVersion()})
		}
	}
}

// lateness is how long each drop took to the last screen.
func lateness(drops []drop, all []*guest) (sample, error) {
	var late sample
	for _, d := range drops {
		var last time.Time
		for _, g := range all {
			at := g.screen.when(d.version)
			if at.IsZero() {
				return nil, fmt.Errorf("version %d has not come to every screen", d.version)
			}
			if at.After(last) {
				last = at
			}
		}
		late = append(late, last.Sub(d.began))
	}
	if len(late) == 0 {
		return nil, errors.New("nobody could move")
	}
	return late, nil
}

func perDrop(all []*guest, drops int) float64 {
	sum := 0
	for _, g := range all[1:] {
		g.screen.mu.Lock()
		sum += g.screen.bytes
		g.screen.mu.Unlock()
	}
	return float64(sum) / float64(len(all)-1) / float64(drops)
}

// sight measures what one figure sees among many walls.
func (b *bencher) sight(context.Context) error {
	const looks = 200
	scene := ballroom(nil)
	blockers := vision.New(scene.GetWidth(), scene.GetHeight(), scene.GetElements())
	chance := rand.New(rand.NewPCG(2, 2)) //nolint:gosec // the same places each time
	var took sample
	for range looks {
		eye := vision.Eye{At: plane.Point{X: chance.Float64() * scene.GetWidth(), Y: chance.Float64() * scene.GetHeight()}}
		began := time.Now()
		gaze := blockers.Gaze(0, []vision.Eye{eye}, nil)
		gaze.Area()
		took = append(took, time.Since(began))
	}
	b.add(Figure{Name: "vision among 1,000 walls, p99", Value: took.at(.99), Unit: "ms", Goal: 5, AtMost: true, Note: "one figure, exact polygon"})
	return nil
}
