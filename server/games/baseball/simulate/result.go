package simulate

import (
	"strconv"

	"playhouse/server/games/baseball/diamond"
)

// Result is what came of the games; the keys are part of the command's contract.
type Result struct {
	Games          int                   `json:"games"`
	GamesPerSecond float64               `json:"games_per_second"`
	RunsPerGame    float64               `json:"runs_per_team_game"`
	PlatesPerGame  float64               `json:"pa_per_team_game"`
	RE24           map[string][3]float64 `json:"re24"`
	Score          map[string][3]float64 `json:"p_score"`
	HalfRuns       map[string]float64    `json:"half_inning_runs"`
	TeamRuns       map[string]float64    `json:"team_game_runs"`
	Extra          float64               `json:"extra_innings"`
	HomeWin        float64               `json:"home_win"`
	Rates          map[string]float64    `json:"rates"`
	Advancement    map[string]float64    `json:"advancement"`
	GIDP           float64               `json:"gidp_per_opportunity"`
	Stolen         float64               `json:"stolen_base_share"`
	Between        map[string]float64    `json:"between"`
	Notice         string                `json:"notice"`
	League         string                `json:"league"`
	Seed           string                `json:"seed"`
}

// Bases are the keys of RE24: first, second, third.
var Bases = [8]string{"000", "100", "010", "110", "001", "101", "011", "111"}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

func (t *tally) result() *Result {
	r := &Result{
		Games: t.games, RunsPerGame: share(t.total, 2*t.games), PlatesPerGame: share(t.plates, 2*t.games),
		RE24: map[string][3]float64{}, Score: map[string][3]float64{}, HalfRuns: map[string]float64{}, TeamRuns: map[string]float64{},
		Extra: share(t.extras, t.games), HomeWin: share(t.homeWins, t.games), GIDP: share(t.gidp, t.opportunities),
		Stolen: share(t.stolen, t.stolen+t.caught),
		Advancement: map[string]float64{
			"first_to_third_on_single": share(t.firstThird, t.first), "second_to_home_on_single": share(t.secondHome, t.second),
			"first_to_home_on_double": share(t.doubleHome, t.double),
		},
	}
	for code, name := range Bases {
		var re, p [3]float64
		for outs := range 3 {
			s := outs*8 + code
			if t.seen[s] > 0 {
				re[outs], p[outs] = t.runs[s]/float64(t.seen[s]), share(t.scored[s], t.seen[s])
			}
		}
		r.RE24[name], r.Score[name] = re, p
	}
	spread(r.HalfRuns, t.halves[:], 10)
	spread(r.TeamRuns, t.teams[:], counted-1)
	t.rates(r)
	return r
}

// spread are shares by number; the last holds all beyond.
func spread(to map[string]float64, counts []int, last int) {
	var all int
	for _, n := range counts {
		all += n
	}
	for i, n := range counts {
		to[strconv.Itoa(min(i, last))] += share(n, all)
	}
}

func (t *tally) rates(r *Result) {
	k := func(kinds ...diamond.Kind) (n int) {
		for _, kind := range kinds {
			n += t.kinds[kind]
		}
		return n
	}
	outs := k(diamond.GroundOut, diamond.FlyOut, diamond.LineOut, diamond.PopOut) - t.sh - t.sf
	r.Rates = map[string]float64{}
	for name, n := range map[string]int{
		"K": k(diamond.Strikeout), "BB": k(diamond.Walk), "IBB": k(diamond.IntentionalWalk), "HBP": k(diamond.HitByPitch), "CI": k(diamond.Interference),
		"1B": k(diamond.Single), "2B": k(diamond.Double), "3B": k(diamond.Triple), "HR": k(diamond.HomeRun), "ROE": k(diamond.ReachedOnError),
		"FC": k(diamond.FieldersChoice), "SH": t.sh, "SF": t.sf, "OUT": outs,
	} {
		r.Rates[name] = share(n, t.plates)
	}
	r.Between = map[string]float64{}
	for name, n := range map[string]int{
		"WP": k(diamond.WildPitch), "PB": k(diamond.PassedBall), "BK": k(diamond.Balk), "PO": k(diamond.PickedOff, diamond.PickoffError),
		"SB": t.stolen, "CS": t.caught,
	} {
		r.Between[name] = share(n, t.plates)
	}
}
