package keeper

import (
	"slices"
	"time"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena"
	"playhouse/server/games/arena/frame"
	"playhouse/server/games/arena/world"
)

// camera is what the owner takes shots with.
type camera struct {
	snapshot world.Snapshot
	taken    time.Time
	status   *arenav1.WorldStatus
	teams    []*arenav1.TeamMetrics
	counted  time.Time
}

// shoot shows the world as often as anybody wants to see it; now says at once.
func (o *owner) shoot(s arena.State, now bool) error {
	rate, inspect, away := o.show.wishes()
	since := time.Since(o.camera.taken)
	switch {
	case rate == 0 && !now:
		return nil
	case !now && since < time.Second/time.Duration(rate+1):
		return nil
	}
	c := &o.camera
	c.taken = time.Now()
	o.course.World.Snapshot(&c.snapshot)
	c.snapshot.Since = o.course.World.Tick()
	o.report(s, now)
	config := o.course.World.Config()
	next := &shot{
		Shot:   frame.Take(&c.snapshot, o.course.Run().Number, config.AreaWidth, config.AreaHeight),
		status: c.status, teams: c.teams, faults: o.faults.kept, inspections: map[int32]*arenav1.Inspection{},
	}
	for _, i := range o.course.World.InspectAll(inspect...) {
		next.inspections[i.Agent] = arena.Inspection(i)
	}
	o.show.put(next)
	if away {
		if data, err := next.message(); err == nil {
			o.w.Air.Send(shotsSubject+string(o.lease.Session), data)
		}
	}
	return nil
}

// report counts once a second, or now.
func (o *owner) report(s arena.State, now bool) {
	c := &o.camera
	if !now && time.Since(c.counted) < time.Second {
		return
	}
	c.counted = time.Now()
	speed, moves := s.Moves(o.course.World.Tick())
	config := o.course.World.Config()
	decisions := o.meter.decided(o.course.World.Decisions())
	p50, p99, pace := o.meter.read(float64(config.TickRate))
	c.status = &arenav1.WorldStatus{
		Tick: o.course.World.Tick(), Running: moves, Speed: speed, Pace: pace, Agents: o.course.World.Agents(),
		TickP50Us: int32(p50.Microseconds()), TickP99Us: int32(p99.Microseconds()), Run: o.course.Run().Number,
		Decisions: decisions,
	}
	c.teams = arena.Metrics(o.course.World.Metrics())
}

// meter measures ticks.
type meter struct {
	times     []time.Duration // of the first ticks since it was read
	count     int             // of all ticks since
	since     time.Time
	decisions int64 // of the world, when it was read
}

// metered is how many ticks are measured at most between two reads.
const metered = 1000

func (m *meter) tick(d time.Duration) {
	m.count++
	if len(m.times) < metered {
		m.times = append(m.times, d)
	}
}

// decided tells how much was decided a second since the last read, if it is so much in
// all.
func (m *meter) decided(all int64) int32 {
	n := max(all-m.decisions, 0) // less than before is of another run
	m.decisions = all
	return int32(float64(n) / max(time.Since(m.since).Seconds(), 1e-3))
}

// read tells how long ticks took since the last read, and how fast the world was.
func (m *meter) read(rate float64) (p50, p99 time.Duration, pace float64) {
	n := len(m.times)
	if n > 0 {
		slices.Sort(m.times)
		p50, p99 = m.times[n/2], m.times[n*99/100] //nolint:mnd // the median and the 99th of a hundred
		pace = float64(m.count) / rate / max(time.Since(m.since).Seconds(), 1e-3)
	}
	m.times, m.count, m.since = m.times[:0], 0, time.Now()
	return p50, p99, pace
}
