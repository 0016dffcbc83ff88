package baseball

import (
	"cmp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/session"
)

// clubs are what teams of average cards are called. All are invented; none is a
// club that plays, or has played, for a living.
var clubs = [...]string{
	"Amber Hill Foxes", "Anchor Bay Gulls", "Birch Lake Loons", "Blackwater Otters", "Brass Town Bells", "Cedar Creek Herons",
	"Chalk Cliff Swifts", "Copper Valley Mules", "Dover Street Lamps", "Eastgate Ferrymen", "Elm Park Robins", "Fairwater Pilots",
	"Glass Harbor Herrings", "Granite Falls Rams", "Green Bend Bullfrogs", "Hollow Oak Owls", "Ironbridge Smiths", "Juniper Flats Hares",
	"Kettle Point Kites", "Lantern Bay Moths", "Long Meadow Larks", "Maple Ridge Badgers", "Millbrook Weavers", "North Fork Beavers",
	"Old Quay Coopers", "Orchard Hill Wasps", "Pebble Beach Terns", "Pine Barrens Bobcats", "Quarry Town Picks", "Red Clay Roosters",
	"River City Barges", "Rook Island Ravens", "Salt Marsh Cranes", "Silver Lake Trout", "Stone Mill Millers", "Sundown Coyotes",
	"Tall Grass Bison", "Thistle Glen Goats", "Westwind Drifters", "Willow Run Rabbits",
}

// invented are two clubs' names, never the same; which, the time decides: dice
// must wait for the players' seeds.
func invented(now time.Time) (home, away string) {
	n := int(uint64(now.UnixMilli()) % (1 << 30))
	at := n % len(clubs)
	other := (at + 1 + n/len(clubs)%(len(clubs)-1)) % len(clubs)
	return clubs[at], clubs[other]
}

// Letters of a team's name that somebody chooses.
const nameLeast, nameMost = 2, 40

// called is what a side is called in a game: as was chosen, as its squad is called,
// or as was invented.
func called(field, chosen string, squad *baseballv1.Squad, invented string) (string, error) {
	chosen = strings.TrimSpace(chosen)
	switch n := utf8.RuneCountInString(chosen); {
	case chosen == "":
		return cmp.Or(squad.GetName(), invented), nil
	case n < nameLeast || n > nameMost:
		return "", session.Invalid(field, "must have %d to %d characters", nameLeast, nameMost)
	case strings.ContainsFunc(chosen, func(r rune) bool { return !unicode.IsGraphic(r) }):
		return "", session.Invalid(field, "must be one line of letters, digits and signs")
	}
	return chosen, nil
}

// names are what both sides are called: away, then home.
func names(now time.Time, r *baseballv1.CreateRequest) (away, home string, err error) {
	ours, theirs := invented(now)
	if home, err = called("home_name", r.GetHomeName(), r.GetHome(), ours); err != nil {
		return "", "", err
	}
	if away, err = called("away_name", r.GetAwayName(), r.GetAway(), theirs); err != nil {
		return "", "", err
	}
	if r.GetAwayName()+r.GetHomeName() != "" && strings.EqualFold(home, away) {
		return "", "", session.Invalid("away_name", "is what the home side is called: choose another")
	}
	return away, home, nil
}
