package vision_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/games/tabletop/vision"
)

func TestLevels(t *testing.T) {
	t.Parallel()
	lamp := vision.Lamp{At: at(20, 20), Bright: 4, Dim: 8, Shadows: true}
	eye := vision.Eye{At: at(20, 32)}
	behind := scene{}.plain(22, 0, 22, 40).blockers()
	none := scene{}.blockers()
	for name, c := range map[string]struct {
		gaze vision.Gaze
		at   plane.Point
		want vision.Level
	}{
		"day":                        {none.Gaze(0, []vision.Eye{eye}, nil), at(2, 2), vision.Lit},
		"still day":                  {none.Gaze(0.25, []vision.Eye{eye}, nil), at(2, 2), vision.Lit},
		"dusk":                       {none.Gaze(0.5, []vision.Eye{eye}, nil), at(2, 2), vision.Dim},
		"night":                      {none.Gaze(1, []vision.Eye{eye}, nil), at(20, 31), vision.Unseen},
		"night, bright light":        {none.Gaze(1, []vision.Eye{eye}, []vision.Lamp{lamp}), at(20, 23), vision.Lit},
		"night, dim light":           {none.Gaze(1, []vision.Eye{eye}, []vision.Lamp{lamp}), at(20, 27), vision.Dim},
		"night, beyond the light":    {none.Gaze(1, []vision.Eye{eye}, []vision.Lamp{lamp}), at(20, 28.5), vision.Unseen},
		"dusk, bright light":         {none.Gaze(0.5, []vision.Eye{eye}, []vision.Lamp{lamp}), at(20, 23), vision.Lit},
		"light behind a wall":        {behind.Gaze(1, []vision.Eye{{At: at(23, 20)}}, []vision.Lamp{lamp}), at(23, 21), vision.Unseen},
		"light through walls":        {behind.Gaze(1, []vision.Eye{{At: at(23, 20)}}, []vision.Lamp{{At: at(20, 20), Bright: 4, Dim: 8}}), at(23, 21), vision.Lit},
		"lit, but out of sight":      {behind.Gaze(1, []vision.Eye{{At: at(30, 20)}}, []vision.Lamp{lamp}), at(21, 20), vision.Unseen},
		"beyond the range":           {none.Gaze(0, []vision.Eye{{At: at(20, 20), Range: 6}}, nil), at(26.5, 20), vision.Unseen},
		"within the range":           {none.Gaze(0, []vision.Eye{{At: at(20, 20), Range: 6}}, nil), at(25.5, 20), vision.Lit},
		"darkvision at night":        {none.Gaze(1, []vision.Eye{{At: at(20, 20), Darkvision: 12}}, nil), at(31, 20), vision.Dim},
		"darkvision ends":            {none.Gaze(1, []vision.Eye{{At: at(20, 20), Darkvision: 12}}, nil), at(33, 20), vision.Unseen},
		"darkvision beyond range":    {none.Gaze(0, []vision.Eye{{At: at(20, 20), Range: 6, Darkvision: 12}}, nil), at(31, 20), vision.Lit},
		"darkvision behind a wall":   {behind.Gaze(1, []vision.Eye{{At: at(20, 20), Darkvision: 12}}, nil), at(23, 20), vision.Unseen},
		"one of two sees":            {behind.Gaze(0, []vision.Eye{{At: at(20, 20)}, {At: at(30, 20)}}, nil), at(25, 20), vision.Lit},
		"the better of two":          {none.Gaze(1, []vision.Eye{{At: at(20, 22), Darkvision: 12}, eye}, []vision.Lamp{lamp}), at(20, 21), vision.Lit},
		"nobody":                     {none.Gaze(0, nil, nil), at(20, 20), vision.Unseen},
		"light of which one is dark": {none.Gaze(1, []vision.Eye{eye}, []vision.Lamp{{At: at(2, 2), Bright: 1}, lamp}), at(20, 23), vision.Lit},
	} {
		if got := c.gaze.Level(c.at); got != c.want {
			t.Errorf("%s: level %d, want %d", name, got, c.want)
		}
		if c.gaze.SeesPoint(c.at) != (c.want != vision.Unseen) {
			t.Errorf("%s: SeesPoint does not say what Level says", name)
		}
		if got := levelIn(c.gaze.Area(), c.at); got != c.want {
			t.Errorf("%s: area says %d, want %d", name, got, c.want)
		}
	}
}

func levelIn(a vision.Area, p plane.Point) vision.Level {
	in := func(s plane.Polygon) bool { return s.Contains(p) }
	switch {
	case slices.ContainsFunc(a.Lit, in):
		return vision.Lit
	case slices.ContainsFunc(a.Dim, in):
		return vision.Dim
	}
	return vision.Unseen
}

// Polygons and points tell the same, away from lines and from the rims of circles.
func TestAreaAgainstLevel(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(11, 12))
	for range 150 {
		b := random(r, r.IntN(30)).blockers()
		place := func() plane.Point { return at(float64(r.IntN(80))/4, float64(r.IntN(80))/4) }
		var eyes []vision.Eye
		for range 1 + r.IntN(3) {
			eyes = append(eyes, vision.Eye{At: place(), Range: float64(r.IntN(3)) * 5, Darkvision: float64(r.IntN(3)) * 4})
		}
		var lamps []vision.Lamp
		for range r.IntN(5) {
			bright := float64(r.IntN(5))
			lamps = append(lamps, vision.Lamp{At: place(), Bright: bright, Dim: bright * 2, Shadows: r.IntN(4) > 0})
		}
		gaze := b.Gaze(float64(r.IntN(3))/2, eyes, lamps)
		shown := gaze.Area()
		for range 60 {
			p := at(r.Float64()*20, r.Float64()*20)
			if nearRim(p, eyes, lamps) || slices.ContainsFunc(slices.Concat(shown.Lit, shown.Dim), func(s plane.Polygon) bool { return s.Gap(p) < 1e-3 }) {
				continue
			}
			if got, want := levelIn(shown, p), gaze.Level(p); got != want {
				t.Fatalf("%v: area says %d, level %d\neyes %v\nlamps %v", p, got, want, eyes, lamps)
			}
		}
	}
}

func nearRim(p plane.Point, eyes []vision.Eye, lamps []vision.Lamp) bool {
	near := func(at plane.Point, radius float64) bool {
		return radius > 0 && math.Abs(p.Distance(at)-radius) < radius*0.002+1e-3
	}
	for _, e := range eyes {
		if near(e.At, e.Range) || near(e.At, e.Darkvision) {
			return true
		}
	}
	for _, l := range lamps {
		if near(l.At, l.Bright) || near(l.At, l.Dim) {
			return true
		}
	}
	return false
}

func TestEyesAndLampsOfAScene(t *testing.T) {
	t.Parallel()
	token := &tabletopv1.Token{
		At:     &tabletopv1.Point{X: 3, Y: 4},
		Vision: &tabletopv1.Vision{Range: 60, Darkvision: 30},
		Glow:   &tabletopv1.Glow{Bright: 20, Dim: 40},
	}
	if eye, ok := vision.EyeOf(token, 0); !ok || eye != (vision.Eye{At: at(3, 4), Range: 12, Darkvision: 6}) {
		t.Errorf("eye = %v, %v", eye, ok)
	}
	if eye, _ := vision.EyeOf(token, 10); eye.Range != 6 {
		t.Errorf("on cells of 10 feet, 60 feet are %v cells", eye.Range)
	}
	if _, ok := vision.EyeOf(&tabletopv1.Token{}, 0); ok {
		t.Error("a token without vision sees")
	}
	light := func(l *tabletopv1.Light) *tabletopv1.Element {
		l.At = &tabletopv1.Point{X: 1, Y: 2}
		return &tabletopv1.Element{Kind: &tabletopv1.Element_Light{Light: l}}
	}
	glow := &tabletopv1.Glow{Bright: 5}
	hidden := light(&tabletopv1.Light{Glow: glow})
	hidden.Hidden = true
	got := vision.LampsOf(map[string]*tabletopv1.Element{
		"a": light(&tabletopv1.Light{Glow: glow, Shadows: true}),
		"b": light(&tabletopv1.Light{Glow: glow, Off: true}),
		"c": light(&tabletopv1.Light{}),
		"d": hidden,
		"e": {Kind: &tabletopv1.Element_Token{Token: token}},
		"f": light(&tabletopv1.Light{Glow: glow}),
	}, 0)
	want := []vision.Lamp{
		{At: at(1, 2), Bright: 1, Shadows: true},
		{At: at(3, 4), Bright: 4, Dim: 8, Shadows: true},
		{At: at(1, 2), Bright: 1},
	}
	if !slices.Equal(got, want) {
		t.Errorf("lamps = %v, want %v", got, want)
	}
}

func TestSightMessage(t *testing.T) {
	t.Parallel()
	a := vision.Area{Lit: []plane.Polygon{{at(1, 2), at(3, 4), at(5, 7)}}, Dim: []plane.Polygon{{at(0, 0), at(1, 0), at(0, 1)}}}
	want := &tabletopv1.Sight{
		Lit: []*tabletopv1.Polygon{{Xy: []float32{1, 2, 3, 4, 5, 7}}},
		Dim: []*tabletopv1.Polygon{{Xy: []float32{0, 0, 1, 0, 0, 1}}},
	}
	if got := a.Proto(); !proto.Equal(got, want) {
		t.Errorf("message = %v, want %v", got, want)
	}
}

// Four with torches and six lamps in a dungeon of 1,000 walls at night.
func BenchmarkAreaAtNight(b *testing.B) {
	blockers := vision.New(100, 100, dungeon(1000))
	var eyes []vision.Eye
	var lamps []vision.Lamp
	for i := range 10 {
		p := at(31.5+float64(i)*2, 33.3+float64(i%3))
		lamps = append(lamps, vision.Lamp{At: p, Bright: 4, Dim: 8, Shadows: true})
		if i < 4 {
			eyes = append(eyes, vision.Eye{At: p, Darkvision: 12})
		}
	}
	gaze := blockers.Gaze(1, eyes, lamps)
	b.ReportAllocs()
	for b.Loop() {
		gaze.Area()
	}
}

func BenchmarkLevelAtNight(b *testing.B) {
	blockers := vision.New(100, 100, dungeon(1000))
	gaze := blockers.Gaze(1, []vision.Eye{{At: at(33, 33), Darkvision: 12}, {At: at(35, 33)}}, []vision.Lamp{{At: at(40, 33), Bright: 4, Dim: 8, Shadows: true}})
	for i := 0; b.Loop(); i++ {
		gaze.Level(at(float64(i%100), float64(i/100%100)))
	}
}
