package world

// Draw gives what the configuration's seed draws: obstacles that leave every base
// and every control point reachable, and the control points.
func Draw(config Config) (walls []Wall, points []ControlPoint) { return nil, nil }

// CheckWalls tells why a map cannot be used: shapes that make no sense, bases or
// control points that are not free, no room for the agents.
func CheckWalls(config Config, walls []Wall, points []ControlPoint) error { return nil }
