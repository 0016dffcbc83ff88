package simulate

import (
	"os"
	"testing"
	"time"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

func TestTune(t *testing.T) {
	for _, sc := range []string{"rescue", "core_shutdown", "evacuation_race"} {
		r, err := Run(Options{Games: 300, Players: 4, Scenario: sc, Difficulty: labyrinthv1.Difficulty_DIFFICULTY_NORMAL, Seed: "tune", Clock: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		r.WriteTable(os.Stdout)
	}
}
