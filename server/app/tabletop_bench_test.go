package app_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/app"
	"playhouse/server/campaign"
	"playhouse/server/postgres/postgrestest"
)

// arrivals is when a screen had reached which version.
type arrivals struct {
	mu   sync.Mutex
	at   []time.Time
	upTo []int32
}

func (a *arrivals) when(version int32) (time.Time, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	i, _ := slices.BinarySearch(a.upTo, version)
	if i == len(a.upTo) {
		return time.Time{}, false
	}
	return a.at[i], true
}

func (g *gamer) arrivals(b *testing.B, id string) *arrivals {
	b.Helper()
	stream, err := g.Watch(b.Context(), &tabletopv1.WatchRequest{SessionId: id})
	if err != nil {
		b.Fatal(err)
	}
	a := &arrivals{}
	go func() {
		for stream.Receive() {
			a.mu.Lock()
			a.at, a.upTo = append(a.at, time.Now()), append(a.upTo, stream.Msg().GetVersion())
			a.mu.Unlock()
		}
	}()
	return a
}

// ballroom is 500 tokens, of which the first belong to users, and 1,000 walls.
func ballroom(users []string) *tabletopv1.Scene {
	chance := rand.New(rand.NewPCG(1, 1))
	point := func() *tabletopv1.Point {
		return &tabletopv1.Point{X: float64(chance.IntN(99)) + .5, Y: float64(chance.IntN(99)) + .5}
	}
	s := &tabletopv1.Scene{
		Width: 100, Height: 100, NextId: 1, Elements: map[string]*tabletopv1.Element{}, Atmosphere: &tabletopv1.Atmosphere{Fog: true},
		Grid: &tabletopv1.Grid{Kind: tabletopv1.GridKind_GRID_KIND_SQUARE, Feet: 5},
	}
	for i := range 500 {
		k := &tabletopv1.Token{Name: "token", Size: 1, At: point()}
		if i < len(users) {
			k.OwnerIds, k.Vision = users[i:i+1], &tabletopv1.Vision{}
		}
		s.Elements[fmt.Sprint("t", i)] = &tabletopv1.Element{Kind: &tabletopv1.Element_Token{Token: k}}
	}
	for i := range 1000 {
		from := point()
		to := &tabletopv1.Point{X: from.GetX(), Y: from.GetY()}
		if i%2 == 0 {
			to.X += 1 + float64(chance.IntN(4))
		} else {
			to.Y += 1 + float64(chance.IntN(4))
		}
		s.Elements[fmt.Sprint("w", i)] = &tabletopv1.Element{Kind: &tabletopv1.Element_Wall{Wall: &tabletopv1.Wall{Points: []*tabletopv1.Point{from, to}}}}
	}
	return s
}

// BenchmarkTable is 500 tokens, 1,000 walls, twenty who watch, and ten who drag at
// 20 Hz and drop once a second, through a real server: from the call that drops to
// the last screen, and what of a core it takes, clients counted. Run it with
// -benchtime 1x.
func BenchmarkTable(b *testing.B) {
	a, err := app.Run(b.Context(), app.Config{
		Listen: "127.0.0.1:0", OpsListen: "off", DataDir: b.TempDir(), DatabaseURL: postgrestest.URL(b), Unlimited: true,
	}, slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close()
	all, id := gathered(b, a)
	screens := make([]*arrivals, len(all))
	for i, g := range all {
		screens[i] = g.arrivals(b, id)
	}
	time.Sleep(time.Second)
	for b.Loop() {
		before := cpu()
		began := time.Now()
		late := dance(b, all, screens, id)
		b.ReportMetric(float64(cpu()-before)/float64(time.Since(began))*100, "%core")
		slices.Sort(late)
		b.ReportMetric(late[len(late)/2].Seconds()*1000, "p50-ms")
		b.ReportMetric(late[len(late)*99/100].Seconds()*1000, "p99-ms")
	}
}

// gathered is twenty at a table.
func gathered(b *testing.B, a *app.App) (all []*gamer, id string) {
	b.Helper()
	const crowd = 20
	var users []string
	for i := range crowd {
		g := newGamer(b, a.URL, fmt.Sprint("Gamer ", i))
		if all = append(all, g); i > 0 {
			users = append(users, g.user)
		}
	}
	d := deskOf(a)
	c, err := d.campaigns.Create(all[0].ctx, &tabletopv1.CreateCampaignRequest{Name: "Ball"})
	if err != nil {
		b.Fatal(err)
	}
	_, token, err := d.members.Invite(all[0].ctx, &tabletopv1.CreateInvitationRequest{CampaignId: c.GetId(), Role: campaign.Player})
	if err != nil {
		b.Fatal(err)
	}
	info, err := d.scenes.Create(all[0].ctx, &tabletopv1.CreateSceneRequest{CampaignId: c.GetId(), Name: "Ballroom", Scene: ballroom(users)})
	if err != nil {
		b.Fatal(err)
	}
	created, err := all[0].Create(b.Context(), &tabletopv1.CreateRequest{CampaignId: c.GetId(), SceneId: info.GetId()})
	if err != nil {
		b.Fatal(err)
	}
	for _, g := range all[1:] {
		if _, err := d.members.Accept(g.ctx, token); err != nil {
			b.Fatal(err)
		}
		if _, err := g.Enter(b.Context(), &tabletopv1.EnterRequest{SessionId: created.GetSessionId()}); err != nil {
			b.Fatal(err)
		}
	}
	return all, created.GetSessionId()
}

// dance lets ten drag and drop for ten seconds and returns how late each drop was
// on the last screen.
func dance(b *testing.B, all []*gamer, screens []*arrivals, id string) []time.Duration {
	b.Helper()
	const (
		dancers = 10
		steps   = 200
		dropAt  = 20
	)
	type drop struct {
		began   time.Time
		version int32
	}
	var (
		mu    sync.Mutex
		drops []drop
		wait  sync.WaitGroup
	)
	for i, g := range all[1 : dancers+1] {
		wait.Go(func() {
			token := fmt.Sprint("t", i)
			at := g.place(b, id, token)
			chance := rand.New(rand.NewPCG(uint64(i), 1))
			tick := time.NewTicker(50 * time.Millisecond)
			defer tick.Stop()
			for step := range steps {
				<-tick.C
				if (step+i)%dropAt != 0 {
					_, _ = g.sessions.SendSignal(b.Context(), &sessionv1.SendSignalRequest{SessionId: id, Kind: "drag", Data: dragged(b, token, at)})
					continue
				}
				to := &tabletopv1.Point{X: at.GetX() + float64(chance.IntN(5)) - 2, Y: at.GetY() + float64(chance.IntN(5)) - 2}
				began := time.Now()
				r, err := g.MoveTokens(context.WithoutCancel(b.Context()), &tabletopv1.MoveTokensRequest{
					SessionId: id, Moves: []*tabletopv1.TokenMove{{ElementId: token, Path: []*tabletopv1.Point{to}}},
				})
				if err != nil {
					continue // a wall, or the border
				}
				at = to
				mu.Lock()
				drops = append(drops, drop{began: began, version: r.GetVersion()})
				mu.Unlock()
			}
		})
	}
	wait.Wait()
	time.Sleep(time.Second)
	var late []time.Duration
	for _, d := range drops {
		var last time.Time
		for _, s := range screens {
			at, ok := s.when(d.version)
			if !ok {
				b.Fatalf("version %d has not come to every screen", d.version)
			}
			if at.After(last) {
				last = at
			}
		}
		late = append(late, last.Sub(d.began))
	}
	if len(late) == 0 {
		b.Fatal("nobody could move")
	}
	return late
}

func (g *gamer) place(b *testing.B, id, token string) *tabletopv1.Point {
	b.Helper()
	v, err := g.GetView(b.Context(), &tabletopv1.GetViewRequest{SessionId: id})
	if err != nil {
		b.Error(err)
	}
	return v.GetView().GetElements()[token].GetToken().GetAt()
}

func dragged(b *testing.B, token string, at *tabletopv1.Point) []byte {
	b.Helper()
	return drag(b, token, at.GetX(), at.GetY())
}

// cpu is what this process has used.
func cpu() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
