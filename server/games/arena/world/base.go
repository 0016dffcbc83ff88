package world

import "playhouse/server/games/arena/plane"

// Base is the middle of a team's base, from 1; (0, 0) for a team that there is not.
func Base(config Config, team int32) plane.Point {
	if team < 1 || team > config.Teams || config.Teams > TeamsMost {
		return plane.Point{}
	}
	return basesOf(&config)[team-1]
}
