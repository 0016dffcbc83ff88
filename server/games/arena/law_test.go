package arena

import (
	"math/rand/v2"
	"testing"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/session/rulestest"
)

func TestLaws(t *testing.T) {
	t.Parallel()
	rulestest.Suite[State, *arenav1.Event, *arenav1.View]{Rules: Game{}, Play: playLaw, Games: 30, Seats: 3}.Run(t)
}

// playLaw gives orders at random, and has an owner take them.
func playLaw(t *testing.T, seed uint64) *sandbox {
	t.Helper()
	chance := rand.New(rand.NewPCG(seed, 4))
	b := made(t, 2, &arenav1.CreateRequest{Running: seed%2 == 0}, Plan{Config: small()})
	epoch, tick := int64(1), int32(0)
	must(t, b.Do(0, Own(epoch, tick)))
	for range 40 {
		tick += chance.Int32N(50)
		m := Moment{Epoch: epoch, Tick: tick, Hash: chance.Uint64()}
		if chance.IntN(3) > 0 {
			_ = b.Do(1, randomOrder(chance)) // a refusal changes nothing
			continue
		}
		switch chance.IntN(5) {
		case 0:
			must(t, b.Do(0, MarkDown(m)))
		case 1:
			must(t, b.Do(0, Miss(epoch, Missed{Tick: tick, Behaviors: []int32{1}, Message: "too slow"})))
		case 2:
			must(t, b.Do(0, Sleep(m)))
		case 3:
			epoch++
			must(t, b.Do(0, Own(epoch, tick)))
		default:
			runs := b.State().Runs()
			must(t, b.Do(0, Take(m, b.State().Orders())))
			if b.State().Runs() > runs {
				tick = 0
			}
		}
	}
	must(t, b.Do(0, Finish(epoch, &arenav1.Result{Winner: 1, Tick: tick, Hash: HashText(7)})))
	return b
}

// randomOrder is an order of any kind.
func randomOrder(chance *rand.Rand) command {
	who := &arenav1.Selection{Team: 1 + chance.Int32N(3)}
	switch chance.IntN(11) {
	case 0:
		return does(Game.Start, &arenav1.StartRequest{})
	case 1:
		return does(Game.Pause, &arenav1.PauseRequest{})
	case 2:
		return does(Game.Step, &arenav1.StepRequest{Ticks: 10})
	case 3:
		return does(Game.SetSpeed, &arenav1.SetSpeedRequest{Speed: 0.25 + 4*chance.Float64()})
	case 4:
		return does(Game.Reset, &arenav1.ResetRequest{Seed: "again"})
	case 5:
		return doesWith(Game.AddAgents, &arenav1.AddAgentsRequest{Team: 2, Count: 3}, usual)
	case 6:
		return does(Game.RemoveAgents, &arenav1.RemoveAgentsRequest{Who: who})
	case 7:
		return doesWith(Game.AssignBehavior, &arenav1.AssignBehaviorRequest{Who: who}, usual)
	case 8:
		return doesWith(Game.ForceBehavior, &arenav1.ForceBehaviorRequest{Who: who, Ticks: 9}, usual)
	case 9:
		return does(Game.EditWalls, &arenav1.EditWallsRequest{Add: []*arenav1.Wall{box(300, 20, 320, 40)}})
	default:
		return does(Game.ApplyConfig, small())
	}
}

func box(x0, y0, x1, y1 float64) *arenav1.Wall {
	return &arenav1.Wall{Shape: &arenav1.Wall_Box{Box: &arenav1.Box{Least: &arenav1.Point{X: x0, Y: y0}, Most: &arenav1.Point{X: x1, Y: y1}}}}
}
