package bench

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/gen/playhouse/labyrinth/v1/labyrinthv1connect"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/session"
)

// sample is the durations of calls.
type sample []time.Duration

func (s sample) at(share float64) float64 {
	if len(s) == 0 {
		return 0
	}
	slices.Sort(s)
	return ms(s[min(int(share*float64(len(s))), len(s)-1)])
}

// run calls f from many goroutines for a while and returns the rate and the
// durations. every is the pause between calls of one goroutine; 0 for none.
func run(ctx context.Context, workers int, long, every time.Duration, f func(ctx context.Context, worker, n int) error) (perSecond float64, took sample, err error) {
	ctx, cancel := context.WithTimeout(ctx, long+30*time.Second)
	defer cancel()
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		began = time.Now()
		end   = began.Add(long)
	)
	for worker := range workers {
		wg.Go(func() {
			var own sample
			for n := 0; time.Now().Before(end); n++ {
				start := time.Now()
				if e := f(ctx, worker, n); e != nil {
					mu.Lock()
					err = e
					mu.Unlock()
					return
				}
				own = append(own, time.Since(start))
				if rest := every - time.Since(start); every > 0 && rest > 0 {
					time.Sleep(rest)
				}
			}
			mu.Lock()
			took = append(took, own...)
			mu.Unlock()
		})
	}
	wg.Wait()
	return float64(len(took)) / time.Since(began).Seconds(), took, err
}

// player is a signed-in client.
type player struct {
	labyrinth labyrinthv1connect.LabyrinthServiceClient
	caller    session.Caller
}

type bearer struct {
	token string
	next  http.RoundTripper
}

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+b.token)
	return b.next.RoundTrip(r)
}

// h2c is a connection that many calls share.
func h2c() *http.Transport {
	protocols := &http.Protocols{}
	protocols.SetUnencryptedHTTP2(true)
	return &http.Transport{Protocols: protocols}
}

func (b *bencher) player(ctx context.Context, t http.RoundTripper) (*player, error) {
	u, tokens, err := b.app.Identity.SignInGuest(ctx, "bench", "bench")
	if err != nil {
		return nil, err
	}
	client := &http.Client{Transport: bearer{token: tokens.Access, next: t}}
	return &player{
		labyrinth: labyrinthv1connect.NewLabyrinthServiceClient(client, b.app.URL),
		caller:    session.Caller{User: session.UserID(u.ID.String()), Name: u.Name},
	}, nil
}

// table opens a session and returns its id.
func (p *player) table(ctx context.Context) (string, error) {
	r, err := p.labyrinth.Create(ctx, &labyrinthv1.CreateRequest{})
	return r.GetSessionId(), err
}

// characters are two to change between: a small command of a real game.
var characters []string

func (b *bencher) lobbies(ctx context.Context, n int) ([]*player, []string, error) {
	players, tables := make([]*player, n), make([]string, n)
	shared := []*http.Transport{h2c(), h2c(), h2c(), h2c()}
	for i := range n {
		p, err := b.player(ctx, shared[i%len(shared)])
		if err != nil {
			return nil, nil, err
		}
		if tables[i], err = p.table(ctx); err != nil {
			return nil, nil, err
		}
		players[i] = p
	}
	if len(characters) == 0 {
		r, err := players[0].labyrinth.ListCharacters(ctx, &labyrinthv1.ListCharactersRequest{Type: labyrinthv1.CharacterType_CHARACTER_TYPE_PLAYER})
		if err != nil {
			return nil, nil, err
		}
		characters = []string{r.GetCharacters()[0].GetId(), r.GetCharacters()[1].GetId()}
	}
	return players, tables, nil
}

func selecting(table string, n int) *labyrinthv1.SelectCharacterRequest {
	return &labyrinthv1.SelectCharacterRequest{SessionId: table, CharacterId: characters[n%2], CommandId: fmt.Sprint(n)}
}

// commands measures durable commands, over the wire and through the runtime.
func (b *bencher) commands(ctx context.Context) error {
	long := time.Duration(b.Seconds) * time.Second
	for _, c := range []struct {
		sessions int
		goal     float64
	}{{16, 6000}, {256, 10000}} {
		players, tables, err := b.lobbies(ctx, c.sessions)
		if err != nil {
			return err
		}
		one := func(ctx context.Context, w, n int) error {
			_, err := players[w].labyrinth.SelectCharacter(ctx, selecting(tables[w], n))
			return err
		}
		rate, took, err := run(ctx, c.sessions, long, 0, one)
		if err != nil {
			return err
		}
		name := fmt.Sprintf("commands over Connect h2c, %d sessions", c.sessions)
		b.add(Figure{Name: name, Value: rate, Unit: "/s", Goal: c.goal, Note: "SelectCharacter, each its own fsynced record"})
		b.add(Figure{Name: name + ", p99 at full load", Value: took.at(0.99), Unit: "ms", Goal: 45, AtMost: true})
		pause := time.Duration(float64(c.sessions) / (rate / 2) * float64(time.Second))
		_, took, err = run(ctx, c.sessions, long, pause, func(ctx context.Context, w, n int) error { return one(ctx, w, n+1_000_000) })
		if err != nil {
			return err
		}
		b.add(Figure{Name: name + ", p99 at half load", Value: took.at(0.99), Unit: "ms", Goal: 15, AtMost: true})
	}
	return b.withoutRPC(ctx, long)
}

// withoutRPC measures the runtime and the store alone.
func (b *bencher) withoutRPC(ctx context.Context, long time.Duration) error {
	const sessions = 256
	players, tables, err := b.lobbies(ctx, sessions)
	if err != nil {
		return err
	}
	rate, took, err := run(ctx, sessions, long, 0, func(ctx context.Context, w, n int) error {
		ctx = session.WithCaller(ctx, players[w].caller)
		_, err := b.app.Runtime.Chat(ctx, session.ID(tables[w]), "x", &sessionv1.SendChatRequest{CommandId: fmt.Sprint(n)})
		return err
	})
	b.add(Figure{Name: "commands through the runtime, 256 sessions", Value: rate, Unit: "/s", Goal: 40000, Note: "chat lines, no RPC"})
	b.add(Figure{Name: "commands through the runtime, p99", Value: took.at(0.99), Unit: "ms"})
	return err
}

// latency measures one lonely client.
func (b *bencher) latency(ctx context.Context) error {
	players, tables, err := b.lobbies(ctx, 1)
	if err != nil {
		return err
	}
	_, took, err := run(ctx, 1, time.Duration(b.Seconds)*time.Second, 0, func(ctx context.Context, _, n int) error {
		_, err := players[0].labyrinth.SelectCharacter(ctx, selecting(tables[0], n))
		return err
	})
	b.add(Figure{Name: "one command, one client, p50", Value: took.at(0.5), Unit: "ms", Goal: 0.8, AtMost: true})
	b.add(Figure{Name: "one command, one client, p99", Value: took.at(0.99), Unit: "ms"})
	return err
}

// peers measures what the machine gives without Playhouse.
func (b *bencher) peers(ctx context.Context) error {
	db, err := sql.Open("postgres", b.app.DatabaseURL())
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS bench_peer (id bigint GENERATED ALWAYS AS IDENTITY, body text)`); err != nil {
		return err
	}
	// The database may be somebody's own.
	defer func() { _, _ = db.ExecContext(context.WithoutCancel(ctx), `DROP TABLE bench_peer`) }()
	for _, connections := range []int{1, 16} {
		db.SetMaxOpenConns(connections)
		db.SetMaxIdleConns(connections)
		rate, took, err := run(ctx, connections, 2*time.Second, 0, func(ctx context.Context, _, _ int) error {
			_, err := db.ExecContext(ctx, `INSERT INTO bench_peer (body) VALUES ('x')`)
			return err
		})
		if err != nil {
			return err
		}
		b.add(Figure{
			Name: fmt.Sprintf("peer: rows committed one by one, %d connections", connections), Value: rate, Unit: "/s",
			Note: fmt.Sprintf("p50 %.2g ms: this machine's disk and Postgres", took.at(0.5)),
		})
	}
	return nil
}
